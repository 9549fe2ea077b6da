"""The person's outline for the preview, as a line of few points."""

import cv2
import numpy as np

from posecoach.pose.landmarks import Pose

# Of the picture's larger side: finer than this the line on the screen looks the same.
_TOLERANCE = 0.004
_DIGITS = 3


def outline_of(pose: Pose | None) -> list[list[float]] | None:
    """The outline of the person.

    Returns:
        A closed line of ``[x, y]`` in fractions of the picture's width and height; None without a person,
        or where the engine gave no outline.
    """
    if pose is None or pose.mask is None:
        return None
    contours, _ = cv2.findContours(pose.mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    line = cv2.approxPolyDP(largest, _TOLERANCE * max(pose.mask.shape), closed=True)
    height, width = pose.mask.shape
    return [[round(x / width, _DIGITS), round(y / height, _DIGITS)] for ((x, y),) in line.tolist()]
