"""Repetitions: what makes one, and what doesn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.fields import Number
from posecoach.coaching.exercise.spec import RepetitionRules
from posecoach.coaching.feedback import Answer, Fault, RepetitionReading, Severity, State
from posecoach.coaching.judging.checker import Verdict
from posecoach.coaching.judging.frame_result import FrameResult, Reading, judge_frame
from posecoach.coaching.judging.repetitions import RepetitionCounter
from posecoach.coaching.judging.set_clock import SetClock
from posecoach.coaching.kinematics.budgets import POSITIONS_AHEAD_S
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Side

BRIDGE = load_specs()["bridge"]
FRAME_S = 0.1
GRACE_S = 1.0
HELD = RepetitionRules(
    count=Number(value=3, source="test"),
    options=(3,),
    dwell_s=Number(value=3, source="test"),
    slack_s=Number(value=0.3, source="test"),
)
SLOW = RepetitionRules(
    count=Number(value=3, source="test"),
    options=(3,),
    cycle_s=Number(value=4, source="test"),
    slack_s=Number(value=0.3, source="test"),
)
SAGGING = Fault("arched", Severity.BLOCKING, 0.0, 0.3, 0.14)

# What a frame shows: start position, working position, between them, at the limit of the working position,
# most likely still in the one or already in the other, nobody, out of the exercise altogether, and the
# working position with a fault.
START, TOP, BETWEEN, LIMIT, NEAR_START, NEAR_TOP, NOBODY, OUT, FAULTY = (
    "start",
    "top",
    "between",
    "limit",
    "near start",
    "near top",
    "nobody",
    "out",
    "faulty",
)
UNSURE = (LIMIT, NEAR_TOP)


def verdict(seen: str) -> Verdict:
    start = {START: Answer.PASS, NEAR_START: Answer.UNKNOWN}.get(seen, Answer.FAIL)
    position = Answer.PASS if seen in (TOP, FAULTY) else Answer.UNKNOWN if seen in UNSURE else Answer.FAIL
    posture = Answer.FAIL if seen == OUT else Answer.PASS
    why = None if position is Answer.PASS else "hips_up"
    faults = (SAGGING,) if seen == FAULTY else ()
    likely = seen in (TOP, FAULTY, NEAR_TOP), seen in (START, NEAR_START)
    return Verdict((), posture, position, why, start, *likely, seen == START, faults, None)


def result(t_s: float, seen: str) -> FrameResult:
    reading = Reading() if seen == NOBODY else Reading(Side.LEFT, verdict=verdict(seen))
    return judge_frame(t_s, reading, still_deg_per_s=None)


def counted(rules: RepetitionRules, *parts: tuple[str, float]) -> RepetitionReading:
    """The reading after a film of parts: what is seen, and for how many seconds."""
    counter = RepetitionCounter(rules, 3, GRACE_S)
    t_s, valid_s, reading = 0.0, 0.0, RepetitionReading(3, None)
    for seen, lasts_s in parts:
        for _ in range(round(lasts_s / FRAME_S)):
            t_s += FRAME_S
            valid_s += FRAME_S if seen == TOP else 0.0
            reading = counter.update(t_s, result(t_s, seen), valid_s)
    return reading


def once(rules: RepetitionRules, *parts: tuple[str, float]) -> str | None:
    """Why the one repetition of a film doesn't count; None if it does."""
    (one,) = counted(rules, (START, 1.0), *parts, (START, 1.0)).done
    return one.reason


def dated(*seconds: float) -> tuple[float, ...]:
    """When a position was reached or left, of the times of its readings."""
    return tuple(second + POSITIONS_AHEAD_S for second in seconds)


def test_a_repetition_has_its_times():
    (one,) = counted(HELD, (START, 2.0), (BETWEEN, 1.0), (TOP, 3.5), (BETWEEN, 1.5), (START, 1.0)).done
    assert one.counted
    assert (one.start_s, one.top_s, one.end_s) == pytest.approx(dated(2.0, 3.1, 8.1))
    assert one.held_s == pytest.approx(3.5)


