"""Sets of repetitions, and exercises of the kinds that no shipped one is: passed through, only timed."""

from pathlib import Path

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.fields import Number
from posecoach.coaching.exercise.spec import GateKind, Phase, StretchSpec
from posecoach.coaching.feedback import (
    Answer,
    ClockReading,
    Feedback,
    GateResult,
    Hold,
    Measurement,
    Repetition,
    RepetitionReading,
    State,
)
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import SetReport, report_of
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.vision.media.info import VideoInfo

FPS = 10
BRIDGE = find_spec("bridge")
COUNTED = Repetition(2.0, 3.0, 7.0, 3.4)
SHORT = Repetition(9.0, 10.0, 12.0, 1.2, "too_short")
LOW = Repetition(14.0, None, 16.0, 0.0, "hips_up")
UNDER_WAY_S = 18.0
"""When the one after those has reached its top."""


def passed_through() -> StretchSpec:
    """The bridge without a hold at its top, but not too fast."""
    assert BRIDGE.repetitions is not None
    slow = Number(value=4.0, source="test")
    rules = BRIDGE.repetitions.model_copy(update={"dwell_s": None, "cycle_s": slow})
    return BRIDGE.model_copy(update={"id": "swing", "repetitions": rules})


def only_timed() -> StretchSpec:
    """The lying stretch without a word on its form."""
    spec = find_spec("lying_hamstring")
    places = tuple(gate for gate in spec.gates if gate.kind is GateKind.POSITION)
    return spec.model_copy(update={"id": "rocking", "timed_only": True, "gates": places})


def repeated(
    *done: Repetition, target: int = 8, dwell_s: float | None = 3.0, held_s: float = 0.0, top: bool = False
) -> ClockReading:
    """The clock of a set with these repetitions, and perhaps one at its top."""
    valid_s = sum(one.held_s for one in done)
    reading = RepetitionReading(target, dwell_s, done, UNDER_WAY_S if top else None, held_s)
    running = top and held_s > 0
    holds = tuple(Hold(one.top_s, one.end_s, one.held_s) for one in done if one.top_s is not None)
    return ClockReading(valid_s, target * (dwell_s or 0.0), running, holds, repetitions=reading)


def answer(
    t_s: float, state: State, clock: ClockReading, phase: Phase | None = None, reason: str | None = None
) -> Feedback:
    """A frame in one of the two positions of a bridge, or between them."""
    gates = tuple(
        GateResult(gate.id, gate.measure, Answer.PASS, gate.enter, 0.02, gate.enter)
        if gate.phase in (None, phase)
        else GateResult(gate.id, gate.measure, Answer.FAIL, -gate.enter, 0.02, gate.enter)
        for gate in BRIDGE.gates
    )
    rise = {Phase.START: -0.35, Phase.WORK: 0.0, None: -0.15}[phase]
    measures = {"hip_rise": Measurement(rise, 0.02, True), "knee_flexion": Measurement(90.0, 6.0, True)}
    return Feedback(t_s, t_s, state, reason, Side.LEFT, measures, gates, (), None, None, clock)


def bridge_report(spec: StretchSpec = BRIDGE) -> SetReport:
    """Twenty seconds of bridges: one that counts, one too short, one too low, and one under way."""
    dwell_s = None if spec.repetitions is None or spec.repetitions.dwell_s is None else 3.0
    tries = (COUNTED, SHORT, LOW)
    recorder, moments = SetRecorder(), []
    for number in range(20 * FPS):
        t_s = number / FPS
        done = tuple(one for one in tries if one.end_s <= t_s)
        clock = repeated(*done, dwell_s=dwell_s)
        one = next((one for one in tries if one.start_s < t_s < one.end_s), None)
        if one is None:
            feedback = answer(t_s, State.READY, clock, Phase.START)
        elif one.top_s is not None and one.top_s <= t_s <= one.top_s + one.held_s:
            feedback = answer(t_s, State.VALID, clock, Phase.WORK)
        else:
            feedback = answer(t_s, State.MOVING, clock, None, "on_the_way")
        moments += recorder.add(feedback)
    moments += recorder.finish(clock)
    video = VideoInfo(Path("bridges.mp4"), 640, 480, len(moments), 20.0)
    return report_of(spec, recorder, moments, video, Side.LEFT)
