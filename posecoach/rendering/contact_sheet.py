"""Judged photos side by side on one image, each with its skeleton and its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Pose
from posecoach.rendering.canvas import BOLD, REGULAR, WHITE, Colour, Image
from posecoach.rendering.overlay import draw_pose

# All in pixels of the sheet.
_COLUMNS = 3
_PICTURE_WIDTH, _PICTURE_HEIGHT = 560, 420
_MARGIN = 16
_TEXT_SIZE, _LINE_HEIGHT = 17, 25
_HEADING_SIZE, _HEADING_HEIGHT = 26, 56

_FRAME: Colour = (236, 239, 243)
INK: Colour = (28, 36, 48)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text under a picture."""

    text: str
    colour: Colour = INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture from ``tile_picture`` with lines of text under it."""

    picture: Image
    lines: Sequence[Line]


def tile_picture(rgb: Image, pose: Pose | None, feedback: Feedback) -> Image:
    """A photo at the size of a tile, with the skeleton drawn at that size.

    Args:
        rgb: (h, w, 3) the photo.
        pose: The pose found in it, in its pixels; None if nobody was found.
        feedback: The coach's answer to it.
    """
    height, width = rgb.shape[:2]
    scale = min(_PICTURE_WIDTH / width, _PICTURE_HEIGHT / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    if pose is not None:
        pose = replace(pose, points=pose.points * scale, width=size[0], height=size[1])
    return draw_pose(small, pose, feedback)


def contact_sheet(sections: Sequence[tuple[str, Sequence[Tile]]]) -> Image:
    """All tiles under the headings of their sections; leaves out sections without tiles.

    Returns:
        (h, w, 3) RGB.
    """
    bands = [band for heading, tiles in sections if tiles for band in _section(heading, tiles)]
    return np.vstack([*bands, _paper(_MARGIN)])


def _section(heading: str, tiles: Sequence[Tile]) -> list[Image]:
    title = _paper(_HEADING_HEIGHT)
    room = title.shape[1] - 2 * _MARGIN
    _text(title, heading, _MARGIN, _HEADING_HEIGHT - _MARGIN, _HEADING_SIZE, INK, True, room)
    rows = [tiles[start : start + _COLUMNS] for start in range(0, len(tiles), _COLUMNS)]
    return [title, *map(_row, rows)]


def _row(tiles: Sequence[Tile]) -> Image:
    lines = max(len(tile.lines) for tile in tiles)
    row = _paper(_MARGIN + _PICTURE_HEIGHT + lines * _LINE_HEIGHT + _MARGIN)
    for column, tile in enumerate(tiles):
        left = _MARGIN + column * (_PICTURE_WIDTH + _MARGIN)
        bottom = _MARGIN + _PICTURE_HEIGHT
        row[_MARGIN:bottom, left : left + _PICTURE_WIDTH] = _FRAME
        height, width = tile.picture.shape[:2]
        top, indent = _MARGIN + (_PICTURE_HEIGHT - height) // 2, left + (_PICTURE_WIDTH - width) // 2
        row[top : top + height, indent : indent + width] = tile.picture
        for number, line in enumerate(tile.lines, start=1):
            baseline = bottom + number * _LINE_HEIGHT
            _text(row, line.text, left, baseline, _TEXT_SIZE, line.colour, line.bold, _PICTURE_WIDTH)
    return row


def _paper(height: int) -> Image:
    return np.full((height, _MARGIN + _COLUMNS * (_PICTURE_WIDTH + _MARGIN), 3), WHITE, np.uint8)


def _text(
    pixels: Image, text: str, left: int, baseline: int, size: int, colour: Colour, bold: bool, room: int
) -> None:
    """Draws one line of text, shortened with dots if it is wider than ``room``, px."""
    font, weight = cv2.FontFace("sans"), BOLD if bold else REGULAR

    def width(shown: str) -> int:
        return int(cv2.getTextSize((0, 0), shown, (0, 0), font, size, weight)[2])

    shown = text
    while len(shown) > 1 and width(shown) > room:
        shown = f"{shown.rstrip('.')[:-1]}..."
    cv2.putText(pixels, shown, (left, baseline), colour, font, size, weight)
