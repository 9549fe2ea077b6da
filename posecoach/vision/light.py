"""How light a picture is."""

import cv2
import numpy as np
from numpy.typing import NDArray

# Light is a matter of large areas: in the mean of 4 x 4 pixels, picked all over the picture, noise is gone.
_GRID = (64, 48)
_SAMPLES = (256, 192)
_PERCENTILE = 90


def brightness(rgb: NDArray[np.uint8]) -> float:
    """The brightness that a tenth of the picture exceeds, 0..1: dark clothes don't make a dark room.

    Args:
        rgb: (h, w, 3) the picture.
    """
    some = cv2.resize(rgb, _SAMPLES, interpolation=cv2.INTER_NEAREST)
    small = cv2.cvtColor(cv2.resize(some, _GRID, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    # What ``np.percentile`` returns, in a fifth of its time.
    ordered = np.sort(small, axis=None)
    below, share = divmod((ordered.size - 1) * _PERCENTILE / 100, 1)
    low, high = ordered[int(below) : int(below) + 2].tolist()
    return float(low + (high - low) * share) / np.iinfo(np.uint8).max
