"""Test-time augmentation: a picture as it is, mirrored, and slightly rotated.

The engine reads the same person differently in each variant. Where it mixes up the legs in one, it often does
not in the others, and the poses fused (``posecoach.vision.fusion``) are better than any one of them
(docs/accuracy.md).
"""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import BoolArray, Landmark, Pose
from posecoach.vision.rotation import Rotation

_OPPOSITE = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
_OTHER_SIDE = np.array(
    [
        Landmark["_".join(_OPPOSITE.get(word, word) for word in landmark.name.split("_"))]
        for landmark in Landmark
    ]
)


@dataclass(frozen=True, slots=True)
class Augmentation:
    """One variant of a picture.

    Attributes:
        rotation_deg: How far the picture is rotated, clockwise, degrees.
        mirrored: Whether it is mirrored after that.
    """

    rotation_deg: float = 0.0
    mirrored: bool = False

    def apply(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture's variant; a rotated one is larger.

        Args:
            rgb: (h, w, 3).

        Returns:
            (h, w, 3), perhaps ``rgb`` itself.
        """
        height, width = rgb.shape[:2]
        rotated = Rotation(self.rotation_deg, width, height).apply(rgb) if self.rotation_deg else rgb
        # A mirrored view would be copied before the engine sees it, which takes NumPy 50 times as long.
        return np.asarray(cv2.flip(rotated, 1), np.uint8) if self.mirrored else rotated

    def invert(self, pose: Pose, width: int, height: int) -> Pose:
        """Maps a pose found in the variant to pixels of the original picture.

        Args:
            pose: In pixels of what ``apply`` returned.
            width: Of the original picture, px.
            height: Of the original picture, px.
        """
        rotated = mirrored_pose(pose) if self.mirrored else pose
        return Rotation(self.rotation_deg, width, height).invert(rotated) if self.rotation_deg else rotated


_ROTATION_DEG = 20.0  # 40 is as good, but makes pictures larger
ORIGINAL: Final = Augmentation()
MIRRORED: Final = Augmentation(mirrored=True)
AUGMENTATIONS: Final = (
    ORIGINAL,
    MIRRORED,
    Augmentation(_ROTATION_DEG),
    Augmentation(-_ROTATION_DEG, mirrored=True),
    Augmentation(-_ROTATION_DEG),
    Augmentation(_ROTATION_DEG, mirrored=True),
)
"""Ordered so that consecutive ones differ much: a video uses one a frame."""


def mirrored_pose(pose: Pose) -> Pose:
    """The pose in the mirrored picture: left becomes right. Mirrored twice it is the same again."""
    points, world = pose.points[_OTHER_SIDE], pose.world[_OTHER_SIDE]
    points[:, 0] = pose.width - points[:, 0]
    world[:, 0] *= -1
    return replace(
        pose,
        points=points,
        visibility=pose.visibility[_OTHER_SIDE],
        world=world,
        mask=None if pose.mask is None else _mirrored_mask(pose.mask),
    )


def _mirrored_mask(mask: BoolArray) -> BoolArray:
    # OpenCV knows no bool. NumPy takes eight times as long.
    return cv2.flip(mask.view(np.uint8), 1).view(np.bool_)
