"""How far the spine is bent, told by how the back's outline differs from this person's own upright one."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from posecoach.coaching.budgets import SPINE_IN_DEEP_FOLDS, SPINE_OF_ANYONE, SPINE_OF_ONE
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.measures import Figure, Named

SPINE_FLEXION: Final = "spine_flexion"
SPINE: Final[dict[str, Named]] = {SPINE_FLEXION: Named("Bend of the spine", "deg")}

# Spine flexion against the change of the outline's turn since upright: least squares over 60 rendered bodies
# of random build, age and dress, each in 6 standing and 6 seated holds with spines bent by 2-108. The line is
# the same in both postures.
_SPINE_PER_OUTLINE = 1.7
_AT_NO_CHANGE_DEG = 0.8
_DEEP_DEG = 140.0  # of hip flexion: the thigh presses on the belly, and landmarks slip along the trunk

# The same of a person never seen upright, over the same holds. A rounded back bends the hips less and carries
# the head further forward than a flat one that leans as much. Offsets are about the middle of the holds.
_ANYONE: Final[dict[str, tuple[float, float]]] = {
    "back_bend": (0.72, -23.5),
    "hip_flexion": (0.42, 100.0),
    "head_lift": (0.54, 0.0),  # its size: up or down is as the person leans
    "trunk_lean": (0.11, 80.0),
    "leg_lean": (-0.17, 0.0),
}
_ANYONE_DEG = 14.0

_UPRIGHT_DEG = 15.0  # of trunk lean: people upright read 0-10
_STANDS_DEG = 20.0  # of leg lean
_SITS_DEG = (65.0, 115.0)  # of leg lean
_SITTING_SPINE_DEG = 16.0  # how far people bend their spine to sit upright on the floor
_STRAIGHT_DEG = 30.0  # of knee flexion: whoever steps or crouches does not stand
_ARM_BEHIND = 0.3  # of the trunk: an elbow or a hand so far behind it is in the outline of the back

_LEARN_S = 2.0  # time constant
_LEARNT_S = 0.6  # before that the person may be passing through
_STEADY_S = 0.2  # time constant of what is read; a fault must last for longer anyway


class OwnBack:
    """What is known of one person's back; kept from set to set as long as it is the same person."""

    def __init__(self) -> None:
        self._upright_deg = math.nan
        self._learnt_s = 0.0
        self._last_t_s: float | None = None
        self._bend: tuple[float, float] | None = None  # when, and how far the outline turned lately

    @property
    def known(self) -> bool:
        """Whether the person has been seen upright for long enough."""
        return self._learnt_s >= _LEARNT_S

    def look_away(self) -> None:
        """Time goes on without a frame to learn from, e.g. between two sets."""
        self._last_t_s = None
        self._bend = None

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

    def spine_flexion(self, measures: Mapping[str, Measurement], t_s: float) -> Measurement:
        """Lumbar and thoracic flexion together, degrees; 0 as when standing upright.

        Before this person's back is known it is read as of anyone, with more error.

        Args:
            measures: Of one frame.
            t_s: The frame's timestamp.
        """
        bend, hip = self._steady(measures["back_bend"], t_s), measures["hip_flexion"]
        if not self.known:
            return _of_anyone({**measures, "back_bend": bend})
        flexion = _AT_NO_CHANGE_DEG + _SPINE_PER_OUTLINE * (bend.value - self._upright_deg)
        budget = SPINE_OF_ONE if hip.value < _DEEP_DEG else SPINE_IN_DEEP_FOLDS
        return Measurement(flexion, budget.sigma, bend.known, bend.why_not)

    def _steady(self, bend: Measurement, t_s: float) -> Measurement:
        """Its mean of late: two looks at one back may have outlines that turn by 15 degrees more or less."""
        if not bend.known:
            self._bend = None
            return bend
        value = bend.value
        if self._bend is not None and t_s >= self._bend[0]:
            before_s, before = self._bend
            value = before + (1 - math.exp((before_s - t_s) / _STEADY_S)) * (value - before)
        self._bend = t_s, value
        return replace(bend, value=value)


def _of_anyone(measures: Mapping[str, Measurement]) -> Measurement:
    flexion = _ANYONE_DEG
    why_not = None
    for name, (slope, middle) in _ANYONE.items():
        measured = measures[name]
        flexion += slope * (abs(measured.value) - middle if name == "head_lift" else measured.value - middle)
        why_not = why_not or measured.why_not
    known = all(measures[name].known for name in _ANYONE)
    return Measurement(flexion, SPINE_OF_ANYONE.sigma, known, why_not)


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
