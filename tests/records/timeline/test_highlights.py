"""The best and the worst moment of a set."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sets.made_up_repetitions import BRIDGE, HELD, MIXED, passed_through, repeated, timed_only

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import (
    Answer,
    ClockReading,
    Fault,
    Feedback,
    GateResult,
    Measurement,
    Severity,
    State,
)
from posecoach.records.timeline.highlights import Highlights, Which

STANDING = find_spec("standing_hamstring")
CLOCK = ClockReading(0.0, 20.0, running=False)


def frame(hip_deg: float = 90.0, state: State = State.VALID, *, known: bool = True) -> Feedback:
    measures = {"hip_flexion": Measurement(hip_deg, 6.0, known)}
    return Feedback(0.0, 0.0, state, None, None, measures, (), (), None, None, CLOCK)


def bent(knee_deg: float, severity: Severity = Severity.BLOCKING, id_: str = "knee_bent") -> Feedback:
    fault = Fault(id_, severity, 0.0, knee_deg, 30.0)
    result = GateResult(id_, "knee_flexion", Answer.FAIL, knee_deg, 6.0, 30.0)
    return replace(frame(state=State.FAULT), gates=(result,), faults=(fault,))


def test_the_best_is_the_deepest_that_counted():
    highlights = Highlights(STANDING)
    first = highlights.note(frame(90))
    assert first == (Which.BEST, "Deepest position that counted: hip flexion 90° ± 6°")
    assert highlights.note(frame(90.5)) is None
    assert highlights.note(frame(120, State.MOVING)) is None
    assert highlights.note(frame(120, known=False)) is None
    assert highlights.note(frame(math.nan)) is None
    assert highlights.note(frame(95)) is not None


def test_the_worst_is_farthest_beyond_its_limit_and_what_paused_comes_first():
    highlights = Highlights(STANDING)
    assert highlights.note(bent(90, Severity.ADVICE, "back_rounded")) is not None
    noted = highlights.note(bent(40))
    assert noted == (Which.WORST, "Bent knee: knee flexion 40°, limit 30°")
    assert highlights.note(bent(38)) is None
    assert highlights.note(bent(95, Severity.ADVICE, "back_rounded")) is None
    assert highlights.note(bent(50)) is not None


def test_a_fault_that_can_not_be_read_now_is_no_moment_to_show():
    unread = bent(math.nan)
    gates = (replace(unread.gates[0], answer=Answer.UNKNOWN),)
    assert Highlights(STANDING).note(replace(unread, gates=gates)) is None


@given(st.lists(st.floats(0, 150), min_size=1))
def test_the_last_best_is_within_a_degree_of_the_deepest(hips: list[float]):
    highlights = Highlights(STANDING)
    picked = [hip for hip in hips if highlights.note(frame(hip))]
    assert picked[-1] == pytest.approx(max(hips), abs=1.0)
    assert picked == sorted(picked)


def test_of_repetitions_the_longest_held_is_the_best():
    """Hips are bent furthest in the lowest bridge, so that depth says nothing."""
    highlights = Highlights(BRIDGE)
    noted = [(moment.t_s, found) for moment in repeated(MIXED) if (found := highlights.note(moment))]
    assert {which for _, (which, _) in noted} == {Which.BEST}
    times = [t_s for t_s, _ in noted]
    assert times[0] == HELD.top_s
    assert times[-1] == pytest.approx(HELD.top_s + 3.0, abs=0.4)  # none of the others was held for longer
    assert noted[-1][1][1].startswith("Working position of repetition 1, held for 3.")


def test_what_is_only_passed_through_is_not_called_held():
    highlights = Highlights(passed_through())
    frames = repeated([replace(HELD, held_s=0.4)], spec=passed_through())
    (found,) = (found for frame in frames if (found := highlights.note(frame)))
    assert found == (Which.BEST, "Working position of repetition 1")


def test_a_hold_that_asks_for_no_depth_shows_none():
    gates = tuple(gate for gate in STANDING.gates if gate.measure != "hip_flexion")
    highlights = Highlights(STANDING.model_copy(update={"gates": gates}))
    noted = [highlights.note(frame(hip)) for hip in (12.0, 25.0, 28.0)]
    assert noted == [(Which.BEST, "The first moment that counted"), None, None]


def test_of_time_that_is_not_judged_no_moment_is_the_best():
    highlights = Highlights(timed_only(STANDING))
    assert [highlights.note(frame(hip)) for hip in (80.0, 90.0)] == [None, None]


def test_a_fault_is_called_what_its_own_exercise_calls_it():
    """Others have a gate of the same id, with other words."""
    _, caption = Highlights(find_spec("bird_dog")).note(bent(40))
    assert caption.startswith("Knee of the lifted leg bent: ")
