"""The body as the rest of the program sees it: 33 named points, found in one picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
ComplexArray = NDArray[np.complex128]
BoolArray = NDArray[np.bool_]


class Landmark(IntEnum):
    """The 33 points of MediaPipe Pose, in its order. Left and right are the person's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


class Side(StrEnum):
    """A side of the person's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT

    def landmark(self, part: str) -> Landmark:
        """The landmark of a paired part on this side, e.g. ``Side.LEFT.landmark("knee")``.

        Raises:
            KeyError: if there is no such paired part.
        """
        return self.landmarks[part]

    @property
    def landmarks(self) -> Mapping[str, Landmark]:
        """All landmarks of paired parts on this side, by part."""
        return _OF_LEFT if self is Side.LEFT else _OF_RIGHT


# Looked up a hundred times a frame: a table by part alone is several times quicker than making the names, or
# than a table by side and part, as Python's enumerations take long to hash.
_OF_LEFT, _OF_RIGHT = (
    {
        landmark.name.removeprefix(f"{side.name}_").lower(): landmark
        for landmark in Landmark
        if landmark.name.startswith(f"{side.name}_")
    }
    for side in Side
)


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person found in one frame. Arrays are not to be written to.

    Attributes:
        points: (33, 2) pixel coordinates of the original frame, x to the right and y down.
            A point may lie outside of the frame. NaN where another engine has no such point.
        visibility: (33,) MediaPipe's likelihood that a point is visible, 0..1. It is high on
            wrong points too: never a gate by itself.
        world: (33, 3) metres, origin between the hips, x right, y down, z away from the camera.
            All NaN of an engine that reads no depth.
        width: Width of the original frame, px.
        height: Height of the original frame, px.
        mask: (h, w) True where the person is, covering the whole frame at any resolution;
            None where the engine gave none.
    """

    points: FloatArray
    visibility: FloatArray
    world: FloatArray
    width: int
    height: int
    mask: BoolArray | None = None

    def __post_init__(self) -> None:
        count = len(Landmark)
        for name, shape in (("points", (count, 2)), ("visibility", (count,)), ("world", (count, 3))):
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"Pose.{name}: expected shape {shape}, got {found}")
        if self.width <= 0 or self.height <= 0:
            raise ValueError(f"Pose: expected a frame size above 0, got {self.width}x{self.height}")


def body_size(points: FloatArray) -> float:
    """Trunk and longer leg along the bones, px: about the same standing, folded, sitting and lying.

    Args:
        points: (33, 2) px, as in ``Pose.points``.
    """
    # Numbers of Python: for so few, arrays take longer.
    shoulder, other_shoulder, hip, other_hip, knee, other_knee, ankle, other_ankle = (
        complex(x, y) for x, y in points[_JOINTS].tolist()
    )
    trunk = abs((shoulder + other_shoulder) / 2 - (hip + other_hip) / 2)
    leg = abs(hip - knee) + abs(knee - ankle)
    other_leg = abs(other_hip - other_knee) + abs(other_knee - other_ankle)
    return trunk + max(leg, other_leg)


_JOINTS = np.array([side.landmark(part) for part in ("shoulder", "hip", "knee", "ankle") for side in Side])


def joints_of(points: FloatArray) -> FloatArray:
    """The joints that two poses are compared by.

    Args:
        points: (33, 2) px, as in ``Pose.points``.

    Returns:
        (8, 2) px: shoulders, hips, knees, ankles; of each pair the left one first.
    """
    joints: FloatArray = points[_JOINTS]
    return joints


def pose_distance(one: Pose, other: Pose) -> float:
    """How far two poses are apart, px: the mean over shoulders, hips, knees and ankles."""
    return float(lengths(joints_of(one.points) - joints_of(other.points)).mean())


def stacked(pose: Pose) -> FloatArray:
    """All that is known of a pose's landmarks in one array: means of poses take a third of the time so.

    Returns:
        (33, 6): x and y of ``points``, ``visibility``, and x, y, z of ``world``.
    """
    return np.concatenate((pose.points, pose.visibility[:, None], pose.world), axis=1)


def with_numbers(pose: Pose, numbers: FloatArray) -> Pose:
    """The pose with other numbers of its landmarks.

    Args:
        pose: What else it shows, e.g. its mask.
        numbers: (33, 6), as ``stacked`` returns them.
    """
    points, visibility, world = numbers[:, :2], numbers[:, 2], numbers[:, 3:]
    return Pose(points.copy(), visibility.copy(), world.copy(), pose.width, pose.height, pose.mask)


def as_complex(points: FloatArray) -> ComplexArray:
    """The points as complex numbers x + iy.

    Args:
        points: (33, 2) px, as in ``Pose.points``.

    Returns:
        (33,).
    """
    numbers: ComplexArray = np.ascontiguousarray(points, np.float64).view(np.complex128)[:, 0]
    return numbers


def lengths(vectors: FloatArray) -> FloatArray:
    """The lengths of vectors in the plane: what ``np.linalg.norm`` returns, in a third of its time for few.

    Args:
        vectors: (..., 2).

    Returns:
        (...).
    """
    squares = vectors * vectors
    long: FloatArray = np.sqrt(squares[..., 0] + squares[..., 1])
    return long
