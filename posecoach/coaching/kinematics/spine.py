"""How far the spine is bent: how much more the back bulges now than when this person is upright."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.averaging import SlowMean, trimmed_mean
from posecoach.coaching.kinematics.budgets import SPINE_IN_DEEP_FOLDS, SPINE_OF_ANYONE, SPINE_OF_ONE, Budget
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.measures.table import Named
from posecoach.coaching.posture import Posture
from posecoach.messages import N_

SPINE_FLEXION: Final = "spine_flexion"
SPINE: Final[dict[str, Named]] = {SPINE_FLEXION: Named(N_("Bend of the spine"), "deg")}

# Spine flexion of a person who was seen upright: from how much more the back bulges now, and from trunk and
# head. Least squares over 110 rendered bodies of random build, age and dress, each in 6 standing and 6 seated
# holds with spines bent by 2-108. A rounded back carries the head further forward than a flat one.
_OWN: Final[dict[str, float]] = {"back_bulge": 430.0, "trunk_lean": 0.15, "head_lift": 0.45}
_OWN_DEG = -11.0
# Deeper folds are read with twice the error: sitting, landmarks slip along the trunk; standing with the head
# far down, backs bulge that are not rounded. A fold that is held near one of these limits must not be read
# with the one error now and with the other then: once deep, it stays so until it is surely shallower, by the
# budget of the angle itself.
_DEEP_DEG: Final[dict[str, float]] = {"hip_flexion": 160.0, "trunk_lean": 125.0}

# The same of a person never seen upright, over the same holds, by the bulge itself.
_ANYONE: Final[dict[str, float]] = {
    "back_bulge": 250.0,
    "hip_flexion": 0.21,
    "trunk_lean": 0.28,
    "head_lift": 0.64,
}
_ANYONE_DEG = -25.0

# The same of anyone who stands and is not down in a fold yet. Neither hips nor head are asked: on real
# people, with soft knees, they say nothing about the back, and what they add hides what the bulge tells.
# In 292 such holds of the same bodies 18 rms; with the head it would be 16.
_HALF_WAY: Final[dict[str, float]] = {"back_bulge": 420.0, "trunk_lean": 0.25}
_HALF_WAY_DEG = 11.0
_HALF_WAY_UNTIL_DEG = (90.0, 110.0)  # of trunk lean; between the two it gives way to what holds for anyone

_UPRIGHT_DEG = 15.0  # of trunk lean: people upright read 0-10
_STANDS_DEG = 20.0  # of leg lean
_SITS_DEG = (65.0, 115.0)  # of leg lean
_SITTING_BULGE = 0.020  # how much more backs bulge upright on the floor than standing; 0.018 rms by body
_STRAIGHT_DEG = 30.0  # of knee flexion: a person who steps or crouches does not stand
_ARM_BEHIND = 0.3  # of the trunk: an elbow or a hand this far behind it is part of the back's outline

_LEARN_S = 2.0  # time constant
_LEARNT_S = 0.6  # before that the person may be passing through
_SMOOTH_OVER_S = 0.4  # a fault must last for as long anyway


class SpineCalibration:
    """What is known of one person's back; it outlasts a set, as long as it is the same person."""

    def __init__(self) -> None:
        self._upright = SlowMean(_LEARN_S)  # bulge of the back, as standing upright
        self._recent: deque[tuple[float, float]] = deque()  # time and flexion of the latest readings
        self._deep = False

    @property
    def known(self) -> bool:
        """Whether the person has been seen upright for long enough."""
        return self._upright.learnt_s >= _LEARNT_S

    def interrupt(self) -> None:
        """A time without frames begins, e.g. between two sets: nothing is learnt of it."""
        self._upright.interrupt()
        self._recent.clear()
        self._deep = False

    def learn(self, posed: PosedSide, measures: Mapping[str, Measurement], t_s: float) -> None:
        """Take in one frame, if it shows the person upright.

        Args:
            posed: The pose and its judged side, in a picture that is fit to judge.
            measures: What was measured of it.
            t_s: The frame's timestamp, seconds.
        """
        more = _more_than_standing(measures)
        bulge = measures["back_bulge"]
        if more is None or not bulge.known or _arm_behind(posed):
            self._upright.interrupt()
        else:
            self._upright.add(bulge.value - more, t_s)

    def spine_flexion(self, measures: Mapping[str, Measurement], t_s: float, posture: Posture) -> Measurement:
        """Lumbar and thoracic flexion together, degrees; 0 as when standing upright.

        Before this person's back is known it is read as anyone's, with more error.

        Args:
            measures: What was measured in one frame.
            t_s: The frame's timestamp, seconds.
            posture: Of the exercise.
        """
        if not self.known:
            flexion = _of_anyone(measures, posture)
        else:
            self._deep = any(self._beyond(measures[name], limit) for name, limit in _DEEP_DEG.items())
            budget = SPINE_IN_DEEP_FOLDS if self._deep else SPINE_OF_ONE
            flexion = _weighed(_OWN, _OWN_DEG - _OWN["back_bulge"] * self._upright.value, measures, budget)
        return self._smoothed(flexion, t_s)

    def _beyond(self, measured: Measurement, limit: float) -> bool:
        return measured.value >= (limit - measured.sigma if self._deep else limit)

    def _smoothed(self, flexion: Measurement, t_s: float) -> Measurement:
        """Over a short window: now and then an outline takes in a chair or lacks an arm."""
        if not flexion.known:
            return flexion
        self._recent.append((t_s, flexion.value))
        while not 0 <= t_s - self._recent[0][0] <= _SMOOTH_OVER_S:
            self._recent.popleft()
        return replace(flexion, value=float(trimmed_mean(np.array([value for _, value in self._recent]))))


