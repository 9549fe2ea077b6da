"""A picture rotated about its middle, and a pose found in it mapped back.

The engine was trained mostly on people who stand. It sometimes sees people who fold, sit or lie better in a
rotated picture.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import BoolArray, FloatArray, Pose

_WIDTH_MULTIPLE = 4  # of pictures that MediaPipe returns masks of
_PIXEL_MIDDLE = 0.5  # OpenCV counts from the middle of the first pixel, landmarks from its corner


@dataclass(frozen=True, slots=True)
class Rotation:
    """A rotation of pictures of one size.

    Attributes:
        deg: Clockwise, degrees.
        width: Of the original picture, px.
        height: Of the original picture, px.
    """

    deg: float
    width: int
    height: int

    def apply(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Rotates a picture; it grows so that nothing is cut off, and is black where it is empty.

        Args:
            rgb: (height, width, 3).

        Returns:
            (h, w, 3) the rotated picture.
        """
        # OpenCV rotates four channels in half the time that it takes for three, to the same bits.
        four = cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA)
        rotated = cv2.warpAffine(four, _warp(self), _size(self), flags=cv2.INTER_LINEAR)
        return np.asarray(cv2.cvtColor(rotated, cv2.COLOR_RGBA2RGB), np.uint8)

    def invert(self, pose: Pose) -> Pose:
        """Maps a pose found in the rotated picture to pixels of the original one."""
        matrix, shift = _matrix(self), _shift(self)
        world = pose.world.copy()
        world[:, :2] = world[:, :2] @ matrix
        return replace(
            pose,
            points=(pose.points - shift) @ matrix,
            world=world,
            width=self.width,
            height=self.height,
            mask=None if pose.mask is None else self._invert_mask(pose.mask),
        )

    def _invert_mask(self, mask: BoolArray) -> BoolArray:
        scale = mask.shape[1] / _size(self)[0]
        scaled = Rotation(self.deg, round(self.width * scale), round(self.height * scale))
        flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        size = scaled.width, scaled.height
        return cv2.warpAffine(mask.view(np.uint8), _warp(scaled), size, flags=flags).view(np.bool_)


# The frames of a video are all of one size.
@lru_cache
def _matrix(rotation: Rotation) -> FloatArray:
    cos, sin = np.cos(np.radians(rotation.deg)), np.sin(np.radians(rotation.deg))
    return np.array([[cos, -sin], [sin, cos]])


@lru_cache
def _size(rotation: Rotation) -> tuple[int, int]:
    """Width and height of the rotated picture, px: all of the original fits in."""
    width, height = np.rint(np.abs(_matrix(rotation)) @ (rotation.width, rotation.height)).astype(int)
    # Padded to a multiple, the engine needs no copy of it; quarter turns stay exact.
    padded = width if rotation.deg % 90 == 0 else width + -width % _WIDTH_MULTIPLE
    return int(padded), int(height)


@lru_cache
def _shift(rotation: Rotation) -> FloatArray:
    middle = rotation.width / 2, rotation.height / 2
    shift: FloatArray = np.array(_size(rotation)) / 2 - _matrix(rotation) @ middle
    return shift


@lru_cache
def _warp(rotation: Rotation) -> FloatArray:
    """What OpenCV is to do with a picture."""
    matrix = _matrix(rotation)
    middle = matrix @ (_PIXEL_MIDDLE, _PIXEL_MIDDLE) - _PIXEL_MIDDLE
    return np.column_stack([matrix, _shift(rotation) + middle])
