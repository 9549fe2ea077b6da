"""The webcam: where it stands and how it maps metres to pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.render_samples.posing.rotations import FloatArray, unit

Image = NDArray[np.uint8]
"""(h, w, 3) RGB."""

NEAR_M, FAR_M = 0.1, 30.0
"""Nearer and farther things are not drawn."""


@dataclass(frozen=True)
class Camera:
    """A webcam that looks at the person from the side, unless it is walked round them.

    Attributes:
        distance_m: From what it points at.
        height_m: Of the lens above the floor.
        aim_m: Height of what it points at above the floor.
        along_m: What it points at, along the wall, positive to the right.
        yaw_deg: Angle by which it is walked round the person; 0 is exactly side on.
        roll_deg: Tilt; positive turns the picture clockwise.
        field_deg: Vertical field of view.
        width: Pixels.
        height: Pixels.
    """

    distance_m: float = 2.9
    height_m: float = 0.95
    aim_m: float = 0.82
    along_m: float = 0.0
    yaw_deg: float = 0.0
    roll_deg: float = 0.0
    field_deg: float = 42.0
    width: int = 640
    height: int = 480

    @property
    def eye(self) -> FloatArray:
        """(3,) place of the lens, metres."""
        yaw = np.radians(self.yaw_deg)
        return np.array(
            [self.along_m + np.sin(yaw) * self.distance_m, self.height_m, np.cos(yaw) * self.distance_m]
        )

    def matrix(self) -> FloatArray:
        """(4, 4) world to clip space."""
        view = looking(self.eye, np.array([self.along_m, self.aim_m, 0.0]), np.array([0.0, 1.0, 0.0]))
        roll = np.radians(-self.roll_deg)
        turn = np.eye(4)
        turn[:2, :2] = [[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]]
        return perspective(self.field_deg, self.width / self.height) @ turn @ view

    def project(self, points: FloatArray) -> FloatArray:
        """(n, 3) metres to (n, 2) pixels, x right and y down."""
        clip = np.c_[points, np.ones(len(points))] @ self.matrix().T
        flat = clip[:, :2] / clip[:, 3:]
        return np.stack([(flat[:, 0] / 2 + 0.5) * self.width, (0.5 - flat[:, 1] / 2) * self.height], axis=1)


def looking(eye: FloatArray, target: FloatArray, up: FloatArray) -> FloatArray:
    """(4, 4) view matrix of a camera at `eye` that looks at `target`, (3,) metres each."""
    forward = unit(target - eye)
    right = unit(np.cross(forward, up))
    matrix = np.eye(4)
    matrix[:3, :3] = right, np.cross(right, forward), -forward
    matrix[:3, 3] = -matrix[:3, :3] @ eye
    return matrix


def perspective(field_deg: float, aspect: float) -> FloatArray:
    """(4, 4) projection of a pinhole camera; `field_deg` is its vertical field of view."""
    t = 1 / np.tan(np.radians(field_deg) / 2)
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[1, 1] = t / aspect, t
    matrix[2, 2] = (FAR_M + NEAR_M) / (NEAR_M - FAR_M)
    matrix[2, 3] = 2 * FAR_M * NEAR_M / (NEAR_M - FAR_M)
    matrix[3, 2] = -1
    return matrix


def orthographic(half_size: float, near: float, far: float) -> FloatArray:
    """(4, 4) parallel projection, for shadow maps; metres."""
    matrix = np.eye(4)
    matrix[0, 0] = matrix[1, 1] = 1 / half_size
    matrix[2, 2], matrix[2, 3] = -2 / (far - near), -(far + near) / (far - near)
    return matrix
