"""How far the spine is bent, told by how the back's outline differs from this person's own upright one."""

import math
from collections.abc import Mapping
from typing import Final

from posecoach.coaching.budgets import SPINE_OF_ANYONE, SPINE_OF_ONE
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.measures import Figure, Named

SPINE_FLEXION: Final = "spine_flexion"
SPINE: Final[dict[str, Named]] = {SPINE_FLEXION: Named("Bend of the spine", "deg")}

# Spine flexion against the change of the outline's turn since upright, over 44 rendered bodies of random
# build, age and dress, each in 5 standing and 5 seated holds with spines bent by 2-108: a straight line,
# the same in both postures and whether the person was seen upright standing or sitting.
_SPINE_PER_OUTLINE = 2.4
_AT_NO_CHANGE_DEG = -9.7

_UPRIGHT_DEG = 15.0  # of trunk lean: people upright read 0-10
_STANDS_DEG = 20.0  # of leg lean
_SITS_DEG = (65.0, 115.0)  # of leg lean
_SITTING_SPINE_DEG = 15.0  # how far people bend their spine to sit upright on the floor
_STRAIGHT_DEG = 30.0  # of knee flexion: whoever steps or crouches does not stand
_ARM_BEHIND = 0.3  # of the trunk: an elbow or a hand so far behind it is in the outline of the back
# Turn of the outline with a straight spine, mean of the same bodies; they differ by 10 (standard deviation).
_ANYONE_UPRIGHT_DEG = -23.5

_LEARN_S = 2.0  # time constant
_LEARNT_S = 0.6  # before that the person may be passing through


class OwnBack:
    """What is known of one person's back; kept from set to set as long as it is the same person."""

    def __init__(self) -> None:
        self._upright_deg = math.nan
        self._learnt_s = 0.0
        self._last_t_s: float | None = None

    @property
    def known(self) -> bool:
        """Whether the person has been seen upright for long enough."""
        return self._learnt_s >= _LEARNT_S

    def look_away(self) -> None:
        """Time goes on without a frame to learn from, e.g. between two sets."""
        self._last_t_s = None

    def learn(self, figure: Figure, measures: Mapping[str, Measurement], t_s: float) -> None:
        """Take in one frame, if it shows the person upright.

        Args:
            figure: The pose and its judged side, in a picture that is fit to judge.
            measures: Of that figure.
            t_s: The frame's timestamp.
        """
        spine = _spine_upright(measures)
        bend = measures["back_bend"]
        if spine is None or not bend.known or _arm_behind(figure):
            self._last_t_s = None
            return
        straight = bend.value - spine / _SPINE_PER_OUTLINE
        if self._last_t_s is not None:
            gone_s = max(0.0, t_s - self._last_t_s)
            self._learnt_s += gone_s
            self._upright_deg += (1 - math.exp(-gone_s / _LEARN_S)) * (straight - self._upright_deg)
        elif math.isnan(self._upright_deg):
            self._upright_deg = straight
        self._last_t_s = t_s

    def spine_flexion(self, measures: Mapping[str, Measurement]) -> Measurement:
        """Lumbar and thoracic flexion together, degrees; 0 as when standing upright.

        Before this person's back is known it is read against the mean of others, with that much more
        error.

        Args:
            measures: Of one frame.
        """
        bend = measures["back_bend"]
        upright, budget = (
            (self._upright_deg, SPINE_OF_ONE) if self.known else (_ANYONE_UPRIGHT_DEG, SPINE_OF_ANYONE)
        )
        flexion = _AT_NO_CHANGE_DEG + _SPINE_PER_OUTLINE * (bend.value - upright)
        return Measurement(flexion, budget.sigma, bend.known, bend.why_not)


def _spine_upright(measures: Mapping[str, Measurement]) -> float | None:
    """How far the spine is bent, of a person who stands or sits upright; None for anybody else."""
    trunk, leg, knee = (measures[name] for name in ("trunk_lean", "leg_lean", "knee_flexion"))
    if not (trunk.known and leg.known and knee.known):
        return None
    if trunk.value > _UPRIGHT_DEG or knee.value > _STRAIGHT_DEG:
        return None
    if leg.value <= _STANDS_DEG:
        return 0.0
    return _SITTING_SPINE_DEG if _SITS_DEG[0] <= leg.value <= _SITS_DEG[1] else None


def _arm_behind(figure: Figure) -> bool:
    """Whether an elbow or a hand is behind the back, where its outline would be that of the arm."""
    hip = figure.at("hip")
    trunk = figure.at("shoulder") - hip
    ahead = figure.at("foot_index") - hip
    across = trunk * 1j
    if (ahead * across.conjugate()).real < 0:
        across = -across
    places = [
        figure.at(part, side) for side in (figure.side, figure.side.other) for part in ("elbow", "wrist")
    ]
    return any(((place - hip) * across.conjugate()).real < -_ARM_BEHIND * abs(trunk) ** 2 for place in places)
