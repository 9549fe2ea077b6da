"""Bars around a film: plain ones, and those filled with a blurred copy of the film itself.

Players and editors add them to fit a film into a frame of another shape. A blurred copy may show a second
person, and bars of any kind hide that feet or hands are out of the picture.

Rooms are full of straight edges and smooth walls. So bars are believed only if everything fits: two strips of
equal width, each much smoother than the picture between them from top to bottom, each ending in a straight
edge, and both either of one colour or like the picture.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.translation import translate as _

Grey = NDArray[np.floating]
"""(h, w) brightness, 0..255; with a first axis, one of each moment."""

_Floats = NDArray[np.floating[Any]]
_Numbers = NDArray[np.integer[Any] | np.floating[Any]]

_LONGEST_SIDE_PX: Final = 640
_SHORTEST_SIDE_PX: Final = 160  # after that; in a smaller picture, edges can't be told from texture
_ROUNDS: Final = 3  # films are put into frames more than once

# In pixels of the smaller picture, and in its 256 levels.
_APART_PX: Final = 2  # the bars' widths differ by no more
_STEP_LEVELS: Final = 3.0  # across an edge; what is compressed varies by 1 or 2
_SMEAR_PX: Final = 8  # an edge reaches this far into its surroundings
_PLAIN_LEVELS: Final = 3.0  # the most that a plain bar varies
_PLAIN_SHARE: Final = 0.98  # of its pixels: a logo may be on it

# As shares. No film or photo of real rooms meets all the limits by chance. Bars in a dark film, or around a
# person before a white wall, often show too little of an edge, and then stay.
_WIDTHS: Final = (0.02, 0.42)  # of the frame
_COPY_WIDTH: Final = 0.08  # the least; at the very edge a ceiling and a floor are as smooth
_EDGE: Final = 0.35  # of the height along which there is an edge, both sides
_PLAIN_EDGE: Final = 0.6  # the same beside plain bars: on a plain wall hang rectangles
_DETAIL: Final = 0.33  # of the picture's own
_LIKENESS: Final = 0.92  # correlation

# How much larger than needed to fill the frame a copy is made.
_ZOOMS: Final = (1.0, 1.1, 1.2, 1.35, 1.5)
_GRID: Final = (24, 6)  # points down and across a bar at which it is compared
_COARSE: Final = 8  # a point is the mean of so many pixels either way
_BLURS: Final = (0.0, 1.0, 2.5)  # in those points; how much the copies are blurred differs
_CANDIDATES: Final = 8


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on both sides of a picture, above and below it, or both.

    Attributes:
        sides: Width of each bar at the side, px; 0 without.
        above: Height of each bar above and below, px; 0 without.
    """

    sides: int
    above: int

    def off(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """A frame (h, w, 3) without them, as an array of its own."""
        height, width = rgb.shape[:2]
        return np.ascontiguousarray(rgb[self.above : height - self.above, self.sides : width - self.sides])

    @property
    def note(self) -> str:
        """What was left out, for people."""
        if self.sides and self.above:
            return _("The bars around the picture were left out.")
        if self.sides:
            return _("The bars at the sides were left out.")
        return _("The bars above and below were left out.")


def find_bars(frames: Sequence[NDArray[np.uint8]]) -> Bars | None:
    """Finds the bars around a film.

    Args:
        frames: (h, w, 3) RGB, all of one size; several from all over the film, the more the better.

    Returns:
        The bars, and with them the pixels in which they are mixed with the picture; None without bars.
    """
    grey = [np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.uint8) for frame in frames]
    sides = above = 0
    for _round in range(_ROUNDS if grey else 0):
        height, width = grey[0].shape
        part = [g[above : height - above, sides : width - sides] for g in grey]
        more = _bar_px(part)
        if more:
            sides += more
            continue
        more = _bar_px([np.ascontiguousarray(g.T) for g in part])
        if not more:
            break
        above += more
    return Bars(sides, above) if sides or above else None


