"""Two people equally near are told before the coaching begins; who comes later stops nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.coaches import coach_for, judged
from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.catalog.exercises import find_spec, load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.catalog.routines import load_routines
from posecoach.coaching.coach import Coach
from posecoach.coaching.feedback import State
from posecoach.coaching.judging.camera_upright import CameraUprightCheck
from posecoach.coaching.judging.framing import Framing
from posecoach.coaching.judging.single_person import ACCEPTED_AFTER_S, NEAR_FOR_S, SinglePersonCheck
from posecoach.coaching.reasons import Reason
from posecoach.coaching.session import Session
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation
from posecoach.vision.second_person import LOOK_EVERY_S

SMALL, AS_LARGE = 0.5, 1.0


def answers(*script: tuple[float, float | None], fps: float = 10) -> list[bool]:
    """What is answered each frame of (seconds, the other's size), the picture else fit."""
    check = SinglePersonCheck()
    sizes = [size for lasts_s, size in script for _ in range(round(lasts_s * fps))]
    return [check.check(size, frame / fps, fit=True) for frame, size in enumerate(sizes)]


def test_another_person_as_near_is_reported_once_two_looks_have_shown_them():
    told = answers((4, AS_LARGE))
    assert told == [frame / 10 < NEAR_FOR_S for frame in range(40)]
    assert NEAR_FOR_S > LOOK_EVERY_S


def test_once_they_have_stepped_back_the_person_is_coached():
    assert answers((4, AS_LARGE), (1, SMALL), (1, 0.0))[-20:] == [True] * 20


@given(st.lists(st.floats(0, 0.75) | st.none(), max_size=30))
def test_nobody_who_is_small_or_not_looked_for_is_ever_told(sizes: list[float | None]):
    assert all(answers(*((1.0, size) for size in sizes)))


def test_one_wrong_look_tells_nothing():
    assert all(answers((1, AS_LARGE), (1, 0.0), (1, AS_LARGE), (1, SMALL), (1, AS_LARGE)))


@given(st.lists(st.floats(0, 3) | st.none(), max_size=30))
def test_who_has_been_accepted_stays_so_whoever_comes(sizes: list[float | None]):
    assert all(answers((ACCEPTED_AFTER_S + 0.2, 0.0), *((1.0, size) for size in sizes)))


def test_nobody_is_accepted_while_the_picture_is_not_fit():
    check = SinglePersonCheck()
    for frame in range(100):
        assert check.check(0.0, frame / 10, fit=False)
    assert not all(check.check(AS_LARGE, 10 + frame / 10, fit=True) for frame in range(30))


@pytest.mark.parametrize(("size", "ready"), [(None, True), (0.0, True), (SMALL, True), (AS_LARGE, False)])
def test_of_a_still_one_look_decides(size: float | None, ready: bool):
    framing = Framing("standing", load_phrases(), SinglePersonCheck(), CameraUprightCheck())
    needs = framing.check(Observation(STANDING.pose(), second_person=size), Side.RIGHT)
    assert {need.id: need.ready for need in needs}[Reason.ONE_PERSON] is ready
    answer = judged(Observation(FOLDED.pose(), second_person=size), find_spec("standing_hamstring"))
    assert (answer.state is State.NOT_FRAMED, answer.reason == Reason.ONE_PERSON) == (not ready, not ready)


def test_a_time_that_jumps_back_begins_anew():
    check = SinglePersonCheck()
    told = [check.check(AS_LARGE, t_s, fit=True) for t_s in (9.0, 5.0, 5.5, 7.0)]
    assert told == [True, True, True, False]


def held_s(coach: Coach, *script: tuple[float, float]) -> float:
    """Seconds that count where somebody of each size is there for a while, beside a person who folds."""
    ends = [sum(lasts_s for lasts_s, _ in script[: n + 1]) for n in range(len(script))]
    feedback = None
    for pose, t_s in over_time([(1, STANDING), (2, FOLDED), (ends[-1] - 3, FOLDED)]):
        size = next(size for (_, size), end_s in zip(script, ends, strict=True) if t_s < end_s)
        feedback = coach.update(Observation(pose, second_person=size), t_s)
    assert feedback is not None
    return feedback.clock.valid_s


def test_no_second_counts_with_two_and_none_is_lost_to_who_comes_later():
    spec = find_spec("standing_hamstring")
    alone_s = held_s(coach_for(spec), (12, 0.0))
    assert alone_s > 5
    assert held_s(coach_for(spec), (12, AS_LARGE)) == 0
    assert held_s(coach_for(spec), (12, SMALL)) == alone_s
    assert held_s(coach_for(spec), (3, 0.0), (9, AS_LARGE)) == alone_s


def test_a_session_that_has_begun_goes_on_in_its_next_set():
    specs = load_specs()
    session = Session(next(iter(load_routines(specs)[0].values())), specs, load_phrases())
    for frame in range(40):
        session.update(Observation(STANDING.pose(), second_person=0.0), frame / 10)
    session.skip()
    for frame in range(40, 80):
        told = session.update(Observation(STANDING.pose(), second_person=AS_LARGE), frame / 10)
        assert told.feedback is None or told.feedback.reason != Reason.ONE_PERSON


def test_it_is_said_in_words():
    coach = coach_for(find_spec("standing_hamstring"))
    said = [
        feedback.say.text
        for pose, t_s in over_time([(5, STANDING)])
        if (feedback := coach.update(Observation(pose, second_person=AS_LARGE), t_s)).say
    ]
    assert said == ["I see two people. Only one of you close to me, please."]
