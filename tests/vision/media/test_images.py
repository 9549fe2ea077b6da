import zlib
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from posecoach.vision.media.images import ImageError, read_image

EXIF_ORIENTATION = 0x0112
TURN_CLOCKWISE_TO_SHOW = 6


def test_colours_are_rgb(tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.new("RGB", (4, 3), (255, 0, 0)).save(path)
    picture = read_image(path)
    assert picture.shape == (3, 4, 3)
    assert (picture == (255, 0, 0)).all()


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "I;16"])
def test_other_kinds_of_pixels_become_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "picture.png"
    Image.new(mode, (4, 3)).save(path)
    assert read_image(path).shape == (3, 4, 3)


def test_orientation_flag_of_a_camera_is_honoured(tmp_path: Path) -> None:
    stored = np.zeros((16, 32, 3), np.uint8)
    stored[:, :16] = 255  # white on the left as stored, on top when turned clockwise
    picture = Image.fromarray(stored)
    picture.getexif()[EXIF_ORIENTATION] = TURN_CLOCKWISE_TO_SHOW
    path = tmp_path / "phone.jpg"
    picture.save(path, exif=picture.getexif())
    shown = read_image(path)
    assert shown.shape == (32, 16, 3)
    assert shown[:12].mean() > 240
    assert shown[20:].mean() < 15


def test_turn_of_an_avif_outside_its_exif_data_is_honoured(tmp_path: Path) -> None:
    stored = np.zeros((64, 128, 3), np.uint8)
    stored[:, :64] = 255
    picture = Image.fromarray(stored)
    picture.getexif()[EXIF_ORIENTATION] = TURN_CLOCKWISE_TO_SHOW
    path = tmp_path / "phone.avif"
    picture.save(path, exif=picture.getexif())  # written as a turn of the container
    assert b"irot" in path.read_bytes()
    shown = read_image(path)
    assert shown.shape == (128, 64, 3)
    assert shown[:48].mean() > 240
    assert shown[80:].mean() < 15


def test_damaged_avif_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "cut.avif"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(ImageError, match="no picture"):
        read_image(path)


@pytest.mark.parametrize("at", range(80, 100))
def test_avif_with_a_damaged_header_is_reported_or_read(tmp_path: Path, at: int) -> None:
    path = tmp_path / "flipped.avif"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    with suppress(ImageError):
        assert read_image(path).shape[2] == 3


def test_name_with_unusual_letters(tmp_path: Path) -> None:
    path = tmp_path / "Dehnübung ✓.png"
    Image.new("RGB", (4, 3)).save(path)
    assert read_image(path).shape == (3, 4, 3)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0", b"just some text\n"])
def test_what_is_no_picture_is_reported_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    with pytest.raises(ImageError, match="no picture") as refusal:
        read_image(path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="No such file"):
        read_image(tmp_path / "none.jpg")


def test_picture_too_large_for_opencv_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise cv2.error("pixels <= CV_IO_MAX_IMAGE_PIXELS")

    path = tmp_path / "huge.png"
    Image.new("RGB", (4, 3)).save(path)
    monkeypatch.setattr(cv2, "imdecode", refuse)
    with pytest.raises(ImageError, match="no picture"):
        read_image(path)


@pytest.mark.parametrize("side", [8192, 60_000])
def test_picture_of_too_many_pixels_is_refused_from_its_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: int
) -> None:
    def decode(*_: object) -> None:
        raise AssertionError("decoded")

    path = tmp_path / "huge.png"
    Image.new("1", (4, 3)).save(path)
    data = bytearray(path.read_bytes())
    data[16:24] = side.to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    path.write_bytes(data)
    monkeypatch.setattr(cv2, "imdecode", decode)
    with pytest.raises(ImageError, match="more than 50 million pixels"):
        read_image(path)


def test_enormous_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("read")

    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(300 * 10**9)
    monkeypatch.setattr(Path, "open", read)
    with pytest.raises(ImageError, match="larger than 301 MB"):
        read_image(path)
