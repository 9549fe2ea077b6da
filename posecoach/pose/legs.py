"""Which leg is left: legs that are named the other way round than before are found and renamed."""

from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.pose.landmarks import BoolArray, FloatArray, Landmark, Pose, Side

# Of the distance as named. The same for poses to be fused and for fused poses from frame to frame: of 10 000
# pairs to be fused in seven rendered clips, swapped ones read below 0.3 in 52 and 0.4-0.5 in 3, which a
# lower limit would leave to be fused wrongly; 7 read 0.5-0.7. Of 700 fused poses none read below 0.7.
_MUCH_NEARER: Final = 0.5

_APART: Final = 0.15  # of the leg's length: legs nearer to each other than this can't be told apart

_LEG_PARTS = ("hip", "knee", "ankle", "heel", "foot_index")
_LEG_ROWS = {side: [side.landmark(part) for part in _LEG_PARTS] for side in Side}
_KNEES_AND_ANKLES = [side.landmark(part) for part in ("knee", "ankle") for side in Side]
_SIDES_EXCHANGED = [1, 0, 3, 2]  # of those


def knees_and_ankles(points: FloatArray) -> FloatArray:
    """The joints that tell one leg from the other.

    Args:
        points: (33, 2) px, as in ``Pose.points``.

    Returns:
        (4, 2) px: left knee, right knee, left ankle, right ankle.
    """
    joints: FloatArray = points[_KNEES_AND_ANKLES]
    return joints


def legs_swapped(legs: FloatArray, reference: FloatArray) -> BoolArray:
    """Whether legs are named the other way round than the reference's.

    Args:
        legs: (..., 4, 2) px, as ``knees_and_ankles`` returns them.
        reference: Likewise, of a shape that broadcasts with ``legs``.

    Returns:
        (...) True where the legs lie much nearer to the reference's with left and right exchanged.
    """
    exchanged = reference[..., _SIDES_EXCHANGED, :]
    as_named_px, exchanged_px = (
        np.linalg.norm(legs - other, axis=-1).mean(axis=-1) for other in (reference, exchanged)
    )
    swapped: BoolArray = np.asarray(exchanged_px < _MUCH_NEARER * as_named_px)
    return swapped


def legs_apart(legs: FloatArray, pose: Pose) -> bool:
    """Whether legs are far enough from each other to be told apart.

    Args:
        legs: (4, 2) px, as ``knees_and_ankles`` returns them.
        pose: Whose legs they are, now or a moment later: for their length.
    """
    apart_px = float(np.linalg.norm(legs[0::2] - legs[1::2], axis=1).mean())
    return apart_px > _APART * max(_leg_length_px(pose, side) for side in Side)


def _leg_length_px(pose: Pose, side: Side) -> float:
    """Thigh plus shin."""
    rows = [side.landmark(part) for part in ("hip", "knee", "ankle")]
    return float(np.linalg.norm(np.diff(pose.points[rows], axis=0), axis=1).sum())


def with_legs_swapped(pose: Pose) -> Pose:
    """The pose with its left and right leg exchanged.

    The world points keep their names: hips named apart from shoulders would give a wrong yaw.
    """
    order = np.arange(len(Landmark))
    left, right = (_LEG_ROWS[side] for side in (Side.LEFT, Side.RIGHT))
    order[left], order[right] = right, left
    return replace(pose, points=pose.points[order], visibility=pose.visibility[order])
