"""How well the legs of a pose fit the person's outline.

Where the engine places a leg wrongly, the outline of the real leg is left uncovered.
"""

import itertools
from typing import Final

import numpy as np

from posecoach.pose.landmarks import ComplexArray, Landmark, Pose, Side
from posecoach.pose.silhouette import uncovered_area

MAX_UNCOVERED_LEG_AREA: Final = 0.055
"""Uncovered leg area up to which legs fit the outline, in squared trunk lengths. Straight legs of real and
rendered people read up to 0.04, one in fifty of them more; mixed-up legs read 0.06-0.3, hidden bent knees up
to 0.29 and often less."""

_RADIUS = 0.35  # of the trunk: what loose trousers and shirts reach
_HIP_ENDS = 0.4  # of the thigh: buttock and hip are wider than any leg

# Long hair where the head hangs down. Three correct folds of real people read 0.062, 0.062 and 0.055 with
# their hair, and 0.021, 0 and 0 without what these numbers take for it. A radius of 0.35 leaves one at 0.048.
_HAIR_RADIUS = 0.5  # of the trunk
_HAIR_LENGTH = 1.0  # of the trunk: loose hair and pony tails in those folds reach the floor
_CROWN_BEYOND_EAR = 0.5  # of the length shoulder-ear

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
_EARS = [side.landmark("ear") for side in Side]
_TRUNK_ROWS = np.array([(side.landmark("shoulder"), side.landmark("hip")) for side in Side])


def uncovered_leg_area(pose: Pose) -> float:
    """Area of the outline that neither leg of the pose covers, without what may be hair that hangs down.

    Returns:
        Squared trunk lengths; 0 for a pose without a mask, NaN where a landmark is not finite.
    """
    if pose.mask is None:
        return 0.0
    points = pose.points[:, 0] + 1j * pose.points[:, 1]
    thighs = points[_THIGH_ROWS]
    split = thighs[:, 0] + _HIP_ENDS * (thighs[:, 1] - thighs[:, 0])
    legs = np.concatenate([points[_LOWER_ROWS], np.stack([split, thighs[:, 1]], axis=1)])
    rest = np.concatenate([points[_UPPER_ROWS], np.stack([thighs[:, 0], split], axis=1)])
    trunk = float(np.abs(np.diff(points[_TRUNK_ROWS], axis=1)).mean())
    hair = _hanging_hair(points, trunk)
    return uncovered_area(
        pose.mask, (pose.width, pose.height), legs, rest, trunk, _RADIUS, hair, _HAIR_RADIUS
    )


def _hanging_hair(points: ComplexArray, trunk: float) -> ComplexArray:
    """(n, 2) ends of the lines along which hair hangs: from both ears and the crown straight down.

    None where the shoulders are above the hips: hair lies along head and trunk then.
    """
    shoulder, hip = points[_TRUNK_ROWS].mean(axis=0)
    if shoulder.imag <= hip.imag:
        return np.empty((0, 2), dtype=complex)
    ears = points[_EARS]
    ear = ears.mean()
    roots = np.append(ears, ear + _CROWN_BEYOND_EAR * (ear - shoulder))
    return np.stack([roots, roots + 1j * _HAIR_LENGTH * trunk], axis=1)
