"""Whether a second person is in the picture, and how large they appear.

Asked for two people who stand close, the pose engine returns skeletons with the trunk of one and a leg of the
other. So the coached person is painted over first, and the engine asked for anyone else.
"""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import BoolArray, FloatArray, Pose, Side, body_size, pose_distance
from posecoach.vision.augmentation import MIRRORED, ORIGINAL, Augmentation

LOOK_EVERY_S = 1.0
"""Seconds between two looks in a video. A look takes about as long as judging one more frame."""

# The engine looks for people in a copy of 224 px, whatever its input. At 256, 384 and 640 px it found the
# same people in the sample videos, one look a second.
_LONGEST_SIDE_PX = 384
_MARGIN = 0.02  # of the longest side: outlines are off by a few pixels
_FILL_GRID = (32, 24)
_FILL_BLUR = 2.5  # of the grid's cells
# A skeleton found in what is left of the coached person overlaps that person by 0.25-0.78 in photos. Those of
# people beside them, pasted or rendered, don't overlap at all, and their hips are 0.50-2.0 sizes apart.
_MIN_HIP_DISTANCE = 0.25
_MAX_OVERLAP = 0.2
_FOUND_AGAIN = 0.5  # of the body's size: a person found within it again is one and the same
_BONES = (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"))
_PLACES = np.linspace(0.0, 1.0, 6)[:, None]  # along each bone

Picture = NDArray[np.uint8]
Finder = Callable[[Picture], FloatArray | None]
"""Finds one person in a picture of (h, w, 3): (33, 2) landmarks in its pixels, or None."""
Detect = Callable[[Picture, Augmentation], Sequence[Pose]]
"""Finds the people in a picture of (h, w, 3), looking at a variant of it, as ``PoseEngine.detect`` does."""


def finder_of_anyone(detect: Detect) -> Finder:
    """Finds the first person whom the engine sees in the mirrored picture too.

    Skeletons where there is nobody are not found again there.
    """

    def find(rgb: Picture) -> FloatArray | None:
        people = detect(rgb, ORIGINAL)
        if not people:
            return None
        near = _FOUND_AGAIN * body_size(people[0].points)
        again = detect(rgb, MIRRORED)
        return people[0].points if any(pose_distance(people[0], one) <= near for one in again) else None

    return find


class SecondPersonFinder:
    """Finds out how large a second person appears, as a share of the coached person's size.

    Answers are 0 if nobody else is seen, and None if the coached person has no mask to paint over.

    Args:
        find: The engine.
    """

    def __init__(self, find: Finder) -> None:
        self._find = find
        self._looked_at_s: float | None = None
        self._last_size = 0.0

    def in_still(self, rgb: Picture, pose: Pose) -> float | None:
        """Looks for a second person in a single picture.

        Args:
            rgb: (h, w, 3) the picture.
            pose: The coached person in it.
        """
        return None if pose.mask is None else self._relative_size(rgb, pose, pose.mask)

    def in_video(self, rgb: Picture, pose: Pose, t_s: float) -> float | None:
        """Looks for a second person every ``LOOK_EVERY_S``; in between, the last answer holds.

        Args:
            rgb: (h, w, 3) the frame.
            pose: The coached person in it.
            t_s: The frame's timestamp, seconds.
        """
        if pose.mask is None:
            return None
        if self._looked_at_s is None or abs(t_s - self._looked_at_s) >= LOOK_EVERY_S:
            self._looked_at_s = t_s
            self._last_size = self._relative_size(rgb, pose, pose.mask)
        return self._last_size

    def _relative_size(self, rgb: Picture, pose: Pose, mask: BoolArray) -> float:
        rest = _painted_over(rgb, mask)
        found = self._find(rest)
        if found is None:
            return 0.0
        other = found * (pose.width / rest.shape[1], pose.height / rest.shape[0])
        size = body_size(pose.points)
        if not size > 0:
            return 0.0
        apart = float(np.linalg.norm(_middle(other, "hip") - _middle(pose.points, "hip"))) / size
        is_other = apart >= _MIN_HIP_DISTANCE and _overlap(mask, pose, other) <= _MAX_OVERLAP
        return body_size(other) / size if is_other else 0.0


def _painted_over(rgb: Picture, mask: BoolArray) -> Picture:
    """A small copy of the picture, the masked person filled with the surrounding colours."""
    scale = min(1.0, _LONGEST_SIDE_PX / max(rgb.shape[:2]))
    height, width = (max(1, round(length * scale)) for length in rgb.shape[:2])
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    person = cv2.resize(mask.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    margin = 2 * round(_MARGIN * max(width, height)) + 1
    person = cv2.dilate(person, np.ones((margin, margin), np.uint8))
    # Colours and weights are blurred alike, so masked pixels don't count.
    weight = (1 - person)[:, :, None].astype(np.float32)
    seen = np.concatenate([small * weight, weight], axis=2)
    spread = cv2.GaussianBlur(cv2.resize(seen, _FILL_GRID, interpolation=cv2.INTER_AREA), (0, 0), _FILL_BLUR)
    colours = spread[:, :, :3] / np.maximum(spread[:, :, 3:], np.finfo(np.float32).eps)
    fill = cv2.resize(colours, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    return np.where(person[:, :, None] > 0, fill, small).astype(np.uint8)


def _middle(points: FloatArray, part: str) -> FloatArray:
    middle: FloatArray = (points[Side.LEFT.landmark(part)] + points[Side.RIGHT.landmark(part)]) / 2
    return middle


def _overlap(mask: BoolArray, pose: Pose, points: FloatArray) -> float:
    """The share of a skeleton that lies on the masked person, 0..1."""
    rows = [(side.landmark(upper), side.landmark(lower)) for side in Side for upper, lower in _BONES]
    along = np.concatenate([points[a] * (1 - _PLACES) + points[b] * _PLACES for a, b in rows])
    height, width = mask.shape
    columns, lines = np.floor(along * (width / pose.width, height / pose.height)).astype(int).T
    inside = (columns >= 0) & (columns < width) & (lines >= 0) & (lines < height)
    return float(mask[lines[inside], columns[inside]].sum()) / len(along)
