"""How well the legs of a pose fit the person's outline.

Where the engine places a leg wrongly, the outline of the real leg is left uncovered.
"""

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np

from posecoach.pose.landmarks import ComplexArray, Landmark, Pose, Side, as_complex
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
_HIPS, _KNEES = ([side.landmark(part) for side in Side] for part in ("hip", "knee"))
# Where buttock and hip end on each thigh, in rows that follow those of the landmarks.
_SPLITS = [len(Landmark), len(Landmark) + 1]
_LEG_ROWS = np.array(
    [(side.landmark(a), side.landmark(b)) for side in Side for a, b in itertools.pairwise(_LOWER)]
    + list(zip(_SPLITS, _KNEES, strict=True))
)
_OTHER_ROWS = np.array(
    [
        (side.landmark(a), side.landmark(b))
        for side in Side
        for chain in _UPPER
        for a, b in itertools.pairwise(chain)
    ]
    + _ACROSS
    + list(zip(_HIPS, _SPLITS, strict=True))
)
_EARS = [side.landmark("ear") for side in Side]
_NO_HAIR: Final[ComplexArray] = np.empty((0, 2), dtype=complex)
_SHOULDERS = [side.landmark("shoulder") for side in Side]


def uncovered_leg_area(pose: Pose) -> float:
    """Area of the outline that neither leg of the pose covers, without what may be hair that hangs down.

    Returns:
        Squared trunk lengths; 0 for a pose without a mask, NaN where a landmark is not finite.
    """
    if pose.mask is None:
        return 0.0
    points = as_complex(pose.points)
    hips = points[_HIPS]
    points = np.concatenate([points, hips + _HIP_ENDS * (points[_KNEES] - hips)])
    shoulders = points[_SHOULDERS]
    trunk = sum(np.abs(hips - shoulders).tolist()) / 2
    legs, rest = points[_LEG_ROWS], points[_OTHER_ROWS]
    middles = sum(shoulders.tolist()) / 2, sum(hips.tolist()) / 2
    hair = _hanging_hair(points[_EARS].tolist(), *middles, trunk)
    return uncovered_area(
        pose.mask, (pose.width, pose.height), legs, rest, trunk, _RADIUS, hair, _HAIR_RADIUS
    )


def _hanging_hair(ears: Sequence[complex], shoulder: complex, hip: complex, trunk: float) -> ComplexArray:
    """(n, 2) ends of the lines along which hair hangs: from both ears and the crown straight down.

    None where the shoulders are above the hips: hair lies along head and trunk then.
    """
    if shoulder.imag <= hip.imag:
        return _NO_HAIR
    left, right = ears
    ear = (left + right) / 2
    down = 1j * _HAIR_LENGTH * trunk
    roots = left, right, ear + _CROWN_BEYOND_EAR * (ear - shoulder)
    return np.array([(root, root + down) for root in roots])
