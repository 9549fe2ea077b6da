"""How well the coach did on one clip: the report of a set against the ground truth."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import numpy as np

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import UNJUDGED, Severity, State
from posecoach.evaluation.ground_truth.repetitions import ScoredRepetition, match
from posecoach.evaluation.ground_truth.truth import TrueFault, Truth
from posecoach.evaluation.spans import Span, counted_spans, length_s, shared, without
from posecoach.pose.landmarks import FloatArray, Side
from posecoach.records.report.explain import runs
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.faults import FaultSpan

SCORED_MEASURES = ("hip_flexion", "knee_flexion")

# Speed is measured over half a second, as when stillness is judged.
_HALF_WINDOW_S = 0.25
# An angle that is off by its budget (6 degrees) while it moves at the limit of stillness (20 degrees
# a second) crosses a limit this much too early or too late: closer than this, neither is wrong.
_EDGE_S = 0.3


class Phase(StrEnum):
    """What really happens in a frame."""

    HOLD = "hold"  # held well
    MOVING = "moving"  # the hip or the knee turns faster than a hold allows
    OTHER = "other"  # still, but not a good hold: waiting, not deep enough, a fault


@dataclass(frozen=True, slots=True)
class AngleReading:
    """A measure in one frame, against the ground truth.

    Attributes:
        measure: The measure's name.
        stretch: The stretch's id.
        phase: What really happens.
        true: The true value, degrees.
        error: Measured minus true, degrees; None if the coach did not claim to know, because the measure
            is unknown or the picture can't be judged.
        sigma: The error budget that the coach stated, degrees.
    """

    measure: str
    stretch: str
    phase: Phase
    true: float
    error: float | None
    sigma: float


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault that was really there, and when the coach named it.

    Attributes:
        named_s: The time of the frame in which the coach first named it; None if the coach missed it.
    """

    id: str
    start_s: float
    end_s: float
    named_s: float | None

    @property
    def late_s(self) -> float | None:
        """How long after its onset it was named."""
        return None if self.named_s is None else self.named_s - self.start_s


@dataclass(frozen=True, slots=True)
class FalseFault:
    """A fault that the coach named although it was not there."""

    id: str
    severity: Severity
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ClipScore:
    """One clip's score. Times in seconds by the video's own timestamps.

    Attributes:
        name: The clip's file name without its ending.
        shows: What the clip shows; None if the truth file doesn't say.
        truly_valid: When the stretch was held well.
        counted: What the coach counted: its holds without their pauses.
        coach_valid_s: Valid hold time by the coach's clock.
        planted: The faults that were there.
        false_faults: The faults that were not.
        unjudged: The time that the coach could not judge, by state and reason.
        readings: The scored measures, frame by frame.
        repetitions: True and counted ones in pairs; None where the exercise is one hold.
    """

    name: str
    shows: str | None
    stretch: str
    side: Side
    view: str
    duration_s: float
    truly_valid: tuple[Span, ...]
    counted: tuple[Span, ...]
    coach_valid_s: float
    planted: tuple[PlantedFault, ...]
    false_faults: tuple[FalseFault, ...]
    unjudged: Mapping[State, Mapping[str, float]]
    readings: tuple[AngleReading, ...]
    repetitions: tuple[ScoredRepetition, ...] | None = None

    @property
    def truth_valid_s(self) -> float:
        """Valid hold time in the ground truth."""
        return length_s(self.truly_valid)

    @property
    def false_valid_s(self) -> float:
        """Time that the coach counted although the stretch was not held well."""
        return length_s(without(self.counted, self.truly_valid))

    @property
    def false_paused_s(self) -> float:
        """Time held well that the coach did not count."""
        return length_s(without(self.truly_valid, self.counted))

    def false_faults_of(self, severity: Severity) -> int:
        """The number of false alarms of one severity."""
        return sum(fault.severity is severity for fault in self.false_faults)


