"""Which leg is left: legs that are named the other way round than before are found and renamed."""

from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.pose.landmarks import BoolArray, FloatArray, Landmark, Pose, Side, lengths

# Of the distance as named. The same for poses to be fused and for fused poses from frame to frame: of 10 000
# pairs to be fused in seven rendered clips, swapped ones read below 0.3 in 52 and 0.4-0.5 in 3, which a
# lower limit would leave to be fused wrongly; 7 read 0.5-0.7. Of 700 fused poses none read below 0.7.
_MUCH_NEARER: Final = 0.5

_FORGOTTEN_AFTER_S: Final = 1.0  # by then legs may be anywhere
_APART: Final = 0.15  # of the leg's length: legs nearer to each other than this can't be told apart

_LEG_PARTS = ("hip", "knee", "ankle", "heel", "foot_index")
_LEG_ROWS = {side: [side.landmark(part) for part in _LEG_PARTS] for side in Side}
_BONE_ENDS = np.array([[side.landmark(part) for part in ("hip", "knee", "ankle")] for side in Side])
_KNEES_AND_ANKLES = np.array([side.landmark(part) for part in ("knee", "ankle") for side in Side])
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
    return nearer_exchanged(lengths(legs - reference), lengths(legs - exchanged))


def nearer_exchanged(as_named_px: FloatArray, exchanged_px: FloatArray) -> BoolArray:
    """Whether legs are named the other way round, by how far their joints are from the reference's.

    Args:
        as_named_px: (..., 4) distances with the legs named alike.
        exchanged_px: (..., 4) with left and right exchanged.

    Returns:
        (...) True where the legs lie much nearer when exchanged.
    """
    swapped: BoolArray = np.asarray(exchanged_px.mean(axis=-1) < _MUCH_NEARER * as_named_px.mean(axis=-1))
    return swapped


class LegsBefore:
    """Where the legs were a frame ago, to tell whether they are named the other way round now."""

    def __init__(self) -> None:
        self._seen: tuple[float, FloatArray] | None = None  # when, and its knees and ankles

    def swapped(self, pose: Pose, t_s: float) -> bool:
        """Whether a pose has the legs' names exchanged; not where they are too near each other to tell.

        Args:
            pose: The next pose.
            t_s: Its timestamp, seconds.
        """
        if self._seen is None or not 0 <= t_s - self._seen[0] <= _FORGOTTEN_AFTER_S:
            return False
        before = self._seen[1]
        apart_px = float(lengths(before[0::2] - before[1::2]).mean())
        if apart_px <= _APART * _longer_leg_px(pose):
            return False
        return bool(legs_swapped(knees_and_ankles(pose.points), before))

    def remember(self, pose: Pose, t_s: float) -> None:
        """Takes in a pose as it is named; one whose knees and ankles are not finite is passed over."""
        legs = knees_and_ankles(pose.points)
        if np.isfinite(legs).all():
            self._seen = t_s, legs


def _longer_leg_px(pose: Pose) -> float:
    """Thigh plus shin."""
    ends = pose.points[_BONE_ENDS]
    return float(lengths(ends[:, 1:] - ends[:, :-1]).sum(axis=1).max())


def with_legs_swapped(pose: Pose) -> Pose:
    """The pose with its left and right leg exchanged.

    The world points keep their names: hips named apart from shoulders would give a wrong yaw.
    """
    order = np.arange(len(Landmark))
    left, right = (_LEG_ROWS[side] for side in (Side.LEFT, Side.RIGHT))
    order[left], order[right] = right, left
    return replace(pose, points=pose.points[order], visibility=pose.visibility[order])
