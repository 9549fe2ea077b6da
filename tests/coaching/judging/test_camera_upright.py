"""A picture on its side is found by what people do in it; where nothing shows it, it is taken as upright."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.coaches import coach_for, judged
from support.observations import observed
from support.stick_figures import FOLDED, LEG_UP, LYING, REACHING, SITTING, STANDING, Person, over_time
from support.turned_pictures import all_turned, turned

from posecoach.catalog.exercises import find_spec, load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.feedback import Answer, Feedback, State
from posecoach.coaching.judging.camera_upright import CameraUprightCheck
from posecoach.coaching.reasons import Reason
from posecoach.pose.observation import Observation

Script = Sequence[tuple[float, Person]]

QUARTERS = (1, 2, 3)
SMALL = {"size": 250.0, "y": 240.0}
STANDS, FOLDS = replace(STANDING, **SMALL), replace(FOLDED, **SMALL, trunk=130)
SITS, REACHES = replace(SITTING, **SMALL), replace(REACHING, **SMALL)
LIES, LIFTS = replace(LYING, **SMALL), replace(LEG_UP, **SMALL)
LONG_SIT = replace(SITS, other_leg=88, other_knee=5)
STANDING_SET: Script = [(1.5, STANDS), (1.5, FOLDS), (4, FOLDS)]
SEATED_SET: Script = [(1.5, SITS), (1.5, REACHES), (4, REACHES)]
LYING_SET: Script = [(1.5, LIES), (1.5, LIFTS), (4, LIFTS)]
SETS = {"standing_hamstring": STANDING_SET, "seated_hamstring": SEATED_SET, "lying_hamstring": LYING_SET}


def walk(*, turned_feet: bool = True, **changes: float) -> Script:
    """Steps across the picture from right to left."""
    lean = 18.0 if turned_feet else 0.0
    places = [480.0 - 60 * step for step in range(6)]
    return [
        (0.4, replace(STANDS, x=x, leg=lean * (-1) ** n, other_leg=-lean * (-1) ** n, **changes))
        for n, x in enumerate(places)
    ]


def answers(script: Script, quarters: int = 0, check: CameraUprightCheck | None = None) -> list[Answer]:
    check = check or CameraUprightCheck()
    return [check.check(pose, t_s) for pose, t_s in all_turned(over_time(script), quarters)]


def coached(stretch: str, script: Script, quarters: int = 0) -> list[Feedback]:
    coach = coach_for(find_spec(stretch))
    return [coach.update(seen, t_s) for seen, t_s in observed(all_turned(over_time(script), quarters))]


@pytest.mark.parametrize("performed", SETS)
def test_in_an_upright_picture_every_set_counts_as_itself(performed: str):
    assert coached(performed, SETS[performed])[-1].clock.valid_s > 2.5
    assert answers(SETS[performed])[-1] is Answer.PASS
    assert Answer.FAIL not in answers(SETS[performed])


@pytest.mark.parametrize("quarters", QUARTERS)
@pytest.mark.parametrize("performed", SETS)
@pytest.mark.parametrize("stretch", SETS)
def test_in_a_turned_picture_no_set_counts_as_anything(performed: str, stretch: str, quarters: int):
    assert coached(stretch, SETS[performed], quarters)[-1].clock.valid_s == 0


@pytest.mark.parametrize(
    ("performed", "stretch", "quarters"),
    [
        ("standing_hamstring", "seated_hamstring", 1),
        ("standing_hamstring", "seated_hamstring", 3),
        ("seated_hamstring", "standing_hamstring", 1),
    ],
)
def test_the_reason_is_the_camera_and_it_is_said(performed: str, stretch: str, quarters: int):
    told = coached(stretch, SETS[performed], quarters)
    assert (told[-1].state, told[-1].reason) == (State.NOT_FRAMED, Reason.CAMERA_UPRIGHT)
    said = [feedback.say.text for feedback in told if feedback.say]
    assert "The picture is turned. Set the camera upright, please." in said


@pytest.mark.parametrize("quarters", range(4))
def test_a_walk_shows_which_way_is_up(quarters: int):
    told = answers(walk(), quarters)
    assert told[0] is Answer.UNKNOWN
    assert told[-1] is (Answer.FAIL if quarters else Answer.PASS)


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_camera_that_sweeps_over_a_person_who_lies_still_is_no_walk(quarters: int):
    assert answers(walk(turned_feet=False), quarters)[-1] is not Answer.FAIL


def test_two_people_far_apart_are_no_walk():
    there, here = replace(STANDS, x=480, leg=18, other_leg=-18), replace(STANDS, x=160)
    check = CameraUprightCheck()
    frames = [(there if frame < 5 else here, frame / 25) for frame in range(10)]
    assert {check.check(turned(person.pose(), 1), t_s) for person, t_s in frames} == {Answer.UNKNOWN}


@pytest.mark.parametrize("still", [FOLDS, REACHES, replace(LIES, knee=70), LIES])
def test_what_does_not_show_it_leaves_it_open_and_counts_as_in_an_upright_picture(still: Person):
    assert set(answers([(5, still)])) == {Answer.UNKNOWN}


@pytest.mark.parametrize(("stretch", "held"), [("standing_hamstring", FOLDS), ("seated_hamstring", REACHES)])
def test_a_film_that_begins_in_the_hold_counts_and_says_that_upright_is_assumed(stretch: str, held: Person):
    last = coached(stretch, [(4, held)])[-1]
    assert last.clock.valid_s > 2.5
    assert [need.id for need in last.framing if need.assumed] == [Reason.CAMERA_UPRIGHT]


def test_once_it_is_known_nothing_is_assumed():
    assert not any(need.assumed for need in coached("standing_hamstring", STANDING_SET)[-1].framing)


def test_what_is_seen_last_decides():
    check = CameraUprightCheck()
    assert answers(walk(), 1, check)[-1] is Answer.FAIL
    assert answers([(0.9, STANDS)], 0, check)[-1] is Answer.FAIL
    assert answers([(1.2, STANDS)], 0, check)[-1] is Answer.PASS
    assert answers(walk(), 3, check)[-1] is Answer.FAIL


@pytest.mark.parametrize("quarters", QUARTERS)
def test_doubtful_signs_do_not_overrule_a_person_who_walked_in_upright(quarters: int):
    check = CameraUprightCheck()
    answers(walk(), 0, check)
    assert Answer.FAIL not in answers([(3, SITS), (2, REACHES)], quarters, check)


def test_a_person_who_sits_up_and_stays_so_for_a_while_is_not_standing_in_a_turned_picture():
    lies = replace(LIES, arm=None)
    tall, deep = replace(LONG_SIT, trunk=-5), replace(LONG_SIT, trunk=60)
    assert Answer.FAIL not in answers([(1.5, lies), (1, tall), (1.5, tall), (1, deep), (2, deep)])


def test_hands_on_a_chair_may_hold_a_person_up():
    leaning = replace(STANDS, trunk=90, leg=-10, other_leg=-10, arm=0.0)
    assert Answer.FAIL not in answers([(3, leaning)])
    assert answers([(3, replace(leaning, arm=-75.0))])[-1] is Answer.FAIL


def test_out_of_the_picture_no_posture_lasts():
    cut = replace(STANDS, y=470)
    assert (
        answers([(0.8, STANDS), (0.01, cut), (0.2, cut), (0.01, STANDS), (0.8, STANDS)])[-1] is Answer.UNKNOWN
    )


def test_the_sets_of_a_session_share_what_is_known():
    context = SessionContext(load_phrases())
    first, second = (
        Coach(load_specs()[stretch], context) for stretch in SETS if stretch != "lying_hamstring"
    )
    for seen, t_s in observed(all_turned(over_time(walk()), 1)):
        first.update(seen, t_s)
    told = second.update(Observation(turned(REACHES.pose(), 1)), 5.0)
    assert Reason.CAMERA_UPRIGHT in [need.id for need in told.framing if not need.ready]


def test_of_a_still_only_a_head_below_level_legs_decides():
    spec = find_spec("seated_hamstring")
    assert judged(Observation(turned(FOLDS.pose(), 1)), spec).reason == Reason.CAMERA_UPRIGHT
    assert judged(Observation(REACHES.pose()), spec).state is State.VALID
