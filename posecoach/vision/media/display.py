"""From a frame as it is stored to the picture as it is displayed."""

from fractions import Fraction
from typing import cast

import numpy as np
from av.sidedata.sidedata import SideDataContainer, Type
from av.video.frame import VideoFrame
from numpy.typing import NDArray


def shown_width(stored: int, pixel_aspect: Fraction | None) -> int:
    """How wide a stored picture is with square pixels, px; at least 1.

    Args:
        stored: Its width as stored, px.
        pixel_aspect: The width of a pixel over its height; None or 0 where the file says nothing.
    """
    return max(1, round(stored * pixel_aspect)) if pixel_aspect else stored


def as_displayed(frame: VideoFrame, pixel_aspect: Fraction | None) -> NDArray[np.uint8]:
    """Decodes a frame into the picture that a player shows.

    Args:
        frame: A frame as stored.
        pixel_aspect: The stream's width of a pixel over its height; None where it says nothing.

    Returns:
        (h, w, 3) RGB with square pixels, turned and mirrored as the video's display matrix says.
    """
    width = shown_width(frame.width, pixel_aspect)
    rgb = cast(NDArray[np.uint8], frame.reformat(width=width, format="rgb24").to_ndarray())
    # PyAV annotates side_data as one item; it is a mapping of them.
    display_matrix = cast(SideDataContainer, frame.side_data).get(Type.DISPLAYMATRIX)
    if display_matrix is None:
        return rgb
    # FFmpeg's matrix [a b u; c d v; x y w]: a stored pixel (x, y) is shown at (ax + cy, bx + dy).
    # Its signs tell quarter turns and mirroring (selfie videos are mirrored by it) in one.
    a, b, _, c, d = np.frombuffer(display_matrix, np.int32)[:5].tolist()
    if abs(b) > abs(a):
        rgb, x_sign, y_sign = rgb.transpose(1, 0, 2), c, b
    else:
        x_sign, y_sign = a, d
    return np.ascontiguousarray(rgb[:: -1 if y_sign < 0 else 1, :: -1 if x_sign < 0 else 1])
