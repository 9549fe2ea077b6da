"""How much a measure has changed since the set began: for what differs more between bodies than it moves."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.averaging import SlowMean
from posecoach.coaching.kinematics.budgets import BUDGETS, USUAL_AT_START
from posecoach.coaching.kinematics.measures.table import Named
from posecoach.coaching.posture import Posture
from posecoach.coaching.reasons import Reason
from posecoach.messages import N_


@dataclass(frozen=True, slots=True)
class Change(Named):
    """A measure against its own value at the start of the set.

    Attributes:
        of: The name of that measure.
        sign: 1 where the change counts upward, -1 where it counts downward.
    """

    of: str
    sign: int


SINCE_START: Final[dict[str, Change]] = {
    "back_change": Change(
        N_("Back further out than at the set's start, in trunk lengths"), "ratio", "back_bulge", 1
    ),
    "chest_raise": Change(N_("Trunk raised since the set's start"), "deg", "trunk_lean", -1),
}
"""Flat backs on all fours read -0.05 to 0.04 and rounded ones 0.04 to 0.17, but rounded backs of real people
0.11 to 0.15 more than their own flat ones; people who lie face down read 75 to 96, and on their forearms
20 to 26 less than lying."""

# Engineering-set: noise in a hold is a tenth of what moves, so a second is plenty.
_LEARN_S: Final = 1.0


class SinceStart:
    """What is known of a person in the start position; belongs to one set.

    Args:
        posture: Of the exercise.
        measures: The names of what its gates ask for; others than ``SINCE_START`` are passed over.
    """

    def __init__(self, posture: Posture, measures: frozenset[str]) -> None:
        self._posture: Posture = posture
        self._at_start = {name: SlowMean(_LEARN_S) for name in SINCE_START if name in measures}

    def learn(self, measures: Mapping[str, Measurement], t_s: float, *, at_start: bool) -> None:
        """Take in one frame, until enough has been seen of the person in the start position.

        Args:
            measures: What was measured of it.
            t_s: The frame's timestamp, seconds.
            at_start: Whether the person is in the start position, as far as other measures tell.
        """
        for name, mean in self._at_start.items():
            measured = measures[SINCE_START[name].of]
            if mean.learnt_s >= _LEARN_S:
                continue
            if at_start and measured.known:
                mean.add(measured.value, t_s)
            else:
                mean.interrupt()

    def changes(self, measures: Mapping[str, Measurement]) -> dict[str, Measurement]:
        """By how much each has changed; not known before the start has been learnt.

        Args:
            measures: What was measured in one frame.
        """
        return {name: self._change(name, measures) for name in self._at_start}

    def _change(self, name: str, measures: Mapping[str, Measurement]) -> Measurement:
        change, mean = SINCE_START[name], self._at_start[name]
        measured, sigma = measures[change.of], BUDGETS[name][self._posture].sigma
        if mean.learnt_s < _LEARN_S:
            return Measurement(math.nan, sigma, False, Reason.TOO_EARLY)
        value = change.sign * (measured.value - mean.value)
        return Measurement(value, sigma, measured.known, measured.why_not)


def changes_of_anyone(
    measures: Mapping[str, Measurement], posture: Posture, asked: frozenset[str]
) -> dict[str, Measurement]:
    """By how much each has changed in a picture by itself: against what people usually read at the start.

    Args:
        measures: What was measured in it.
        posture: Of the exercise.
        asked: The names of what its gates ask for.
    """
    changes = {}
    for name in asked & SINCE_START.keys():
        change, usual = SINCE_START[name], USUAL_AT_START[name][posture]
        measured = measures[change.of]
        value = change.sign * (measured.value - usual.value)
        changes[name] = Measurement(value, usual.sigma, measured.known, measured.why_not)
    return changes
