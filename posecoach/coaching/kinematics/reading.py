"""All measures of one pose, each with its error, and whether it is known."""

import math
from collections.abc import Collection

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.budgets import BUDGETS
from posecoach.coaching.kinematics.measures.leg import hip_flexion, knee_flexion, leg_length
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.measures.table import ALWAYS_TAKEN, MEASURES
from posecoach.coaching.posture import Posture
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Side
from posecoach.pose.mask_fit import MAX_UNCOVERED_LEG_AREA, uncovered_leg_area

_OUTSIDE = 0.02  # of the frame's size: how far out of the picture a landmark may be guessed
_SHORTEST_SEGMENT = 0.35  # of the trunk: thigh and shin of real people read 0.39-1.5 of it
# Thigh and shin together, of the trunk: straight legs of real and rendered people read 1.35-2.9; bent
# ones that the engine takes for straight lie on the line hip-ankle, and read 0.9-1.2.
_SHORTEST_LEG = 1.3
_SURELY_BENT_DEG = 45.0  # of knee flexion: a leg that reads so bent is bent, however short it comes out
_UNLIKE_SEGMENTS = 1.9  # thigh over shin or the reverse: real people 0.6-1.6
_LEG = ("hip", "knee", "ankle")


def take_measures(
    posed: PosedSide, posture: Posture, shortest_leg: float = 0.0, more: Collection[str] = ()
) -> dict[str, Measurement]:
    """The measures of the judged side that every exercise has and some more; both legs' hip and knee flexion.

    Args:
        posed: The pose and its judged side.
        posture: Chooses the error budgets.
        shortest_leg: As short as this person's straight legs may come out, of the trunk's length; 0
            before it is calibrated. A fixed share of the trunk holds for everyone.
        more: Names of further measures that the exercise asks for; others than those of the table are left
            to their own modules.

    Returns:
        Measurements by name; those of one leg alone are named ``left_…`` and ``right_…``.
    """
    uncovered = uncovered_leg_area(posed.pose)
    doubts = {side: _Doubts(posed, side, shortest_leg, uncovered) for side in Side}
    taken = {}
    for name, measure in MEASURES.items():
        if name not in ALWAYS_TAKEN and name not in more:
            continue
        side = posed.side.other if measure.other_leg else posed.side
        taken[name] = _measurement(name, measure.compute(posed), doubts[side].about(name), posture)
    for side in Side:
        for name, compute in (("hip_flexion", hip_flexion), ("knee_flexion", knee_flexion)):
            taken[f"{side}_{name}"] = _measurement(
                name, compute(posed, side), doubts[side].about(name), posture
            )
    return taken


def _measurement(name: str, value: float, why_not: str | None, posture: Posture) -> Measurement:
    why_not = why_not or (None if math.isfinite(value) else Reason.not_measurable(name))
    return Measurement(value, BUDGETS[name][posture].sigma, why_not is None, why_not)


class _Doubts:
    """Why the parts of one side can't be trusted in this frame."""

    def __init__(self, posed: PosedSide, side: Side, shortest_leg: float, uncovered: float) -> None:
        self._leg = _leg_doubt(posed, side)
        trunk = abs(posed.at("shoulder", side) - posed.at("hip", side))
        short = leg_length(posed, side) < max(_SHORTEST_LEG, shortest_leg) * trunk
        self._bend_may_hide = short and not knee_flexion(posed, side) >= _SURELY_BENT_DEG
        self._mixed_up = uncovered > MAX_UNCOVERED_LEG_AREA
        width, height = posed.pose.width, posed.pose.height
        self._out = {
            part
            for part in ("ear", "shoulder", "wrist", *_LEG)
            if not _in_picture(posed.at(part, side), width, height)
        }

    def about(self, name: str) -> str | None:
        parts = MEASURES[name].parts
        for part in parts:
            if part in self._out:
                return Reason.out_of_picture(part)
        if self._leg is not None and "knee" in parts:
            return self._leg
        if name != "knee_flexion":
            return None
        if self._bend_may_hide:
            return Reason.LEG_TOO_SHORT
        return Reason.LEG_MIXED_UP if self._mixed_up else None


def _in_picture(point: complex, width: int, height: int) -> bool:
    margin_x, margin_y = _OUTSIDE * width, _OUTSIDE * height
    return -margin_x <= point.real <= width + margin_x and -margin_y <= point.imag <= height + margin_y


def _leg_doubt(posed: PosedSide, side: Side) -> str | None:
    """Whether a leg is collapsed or has proportions that no person has, in any pose."""
    shoulder, hip, knee, ankle = (posed.at(part, side) for part in ("shoulder", *_LEG))
    trunk, thigh, shin = abs(shoulder - hip), abs(knee - hip), abs(ankle - knee)
    if not min(thigh, shin) >= _SHORTEST_SEGMENT * trunk:  # NaN is a doubt too
        return Reason.LEG_NOT_SEEN
    if not max(thigh, shin) <= _UNLIKE_SEGMENTS * min(thigh, shin):
        return Reason.LEG_IMPLAUSIBLE
    return None
