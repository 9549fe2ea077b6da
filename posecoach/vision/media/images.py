"""Pictures out of image files."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.errors import PoseCoachError
from posecoach.files import read_file

_MOST_MB = 200  # more than any camera writes


class ImageError(PoseCoachError):
    """An image file can't be read."""


def read_image(path: Path) -> NDArray[np.uint8]:
    """Reads a picture as it is meant to be seen: the camera's orientation flag is honoured.

    Returns:
        (h, w, 3) RGB.

    Raises:
        ImageError: if the file is missing, or is no picture that OpenCV reads.
    """
    try:
        data = np.frombuffer(read_file(path, _MOST_MB), np.uint8)
    except OSError as error:
        raise ImageError(f"{path}: can't be read ({error.strerror}); check the path") from error
    try:
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    except cv2.error:  # more pixels than OpenCV allows
        picture = None
    if picture is None:
        raise ImageError(f"{path}: no picture, or a damaged one; give a JPEG, PNG or WebP file")
    return np.asarray(picture, np.uint8)
