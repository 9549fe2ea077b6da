"""Frames read out of videos, at the times at which they are shown."""

import pickle
import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from support.small_videos import (
    HEIGHT,
    TIMES_S,
    WIDTH,
    assert_refused,
    picture_with_a_bright_corner,
    write_video,
)

from posecoach.vision.media.info import VideoCutError
from posecoach.vision.media.video import VideoWriter, probe, read_frames


@pytest.mark.parametrize(("suffix", "codec"), [(".mp4", "libx264"), (".mov", "libx264"), (".webm", "libvpx")])
def test_times_are_the_frames_own(tmp_path: Path, suffix: str, codec: str) -> None:
    path = write_video(tmp_path / f"video{suffix}", codec=codec)
    assert [frame.t_s for frame in read_frames(path)] == pytest.approx(TIMES_S, abs=0.001)
    info = probe(path)
    assert (info.frames, info.width, info.height) == (len(TIMES_S), WIDTH, HEIGHT)
    assert info.duration_s == pytest.approx(1.1, abs=0.001)  # the last frame lasts as long as most


def test_frames_of_a_container_without_times_of_display(tmp_path: Path) -> None:
    path = tmp_path / "video.avi"
    with av.open(path, "w") as container:
        stream = container.add_stream("mpeg4", rate=10, options={"bf": "2"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for _ in range(12):
            container.mux(
                stream.encode(av.VideoFrame.from_ndarray(picture_with_a_bright_corner(), format="rgb24"))
            )
        container.mux(stream.encode(None))
    times = [frame.t_s for frame in read_frames(path)]
    assert np.diff(times) == pytest.approx(0.1)
    assert probe(path).frames == len(times) == 12


@pytest.mark.parametrize(("suffix", "codec"), [(".mp4", "libx264"), (".webm", "libvpx"), (".avi", "mpeg4")])
def test_a_single_frame_lasts_as_long_as_a_frame(tmp_path: Path, suffix: str, codec: str) -> None:
    path = tmp_path / f"one{suffix}"
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        frame = av.VideoFrame.from_ndarray(picture_with_a_bright_corner(), format="rgb24")
        container.mux([*stream.encode(frame), *stream.encode(None)])
    info = probe(path)
    assert info.frames == 1
    assert 0.03 <= info.duration_s <= 0.3


def test_times_count_from_the_start_of_the_stream(tmp_path: Path) -> None:
    path = write_video(tmp_path / "video.mp4", [5.0, 5.1, 5.2])
    assert [frame.t_s for frame in read_frames(path)] == pytest.approx([0.0, 0.1, 0.2])
    assert probe(path).duration_s == pytest.approx(0.3)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotation_flag_of_a_phone_is_honoured(tmp_path: Path, rotation: int, mirrored: bool) -> None:
    path = write_video(tmp_path / "phone.mp4", [0.0, 0.1], rotation=rotation, mirrored=mirrored)
    # The flag turns counterclockwise, then mirrors.
    expected = np.rot90(picture_with_a_bright_corner(), rotation // 90)
    expected = expected[:, ::-1] if mirrored else expected
    frames = list(read_frames(path))
    for frame in frames:
        assert frame.rgb.shape == expected.shape
        assert np.abs(frame.rgb.astype(int) - expected).mean() < 10
        assert frame.rgb.flags.c_contiguous
    assert (probe(path).height, probe(path).width) == expected.shape[:2]


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path) -> None:
    path = write_video(tmp_path / "camcorder.mp4", pixel_aspect=Fraction(4, 3))
    assert next(read_frames(path)).rgb.shape == (HEIGHT, round(WIDTH * 4 / 3), 3)
    assert probe(path).width == round(WIDTH * 4 / 3)


@pytest.mark.parametrize("aspect", [100, 1000])
def test_pixels_far_too_wide_are_refused_before_anything_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, aspect: int
) -> None:
    path = write_video(tmp_path / "wide.mp4", [0.0, 0.1], pixel_aspect=Fraction(4, 3))
    # The encoder refuses to write such pixels; the container says them in so many words.
    written, wanted = (b"pasp" + struct.pack(">II", *pair) for pair in ((4, 3), (aspect, 1)))
    path.write_bytes(path.read_bytes().replace(written, wanted))

    def decode(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("posecoach.vision.media.video.as_displayed", decode)
    assert_refused(path, f"its pictures are {WIDTH * aspect} x 32 pixels; give")


def test_a_picture_too_large_as_stored_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_video(tmp_path / "video.mp4", [0.0, 0.1])
    monkeypatch.setattr("posecoach.vision.media.streams._LONGEST_SIDE_PX", WIDTH - 1)
    assert_refused(path, "its pictures are 64 x 32 pixels")


def test_the_film_is_read_and_not_the_thumbnails_before_it(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    with av.open(path, "w") as container:
        for codec, rate, size in (("mjpeg", 1, 16), ("libx264", 10, 64)):
            stream = container.add_stream(codec, rate=rate)
            stream.width = stream.height = size
            stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        container.start_encoding()
        for stream in container.streams.video:
            for _ in range(2 * int(stream.average_rate)):
                grey = np.full((stream.height, stream.width, 3), 90, np.uint8)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
            container.mux(stream.encode(None))
    info = probe(path)
    assert (info.width, info.height, info.frames) == (64, 64, 20)
    assert {frame.rgb.shape for frame in read_frames(path)} == {(64, 64, 3)}


def test_two_recordings_joined_by_their_bytes_are_one_video(tmp_path: Path) -> None:
    part = write_video(tmp_path / "part.ts", [index / 10 for index in range(30)])
    path = tmp_path / "joined.ts"
    path.write_bytes(part.read_bytes() * 2)
    info = probe(path)
    assert info.frames == 60
    assert info.duration_s == pytest.approx(6.0, abs=0.01)
    assert info.notes == ("The timestamps start again after 2.9 s: joined into one video.",)
    times = [frame.t_s for frame in read_frames(path)]
    assert np.diff(times) == pytest.approx(0.1, abs=0.001)
    assert len(times) == 60


def test_a_wild_first_timestamp_makes_no_film(tmp_path: Path) -> None:
    path = write_video(tmp_path / "wild.mkv", [0.0, *(95_443 + index / 10 for index in range(30))])
    info = probe(path)
    assert info.frames == 30
    assert info.duration_s == pytest.approx(3.0, abs=0.01)
    assert info.notes == ("1 of 31 frames left out: their timestamps don't fit the others.",)
    assert [frame.t_s for frame in read_frames(path)] == pytest.approx([i / 10 for i in range(30)], abs=0.002)


@pytest.mark.parametrize(
    ("codec", "options"),
    [("libx264", {"bf": "2", "b-adapt": "0"}), ("libx264", {"bf": "3"}), ("mpeg4", {"bf": "2"})],
)
def test_a_video_that_stores_frames_in_order_of_decoding_loses_none(
    tmp_path: Path, codec: str, options: dict[str, str]
) -> None:
    path = tmp_path / "reordered.avi"
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for index in range(60):
            grey = np.full((HEIGHT, WIDTH, 3), 4 * index, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(stream.encode(None))
    frames = list(read_frames(path))
    assert len(frames) == 60
    assert np.diff([frame.t_s for frame in frames]) == pytest.approx(0.04)
    greys = [int(frame.rgb[0, 0, 0]) for frame in frames]
    assert greys == sorted(greys)
    assert probe(path).duration_s == pytest.approx(2.4, abs=0.1)


@pytest.mark.parametrize("share", [0.4, 0.7, 0.95])
def test_a_file_that_is_cut_off_is_read_up_to_there_and_says_so(tmp_path: Path, share: float) -> None:
    path = tmp_path / "download.mp4"
    noise = np.random.default_rng(0)
    with VideoWriter(path, WIDTH, HEIGHT) as writer:
        for index in range(60):
            writer.write(noise.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8), index / 10)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    read: list[float] = []
    with pytest.raises(VideoCutError, match="cut off at") as cut:
        read.extend(frame.t_s for frame in read_frames(path))
    assert 60 * (share - 0.15) < len(read) < 60 * share
    assert cut.value.at_s == pytest.approx(read[-1] + 0.1)


def test_a_change_of_size_ends_the_video_there(tmp_path: Path) -> None:
    path = tmp_path / "resized.ts"
    whole = b""
    for index, size in enumerate((64, 96)):
        with av.open(tmp_path / "part.ts", "w") as container:
            stream = container.add_stream("libx264", rate=10)
            stream.width, stream.height, stream.pix_fmt = size, size, "yuv420p"
            for number in range(20):
                grey = np.full((size, size, 3), 90, np.uint8)
                frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
                frame.pts, frame.time_base = 20 * index + number, Fraction(1, 10)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        whole += (tmp_path / "part.ts").read_bytes()
    path.write_bytes(whole)
    read: list[tuple[int, ...]] = []
    with pytest.raises(VideoCutError, match=r"changes its size at 2\.0 s") as cut:
        read.extend(frame.rgb.shape for frame in read_frames(path))
    assert read == [(64, 64, 3)] * 20
    assert cut.value.at_s == pytest.approx(2.0, abs=0.01)


def test_the_error_survives_being_sent_to_another_process():
    error = VideoCutError(Path("me.mp4"), 4.5, "it ends early")
    sent = pickle.loads(pickle.dumps(error))
    assert (str(sent), sent.at_s, sent.note) == ("me.mp4: it ends early", 4.5, "it ends early")
