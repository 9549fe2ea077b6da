"""Sets of repetitions made up from what became of each, and of time that is not judged."""

from collections.abc import Sequence
from pathlib import Path

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    ClockReading,
    Feedback,
    Hold,
    Measurement,
    Repetition,
    RepetitionReading,
    State,
)
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import SetReport, build_report
from posecoach.vision.media.info import VideoInfo

FPS = 10
BRIDGE = find_spec("bridge")
DOWN, HALF_WAY, UP = -0.35, -0.14, 0.0

HELD = Repetition(2.0, 3.0, 7.6, 3.4)
TOO_LOW = Repetition(9.0, None, 11.2, 0.0, "hips_up")
TOO_LOW_AGAIN = Repetition(12.0, None, 14.0, 0.0, "hips_up")
TOO_SHORT = Repetition(15.0, 16.0, 18.0, 1.2, Reason.TOO_SHORT)
HELD_AGAIN = Repetition(20.0, 21.0, 25.5, 3.2)
MIXED = (HELD, TOO_LOW, TOO_LOW_AGAIN, TOO_SHORT, HELD_AGAIN)
"""Two that count and three that don't."""


def repeated(
    done: Sequence[Repetition], *, target: int = 4, lasts_s: float = 27.0, spec: StretchSpec = BRIDGE
) -> list[Feedback]:
    """The coach's feedback frame by frame: ready, up, held where it was held, down, and ready again."""
    return [_feedback(frame / FPS, done, target, spec) for frame in range(round(lasts_s * FPS))]


def repeated_report(
    done: Sequence[Repetition], *, target: int = 4, lasts_s: float = 27.0, spec: StretchSpec = BRIDGE
) -> SetReport:
    """The report of the same."""
    answers = repeated(done, target=target, lasts_s=lasts_s, spec=spec)
    return build_report(spec, answers, answers[-1].clock, _video(len(answers)))


def passed_through(spec: StretchSpec = BRIDGE) -> StretchSpec:
    """The same exercise with a working position that is not held."""
    assert spec.repetitions is not None
    cycle_s = spec.repetitions.slack_s.model_copy(update={"value": 2.0})
    rules = spec.repetitions.model_copy(update={"dwell_s": None, "cycle_s": cycle_s})
    return spec.model_copy(update={"repetitions": rules})


def timed_only(spec: StretchSpec) -> StretchSpec:
    """The same hold without a judgement of its form."""
    gates = tuple(gate for gate in spec.gates if gate.severity is None)
    return spec.model_copy(update={"timed_only": True, "gates": gates})


def timed_report(valid_s: float, *, target_s: float = 60.0) -> SetReport:
    """A set of an exercise that is only timed, all of whose seconds count but those that are missing."""
    spec = timed_only(find_spec("lying_hamstring"))
    clock = ClockReading(valid_s, target_s, False, (Hold(0.0, valid_s, valid_s),) if valid_s else ())
    state, reason = (State.VALID, None) if valid_s else (State.NOT_IN_POSITION, "on_your_back")
    answers = [
        Feedback(frame / FPS, frame / FPS, state, reason, Side.LEFT, _hip(80.0), (), (), None, None, clock)
        for frame in range(round(max(valid_s, 1.0) * FPS))
    ]
    return build_report(spec, answers, clock, _video(len(answers)))


def _feedback(t_s: float, done: Sequence[Repetition], target: int, spec: StretchSpec) -> Feedback:
    now = next((one for one in done if one.start_s < t_s < one.end_s), None)
    state, reason, rise = State.READY, None, DOWN
    held_s = 0.0
    if now is not None:
        top_s = now.end_s if now.top_s is None else now.top_s
        held_s = min(max(t_s - top_s, 0.0), now.held_s)
        state, reason, rise = State.MOVING, Reason.ON_THE_WAY, HALF_WAY
        if top_s <= t_s < top_s + now.held_s:
            state, reason, rise = State.VALID, None, UP
    over = tuple(one for one in done if one.end_s <= t_s)
    assert spec.repetitions is not None
    dwell_s = None if spec.repetitions.dwell_s is None else spec.repetitions.dwell_s.value
    top_s = now.top_s if now is not None and now.top_s is not None and now.top_s <= t_s else None
    clock = ClockReading(
        valid_s=round(sum(one.held_s for one in over) + held_s, 6),
        target_s=target * (dwell_s or 0.0),
        running=state is State.VALID,
        repetitions=RepetitionReading(target, dwell_s, over, top_s, held_s),
    )
    measures = {**_hip(40.0), "hip_rise": Measurement(rise, 0.02, known=True)}
    return Feedback(t_s, t_s, state, reason, Side.RIGHT, measures, (), (), None, None, clock)


def _hip(value: float) -> dict[str, Measurement]:
    return {"hip_flexion": Measurement(value, 6.0, known=True)}


def _video(frames: int) -> VideoInfo:
    return VideoInfo(Path("me.mp4"), 640, 480, frames, frames / FPS)
