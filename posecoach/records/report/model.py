"""What came of one set: built from the coach's answers to the frames of a video."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Fault, Feedback, Hold, Measurement, Pause, Severity, State
from posecoach.pose.landmarks import Side
from posecoach.vision.media.info import VideoInfo

# The measure whose best value tells how deep a hamstring stretch went.
DEPTH = "hip_flexion"

# Sums of timestamps differ by rounding; frames are at least a thousand times as far apart.
SAME_TIME_S = 1e-6


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """A fault from the frame that it was first seen in to the first one without it.

    Attributes:
        id: The fault's id, e.g. ``knee_bent``.
        severity: Whether it paused the clock.
        start_s: When its gate began to fail.
        end_s: When it was over, or the last frame's time if it never was.
        worst: The value farthest beyond the limit.
        limit: The limit that it failed.
    """

    id: str
    severity: Severity
    start_s: float
    end_s: float
    worst: float
    limit: float


@dataclass(frozen=True, slots=True)
class SetReport:
    """One set of one stretch, as it lasts. Times are the video's own timestamps, seconds.

    Attributes:
        spec: The stretch.
        side: The judged leg, None if it was never known.
        video: What the frames came from; ``frames`` counts those that were read.
        valid_hold_s: Valid hold time of the set.
        target_s: What the set asked for.
        completed: Whether the target was reached.
        holds: The holds, in order.
        pauses: The pauses inside them, in order.
        faults: The faults, by when they began.
        best: The best value of each measure that has one, over the frames that counted.
        timeline: The coach's answer to each frame, in order, with the state and the faults that this
            moment proved to have once its reading had come in. Frames that the clock credited
            afterwards (arming a hold, bridging a short unknown) read ``valid``.
    """

    spec: StretchSpec
    side: Side | None
    video: VideoInfo
    valid_hold_s: float
    target_s: float
    completed: bool
    holds: tuple[Hold, ...]
    pauses: tuple[Pause, ...]
    faults: tuple[FaultSpan, ...]
    best: dict[str, Measurement]
    timeline: tuple[Feedback, ...]


def build_report(
    spec: StretchSpec, feedback: Sequence[Feedback], video: VideoInfo, side: Side | None = None
) -> SetReport:
    """The report of a set that is over.

    Args:
        spec: The stretch.
        feedback: The coach's answers to all frames, in order.
        video: What the frames came from.
        side: The leg that was asked for; None where the coach chose.

    Raises:
        ValueError: if there is no feedback at all.
    """
    if not feedback:
        raise ValueError("a report needs the feedback to at least one frame")
    clock = feedback[-1].clock
    timeline = _when_it_happened(_with_credit(feedback))
    return SetReport(
        spec=spec,
        side=side or _judged_side(feedback),
        video=replace(video, frames=len(feedback)),
        valid_hold_s=clock.valid_s,
        target_s=clock.target_s,
        completed=clock.completed,
        holds=clock.holds,
        pauses=clock.pauses,
        faults=_fault_spans(timeline),
        best=_best(timeline),
        timeline=timeline,
    )


def _judged_side(feedback: Sequence[Feedback]) -> Side | None:
    """The leg judged most of the time, of the time that counted if any did."""
    counted = Counter(frame.side for frame in feedback if frame.side and frame.clock.running)
    seen = counted or Counter(frame.side for frame in feedback if frame.side)
    return max(seen, key=seen.__getitem__, default=None)


def _with_credit(feedback: Sequence[Feedback]) -> tuple[Feedback, ...]:
    """The frames, with those that the clock credited afterwards told as valid.

    Where the clock grows by more than the time since the frame before, the hold was armed or a short
    unknown bridged in this frame, and as much time before it counted.
    """
    timeline = list(feedback)
    for index, (before, frame) in enumerate(pairwise(feedback), start=1):
        counted_s = frame.clock.valid_s - before.clock.valid_s
        if counted_s <= frame.t_s - before.t_s + SAME_TIME_S:
            continue
        for earlier in range(index - 1, -1, -1):
            if timeline[earlier].t_s < frame.t_s - counted_s - SAME_TIME_S:
                break
            timeline[earlier] = replace(timeline[earlier], state=State.VALID, reason=None)
    return tuple(timeline)


def _when_it_happened(feedback: Sequence[Feedback]) -> tuple[Feedback, ...]:
    """The frames, each with the state, the gates and the faults that a later one tells of its moment.

    The last ones, of which none tells, keep the last there is.
    """
    timeline = []
    later = 0
    for frame in feedback:
        while later < len(feedback) - 1 and feedback[later].as_of_s < frame.t_s - SAME_TIME_S:
            later += 1
        known = feedback[later]
        moment = replace(frame, state=known.state, reason=known.reason)
        timeline.append(replace(moment, gates=known.gates, faults=known.faults))
    return tuple(timeline)


def _fault_spans(feedback: Sequence[Feedback]) -> tuple[FaultSpan, ...]:
    spans: dict[tuple[str, float], FaultSpan] = {}
    lasting: dict[tuple[str, float], Fault] = {}
    for frame in feedback:
        now = {(fault.id, fault.start_s): fault for fault in frame.faults}
        for key in now.keys() & lasting.keys():
            if lasting[key].severity is Severity.BLOCKING:  # what paused the clock once is told as such
                now[key] = replace(now[key], severity=Severity.BLOCKING)
        spans.update((key, _span(lasting[key], frame.t_s)) for key in lasting.keys() - now.keys())
        lasting = now
    spans.update((key, _span(fault, feedback[-1].t_s)) for key, fault in lasting.items())
    return tuple(sorted(spans.values(), key=lambda span: (span.start_s, span.id)))


def _span(fault: Fault, end_s: float) -> FaultSpan:
    return FaultSpan(fault.id, fault.severity, fault.start_s, end_s, fault.worst, fault.limit)


def _best(timeline: Sequence[Feedback]) -> dict[str, Measurement]:
    depths = [
        depth
        for frame in timeline
        if frame.state is State.VALID
        and (depth := frame.measures.get(DEPTH)) is not None
        and depth.known
        and math.isfinite(depth.value)
    ]
    return {DEPTH: max(depths, key=lambda depth: depth.value)} if depths else {}
