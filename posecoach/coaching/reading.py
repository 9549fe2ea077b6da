"""All measures of one pose, each with its error, and whether it can be believed."""

import itertools
import math
from typing import Final

import numpy as np

from posecoach.coaching.budgets import BUDGETS, Posture
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.measures import MEASURES, Figure, hip_flexion, knee_flexion, leg_length
from posecoach.vision.landmarks import Landmark, Side
from posecoach.vision.silhouette import area_beside

LEG_TOO_SHORT: Final = "leg_too_short"
"""Why a knee is not known: it does not read bent, and the leg is as short as only a bent one is."""

LEG_MIXED_UP: Final = "leg_mixed_up"
"""Why a knee is not known: the outline shows a leg or a knee where no landmark has one."""

_OUTSIDE = 0.02  # of the frame's size: how far out of the picture a landmark may be guessed
_SHORTEST_SEGMENT = 0.35  # of the trunk: thigh and shin of real people read 0.39-1.5 of it
# Thigh and shin together, of the trunk: straight legs of real and rendered people read 1.35-2.9; bent
# ones that the engine takes for straight lie on the line hip-ankle, and read 0.9-1.2.
_SHORTEST_LEG = 1.3
_SURELY_BENT_DEG = 45.0  # of knee flexion: a leg that reads so bent is bent, however short it comes out
_UNLIKE_SEGMENTS = 1.9  # thigh over shin or the reverse: real people 0.6-1.6
# Outline beside the legs, over the trunk's length squared: straight legs of real and rendered people
# up to 0.04, one in fifty more; legs mixed up 0.06-0.3, hidden bent knees up to 0.29, many of them less.
_MOST_BESIDE = 0.055
_RADIUS = 0.35  # of the trunk: what loose trousers and shirts reach
_HIP_ENDS = 0.4  # of the thigh: buttock and hip are wider than any leg

_LEG = ("hip", "knee", "ankle")
_LOWER = ("knee", "ankle", "heel", "foot_index")
_UPPER = (("ear", "shoulder", "hip"), ("shoulder", "elbow", "wrist", "index"))
_ACROSS = [
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    (Landmark.LEFT_EAR, Landmark.NOSE),
    (Landmark.RIGHT_EAR, Landmark.NOSE),
]
_LOWER_ROWS = np.array(
    [(side.landmark(a), side.landmark(b)) for side in Side for a, b in itertools.pairwise(_LOWER)]
)
_UPPER_ROWS = np.array(
    [
        (side.landmark(a), side.landmark(b))
        for side in Side
        for chain in _UPPER
        for a, b in itertools.pairwise(chain)
    ]
    + _ACROSS
)
_THIGH_ROWS = np.array([(side.landmark("hip"), side.landmark("knee")) for side in Side])


def take_measures(figure: Figure, posture: Posture, shortest_leg: float = 0.0) -> dict[str, Measurement]:
    """Every measure of the table on the judged side, and both legs' hip and knee flexion.

    Args:
        figure: The pose and its judged side.
        posture: Chooses the error budgets.
        shortest_leg: As short as this person's straight legs may come out, of the trunk's length; 0
            where nothing is known of them. Nobody's come out shorter than a fixed share of it.

    Returns:
        Measurements by name; those of one leg alone are named ``left_…`` and ``right_…``.
    """
    beside = leg_beside(figure)
    doubts = {side: _Doubts(figure, side, shortest_leg, beside) for side in Side}
    taken = {}
    for name, measure in MEASURES.items():
        side = figure.side.other if measure.other_leg else figure.side
        taken[name] = _measurement(name, measure.compute(figure), doubts[side].about(name), posture)
    for side in Side:
        for name, compute in (("hip_flexion", hip_flexion), ("knee_flexion", knee_flexion)):
            taken[f"{side}_{name}"] = _measurement(
                name, compute(figure, side), doubts[side].about(name), posture
            )
    return taken


def _measurement(name: str, value: float, why_not: str | None, posture: Posture) -> Measurement:
    why_not = why_not or (None if math.isfinite(value) else f"{name}_not_measurable")
    return Measurement(value, BUDGETS[name][posture].sigma, why_not is None, why_not)


class _Doubts:
    """Why the parts of one side can't be trusted in this frame, each asked at most once."""

    def __init__(self, figure: Figure, side: Side, shortest_leg: float, beside: float) -> None:
        self._leg = _leg_doubt(figure, side)
        trunk = abs(figure.at("shoulder", side) - figure.at("hip", side))
        short = leg_length(figure, side) < max(_SHORTEST_LEG, shortest_leg) * trunk
        self._bend_may_hide = short and not knee_flexion(figure, side) >= _SURELY_BENT_DEG
        self._mixed_up = beside > _MOST_BESIDE
        width, height = figure.pose.width, figure.pose.height
        self._out = {
            part
            for part in ("ear", "shoulder", *_LEG)
            if not _in_picture(figure.at(part, side), width, height)
        }

    def about(self, name: str) -> str | None:
        parts = MEASURES[name].parts
        for part in parts:
            if part in self._out:
                return f"{part}_out_of_picture"
        if self._leg is not None and "knee" in parts:
            return self._leg
        if name != "knee_flexion":
            return None
        if self._bend_may_hide:
            return LEG_TOO_SHORT
        return LEG_MIXED_UP if self._mixed_up else None


def _in_picture(point: complex, width: int, height: int) -> bool:
    margin_x, margin_y = _OUTSIDE * width, _OUTSIDE * height
    return -margin_x <= point.real <= width + margin_x and -margin_y <= point.imag <= height + margin_y


def _leg_doubt(figure: Figure, side: Side) -> str | None:
    """Collapsed or impossible legs: what no person has, whatever the pose."""
    shoulder, hip, knee, ankle = (figure.at(part, side) for part in ("shoulder", *_LEG))
    trunk, thigh, shin = abs(shoulder - hip), abs(knee - hip), abs(ankle - knee)
    if not min(thigh, shin) >= _SHORTEST_SEGMENT * trunk:  # NaN is a doubt too
        return "leg_not_seen"
    if not max(thigh, shin) <= _UNLIKE_SEGMENTS * min(thigh, shin):
        return "leg_implausible"
    return None


def leg_beside(figure: Figure) -> float:
    """Outline beside both legs, over the trunk's length squared; 0 where there is no outline."""
    pose = figure.pose
    if pose.mask is None:
        return 0.0
    points = pose.points[:, 0] + 1j * pose.points[:, 1]
    thighs = points[_THIGH_ROWS]
    split = thighs[:, 0] + _HIP_ENDS * (thighs[:, 1] - thighs[:, 0])
    legs = np.concatenate([points[_LOWER_ROWS], np.stack([split, thighs[:, 1]], axis=1)])
    rest = np.concatenate([points[_UPPER_ROWS], np.stack([thighs[:, 0], split], axis=1)])
    trunk = sum(abs(figure.at("shoulder", side) - figure.at("hip", side)) for side in Side) / len(Side)
    return area_beside(pose.mask, (pose.width, pose.height), legs, rest, trunk, _RADIUS)
