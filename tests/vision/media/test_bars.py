"""Bars around a film, and what looks like them."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from support.barred import Picture, compressed, fitted, room, write_film

from posecoach.vision.media.bars import Bars, find_bars, without_bars
from posecoach.vision.media.sampling import sampled_frames
from posecoach.vision.media.streams import find_film
from posecoach.vision.media.video import probe, read_frames

MOMENTS = range(0, 8, 2)
WIDE, TALL = (640, 360), (360, 640)

WAYS: dict[str, dict[str, Any]] = {
    "black": {"plain": 0},
    "white": {"plain": 255},
    "grey": {"plain": 128},
    "blurred": {},
    "blurred a little": {"sigma": 8},
    "blurred much and dark": {"sigma": 35, "gain": 0.5},
    "blurred and zoomed": {"zoom": 1.3},
    "blurred and mirrored": {"mirrored": True},
    "blurred and stretched": {"stretched": True},
    "blurred unequally": {"sigma": 12, "other_sigma": 30},
}


def film(inner: tuple[int, int], size: tuple[int, int], **way: Any) -> list[Picture]:
    return [compressed(fitted(room(*inner, moment), size, **way)) for moment in MOMENTS]


def assert_near(found: Bars | None, sides: int, above: int) -> None:
    assert found is not None
    assert sides <= found.sides <= (sides + 5 if sides else 0)
    assert above <= found.above <= (above + 5 if above else 0)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("inner", "size"), [((270, 360), WIDE), ((202, 360), WIDE), ((360, 270), TALL)])
def test_bars_are_found(inner: tuple[int, int], size: tuple[int, int], way: dict[str, Any]):
    found = find_bars(film(inner, size, **way))
    assert_near(found, (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2)


def test_black_bars_all_around_are_found():
    assert_near(find_bars(film((400, 260), WIDE, plain=0)), 120, 50)


def test_bars_in_a_larger_picture_are_found():
    inner, size = (810, 1080), (1920, 1080)
    assert_near(find_bars([fitted(room(*inner, 0), size)]), 555, 0)


def test_a_photo_loses_its_bars_and_nothing_else():
    photo = room(270, 360, 0)
    inner = without_bars(fitted(photo, WIDE))
    cut = (270 - inner.shape[1]) // 2
    assert 0 <= cut <= 5
    assert np.array_equal(inner, photo[:, cut : 270 - cut])
    assert without_bars(photo) is photo


def test_a_room_has_no_bars():
    assert find_bars([room(*WIDE, moment) for moment in MOMENTS]) is None
    assert find_bars([]) is None


def _portrait_mode(moment: int) -> Picture:
    """A person in focus before a blurred room."""
    sharp = room(*WIDE, moment)
    near = np.zeros(sharp.shape[:2], np.float32)
    cv2.ellipse(near, (320, 200), (90, 150), 0, 0, 360, 1.0, -1)
    near = cv2.GaussianBlur(near, (0, 0), 4)[:, :, None]
    return (near * sharp + (1 - near) * cv2.GaussianBlur(sharp, (0, 0), 15)).astype(np.uint8)


def _doorway(moment: int) -> Picture:
    """Plain walls at both sides of a door, with a floor below."""
    frame = np.full((360, 640, 3), 170, np.uint8)
    frame[:, 200:440] = room(240, 360, moment)
    frame[300:] = (110, 100, 90)
    return frame


def _curtains(moment: int) -> Picture:
    frame = room(*WIDE, moment)
    folds = (150 + 30 * np.sin(np.arange(180) / 3)).astype(np.uint8)[None, :, None]
    frame[:, :180], frame[:, 460:] = folds, folds[:, ::-1]
    return frame


def _plain_wall(moment: int) -> Picture:
    """A wall of one colour all around the furniture."""
    frame = np.full((360, 640, 3), 225, np.uint8)
    frame[90:270, 230:410] = room(180, 180, moment)
    return frame


def _one_side(moment: int) -> Picture:
    frame = room(*WIDE, moment)
    frame[:, :150] = 0
    return frame


def _dark(moment: int) -> Picture:
    return (room(*WIDE, moment) * 0.01).astype(np.uint8)


def _other_film(moment: int) -> Picture:
    """Smooth strips that show something else, the one light where the picture is dark."""
    frame = fitted(room(270, 360, moment), WIDE)
    strips = np.tile(np.linspace(60, 200, 360)[:, None, None], (1, 185, 3)).astype(np.uint8)
    frame[:, :185], frame[:, 455:] = strips, strips[::-1]
    return frame


@pytest.mark.parametrize(
    "frame", [_portrait_mode, _doorway, _curtains, _plain_wall, _one_side, _dark, _other_film]
)
def test_what_looks_like_bars_stays(frame: Any):
    assert find_bars([compressed(frame(moment)) for moment in MOMENTS]) is None


def test_a_film_is_read_without_its_bars(tmp_path: Path):
    inner = [room(270, 360, moment) for moment in range(20)]
    path = write_film(tmp_path / "bars.mp4", [fitted(picture, WIDE) for picture in inner])
    info, frames = probe(path), list(read_frames(path))
    assert info.notes == ("The bars at the sides were left out.",)
    assert (info.width, info.height) == (frames[0].rgb.shape[1], frames[0].rgb.shape[0])
    assert 260 <= info.width <= 270
    assert len(frames) == info.frames == 20
    cut = (270 - info.width) // 2
    for frame, picture in zip(frames, inner, strict=True):
        assert frame.rgb.shape == (360, info.width, 3)
        assert np.abs(frame.rgb.astype(int) - picture[:, cut : cut + info.width]).mean() < 10


def test_a_film_without_bars_stays_as_it_is(tmp_path: Path):
    path = write_film(tmp_path / "room.mp4", [room(*WIDE, moment) for moment in range(12)])
    info = probe(path)
    assert (info.width, info.height, info.notes) == (*WIDE, ())


@pytest.mark.parametrize("bars", [Bars(3, 0), Bars(0, 3), Bars(3, 3)])
def test_the_note_says_where_they_were(bars: Bars):
    where = {(3, 0): "at the sides", (0, 3): "above and below", (3, 3): "around the picture"}
    assert bars.note == f"The bars {where[bars.sides, bars.above]} were left out."


@pytest.mark.parametrize(("codec", "least"), [("libx264", 6), ("ffv1", 8)])
def test_samples_are_from_the_whole_film(tmp_path: Path, codec: str, least: int):
    """Films with one whole picture, and with nothing but whole ones."""
    shades = [np.full((64, 64, 3), 2 * number, np.uint8) for number in range(100)]
    path = write_film(tmp_path / "shades.mkv", shades, codec)
    seen = [int(frame.mean()) for frame in sampled_frames(path, find_film(path))]
    assert least <= len(seen) <= 8
    assert min(seen) < 20
    assert max(seen) > 180
