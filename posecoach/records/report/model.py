"""The report of one set: its record, and every moment of it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    ClockReading,
    Feedback,
    Hold,
    Measurement,
    Pause,
    Repetition,
    State,
)
from posecoach.pose.landmarks import Side
from posecoach.records.achieved import Achieved
from posecoach.records.report.evidence import Evidence
from posecoach.records.timeline.depth import has_depth
from posecoach.records.timeline.faults import FaultSpan
from posecoach.records.timeline.recorder import DEPTH, SetRecord, SetRecorder
from posecoach.vision.media.info import VideoInfo
from posecoach.vision.model.bundle import Variant


@dataclass(frozen=True, slots=True)
class SetFacts:
    """What one set of one stretch came to, without its frames. Times are the frames' own, seconds.

    Attributes:
        spec: The stretch.
        side: The judged leg, None if it was never known.
        record: The set as it is saved in a history: states, faults, angles.
        clock: The hold clock at the end of the set.
    """

    spec: StretchSpec
    side: Side | None
    record: SetRecord
    clock: ClockReading

    @property
    def end_s(self) -> float:
        """When the set ends."""
        return _last_s(self.record)

    @property
    def valid_hold_s(self) -> float:
        """Valid hold time of the set; of repetitions, in the working position."""
        return self.clock.valid_s

    @property
    def target_s(self) -> float:
        """The target of the set; of repetitions all dwells together, 0 where nothing is held."""
        return self.clock.target_s

    @property
    def amount(self) -> float:
        """What the set asked for: seconds of a hold, or repetitions."""
        repetitions = self.clock.repetitions
        return self.clock.target_s if repetitions is None else repetitions.target

    @property
    def achieved(self) -> Achieved:
        """What the set achieved, against what it asked for."""
        return Achieved.by(self.clock, self.spec)

    @property
    def completed(self) -> bool:
        """Whether the target was reached."""
        return self.clock.completed

    @property
    def holds(self) -> tuple[Hold, ...]:
        """The holds, in order."""
        return self.clock.holds

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses inside the holds, in order."""
        return self.clock.pauses

    @property
    def repetitions(self) -> tuple[Repetition, ...] | None:
        """Those that were over, counted or not, in order; None where the exercise is one hold."""
        return None if self.clock.repetitions is None else self.clock.repetitions.done

    @property
    def faults(self) -> tuple[FaultSpan, ...]:
        """The faults, by when they began."""
        return self.record.faults


@dataclass(frozen=True, slots=True)
class SetReport(SetFacts):
    """One set of a video, with every moment of it. Times are the video's own timestamps, seconds.

    Attributes:
        video: What the frames came from; ``frames`` counts those that were read.
        timeline: Every frame's moment, in order: feedback whose ``as_of_s`` is its ``t_s``, see
            ``posecoach.records.timeline``. Only ``cue`` is what was shown at that time.
        network: The pose network that found the person in the frames.
    """

    video: VideoInfo
    timeline: tuple[Feedback, ...]
    network: Variant = Variant.UNKNOWN

    @property
    def end_s(self) -> float:
        """When the set ends: with the video, whose last frame lasts for a while."""
        return max(_last_s(self.record), self.video.duration_s)

    @property
    def evidence(self) -> Evidence:
        """Its moments as far as a summary speaks of them, added up anew at each call."""
        return Evidence.of(self.spec, self.timeline)

    @property
    def best(self) -> Measurement | None:
        """The largest known hip flexion of the moments that counted; None if there is none."""
        depths = [frame.measures.get(DEPTH) for frame in self.timeline if frame.state is State.VALID]
        known = [d for d in depths if d is not None and d.known and math.isfinite(d.value)]
        return max(known, key=lambda depth: depth.value, default=None)

    @property
    def depth(self) -> Measurement | None:
        """The same where it says how far the person got; None in any other exercise."""
        return self.best if has_depth(self.spec) else None


def _last_s(record: SetRecord) -> float:
    return record.spans[-1][3] if record.spans else 0.0


def build_report(
    spec: StretchSpec,
    answers: Iterable[Feedback],
    clock: ClockReading,
    video: VideoInfo,
    side: Side | None = None,
) -> SetReport:
    """The report of a set from the coach's answers to all of its frames.

    Args:
        spec: The stretch.
        answers: In order, at least one.
        clock: The clock after the last frame, see ``Coach.finish``.
        video: What the frames came from.
        side: The leg that was asked for; None if the coach chose it.

    Raises:
        ValueError: if there are no answers.
    """
    recorder = SetRecorder()
    moments = [moment for answer in answers for moment in recorder.add(answer)]
    moments += recorder.finish(clock)
    return report_of(spec, recorder, moments, video, side)


def report_of(
    spec: StretchSpec,
    recorder: SetRecorder,
    moments: Sequence[Feedback],
    video: VideoInfo,
    side: Side | None = None,
    network: Variant = Variant.UNKNOWN,
) -> SetReport:
    """The report of a set recorded to its end, with all its moments; see ``build_report``."""
    if recorder.clock is None:
        raise ValueError("a report needs the answer to at least one frame")
    record, video = recorder.record(), replace(video, frames=len(moments))
    return SetReport(spec, side or record.side, record, recorder.clock, video, tuple(moments), network)
