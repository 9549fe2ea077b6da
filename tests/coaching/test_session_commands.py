"""What pause, skip, repeat and stop do, and what a set that is over is recorded as."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.coaches import coach_for
from support.observations import observed
from support.sets.played_sessions import STANDING_TWICE, Played, one_hold, routine
from support.stick_figures import (
    BENT_KNEES,
    FOLDED,
    LEG_UP,
    LYING,
    REACHING,
    SITTING,
    STANDING,
    Person,
    over_time,
)

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import CueKind, State
from posecoach.coaching.kinematics.budgets import HINDSIGHT_S, READING_LAG_S
from posecoach.coaching.session import Ended, Phase


def test_a_pause_stops_everything_and_going_on_keeps_what_was_held():
    played = Played(routine(("standing_hamstring", None), target_s=60)).see(
        (9, STANDING), (2, FOLDED), (3, FOLDED)
    )
    held_s = played.answers[-1].feedback.clock.valid_s
    played.session.pause()
    played.see((20, FOLDED))
    assert played.answers[-1].phase is Phase.PAUSED
    assert played.answers[-1].feedback is None
    played.session.resume()
    played.see((1, FOLDED))
    assert played.answers[-1].feedback.clock.valid_s - held_s <= 1.1
    assert [id_ for id_ in played.said if id_ != "hold_that"] == ["welcome", "begin", "paused", "resumed"]


def test_a_rest_that_is_paused_takes_its_whole_time():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    left_s = played.answers[-1].left_s
    played.session.pause()
    played.see((20, STANDING))
    played.session.resume()
    played.see((0.1, STANDING))
    assert played.answers[-1].left_s == pytest.approx(left_s, abs=0.25)


def test_the_goodbye_can_be_paused_and_its_set_be_done_again():
    played = Played(routine(("standing_hamstring", None))).see(*one_hold("standing_hamstring"))
    assert played.answers[-1].phase is Phase.GOODBYE
    played.session.pause()
    played.see((1, STANDING))
    assert played.answers[-1].phase is Phase.PAUSED
    played.session.resume()
    played.see((0.2, STANDING))
    assert played.answers[-1].phase is Phase.GOODBYE
    played.session.repeat()
    played.see((1, STANDING))
    assert played.phases[-1] == (Phase.SET, 0)


def test_skipping_goes_on_at_once_and_after_the_last_set_to_the_end():
    played = Played(STANDING_TWICE).see((3, STANDING))
    played.session.skip()
    played.see((1, STANDING))
    assert played.phases == [(Phase.SET, 0), (Phase.SET, 1)]
    played.session.skip()
    played.see((1, STANDING))
    assert played.session.done
    assert played.ended == [Ended.SKIPPED] * 2
    assert played.said[-1] == "all_done"


def test_skipping_a_rest_begins_the_next_set():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    played.session.skip()
    played.see((1, STANDING))
    assert played.phases[-1] == (Phase.SET, 1)
    assert played.ended == [Ended.COMPLETED]


def test_repeating_in_a_rest_is_the_set_just_done():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    played.session.repeat()
    played.see((1, STANDING))
    assert played.phases[-1] == (Phase.SET, 0)
    assert played.answers[-1].feedback.clock.valid_s == 0


def test_repeating_in_a_set_begins_it_anew():
    played = Played(STANDING_TWICE).see((9, STANDING), (2, FOLDED), (3, FOLDED))
    played.session.repeat()
    played.see((1, FOLDED))
    assert played.ended == [Ended.REPEATED]
    assert played.phases == [(Phase.SET, 0)]


def test_stopping_keeps_the_set_under_way_and_no_set_in_a_rest():
    played = Played(STANDING_TWICE).see((3, STANDING))
    played.session.stop()
    assert (played.ended, played.session.done) == ([Ended.STOPPED], True)
    rested = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    rested.session.pause()
    rested.session.stop()
    assert rested.ended == [Ended.COMPLETED]


HELD = [(9.0, STANDING), (2.0, FOLDED), (3.0, FOLDED)]


def finished_s(script: list[tuple[float, Person]], target_s: float = 20.0) -> float:
    """What a video of the same frames counts."""
    coach = coach_for(find_spec("standing_hamstring"), target_s=target_s)
    for seen, t_s in observed(over_time(script, fps=10)):
        coach.update(seen, t_s)
    return coach.finish().valid_s


@pytest.mark.parametrize(
    ("command", "ended"), [("stop", Ended.STOPPED), ("skip", Ended.SKIPPED), ("repeat", Ended.REPEATED)]
)
@pytest.mark.parametrize("paused", [False, True], ids=["at once", "paused first"])
def test_the_last_moments_of_a_set_that_is_ended_count_as_those_of_a_video_do(
    command: str, ended: Ended, paused: bool
):
    played = Played(routine(("standing_hamstring", None), target_s=20.0)).see(*HELD)
    shown = played.answers[-1].feedback.clock
    if paused:
        played.session.pause()
        played.see((3, FOLDED))
    getattr(played.session, command)()
    (outcome,) = played.session.outcomes
    assert outcome.ended is ended
    assert outcome.clock.valid_s == pytest.approx(shown.valid_s + READING_LAG_S + HINDSIGHT_S)
    assert outcome.clock.valid_s == pytest.approx(finished_s(HELD))
    assert outcome.clock.holds[-1].end_s == pytest.approx(13.9)  # the last frame that was judged


def test_a_person_who_leaves_gets_no_more_than_what_was_held():
    script = [*HELD, (2.0, STANDING), (14.0, STANDING)]
    played = Played(routine(("standing_hamstring", None), target_s=20.0)).see(*script)
    (outcome,) = played.session.outcomes
    assert outcome.ended is Ended.LEFT
    assert outcome.clock.valid_s == pytest.approx(finished_s(script))


def test_a_set_that_is_skipped_once_its_target_is_held_is_completed():
    played = Played(routine(("standing_hamstring", None), target_s=3.0))
    for seen, t_s in observed(over_time([*HELD, (3.0, FOLDED)], fps=10)):
        if played.session.update(seen, t_s).feedback.clock.valid_s >= 3.0 - READING_LAG_S:
            break
    played.session.skip()
    (outcome,) = played.session.outcomes
    assert (outcome.ended, outcome.clock.completed) == (Ended.COMPLETED, True)


def test_a_set_that_is_stopped_before_its_first_frame_has_held_nothing():
    session = Played(STANDING_TWICE).session
    session.stop()
    assert [(outcome.ended, outcome.clock.valid_s) for outcome in session.outcomes] == [(Ended.STOPPED, 0.0)]


@given(
    script=st.lists(
        st.tuples(
            st.floats(0.5, 9),
            st.sampled_from([STANDING, FOLDED, BENT_KNEES, SITTING, REACHING, LYING, LEG_UP, None]),
        ),
        min_size=1,
        max_size=8,
    ),
    presses=st.lists(st.sampled_from(["pause", "resume", "skip", "repeat", None]), min_size=8, max_size=8),
)
@settings(max_examples=40, deadline=None)
def test_whatever_happens_counts_and_words_stay_in_order(
    script: Iterable[tuple[float, Person | None]], presses: list[str | None]
):
    played = Played(routine(("standing_hamstring", None), ("seated_hamstring", None), target_s=3, rest_s=2))
    for (lasts_s, person), press in zip(script, presses, strict=False):
        if person is None:
            played.see_nobody(lasts_s)
        else:
            played.see((lasts_s, person))
        if press:
            getattr(played.session, press)()
    held_s = sum(outcome.clock.valid_s for outcome in played.session.outcomes)
    assert held_s <= played.now_s
    for answer in played.answers:
        assert answer.feedback is None or answer.phase is Phase.SET
        if answer.say and answer.say.kind is CueKind.PRAISE and answer.say.id == "hold_that":
            assert answer.feedback.state is State.VALID
    for outcome in played.session.outcomes:
        assert (outcome.ended is Ended.COMPLETED) == outcome.clock.completed
