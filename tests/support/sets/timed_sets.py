"""Sets made up state by state, timed by the real hold clock."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Cue, CueKind, Fault, Feedback, Measurement, State
from posecoach.coaching.judging.hold import HoldClock
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import SetReport, build_report
from posecoach.vision.media.info import VideoInfo

FPS = 10

# How long it lasts in frames, the state, and its reason.
Act = tuple[int, State, str | None]
MakeSet = Callable[..., list[Feedback]]
MakeReport = Callable[..., SetReport]


@pytest.fixture
def spec() -> StretchSpec:
    return find_spec("standing_hamstring")


@pytest.fixture
def video() -> VideoInfo:
    return VideoInfo(Path("me.mp4"), 640, 480, 999, 10.0)


@pytest.fixture
def make_set(spec: StretchSpec) -> MakeSet:
    """From acts to the coach's answers; lists that are given override one field frame by frame."""

    def make(
        acts: Sequence[Act],
        *,
        faults: Sequence[tuple[Fault, ...]] | None = None,
        sides: Sequence[Side | None] | None = None,
        hips: Sequence[Measurement] | None = None,
    ) -> list[Feedback]:
        clock = HoldClock(spec.hold, target_s=20)
        answers: list[Feedback] = []
        for frames, state, reason in acts:
            for _ in range(frames):
                index = len(answers)
                t_s = index / FPS
                reading = clock.update(t_s, state, reason)
                told = (
                    (State.MOVING, Reason.ARMING)
                    if state is State.VALID and not clock.armed
                    else (state, reason)
                )
                answers.append(
                    Feedback(
                        t_s=t_s,
                        as_of_s=t_s,
                        state=told[0],
                        reason=told[1],
                        side=sides[index] if sides else Side.RIGHT,
                        measures={"hip_flexion": hips[index] if hips else Measurement(100.0, 6.0, True)},
                        gates=(),
                        faults=faults[index] if faults else (),
                        cue=None if state is State.VALID else Cue("fix", CueKind.POSITION, f"Mend {reason}."),
                        say=None,
                        clock=reading,
                    )
                )
        return answers

    return make


@pytest.fixture
def make_report(spec: StretchSpec, video: VideoInfo, make_set: MakeSet) -> MakeReport:
    def make(*args: object, **fields: object) -> SetReport:
        answers = make_set(*args, **fields)
        return build_report(spec, answers, answers[-1].clock, video)

    return make
