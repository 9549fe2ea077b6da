"""One vocabulary of reasons: all that the measures and the framing can answer is in it."""

import pytest

from posecoach.coaching.feedback import State
from posecoach.coaching.kinematics.measures.table import MEASURES
from posecoach.coaching.reasons import FRAMING, Reason


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_said_to_be_unreadable(measure: str):
    assert Reason.not_measurable(measure) == f"{measure}_not_measurable"


@pytest.mark.parametrize("part", sorted({part for measure in MEASURES.values() for part in measure.parts}))
def test_every_part_that_a_measure_needs_can_be_said_to_be_out_of_the_picture(part: str):
    assert Reason.out_of_picture(part) == f"{part}_out_of_picture"


def test_a_reason_that_is_a_states_name_means_that_state():
    assert set(Reason) & set(State) == {State.NO_PERSON, State.MOVING}


def test_of_two_people_all_but_the_light_may_be_said_of_the_wrong_one():
    assert FRAMING[:2] == (Reason.ENOUGH_LIGHT, Reason.ONE_PERSON)
