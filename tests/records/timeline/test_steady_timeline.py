"""The law of a hold: whatever is read frame by frame, its record changes no more often than once a second."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Feedback, State
from posecoach.coaching.judging.frame_result import FrameResult, Reading
from posecoach.coaching.judging.set_clock import SetClock
from posecoach.records.timeline.recorder import Run, SetRecorder

FPS = 25
SPEC = find_spec("standing_hamstring")
STEADY_S = 1.0
N, M, V, F, U, L = (
    State.NOT_IN_POSITION, State.MOVING, State.VALID, State.FAULT, State.UNKNOWN, State.NO_PERSON,
)  # fmt: skip
Script = list[tuple[State, int]]
"""What is read for how many frames."""


def recorded(script: Script, spec: StretchSpec = SPEC) -> tuple[list[Run], ClockReading]:
    """The runs of a set in which this is read, and its clock."""
    clock, recorder = SetClock(spec, 20.0), SetRecorder()
    frame = 0
    for state, frames in script:
        for _ in range(frames):
            t_s = frame / FPS
            reading = clock.update(t_s, FrameResult(t_s, Reading(), state, None))
            said, why = clock.said
            assert said is not V or state is V
            recorder.add(
                Feedback(t_s, t_s, said, why, None, {}, (), (), None, None, reading, (), clock.open_since_s)
            )
            frame += 1
    recorder.finish(clock.reading)
    return recorder.record().spans, clock.reading


def states(script: Script) -> list[tuple[State, float]]:
    """The states that are recorded, and for how long, to a tenth of a second."""
    found: list[tuple[State, float]] = []
    for state, _, start_s, end_s in recorded(script)[0]:
        before_s = found.pop()[1] if found and found[-1][0] == state else 0.0
        found.append((State(state), before_s + end_s - start_s))
    return [(state, round(lasts_s, 1)) for state, lasts_s in found]


def changes_s(runs: list[Run]) -> list[float]:
    return [after[2] for before, after in pairwise(runs) if before[0] != after[0]]


scripts = st.lists(
    st.tuples(st.sampled_from(list(State)), st.one_of(st.integers(1, 8), st.integers(1, 80))),
    min_size=1,
    max_size=25,
)


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_in_a_hold_no_two_changes_are_less_than_a_second_apart(script: Script):
    runs, clock = recorded(script)
    for hold in clock.holds:
        inside = [t_s for t_s in changes_s(runs) if hold.start_s < t_s < hold.end_s]
        for one, other in pairwise(inside):
            assert other - one >= STEADY_S - 1e-6


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_a_fault_that_is_said_is_said_for_a_second(script: Script):
    runs, _ = recorded(script)
    changes = changes_s(runs)
    for state, _, start_s, _ in runs:
        later = next((t_s for t_s in changes if t_s > start_s), None)
        if state == F and start_s in changes and later is not None:
            assert later - start_s >= STEADY_S - 1e-6


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_nothing_counts_that_would_not_count_without_the_law(script: Script):
    plain = SPEC.model_copy(update={"hold": SPEC.hold.model_copy(update={"steady_s": None})})
    (_, steady), (_, as_read) = recorded(script), recorded(script, plain)
    assert steady.valid_s <= as_read.valid_s + 1e-6


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        # A fidget pauses the clock at once, and the hold goes on after a second, not at once.
        ([(V, 75), (M, 5), (V, 75)], [(V, 3.0), (M, 1.0), (V, 2.2)]),
        # What is good for less than a second between two pauses was no hold.
        ([(V, 75), (M, 30), (V, 20), (M, 30)], [(V, 3.0), (M, 3.2)]),
        # After a longer pause no good second is lost.
        ([(V, 75), (F, 50), (V, 75)], [(V, 3.0), (F, 2.0), (V, 3.0)]),
        # A short unknown is bridged and changes nothing.
        ([(V, 75), (U, 10), (V, 75)], [(V, 6.4)]),
        # A lost frame doesn't end a fault; nor does a reading that is unknown for a moment.
        ([(F, 75), (L, 1), (F, 30), (U, 10), (F, 30)], [(F, 5.8)]),
        # What interrupts a hold is what it turns out to be within a second.
        ([(V, 75), (U, 2), (M, 75)], [(V, 3.0), (M, 3.1)]),
        ([(V, 75), (U, 4), (M, 10), (F, 50), (V, 50)], [(V, 3.0), (F, 2.6), (V, 2.0)]),
        ([(V, 75), (M, 10), (U, 50)], [(V, 3.0), (M, 1.4), (U, 1.0)]),
        # Later it is something new: a fault at once, anything else once it has lasted.
        ([(V, 75), (M, 30), (F, 50)], [(V, 3.0), (M, 1.2), (F, 2.0)]),
        ([(V, 75), (F, 50), (M, 20), (F, 30)], [(V, 3.0), (F, 4.0)]),
        # Before a hold and after it, what is read is said at once.
        ([(N, 30), (M, 5), (N, 3), (M, 5), (V, 75)], [(N, 1.2), (M, 0.2), (N, 0.1), (M, 0.2), (V, 3.0)]),
    ],
)
def test_what_is_recorded_of(script: Script, expected: list[tuple[State, float]]):
    found = states(script)
    assert [state for state, _ in found] == [state for state, _ in expected]
    for (_, lasts_s), (_, expected_s) in zip(found, expected, strict=True):
        assert lasts_s == pytest.approx(expected_s, abs=0.11)


def test_who_walks_away_has_left_the_hold_and_the_next_one_begins_at_once():
    found = states([(V, 75), (N, 60), (M, 5), (V, 75)])
    assert [state for state, _ in found] == [V, N, M, V]
    assert found[-1][1] == pytest.approx(3.0, abs=0.11)
