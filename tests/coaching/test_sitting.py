"""A leg up on a wall or a chair looks like a seated stretch: whoever stands on the other leg does not sit."""

from dataclasses import replace

import pytest
from support.stick_figures import REACHING, SITTING, Person, coached

from posecoach.coaching.feedback import State

LEG_ON_WALL = replace(REACHING, leg=98, other_leg=3, other_knee=8)


def said(person: Person, before: Person = SITTING) -> tuple[float, State, str | None]:
    """What counts of a hold, and what is said at its end."""
    last = coached("seated_hamstring", [(1, before), (1, person), (4, person)], fps=12)[-1]
    return last.clock.valid_s, last.state, last.reason


@pytest.mark.parametrize("y", [240, 330, 400], ids=["whole", "foot cut off", "knee cut off"])
def test_a_leg_on_the_wall_is_no_seated_stretch_wherever_the_picture_ends(y: float):
    counted_s, state, reason = said(replace(LEG_ON_WALL, y=y), replace(LEG_ON_WALL, y=y, trunk=0))
    assert (counted_s, state, reason) == (0, State.NOT_IN_POSITION, "sitting")


@pytest.mark.parametrize(
    "other",
    [(60, 100), (80, 110), (88, 5), (70, 140), (10, 150)],
    ids=["up", "wide", "long", "heel at the seat", "towards a camera that looks down"],
)
def test_who_sits_with_the_other_leg_bent_or_long_sits(other: tuple[float, float]):
    leg, knee = other
    counted_s, state, _ = said(replace(REACHING, other_leg=leg, other_knee=knee))
    assert state is State.VALID
    assert counted_s > 3
