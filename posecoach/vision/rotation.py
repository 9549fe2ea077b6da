"""A picture turned, and a pose found in it brought back to where it is in the picture as it is.

The engine was taught on people who mostly stand. Somebody who folds, sits or lies it sometimes sees better in
a picture that is turned.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import BoolArray, FloatArray, Pose

_WIDTH_MULTIPLE = 4  # of pictures that MediaPipe gives masks of
_PIXEL_MIDDLE = 0.5  # OpenCV counts from the middle of the first pixel, landmarks from its corner


@dataclass(frozen=True, slots=True)
class Turn:
    """By how much pictures of one size are turned about their middle.

    Attributes:
        deg: Clockwise, degrees.
        width: Of the picture as it is, px.
        height: Of the picture as it is, px.
    """

    deg: float
    width: int
    height: int

    def picture(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The whole picture turned, black where there is nothing of it.

        Args:
            rgb: (height, width, 3).
        """
        turned = cv2.warpAffine(rgb, self._warp(), self._size(), flags=cv2.INTER_LINEAR)
        return np.ascontiguousarray(turned, np.uint8)

    def back(self, pose: Pose) -> Pose:
        """A pose of the turned picture in pixels of the picture as it is."""
        rotation, shift = self._rotation(), self._shift()
        world = pose.world.copy()
        world[:, :2] = world[:, :2] @ rotation
        return replace(
            pose,
            points=(pose.points - shift) @ rotation,
            world=world,
            width=self.width,
            height=self.height,
            mask=None if pose.mask is None else self._mask_back(pose.mask),
        )

    def _mask_back(self, mask: BoolArray) -> BoolArray:
        scale = mask.shape[1] / self._size()[0]
        scaled = Turn(self.deg, round(self.width * scale), round(self.height * scale))
        flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        size = scaled.width, scaled.height
        return cv2.warpAffine(mask.astype(np.uint8), scaled._warp(), size, flags=flags).astype(bool)

    def _rotation(self) -> FloatArray:
        cos, sin = np.cos(np.radians(self.deg)), np.sin(np.radians(self.deg))
        return np.array([[cos, -sin], [sin, cos]])

    def _size(self) -> tuple[int, int]:
        """Width and height of the turned picture: all of the picture is in it."""
        width, height = np.rint(np.abs(self._rotation()) @ (self.width, self.height)).astype(int)
        # Filled up to a multiple the engine needs no copy of it, but quarters stay exact.
        filled = width if self.deg % 90 == 0 else width + -width % _WIDTH_MULTIPLE
        return int(filled), int(height)

    def _shift(self) -> FloatArray:
        shift: FloatArray = np.array(self._size()) / 2 - self._rotation() @ (self.width / 2, self.height / 2)
        return shift

    def _warp(self) -> FloatArray:
        rotation = self._rotation()
        middle = rotation @ (_PIXEL_MIDDLE, _PIXEL_MIDDLE) - _PIXEL_MIDDLE
        return np.column_stack([rotation, self._shift() + middle])