def _of_anyone(measures: Mapping[str, Measurement], posture: Posture) -> Measurement:
    deep = _weighed(_ANYONE, _ANYONE_DEG, measures, SPINE_OF_ANYONE)
    if posture != "standing":
        return deep
    half_way = _weighed(_HALF_WAY, _HALF_WAY_DEG, measures, SPINE_OF_ANYONE)
    begins, ends = _HALF_WAY_UNTIL_DEG
    share = (measures["trunk_lean"].value - begins) / (ends - begins)
    if share <= 0:
        return half_way
    if not share < 1:
        return deep
    value = half_way.value + share * (deep.value - half_way.value)
    return replace(deep, value=value, known=half_way.known and deep.known)


def _weighed(
    weights: Mapping[str, float], flexion: float, measures: Mapping[str, Measurement], budget: Budget
) -> Measurement:
    why_not = None
    for name, weight in weights.items():
        measured = measures[name]
        # The sign depends on which way the person leans; only how far the head is turned counts.
        flexion += weight * (abs(measured.value) if name == "head_lift" else measured.value)
        why_not = why_not or measured.why_not
    known = all(measures[name].known for name in weights)
    return Measurement(flexion, budget.sigma, known, why_not)


def _more_than_standing(measures: Mapping[str, Measurement]) -> float | None:
    """How much more the back bulges upright as the person is than standing; None unless they are upright."""
    trunk, leg, knee = (measures[name] for name in ("trunk_lean", "leg_lean", "knee_flexion"))
    if not (trunk.known and leg.known and knee.known):
        return None
    if trunk.value > _UPRIGHT_DEG or knee.value > _STRAIGHT_DEG:
        return None
    if leg.value <= _STANDS_DEG:
        return 0.0
    return _SITTING_BULGE if _SITS_DEG[0] <= leg.value <= _SITS_DEG[1] else None


def _arm_behind(posed: PosedSide) -> bool:
    """Whether an elbow or a hand is behind the back, where its outline would be that of the arm."""
    hip = posed.at("hip")
    trunk = posed.at("shoulder") - hip
    ahead = posed.at("foot_index") - hip
    across = trunk * 1j
    if (ahead * across.conjugate()).real < 0:
        across = -across
    places = [posed.at(part, side) for side in (posed.side, posed.side.other) for part in ("elbow", "wrist")]
    return any(((place - hip) * across.conjugate()).real < -_ARM_BEHIND * abs(trunk) ** 2 for place in places)