def test_its_times_are_those_of_the_likely_moments():
    way_up, way_down = [(NEAR_START, 0.3), (BETWEEN, 0.7), (NEAR_TOP, 0.4)], [(NEAR_TOP, 0.2), (BETWEEN, 0.5)]
    (one,) = counted(HELD, (START, 2.0), *way_up, (TOP, 3.5), *way_down, (NEAR_START, 0.3), (START, 1.0)).done
    assert (one.start_s, one.top_s, one.end_s) == pytest.approx(dated(2.3, 3.1, 7.7))
    assert one.held_s == pytest.approx(3.5)


def test_what_is_only_likely_makes_no_repetition():
    assert once(HELD, (BETWEEN, 0.5), (NEAR_TOP, 4.0), (BETWEEN, 0.5)) == "hips_up"
    reading = counted(HELD, (START, 1.0), (BETWEEN, 0.5), (TOP, 4.0), (BETWEEN, 0.5), (NEAR_START, 2.0))
    assert reading.done == ()


def test_a_likely_top_that_was_left_again_is_not_the_top():
    film = (BETWEEN, 0.5), (NEAR_TOP, 0.3), (BETWEEN, 0.5), (TOP, 3.5), (BETWEEN, 0.5)
    (one,) = counted(HELD, (START, 1.0), *film, (START, 1.0)).done
    assert one.top_s == pytest.approx(*dated(2.4))


def test_it_counts_only_once_the_person_is_back():
    assert counted(HELD, (START, 1.0), (BETWEEN, 1.0), (TOP, 4.0), (BETWEEN, 3.0)).counted == 0


def test_it_begins_in_the_start_position():
    assert counted(HELD, (TOP, 5.0), (BETWEEN, 1.0), (START, 1.0)).done == ()


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([(BETWEEN, 0.5), (TOP, 2.0), (BETWEEN, 0.5)], Reason.TOO_SHORT),
        ([(BETWEEN, 2.0)], "hips_up"),
        ([(BETWEEN, 0.5), (TOP, 1.0), (FAULTY, 3.0), (BETWEEN, 0.5)], "arched"),
        ([(BETWEEN, 0.5), (TOP, 3.0), (NOBODY, 1.5), (BETWEEN, 0.5)], Reason.NOT_SEEN),
        ([(BETWEEN, 0.5), (NOBODY, 1.5), (BETWEEN, 0.5), (TOP, 4.0)], Reason.NOT_SEEN),
        ([(BETWEEN, 0.5), (LIMIT, 4.0), (BETWEEN, 0.5)], "hips_up"),
    ],
)
def test_one_that_does_not_count_has_its_reason(parts: list[tuple[str, float]], reason: str):
    assert once(HELD, *parts) == reason


@pytest.mark.parametrize(
    "parts",
    [
        [(BETWEEN, 0.5), (TOP, 2.8), (BETWEEN, 0.5)],  # within the slack
        [(BETWEEN, 0.5), (TOP, 1.5), (BETWEEN, 0.8), (TOP, 1.6), (BETWEEN, 0.5)],  # dips, and is held for 3 s
        [(BETWEEN, 0.5), (TOP, 1.5), (LIMIT, 0.8), (TOP, 1.6), (BETWEEN, 0.5)],
        [(BETWEEN, 0.5), (FAULTY, 1.0), (TOP, 3.0), (BETWEEN, 0.5)],  # a fault that was corrected
    ],
)
def test_what_does_not_take_it_away(parts: list[tuple[str, float]]):
    assert once(HELD, *parts) is None


def test_a_shift_in_the_start_position_is_no_try():
    assert counted(HELD, (START, 1.0), (BETWEEN, 0.4), (START, 1.0)).done == ()


