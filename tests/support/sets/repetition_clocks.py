"""Clocks of repetitions, and frames in the two positions of a bridge."""

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.gate import Phase
from posecoach.coaching.feedback import (
    Answer,
    ClockReading,
    Feedback,
    GateResult,
    Repetition,
    RepetitionReading,
    State,
)
from posecoach.pose.landmarks import Side

BRIDGE = find_spec("bridge")
SLOW_MOTION = find_spec("cat_cow")
ONLY_TIMED = find_spec("knee_rolls")

COUNTED = Repetition(2.0, 3.0, 7.0, 3.4)
SHORT = Repetition(9.0, 10.0, 12.0, 1.2, "too_short")
LOW = Repetition(14.0, None, 16.0, 0.0, "hips_up")
_UNDER_WAY_S = 18.0


def clock_of(
    *done: Repetition, target: int = 8, dwell_s: float | None = 3.0, held_s: float = 0.0, top: bool = False
) -> ClockReading:
    """The clock of a set with these repetitions, and perhaps one at its top."""
    valid_s = sum(one.held_s for one in done)
    reading = RepetitionReading(target, dwell_s, done, _UNDER_WAY_S if top else None, held_s)
    running = top and held_s > 0
    return ClockReading(valid_s, target * (dwell_s or 0.0), running, repetitions=reading)


def bridging(state: State, clock: ClockReading, phase: Phase | None = None) -> Feedback:
    """A frame in one of the two positions of a bridge, or between them."""
    gates = tuple(
        GateResult(
            gate.id,
            gate.measure,
            Answer.PASS if gate.phase in (None, phase) else Answer.FAIL,
            gate.enter,
            0.02,
            gate.enter,
        )
        for gate in BRIDGE.gates
    )
    return Feedback(20.0, 20.0, state, None, Side.LEFT, {}, gates, (), None, None, clock)
