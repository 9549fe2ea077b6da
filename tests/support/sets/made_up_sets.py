"""A made-up set, told frame by frame, for what draws and words a report."""

import math
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    ClockReading,
    Feedback,
    Hold,
    Measurement,
    Pause,
    Severity,
    State,
)
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import SetReport, report_of
from posecoach.records.timeline.faults import FaultSpan
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.vision.media.info import VideoInfo

FPS = 10


@dataclass
class Act:
    """A part of a made-up set: so many seconds in one state for one reason, at one knee flexion."""

    seconds: float
    state: State
    reason: str | None = None
    knee: float | None = 10.0
    hip: float = 80.0
    measures: dict[str, Measurement] = field(default_factory=dict)


def made_up_report(
    acts: list[Act],
    *,
    spec: StretchSpec,
    holds: tuple[Hold, ...] = (),
    pauses: tuple[Pause, ...] = (),
    faults: tuple[FaultSpan, ...] = (),
    target_s: float = 20.0,
) -> SetReport:
    valid_s = sum(hold.valid_s for hold in holds)
    clock = ClockReading(valid_s, target_s, False, holds, pauses)
    timeline = []
    for act in acts:
        for _ in range(round(act.seconds * FPS)):
            knee = (
                Measurement(math.nan, 5.0, False, "leg_not_seen")
                if act.knee is None
                else Measurement(act.knee, 5.0, True)
            )
            measures = {"knee_flexion": knee, "hip_flexion": Measurement(act.hip, 6.0, True), **act.measures}
            t_s = len(timeline) / FPS
            timeline.append(
                Feedback(t_s, t_s, act.state, act.reason, Side.RIGHT, measures, (), (), None, None, clock)
            )
    recorder = SetRecorder()
    moments = [moment for answer in timeline for moment in recorder.add(answer)]
    video = VideoInfo(Path("made_up.mp4"), 640, 480, len(timeline), len(timeline) / FPS)
    report = report_of(spec, recorder, moments, video, Side.RIGHT)
    return with_faults(report, faults)


def with_faults(report: SetReport, faults: tuple[FaultSpan, ...]) -> SetReport:
    """The same set with other faults."""
    return replace(report, record=replace(report.record, faults=faults))


@pytest.fixture
def standing() -> StretchSpec:
    return find_spec("standing_hamstring")


@pytest.fixture
def paused_report(standing: StretchSpec) -> SetReport:
    """Two seconds held, one with bent knees, three held, half a second unseen."""
    return made_up_report(
        [
            Act(2, State.NOT_IN_POSITION, "leaning_forward", hip=10),
            Act(1, State.MOVING),
            Act(2, State.VALID),
            Act(1, State.FAULT, "knee_bent", knee=41),
            Act(3, State.VALID),
            Act(0.5, State.UNKNOWN, "leg_not_seen", knee=None),
        ],
        spec=standing,
        holds=(Hold(3.0, 9.0, 5.0),),
        pauses=(Pause(5.0, 6.0, "knee_bent"),),
        faults=(FaultSpan("knee_bent", Severity.BLOCKING, 5.0, 6.0, 41.0, 33.0),),
    )
