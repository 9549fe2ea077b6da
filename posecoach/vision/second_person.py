"""Whether somebody else is in the picture, and how large next to the coached person.

The pose engine, asked for two people at once, gives skeletons with a trunk of the one and a leg of the
other where they stand close. So the coached person is painted over first, and the engine asked who is
left.
"""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import BoolArray, FloatArray, Pose, Side, body_size

LOOK_EVERY_S = 1.0
"""In a video, looks are so far apart. One takes about as long as judging one more frame."""

# The engine looks for people in a copy of 224 px, whatever it is given. At 256, 384 and 640 px it found
# the same people in the sample videos, a look each second.
_LONGEST_SIDE_PX = 384
_MARGIN = 0.02  # of the longest side: outlines are off by a few pixels
_FILL_GRID = (32, 24)
_FILL_BLUR = 2.5  # of the grid's cells
# Skeletons of what is left of the coached person in photos lie on that person by 0.25-0.78; those of
# people beside them, pasted or rendered, not at all, and their hips are 0.50-2.0 sizes apart.
_APART = 0.25
_MOST_ON_THE_PERSON = 0.2
_BONES = (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"))
_PLACES = np.linspace(0.0, 1.0, 6)[:, None]  # along each bone

Picture = NDArray[np.uint8]
Finder = Callable[[Picture], FloatArray | None]
"""Finds one person in a picture of (h, w, 3): the 33 landmarks in its pixels, or None."""


class Company:
    """Looks now and then for somebody else; what was seen last holds until the next look.

    Args:
        find: The engine.
    """

    def __init__(self, find: Finder) -> None:
        self._find = find
        self._looked_at_s: float | None = None
        self._seen = 0.0

    def beside(self, rgb: Picture, pose: Pose, t_s: float | None) -> float | None:
        """How large somebody else is, next to the coached person.

        Args:
            rgb: (h, w, 3) the picture.
            pose: The coached person in it.
            t_s: The frame's timestamp, seconds; None for a picture by itself, which is looked at always.

        Returns:
            The other's apparent size over the coached person's; 0 where nobody else is seen, None where
            that can't be looked for.
        """
        if pose.mask is None:
            return None
        last_s = self._looked_at_s
        if t_s is None or last_s is None or abs(t_s - last_s) >= LOOK_EVERY_S:
            self._looked_at_s = t_s
            self._seen = self._look(rgb, pose, pose.mask)
        return self._seen

    def _look(self, rgb: Picture, pose: Pose, mask: BoolArray) -> float:
        rest = _painted_over(rgb, mask)
        found = self._find(rest)
        if found is None:
            return 0.0
        other = found * (pose.width / rest.shape[1], pose.height / rest.shape[0])
        size = body_size(pose.points)
        apart = float(np.linalg.norm(_middle(other, "hip") - _middle(pose.points, "hip")))
        if not (size > 0 and apart >= _APART * size and _share_on(mask, pose, other) <= _MOST_ON_THE_PERSON):
            return 0.0
        return body_size(other) / size


def _painted_over(rgb: Picture, mask: BoolArray) -> Picture:
    """A small copy of the picture, the masked person filled with the colours around."""
    scale = min(1.0, _LONGEST_SIDE_PX / max(rgb.shape[:2]))
    height, width = (max(1, round(length * scale)) for length in rgb.shape[:2])
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    person = cv2.resize(mask.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    margin = 2 * round(_MARGIN * max(width, height)) + 1
    person = cv2.dilate(person, np.ones((margin, margin), np.uint8))
    # Colours and their weights are spread alike, so what is masked counts for nothing.
    weight = (1 - person)[:, :, None].astype(np.float32)
    seen = np.concatenate([small * weight, weight], axis=2)
    spread = cv2.GaussianBlur(cv2.resize(seen, _FILL_GRID, interpolation=cv2.INTER_AREA), (0, 0), _FILL_BLUR)
    colours = spread[:, :, :3] / np.maximum(spread[:, :, 3:], np.finfo(np.float32).eps)
    fill = cv2.resize(colours, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    return np.where(person[:, :, None] > 0, fill, small).astype(np.uint8)


def _middle(points: FloatArray, part: str) -> FloatArray:
    middle: FloatArray = (points[Side.LEFT.landmark(part)] + points[Side.RIGHT.landmark(part)]) / 2
    return middle


def _share_on(mask: BoolArray, pose: Pose, points: FloatArray) -> float:
    """Which share of a skeleton lies on the masked person, 0..1."""
    rows = [(side.landmark(upper), side.landmark(lower)) for side in Side for upper, lower in _BONES]
    along = np.concatenate([points[a] * (1 - _PLACES) + points[b] * _PLACES for a, b in rows])
    height, width = mask.shape
    columns, lines = np.floor(along * (width / pose.width, height / pose.height)).astype(int).T
    inside = (columns >= 0) & (columns < width) & (lines >= 0) & (lines < height)
    return float(mask[lines[inside], columns[inside]].sum()) / len(along)
