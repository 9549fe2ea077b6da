"""The pieces of a long film: together they are its frames, to the pixel, wherever decoding begins."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from posecoach.vision.media.pieces import Piece, pieces_of, read_piece
from posecoach.vision.media.video import read_frames

WIDTH, HEIGHT = 64, 48
TICKS_PER_S = 90_000
EVEN_25 = [number / 25 for number in range(150)]
UNEVEN = list(np.cumsum(np.tile([0.02, 0.05, 0.033, 0.04, 0.3], 16)))
FAST = [number / 120 for number in range(360)]
# Groups of pictures that lean on those before them, few whole pictures, and many that are reordered.
OPEN_GROUPS = {"x264-params": "open-gop=1:keyint=24:min-keyint=24:bframes=3:b-adapt=0:scenecut=0"}
REFRESHED = {"x264-params": "intra-refresh=1:keyint=24:bframes=0"}


def film(path: Path, times_s: list[float], codec: str = "libx264", **options: str) -> Path:
    """Noise that moves: every picture needs those before it, and differs from all others."""
    random = np.random.default_rng(1)
    canvas = random.integers(0, 255, (HEIGHT, WIDTH + len(times_s), 3), np.uint8)
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS_PER_S)
        container.start_encoding()
        for number, t_s in enumerate(times_s):
            picture = np.ascontiguousarray(canvas[:, number : number + WIDTH])
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(t_s * TICKS_PER_S), Fraction(1, TICKS_PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "times_s", "options"),
    [
        ("even.mp4", EVEN_25, {"g": "20", "bf": "2"}),
        ("one_whole_picture.mp4", EVEN_25, {}),
        ("open_groups.mp4", EVEN_25, OPEN_GROUPS),
        ("refreshed.mp4", EVEN_25, REFRESHED),
        ("uneven.mkv", UNEVEN, {"g": "20", "bf": "3"}),
        ("fast.mov", FAST, {"g": "50"}),
        ("late.ts", [t_s + 5 for t_s in EVEN_25], {"g": "20", "bf": "2"}),
    ],
)
def test_pieces_are_the_frames_of_the_whole_film(
    tmp_path: Path, name: str, times_s: list[float], options: dict[str, str]
):
    path = film(tmp_path / name, times_s, **options)
    whole = list(enumerate(read_frames(path)))
    pieces = pieces_of(path, 0.7)
    assert len(pieces) >= 4
    found = [one for piece in pieces for one in read_piece(path, piece)]
    assert [(number, frame.t_s) for number, frame in found] == [
        (number, frame.t_s) for number, frame in whole
    ]
    assert all(np.array_equal(a.rgb, b.rgb) for (_, a), (_, b) in zip(found, whole, strict=True))


def test_vp9_too(tmp_path: Path):
    path = film(tmp_path / "me.webm", EVEN_25, "libvpx-vp9", g="30", deadline="realtime")
    whole = [frame.rgb for frame in read_frames(path)]
    found = [frame.rgb for piece in pieces_of(path, 1.5) for _, frame in read_piece(path, piece)]
    assert all(np.array_equal(*pair) for pair in zip(found, whole, strict=True))


def test_pieces_are_about_as_long_as_asked_for(tmp_path: Path):
    path = film(tmp_path / "me.mp4", EVEN_25)  # 6 s
    assert pieces_of(path, 3.0) == [Piece(0, 75), Piece(75, 150)]
    assert [piece.end - piece.first for piece in pieces_of(path, 2.4)] == [60, 90]
    assert pieces_of(path, 3.1) == []


def test_a_film_of_which_the_end_is_missing_is_read_from_its_start(tmp_path: Path):
    path = film(tmp_path / "me.mkv", EVEN_25, g="20")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert pieces_of(path, 1.0) == []


def test_a_film_whose_timestamps_start_again_is_read_from_its_start(tmp_path: Path):
    path = film(tmp_path / "me.ts", EVEN_25, g="20")
    path.write_bytes(path.read_bytes() * 2)
    assert pieces_of(path, 1.0) == []


def test_a_piece_ends_where_the_film_is_damaged(tmp_path: Path):
    path = film(tmp_path / "me.mp4", EVEN_25, g="20")
    pieces = pieces_of(path, 1.5)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(3000)
    path.write_bytes(data)
    numbers = [number for piece in pieces for number, _ in read_piece(path, piece)]
    assert numbers == sorted(set(numbers))
