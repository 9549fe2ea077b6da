"""How well a pose fits the person's outline.

Legs that the engine takes for being elsewhere leave their own outline bare.
"""

import itertools
from typing import Final

import numpy as np

from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.pose.silhouette import area_beside

MOST_BESIDE: Final = 0.055
"""Outline beside the legs up to which they fit it, over the trunk's length squared: straight legs of real and
rendered people up to 0.04, one in fifty more; legs mixed up 0.06-0.3, hidden bent knees up to 0.29, many of
them less."""

_RADIUS = 0.35  # of the trunk: what loose trousers and shirts reach
_HIP_ENDS = 0.4  # of the thigh: buttock and hip are wider than any leg

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
_TRUNK_ROWS = np.array([(side.landmark("shoulder"), side.landmark("hip")) for side in Side])


def legs_beside(pose: Pose) -> float:
    """Outline beside both legs, over the trunk's length squared; 0 without one, NaN without a point."""
    if pose.mask is None:
        return 0.0
    points = pose.points[:, 0] + 1j * pose.points[:, 1]
    thighs = points[_THIGH_ROWS]
    split = thighs[:, 0] + _HIP_ENDS * (thighs[:, 1] - thighs[:, 0])
    legs = np.concatenate([points[_LOWER_ROWS], np.stack([split, thighs[:, 1]], axis=1)])
    rest = np.concatenate([points[_UPPER_ROWS], np.stack([thighs[:, 0], split], axis=1)])
    trunk = float(np.abs(np.diff(points[_TRUNK_ROWS], axis=1)).mean())
    return area_beside(pose.mask, (pose.width, pose.height), legs, rest, trunk, _RADIUS)
