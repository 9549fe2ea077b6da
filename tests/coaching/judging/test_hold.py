"""The hold clock: what counts, what is bridged, what pauses, and that nothing is counted twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import ClockReading, State
from posecoach.coaching.judging.hold import HoldClock
from posecoach.coaching.reasons import Reason

RULES = find_spec("standing_hamstring").hold  # arm 0.6, grace 0.7, gap 0.5
STEP = 0.05
V, U, F, M, N = State.VALID, State.UNKNOWN, State.FAULT, State.MOVING, State.NOT_IN_POSITION


def run(*spans: tuple[State, float] | tuple[State, float, str], step: float = STEP) -> ClockReading:
    """Frames every ``step`` seconds through spans of (state, seconds, reason)."""
    clock = HoldClock(RULES, 20.0)
    frame = 0
    reading = clock.update(0.0, spans[0][0], None)
    for state, lasts_s, *reason in spans:
        for _ in range(round(lasts_s / step)):
            frame += 1
            reading = clock.update(frame * step, state, reason[0] if reason else None)
    return reading


def test_a_hold_counts_from_its_first_valid_frame_to_its_last():
    reading = run((N, 1.0), (V, 5.0), (N, 2.0))
    assert reading.valid_s == pytest.approx(5.0 - STEP)
    (hold,) = reading.holds
    assert (hold.start_s, hold.end_s) == pytest.approx((1.0 + STEP, 6.0))


def test_arming_time_is_credited_only_once_the_hold_has_proved_itself():
    assert run((N, 1.0), (V, 0.55)).valid_s == 0.0
    assert run((N, 1.0), (V, 0.7)).valid_s == pytest.approx(0.65)


def test_passing_through_the_position_counts_nothing():
    reading = run((N, 1.0), (V, 0.5), (N, 1.0), (V, 0.5), (N, 1.0))
    assert reading.valid_s == 0.0
    assert reading.holds == ()


def test_arming_asks_for_one_uninterrupted_stay():
    assert run((N, 1.0), (V, 0.4), (M, 0.3), (V, 0.4), (M, 0.3), (V, 0.4)).valid_s == 0.0


def asked_for(arm_s: float, asked_until_s: float, held_s: float) -> float:
    """Valid seconds of one stay whose first frames ask for more than the spec's arming time."""
    clock = HoldClock(RULES, 20.0)
    frames = [i * STEP for i in range(round(held_s / STEP) + 1)]
    return [clock.update(t_s, V, None, arm_s if t_s < asked_until_s else None) for t_s in frames][-1].valid_s


def test_a_stay_that_looks_like_an_exercise_must_last_longer_and_loses_nothing():
    assert asked_for(2.0, 9.0, held_s=1.8) == 0.0
    assert asked_for(2.0, 9.0, held_s=2.1) == pytest.approx(2.1)
    assert asked_for(2.0, 0.1, held_s=1.8) == 0.0  # one that began so is one stay
    assert asked_for(2.0, 0.0, held_s=1.8) == pytest.approx(1.8)


def test_the_next_stay_is_asked_for_no_more_than_its_own_frames_ask():
    clock = HoldClock(RULES, 20.0)
    for t_s, state, arm_s in ((0.0, V, 2.0), (0.5, V, 2.0), (0.6, N, None), (0.7, V, None), (1.1, V, None)):
        clock.update(t_s, state, None, arm_s)
    assert clock.update(1.4, V, None).valid_s == pytest.approx(0.7)


def test_a_hold_that_has_counted_goes_on_counting_whatever_is_asked_for_later():
    clock = HoldClock(RULES, 20.0)
    for t_s in (0.0, 0.5, 1.0):
        clock.update(t_s, V, None)
    assert clock.update(1.2, V, None, 5.0).valid_s == pytest.approx(1.2)


def test_a_fault_pauses_with_its_reason_and_never_resets():
    reading = run((V, 5.0), (F, 2.0, "knee_bent"), (V, 5.0))
    assert reading.valid_s == pytest.approx(10.0 - STEP)
    (hold,) = reading.holds
    (pause,) = reading.pauses
    assert pause.reason == "knee_bent"
    assert (pause.start_s, pause.end_s) == pytest.approx((5.0, 7.0 + STEP))
    assert hold.end_s - hold.start_s - hold.valid_s == pytest.approx(pause.end_s - pause.start_s)


def test_a_fault_names_the_pause_whatever_was_around_it():
    reading = run((V, 2.0), (M, 1.5), (F, 0.5, "knee_bent"), (M, 1.0), (V, 2.0))
    assert [pause.reason for pause in reading.pauses] == ["knee_bent"]


def test_after_a_pause_a_hold_goes_on_once_it_has_been_good_for_a_second_which_is_credited():
    assert run((V, 2.0), (M, 1.0), (V, 0.95)).valid_s == pytest.approx(2.0)
    reading = run((V, 2.0), (M, 1.0), (V, 1.15))
    assert reading.valid_s == pytest.approx(2.0 + 1.15 - STEP)
    assert [(pause.start_s, pause.end_s, pause.reason) for pause in reading.pauses] == [
        (pytest.approx(2.0), pytest.approx(3.0 + STEP), "moving")
    ]


def test_what_is_good_for_less_than_a_second_between_two_pauses_is_one_pause():
    reading = run((V, 2.0), (M, 1.0), (V, 0.9), (F, 0.3, "knee_bent"), (V, 0.9), (M, 0.3), (V, 2.0))
    assert reading.valid_s == pytest.approx(4.0 - STEP)
    (pause,) = reading.pauses
    assert (pause.start_s, pause.end_s) == pytest.approx((2.0, 5.4 + STEP))
    assert pause.reason == "knee_bent"