def without_bars(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A photo (h, w, 3) without the bars around it."""
    bars = find_bars([rgb])
    return bars.off(rgb) if bars else rgb


def _bar_px(grey: Sequence[_Numbers]) -> int:
    """How wide the bars at the sides are, px, with one more of the smaller picture; 0 without bars."""
    height, width = (int(length) for length in grey[0].shape)
    scale = min(1.0, _LONGEST_SIDE_PX / max(height, width))
    size = (round(width * scale), round(height * scale))
    if min(size) < _SHORTEST_SIDE_PX:
        return 0
    films = np.stack([cv2.resize(g, size, interpolation=cv2.INTER_AREA) for g in grey]).astype(np.float32)
    for edge, left, right in _edges(films.mean(axis=0)):
        copy = left >= _COPY_WIDTH * size[0] and _smooth(films, left, right) and _alike(films, left, right)
        if copy or (edge >= _PLAIN_EDGE and _plain(films, left, right)):
            bar_px: int = math.ceil((max(left, size[0] - right) + 1) / scale)
            return bar_px
    return 0


def _edges(mean: Grey) -> Iterator[tuple[float, int, int]]:
    """Pairs of straight edges equally far from both sides, the clearest first.

    Yields:
        The share of the height along which there is an edge, and the first column after either.
    """
    width = mean.shape[1]
    step = np.abs(mean[:, 3:] - mean[:, :-3]) > _STEP_LEVELS  # compression smears an edge over a few pixels
    share = np.zeros(width + 1)
    share[2:-2] = step.mean(axis=0)
    ways = range(-_APART_PX, _APART_PX + 1)
    pairs = []
    for left in range(max(_SMEAR_PX, round(_WIDTHS[0] * width)), round(_WIDTHS[1] * width)):
        right = max((width - left + way for way in ways), key=lambda at: share[at])
        pairs.append((min(share[left], share[right]), left, right))
    tried: list[int] = []
    for found, left, right in sorted(pairs, reverse=True):
        if found < _EDGE or len(tried) == _CANDIDATES:
            return
        if all(abs(left - other) > _APART_PX for other in tried):
            tried.append(left)
            yield found, left, right


def _plain(films: Grey, left: int, right: int) -> bool:
    """Whether both bars are of one and the same colour all the time."""
    bars = films[:, :, : left - _APART_PX], films[:, :, right + _APART_PX :]
    colour = np.median(bars[0])
    return all(np.mean(np.abs(bar - colour) <= _PLAIN_LEVELS) >= _PLAIN_SHARE for bar in bars)


def _smooth(films: Grey, left: int, right: int) -> bool:
    """Whether there is far less fine detail anywhere in the bars than in the picture."""
    detail = np.mean([np.abs(_blurred(film, 0.8) - _blurred(film, 1.6)) for film in films], axis=0)
    inside = np.percentile(detail[:, left + _SMEAR_PX : right - _SMEAR_PX], 98)
    bars = detail[:, : left - _SMEAR_PX], detail[:, right + _SMEAR_PX :]
    return all(np.percentile(bar, 98) <= _DETAIL * inside for bar in bars)


def _alike(films: Grey, left: int, right: int) -> bool:
    """Whether the bars show what is in the picture, enlarged, stretched or mirrored, at any brightness."""
    height, width = (int(length) for length in films.shape[1:])
    down = np.linspace(2 * _COARSE, height - 2 * _COARSE, _GRID[0])
    margin = min(_SMEAR_PX, left // 4)
    ends = (margin, left - margin), (right + margin, width - margin)
    across = np.concatenate([np.linspace(first, last, _GRID[1]) for first, last in ends])
    seen = _at([_coarse(film) for film in films], *_grid(across, down))
    inside = left + _APART_PX, right - _APART_PX
    pictures = [_coarse(film[:, slice(*inside)]) for film in films]
    for blur in _BLURS:
        blurred = [_blurred(g, blur) for g in pictures] if blur else pictures
        for x, y in _copies(across, down, (left, right), (width, height)):
            if _correlation(seen, _at(blurred, x - inside[0], y)) >= _LIKENESS:
                return True
    return False


def _coarse(grey: Grey) -> Grey:
    size = (max(1, grey.shape[1] // _COARSE), max(1, grey.shape[0] // _COARSE))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))


def _blurred(grey: Grey, sigma_px: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma_px))


def _copies(x: Grey, y: Grey, picture: tuple[int, int], size: tuple[int, int]) -> Iterator[tuple[Grey, Grey]]:
    """Where in the picture the bars' points come from, for each way in which bars are made."""
    (left, right), (width, height) = picture, size
    middle, zoom = (left + right) / 2, width / (right - left)
    from_x, from_y = (x - width / 2) / zoom, y - height / 2
    for way in (1, -1):
        for larger in _ZOOMS:
            yield _grid(middle + way * from_x / larger, height / 2 + from_y / zoom / larger)
            yield _grid(middle + from_x / larger, height / 2 + way * from_y / zoom / larger)
        yield _grid(middle + way * from_x, y)


def _grid(x: Grey, y: Grey) -> tuple[Grey, Grey]:
    across, down = np.meshgrid(x, y)
    return across, down


def _at(coarse: Sequence[Grey], x: Grey, y: Grey) -> Grey:
    columns, rows = (((places + 0.5) / _COARSE - 0.5).astype(np.float32) for places in (x, y))
    return np.stack(
        [cv2.remap(g, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for g in coarse]
    )


def _correlation(first: Grey, second: Grey) -> float:
    a, b = first - first.mean(), second - second.mean()
    norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / norm if norm > 0 else 0.0
