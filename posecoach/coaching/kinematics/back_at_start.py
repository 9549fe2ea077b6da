"""How much more the back bulges than when this set began: the measure of an exercise that rounds it."""

import math
from collections.abc import Mapping
from typing import Final

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.averaging import SlowMean
from posecoach.coaching.kinematics.budgets import BUDGETS
from posecoach.coaching.kinematics.measures.table import Named
from posecoach.coaching.posture import Posture
from posecoach.coaching.reasons import Reason

BACK_CHANGE: Final = "back_change"
AT_START: Final[dict[str, Named]] = {
    BACK_CHANGE: Named("Back further out than at the set's start, in trunk lengths", "ratio")
}

# Engineering-set: noise in a hold is 0.003-0.005, so a second is plenty. A person who rounds the back at
# once is asked to begin with a flat one.
_LEARN_S: Final = 1.0


class BackAtStart:
    """What is known of the back as it was when the set began; belongs to one set.

    Bodies differ by more than a rounded back differs from a flat one (flat backs of people on all fours read
    -0.05 to 0.04, rounded ones 0.04 to 0.17), so each is compared with itself: rounded backs of real people
    read 0.11 to 0.15 more than their own flat ones.
    """

    def __init__(self, posture: Posture) -> None:
        self._posture: Posture = posture
        self._bulge = SlowMean(_LEARN_S)

    def learn(self, measures: Mapping[str, Measurement], t_s: float, *, in_posture: bool) -> None:
        """Take in one frame, until enough has been seen of the person in the exercise's posture.

        Args:
            measures: What was measured of it.
            t_s: The frame's timestamp, seconds.
            in_posture: Whether the person is in the posture of the exercise.
        """
        if self._bulge.learnt_s >= _LEARN_S:
            return
        bulge = measures["back_bulge"]
        if in_posture and bulge.known:
            self._bulge.add(bulge.value, t_s)
        else:
            self._bulge.interrupt()

    def change(self, measures: Mapping[str, Measurement]) -> Measurement:
        """By how much the back bulges more now, in trunk lengths; not known before it has been learnt.

        Args:
            measures: What was measured in one frame.
        """
        bulge, sigma = measures["back_bulge"], BUDGETS[BACK_CHANGE][self._posture].sigma
        if self._bulge.learnt_s < _LEARN_S:
            return Measurement(math.nan, sigma, False, Reason.TOO_EARLY)
        return Measurement(bulge.value - self._bulge.value, sigma, bulge.known, bulge.why_not)
