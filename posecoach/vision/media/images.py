"""Pictures out of image files."""

import warnings
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from posecoach.errors import PoseCoachError

# The largest picture that is decoded: about the most that phones take by default. As RGB it is 150 MB, and
# the coach may look at it three times, turned.
_MOST_PIXELS = 8192 * 6144
# Such a picture without any compression, 16 bits a colour, takes this many bytes.
_MOST_BYTES = _MOST_PIXELS * 6


class ImageError(PoseCoachError):
    """An image file can't be read."""


def read_image(path: Path) -> NDArray[np.uint8]:
    """Reads a picture as it is meant to be seen: the camera's orientation flag is honoured.

    Returns:
        (h, w, 3) RGB.

    Raises:
        ImageError: if the file is missing, is no picture that OpenCV reads, or is too large.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ImageError(
                f"{path}: has more than {_MOST_BYTES / 1e6:.0f} MB; give a photo as a camera takes it"
            )
        _check_size(path)
        data = np.fromfile(path, np.uint8)
    except OSError as error:
        raise ImageError(f"{path}: can't be read ({error.strerror}); check the path") from error
    try:
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    except cv2.error:  # more pixels than OpenCV allows
        picture = None
    if picture is None:
        raise _no_picture(path)
    return np.asarray(picture, np.uint8)


def _check_size(path: Path) -> None:
    """Refuses pictures that would not fit into memory, from their header alone."""
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is lower
        try:
            with Image.open(file) as picture:
                width, height = picture.size
        except Image.DecompressionBombError as error:
            raise _too_large(path) from error
        except (UnidentifiedImageError, SyntaxError, ValueError) as error:
            raise _no_picture(path) from error
    if width * height > _MOST_PIXELS:
        raise _too_large(path)


def _no_picture(path: Path) -> ImageError:
    return ImageError(f"{path}: no picture, or a damaged one; give a JPEG, PNG or WebP file")


def _too_large(path: Path) -> ImageError:
    return ImageError(f"{path}: has more than {_MOST_PIXELS / 1e6:.0f} million pixels; make it smaller")