def test_who_does_something_else_meanwhile_has_not_come_back():
    reading = counted(HELD, (START, 1.0), (BETWEEN, 0.5), (TOP, 4.0), (OUT, 2.0), (START, 1.0))
    assert reading.done == ()


def test_one_that_fell_short_takes_nothing_away():
    good = ((BETWEEN, 0.5), (TOP, 3.5), (BETWEEN, 0.5), (START, 1.0))
    reading = counted(HELD, (START, 1.0), *good, (BETWEEN, 0.5), (TOP, 1.0), (START, 1.0), *good)
    assert [one.counted for one in reading.done] == [True, False, True]
    assert reading.counted == 2


def test_a_slow_motion_counts_and_a_fast_one_does_not():
    assert once(SLOW, (BETWEEN, 1.5), (TOP, 1.0), (BETWEEN, 1.5)) is None
    assert once(SLOW, (BETWEEN, 0.8), (TOP, 0.5), (BETWEEN, 0.8)) == Reason.TOO_FAST
    assert once(SLOW, (BETWEEN, 1.5), (FAULTY, 1.0), (BETWEEN, 1.5)) == "arched"


def test_the_dwell_under_way_is_shown():
    reading = counted(HELD, (START, 1.0), (BETWEEN, 0.5), (TOP, 2.0))
    assert (reading.top_s, reading.held_s) == (pytest.approx(1.6), pytest.approx(2.0))


@given(st.lists(st.tuples(st.sampled_from([START, BETWEEN, LIMIT, NOBODY, OUT]), st.floats(0.1, 3.0))))
def test_without_the_working_position_nothing_ever_counts(parts: list[tuple[str, float]]):
    assert counted(HELD, *parts).counted == counted(SLOW, *parts).counted == 0


@given(
    st.lists(st.tuples(st.sampled_from([START, TOP, BETWEEN, LIMIT, NOBODY, FAULTY]), st.floats(0.1, 4.0)))
)
def test_what_the_camera_can_not_tell_never_helps(parts: list[tuple[str, float]]):
    """Frames that show nothing in place of the working position can only take repetitions away."""
    unseen = [(NOBODY if seen == TOP else seen, lasts_s) for seen, lasts_s in parts]
    for rules in (HELD, SLOW):
        assert counted(rules, *unseen).counted <= counted(rules, *parts).counted


def test_a_frame_from_the_past_changes_nothing():
    counter = RepetitionCounter(SLOW, 3, GRACE_S)
    counter.update(1.0, result(1.0, START), 0.0)
    before = counter.update(2.0, result(2.0, TOP), 0.0)
    assert counter.update(0.5, result(0.5, START), 0.0) == before


def test_each_repetition_is_a_hold_of_the_clock():
    clock = SetClock(BRIDGE, 2)
    film = [(START, 1.0), (BETWEEN, 0.5), (TOP, 4.0), (BETWEEN, 0.5)] * 2 + [(START, 1.0)]
    t_s = 0.0
    for seen, lasts_s in film:
        for _ in range(round(lasts_s / FRAME_S)):
            t_s += FRAME_S
            clock.update(t_s, result(t_s, seen))
    reading = clock.reading
    assert reading.repetitions is not None
    assert (len(reading.holds), reading.pauses) == (2, ())
    assert reading.completed
    assert reading.valid_s == pytest.approx(sum(one.held_s for one in reading.repetitions.done))


def test_a_state_belongs_to_each_place():
    states = {seen: result(0.0, seen).state for seen in (START, TOP, BETWEEN, LIMIT, NOBODY, OUT, FAULTY)}
    assert states == {
        START: State.READY,
        TOP: State.VALID,
        BETWEEN: State.MOVING,
        LIMIT: State.UNKNOWN,
        NOBODY: State.NO_PERSON,
        OUT: State.NOT_IN_POSITION,
        FAULTY: State.FAULT,
    }