def score_clip(name: str, report: SetReport, truth: Truth) -> ClipScore:
    """Scores one clip.

    Args:
        name: The clip's name.
        report: The coach's report on it, with the same leg judged as in the ground truth.
        truth: What really happens in it.
    """
    return ClipScore(
        name=name,
        shows=truth.shows,
        stretch=truth.stretch,
        side=truth.side,
        view=truth.view,
        duration_s=report.video.duration_s,
        truly_valid=truth.valid,
        counted=counted_spans(report.clock),
        coach_valid_s=report.valid_hold_s,
        planted=_planted(report, truth),
        false_faults=tuple(
            FalseFault(found.id, found.severity, found.start_s, found.end_s)
            for found in report.faults
            if not any(_meets(found, true) for true in truth.faults)
        ),
        unjudged=_unjudged(report),
        readings=_readings(report, truth),
        repetitions=None if truth.repetitions is None else match(truth.repetitions, report.repetitions or ()),
    )


def _planted(report: SetReport, truth: Truth) -> tuple[PlantedFault, ...]:
    return tuple(
        PlantedFault(
            true.id,
            true.start_s,
            true.end_s,
            min(
                (
                    found.named_s
                    for found in report.faults
                    if found.named_s is not None and _meets(found, true)
                ),
                default=None,
            ),
        )
        for true in truth.faults
    )


def _meets(found: FaultSpan, true: TrueFault) -> bool:
    """Whether a fault that the coach named is the planted one."""
    around = (true.start_s - _EDGE_S, true.end_s + _EDGE_S)
    return found.id == true.id and bool(shared([(found.start_s, found.end_s)], [around]))


def _unjudged(report: SetReport) -> dict[State, dict[str, float]]:
    seconds: dict[State, defaultdict[str, float]] = {state: defaultdict(float) for state in UNJUDGED}
    for state, reason, start_s, end_s in runs(report):
        if state in seconds:
            seconds[state][reason] += end_s - start_s
    return {state: dict(by_reason) for state, by_reason in seconds.items() if by_reason}


def _readings(report: SetReport, truth: Truth) -> tuple[AngleReading, ...]:
    """The readings of every frame with a person, against the truth interpolated to its timestamp."""
    seen = [frame for frame in report.timeline if frame.side is truth.side]
    times = np.array([frame.t_s for frame in seen])
    true_times = np.array([frame.t_s for frame in truth.frames])
    series = {
        measure: np.array([getattr(frame, measure).of(truth.side) for frame in truth.frames])
        for measure in SCORED_MEASURES
    }
    phases = _phases(times, true_times, list(series.values()), truth, report.spec)
    readings = []
    for measure, true_values in series.items():
        at_frames = np.interp(times, true_times, true_values)
        for frame, phase, true in zip(seen, phases, at_frames.tolist(), strict=True):
            read = frame.measures.get(measure)
            if read is not None:
                claimed = read.known and frame.state is not State.NOT_FRAMED
                error = read.value - true if claimed else None
                readings.append(AngleReading(measure, truth.stretch, phase, true, error, read.sigma))
    return tuple(readings)


def _phases(
    times: FloatArray, true_times: FloatArray, angles: list[FloatArray], truth: Truth, spec: StretchSpec
) -> list[Phase]:
    if not times.size:
        return []
    edges = np.array(list(chain.from_iterable(truth.valid)))
    held = np.searchsorted(edges, times, side="right") % 2 == 1
    before = np.maximum(times - _HALF_WINDOW_S, true_times[0])
    after = np.minimum(times + _HALF_WINDOW_S, true_times[-1])
    turned = [np.interp(after, true_times, row) - np.interp(before, true_times, row) for row in angles]
    fastest = np.abs(turned).max(axis=0)
    moving = fastest > spec.hold.still_deg_per_s.value * (after - before)
    return [
        Phase.HOLD if is_held else Phase.MOVING if is_moving else Phase.OTHER
        for is_held, is_moving in zip(held.tolist(), moving.tolist(), strict=True)
    ]
