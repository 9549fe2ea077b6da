"""The ways a picture is looked at: as it is, in the mirror, and a little turned.

The engine reads one person differently in each of them. Where it mixes up legs in one it often does not in
the others, and what they come to (``posecoach.vision.fusion``) is better than any (docs/accuracy.md).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Landmark, Pose
from posecoach.vision.rotation import Turn

_CHANGED = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
_OTHER_SIDE = [
    Landmark["_".join(_CHANGED.get(word, word) for word in landmark.name.split("_"))] for landmark in Landmark
]


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a picture.

    Attributes:
        turned_deg: By how much it is turned, clockwise.
        in_the_mirror: Whether it is then shown in the mirror.
    """

    turned_deg: float = 0.0
    in_the_mirror: bool = False

    def of(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture as it is looked at; a turned one is larger.

        Args:
            rgb: (h, w, 3).
        """
        height, width = rgb.shape[:2]
        turned = Turn(self.turned_deg, width, height).picture(rgb) if self.turned_deg else rgb
        return turned[:, ::-1] if self.in_the_mirror else turned

    def back(self, pose: Pose, width: int, height: int) -> Pose:
        """A pose found in the view, in pixels of the picture as it is.

        Args:
            pose: In pixels of what ``of`` gave.
            width: Of the picture as it is, px.
            height: Of the picture as it is, px.
        """
        turned = mirrored(pose) if self.in_the_mirror else pose
        return Turn(self.turned_deg, width, height).back(turned) if self.turned_deg else turned


_TURNED_DEG = 20.0  # 40 is as good, and makes pictures larger
AS_IT_IS: Final = View()
IN_THE_MIRROR: Final = View(in_the_mirror=True)
VIEWS: Final = (
    AS_IT_IS,
    IN_THE_MIRROR,
    View(_TURNED_DEG),
    View(-_TURNED_DEG, in_the_mirror=True),
    View(-_TURNED_DEG),
    View(_TURNED_DEG, in_the_mirror=True),
)
"""In an order in which those that follow each other differ much."""


def mirrored(pose: Pose) -> Pose:
    """The pose of the picture in the mirror: left becomes right. Done twice it is the same again."""
    return replace(
        pose,
        points=np.stack([pose.width - pose.points[:, 0], pose.points[:, 1]], axis=1)[_OTHER_SIDE],
        visibility=pose.visibility[_OTHER_SIDE],
        world=(pose.world * (-1.0, 1.0, 1.0))[_OTHER_SIDE],
        mask=None if pose.mask is None else np.ascontiguousarray(pose.mask[:, ::-1]),
    )
