"""Answers moved to the moment that they speak of."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.stick_figures import BENT_KNEES, FOLDED, STANDING, coached

from posecoach.coaching.feedback import ClockReading, Cue, CueKind, Feedback, State
from posecoach.records.timeline.dating import Timeline

SCRIPT = [
    *((2, STANDING), (2, FOLDED), (4, FOLDED), (1, BENT_KNEES), (2, BENT_KNEES), (1, FOLDED), (3, FOLDED)),
    *((2, STANDING), (1, STANDING)),
]
IDLE = ClockReading(0.0, 20.0, running=False)


def answer(t_s: float, as_of_s: float, state: State = State.MOVING, clock: ClockReading = IDLE) -> Feedback:
    cue = Cue(f"at {t_s:g}", CueKind.POSITION, "Bend.")
    return Feedback(t_s, as_of_s, state, None, None, {}, (), (), cue, cue, clock)


def dated(answers: list[Feedback], clock: ClockReading = IDLE) -> list[Feedback]:
    timeline = Timeline()
    moments = [moment for one in answers for moment in timeline.add(one)]
    return moments + timeline.finish(clock)


def test_a_moment_is_what_the_first_answer_says_that_is_as_of_it_or_later():
    late_s = 0.25
    states = [State.MOVING, State.MOVING, State.MOVING, State.FAULT, State.FAULT, State.FAULT]
    answers = [answer(n / 10, max(0.0, n / 10 - late_s), state) for n, state in enumerate(states)]
    moments = dated(answers)
    # The answer to 0.3 s is as of 0.05 s: so at 0.0 it moved, and at 0.1 and 0.2 there was the fault.
    assert [moment.state for moment in moments] == [State.MOVING] + [State.FAULT] * 5


def test_a_moment_keeps_the_cue_that_was_shown_at_its_time_and_says_nothing():
    moments = dated([answer(n / 10, max(0.0, n / 10 - 0.2)) for n in range(6)])
    assert [moment.cue.id for moment in moments] == [f"at {n / 10:g}" for n in range(6)]
    assert {moment.say for moment in moments} == {None}
    assert all(moment.as_of_s == moment.t_s for moment in moments)


def test_arming_time_is_held_back_until_the_clock_has_decided_and_then_valid():
    timeline = Timeline()
    waiting = replace(IDLE, pending_since_s=0.0)
    for n in range(3):
        assert timeline.add(answer(n / 10, n / 10, State.MOVING, waiting)) == []
    armed = ClockReading(0.3, 20.0, running=True)
    moments = timeline.add(answer(0.3, 0.3, State.VALID, armed))
    assert [(moment.t_s, moment.state) for moment in moments] == [
        (pytest.approx(n / 10), State.VALID) for n in range(4)
    ]


def test_arming_that_comes_to_nothing_stays_what_it_was():
    timeline = Timeline()
    timeline.add(answer(0.0, 0.0, State.MOVING, replace(IDLE, pending_since_s=0.0)))
    moments = timeline.add(answer(0.1, 0.1, State.NOT_IN_POSITION, IDLE))
    assert [moment.state for moment in moments] == [State.MOVING, State.NOT_IN_POSITION]


def test_what_is_read_last_holds_for_the_frames_after_it():
    answers = [answer(n / 10, max(0.0, n / 10 - 0.3), State.FAULT) for n in range(5)]
    assert [moment.state for moment in dated(answers)] == [State.FAULT] * 5


def test_a_hold_that_the_last_frames_arm_is_valid():
    waiting = replace(IDLE, pending_since_s=0.1)
    answers = [answer(0.0, 0.0, State.NOT_IN_POSITION)]
    answers += [answer(n / 10, n / 10, State.MOVING, waiting) for n in range(1, 4)]
    answers.append(answer(0.8, 0.3, State.MOVING, waiting))
    moments = dated(answers, ClockReading(0.7, 20.0, running=True))
    assert [moment.state for moment in moments] == [State.NOT_IN_POSITION] + [State.VALID] * 4


def test_before_the_first_frame_there_is_nothing():
    assert Timeline().finish(IDLE) == []


@given(st.integers(min_value=1, max_value=60))
def test_a_set_cut_anywhere_has_a_moment_for_each_frame_in_order(frames: int):
    answers = FEEDBACK[:: max(1, len(FEEDBACK) // frames)]
    moments = dated(answers, answers[-1].clock)
    assert [moment.t_s for moment in moments] == [one.t_s for one in answers]


def test_what_was_handed_out_once_is_final():
    """However long a set goes on, moments handed out earlier are those of the whole set."""
    whole = dated(FEEDBACK, FEEDBACK[-1].clock)
    timeline = Timeline()
    handed_out = [moment for one in FEEDBACK for moment in timeline.add(one)]
    assert handed_out == whole[: len(handed_out)]
    assert len(whole) - len(handed_out) < 2 * 25  # of 25 frames a second: little is held back at the end


def test_valid_moments_add_up_to_the_clock():
    moments = dated(FEEDBACK, FEEDBACK[-1].clock)
    valid_s = sum(b.t_s - a.t_s for a, b in pairwise(moments) if a.state is b.state is State.VALID)
    assert valid_s == pytest.approx(FEEDBACK[-1].clock.valid_s, abs=0.1)


FEEDBACK = coached("standing_hamstring", SCRIPT)