def test_short_unknowns_are_bridged_after_a_pause_too():
    reading = run((V, 2.0), (M, 1.0), (V, 0.4), (U, 0.4), (V, 0.4))
    assert reading.valid_s == pytest.approx(2.0 + 1.2 - STEP)


def test_without_such_a_rule_a_hold_goes_on_at_once():
    clock = HoldClock(RULES.model_copy(update={"steady_s": None}), 20.0)
    for t_s, state in ((0.0, V), (0.5, V), (1.0, V), (1.1, M), (1.2, V)):
        clock.update(t_s, state, None)
    assert clock.update(1.5, V, None).valid_s == pytest.approx(1.3)


def test_no_stay_begins_before_it_may():
    clock = HoldClock(RULES, 20.0)
    for t_s in (0.0, 0.5, 1.0):
        clock.update(t_s, V, None, good_from_s=0.5)
    assert clock.update(1.3, V, None).holds[0].start_s == 0.5


def test_an_unknown_is_bridged_whenever_a_stay_may_begin():
    clock = HoldClock(RULES, 20.0)
    for t_s, state in ((0.0, V), (0.5, V), (0.9, V), (1.0, U), (1.2, V)):
        reading = clock.update(t_s, state, None, good_from_s=2.0 if t_s >= 1 else None)
    assert reading.valid_s == pytest.approx(1.2)


@pytest.mark.parametrize("unseen", [U, State.NO_PERSON, State.NOT_FRAMED])
def test_short_unknowns_are_bridged(unseen: State):
    reading = run((V, 2.0), (unseen, 0.6), (V, 2.0))
    assert reading.valid_s == pytest.approx(4.6)
    assert reading.pauses == ()


def test_an_unknown_counts_only_once_the_hold_goes_on():
    assert run((V, 2.0), (U, 0.6)).valid_s == pytest.approx(2.0)


def test_long_unknowns_pause():
    reading = run((V, 2.0), (U, 1.0, "leg_not_seen"), (V, 2.0))
    assert reading.valid_s == pytest.approx(4.0 - STEP)
    assert [pause.reason for pause in reading.pauses] == ["leg_not_seen"]


def test_a_fault_is_not_bridged_however_short():
    reading = run((V, 2.0), (U, 0.1), (F, 0.1, "knee_bent"), (U, 0.1), (V, 2.0))
    assert reading.valid_s == pytest.approx(4.0 - STEP)


def test_going_away_ends_the_hold_at_its_last_valid_frame():
    reading = run((V, 3.0), (State.NO_PERSON, 2.0), (V, 3.0))
    assert len(reading.holds) == 2
    assert reading.holds[0].end_s == pytest.approx(3.0)
    assert reading.valid_s == pytest.approx(6.0 - STEP)


def test_gaps_between_frames_never_count():
    clock = HoldClock(RULES, 20.0)
    for t_s in (0.0, 0.4, 0.8, 1.2):
        reading = clock.update(t_s, V, None)
    assert reading.valid_s == pytest.approx(1.2)
    clock.update(4.0, V, None)
    reading = clock.update(4.4, V, None)
    assert reading.valid_s == pytest.approx(1.6)
    assert [(pause.start_s, pause.end_s, pause.reason) for pause in reading.pauses] == [
        (1.2, 4.0, Reason.GAP)
    ]


def test_a_gap_is_not_bridged_as_an_unknown():
    clock = HoldClock(RULES, 20.0)
    for t_s, state in ((0.0, V), (0.4, V), (0.8, V), (0.85, U), (1.4, V), (1.9, V), (2.4, V)):
        reading = clock.update(t_s, state, None)
    assert reading.valid_s == pytest.approx(1.8)
    assert [(pause.start_s, pause.end_s) for pause in reading.pauses] == [(0.8, 1.4)]


def test_frames_from_the_past_add_nothing():
    clock = HoldClock(RULES, 20.0)
    for t_s in (0.0, 0.5, 1.0, 0.2, 0.6, 1.0):
        reading = clock.update(t_s, V, None)
    assert reading.valid_s == pytest.approx(1.0)


def test_completion_and_counting_on():
    assert not run((V, 19.9)).completed
    reading = run((V, 25.0))
    assert reading.completed
    assert reading.valid_s == pytest.approx(25.0)


states = st.sampled_from(list(State))


@given(st.lists(st.tuples(states, st.floats(0.0, 1.2)), min_size=1, max_size=120))
def test_valid_time_never_exceeds_elapsed_time_and_never_shrinks(frames: list[tuple[State, float]]):
    clock = HoldClock(RULES, 20.0)
    t_s, counted = 0.0, 0.0
    for state, step in frames:
        t_s += step
        reading = clock.update(t_s, state, None)
        assert counted <= reading.valid_s <= t_s + 1e-9
        counted = reading.valid_s
    assert counted == pytest.approx(sum(hold.valid_s for hold in reading.holds))
    for hold in reading.holds:
        paused = sum(p.end_s - p.start_s for p in reading.pauses if hold.start_s <= p.start_s < hold.end_s)
        assert hold.valid_s + paused == pytest.approx(hold.end_s - hold.start_s, abs=1e-6)


@given(
    st.lists(st.tuples(st.sampled_from([V, F, M, N]), st.integers(2, 60)), min_size=1, max_size=12),
    st.sampled_from([2, 3, 5]),
)
def test_the_frame_rate_changes_no_more_than_a_frame_at_each_change(spans, finer: int):
    seconds = [(state, tenths / 5) for state, tenths in spans]
    coarse, fine = run(*seconds, step=0.2), run(*seconds, step=0.2 / finer)
    arming = RULES.arm_s.value  # a stay that just arms at one rate may just not at another
    assert abs(coarse.valid_s - fine.valid_s) <= (0.2 + arming) * len(spans)
