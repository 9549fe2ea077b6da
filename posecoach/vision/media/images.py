"""Pictures out of image files."""

import io
import warnings
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from posecoach.errors import PoseCoachError
from posecoach.files import read_file
from posecoach.translation import translate as _

# The largest picture that is decoded: about the most that phones take by default. As RGB it is 150 MB, and
# the coach may look at it three times, turned.
_MOST_PIXELS = 8192 * 6144
# Such a picture without any compression, 16 bits a colour, takes this many megabytes.
_MOST_MB = _MOST_PIXELS * 6 // 1_000_000
# Formats that keep a turn outside the EXIF data too, which OpenCV leaves out.
_TURNED_BY_PILLOW = ("AVIF",)


class ImageError(PoseCoachError):
    """An image file can't be read."""


def read_image(path: Path) -> NDArray[np.uint8]:
    """Reads a picture as it is meant to be seen: the camera's orientation flag is honoured.

    Returns:
        (h, w, 3) RGB.

    Raises:
        ImageError: if the file is missing, can't be read as a picture, or is too large.
    """
    try:
        data = np.frombuffer(read_file(path, _MOST_MB), np.uint8)
        by_pillow = _format(path) in _TURNED_BY_PILLOW
    except OSError as error:
        raise ImageError(
            _("{path}: can't be read ({reason}); check the path").format(path=path, reason=error.strerror)
        ) from error
    try:
        picture = _by_pillow(data) if by_pillow else cv2.imdecode(data, cv2.IMREAD_COLOR_RGB)
    except Exception as error:  # the libraries raise whatever a damaged file leads them to
        raise _no_picture(path) from error
    if picture is None:
        raise _no_picture(path)
    return np.asarray(picture, np.uint8)


def _by_pillow(data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(data.tobytes())) as picture:
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGB"), np.uint8)


def _format(path: Path) -> str | None:
    """A picture's format by its header; refuses one that would not fit into memory."""
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is lower
        try:
            with Image.open(file) as picture:
                width, height = picture.size
                named = picture.format
        except Image.DecompressionBombError as error:
            raise _too_large(path) from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:  # the disk's, not the picture's
                raise
            raise _no_picture(path) from error
    if width * height > _MOST_PIXELS:
        raise _too_large(path)
    return named


def _no_picture(path: Path) -> ImageError:
    return ImageError(
        _("{path}: no picture, or a damaged one; give a JPEG, PNG or WebP file").format(path=path)
    )


def _too_large(path: Path) -> ImageError:
    return ImageError(
        _("{path}: has more than {count} million pixels; make it smaller").format(
            path=path, count=round(_MOST_PIXELS / 1e6)
        )
    )
