"""A good set of each stretch, played by stick figures."""

from collections.abc import Sequence

from support.stick_figures import FOLDED, LEG_UP, LYING, REACHING, SITTING, STANDING, Person

from posecoach.coaching.feedback import Feedback

GOOD_SETS = {
    "standing_hamstring": (STANDING, FOLDED),
    "seated_hamstring": (SITTING, REACHING),
    "lying_hamstring": (LYING, LEG_UP),
}


def good_set(stretch: str, holds_s: float = 5.0) -> list[tuple[float, Person]]:
    rest, held = GOOD_SETS[stretch]
    return [(1.0, rest), (1.0, held), (holds_s, held), (1.0, rest), (1.0, rest)]


def valid_s(feedback: Sequence[Feedback]) -> float:
    return feedback[-1].clock.valid_s
