"""Drawing on a picture in sizes that read the same in any picture: lines, dots, text and labels."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""

WHITE: Final[Colour] = (255, 255, 255)
BLACK: Final[Colour] = (0, 0, 0)
# Of the three channels, and the luminance at which black and white have the same contrast.
_LUMINANCE: Final = (0.2126, 0.7152, 0.0722)
_AS_FAR_FROM_BLACK_AS_FROM_WHITE: Final = 0.179
# Font weights.
REGULAR: Final = 400
BOLD: Final = 700

# Sizes are given in design pixels: as they are in a picture whose shorter side has this many pixels.
_DESIGN_PX: Final = 480
_MIN_SCALE: Final = 0.6  # smaller letters can't be read

# Of a label, in parts of its text size: what its box is wider than the text, how high it is, and how far
# below its top the baseline lies. These centre the text as the eye sees it.
_LABEL_PADDING: Final = 0.9
_LABEL_HEIGHT: Final = 1.6
_LABEL_BASELINE: Final = 1.15
# In design pixels.
_LABEL_RIM: Final = 1.5
_CORNER_RADIUS: Final = 7
_EDGE_MARGIN: Final = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the picture."""

    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def moved(self, right: int, down: int) -> "Box":
        """The box moved by so many pixels."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)


def ink_on(colour: Colour) -> Colour:
    """Black or white: whichever has the greater contrast to a colour (WCAG 2)."""
    channels = np.array(colour) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return BLACK if linear @ _LUMINANCE >= _AS_FAR_FROM_BLACK_AS_FROM_WHITE else WHITE


class Canvas:
    """A picture to draw on. Places are in its pixels, sizes in design pixels.

    Args:
        pixels: (h, w, 3) RGB, drawn on in place.
    """

    def __init__(self, pixels: Image) -> None:
        self.pixels = pixels
        self.height, self.width = pixels.shape[:2]
        self._scale: float = max(_MIN_SCALE, min(self.height, self.width) / _DESIGN_PX)
        self._font = cv2.FontFace("sans")

    def px(self, size: float) -> int:
        """A size in pixels of this picture, at least 1."""
        return max(1, round(size * self._scale))

    def text_width(self, text: str, size: float, weight: int) -> int:
        """The width of a text, pixels."""
        _, _, width, _ = cv2.getTextSize((0, 0), text, (0, 0), self._font, self.px(size), weight)
        return int(width)

    def centred_text(
        self, text: str, centre: int, baseline: int, size: float, weight: int, colour: Colour = WHITE
    ) -> None:
        """Draws a text around the column ``centre``."""
        left = centre - self.text_width(text, size, weight) // 2
        cv2.putText(self.pixels, text, (left, baseline), colour, self._font, self.px(size), weight)

    def label_box(self, text: str, size: float, weight: int) -> Box:
        """The box of a label, with its upper left corner at the origin."""
        width = self.text_width(text, size, weight) + self.px(size * _LABEL_PADDING)
        return Box(0, 0, width, self.px(size * _LABEL_HEIGHT))

    def label(self, box: Box, text: str, size: float, weight: int, colour: Colour) -> None:
        """Draws a text on a filled box with round corners; text and rim are black or white."""
        ink = ink_on(colour)
        for inset, fill in ((0, ink), (self.px(_LABEL_RIM), colour)):
            self._round_box(box, inset, fill)
        baseline = box.top + self.px(size * _LABEL_BASELINE)
        self.centred_text(text, (box.left + box.right) // 2, baseline, size, weight, ink)

    def line(
        self, start: NDArray[np.float64], end: NDArray[np.float64], colour: Colour, width: float
    ) -> None:
        """Draws a line between two points (x, y)."""
        cv2.line(self.pixels, _pixel(start), _pixel(end), colour, self.px(width), cv2.LINE_AA)

    def dot(self, centre: NDArray[np.float64], radius: float, colour: Colour) -> None:
        """Draws a filled circle around a point (x, y)."""
        cv2.circle(self.pixels, _pixel(centre), self.px(radius), colour, cv2.FILLED, cv2.LINE_AA)

    def inside(self, box: Box) -> Box:
        """The box moved into the picture."""
        margin = self.px(_EDGE_MARGIN)
        right = max(margin - box.left, 0) + min(self.width - margin - box.right, 0)
        down = max(margin - box.top, 0) + min(self.height - margin - box.bottom, 0)
        return box.moved(right, down)

    def _round_box(self, box: Box, inset: int, colour: Colour) -> None:
        left, top, right, bottom = box.left + inset, box.top + inset, box.right - inset, box.bottom - inset
        radius = min(self.px(_CORNER_RADIUS), (bottom - top) // 2)
        cv2.rectangle(self.pixels, (left + radius, top), (right - radius, bottom), colour, cv2.FILLED)
        cv2.rectangle(self.pixels, (left, top + radius), (right, bottom - radius), colour, cv2.FILLED)
        for x in (left + radius, right - radius):
            for y in (top + radius, bottom - radius):
                cv2.circle(self.pixels, (x, y), radius, colour, cv2.FILLED, cv2.LINE_AA)


def _pixel(point: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
