import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.sidedata.sidedata import Type
from numpy.typing import NDArray

from posecoach.vision.media.info import VideoCutError, VideoError
from posecoach.vision.media.video import VideoWriter, probe, read_frames

WIDTH, HEIGHT = 64, 32
TICKS_PER_S = 90_000
TIMES_S = (0.0, 0.1, 0.234, 0.3, 0.4, 1.0)


def picture_with_a_bright_corner() -> NDArray[np.uint8]:
    """White in the upper left quarter, black elsewhere."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    picture[: HEIGHT // 2, : WIDTH // 2] = 255
    return picture


def write_video(
    path: Path,
    times_s: Sequence[float] = TIMES_S,
    *,
    codec: str = "libx264",
    rotation: int = 0,
    mirrored: bool = False,
    pixel_aspect: Fraction = Fraction(1),
) -> Path:
    with av.open(path, "w") as container:
        stream = container.add_stream(codec)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS_PER_S)
        stream.codec_context.sample_aspect_ratio = pixel_aspect
        if rotation or mirrored:
            stream.set_display_rotation(rotation, hflip=mirrored)
        container.start_encoding()
        for t_s in times_s:
            frame = av.VideoFrame.from_ndarray(picture_with_a_bright_corner(), format="rgb24")
            frame.pts, frame.time_base = round(t_s * TICKS_PER_S), Fraction(1, TICKS_PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


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


def test_a_video_that_stores_frames_in_order_of_decoding_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "reordered.avi"
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"bf": "2", "b-adapt": "0"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for index in range(60):
            grey = np.full((HEIGHT, WIDTH, 3), 4 * index, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(stream.encode(None))
    frames = list(read_frames(path))
    assert len(frames) == 60
    assert np.diff([frame.t_s for frame in frames]).min() > 0
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


def assert_refused(path: Path, message: str) -> None:
    for read in (probe, lambda path: list(read_frames(path))):
        with pytest.raises(VideoError, match=message) as refusal:
            read(path)
        assert str(path) in str(refusal.value)
        assert "\n" not in str(refusal.value)


def test_missing_file_is_told(tmp_path: Path) -> None:
    assert_refused(tmp_path / "none.mp4", "No such file")
    assert_refused(tmp_path, "directory")


@pytest.mark.parametrize("content", [b"", b"just some text\n" * 100, b"\x00\x00\x00\x18ftyp"])
def test_file_that_is_no_video_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.mp4"
    path.write_bytes(content)
    assert_refused(path, "no video, or a damaged one")


def test_playlist_is_not_followed(tmp_path: Path) -> None:
    write_video(tmp_path / "video.ts")
    path = tmp_path / "playlist.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nvideo.ts\n#EXT-X-ENDLIST\n")
    assert_refused(path, "no video, or a damaged one")


@pytest.mark.parametrize(("suffix", "codec"), [(".mp4", "libx264"), (".avi", "libx264")])
def test_video_of_no_frames_is_told(tmp_path: Path, suffix: str, codec: str) -> None:
    assert_refused(write_video(tmp_path / f"empty{suffix}", [], codec=codec), "holds no video frames")


def test_sound_alone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(path, "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.rate = 44_100
        container.mux(stream.encode(sound))
        container.mux(stream.encode(None))
    assert_refused(path, "holds no video frames")


def test_damage_further_on_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "video.mp4"
    noise = np.random.default_rng(0)
    with VideoWriter(path, WIDTH, HEIGHT) as writer:
        for index in range(60):
            writer.write(noise.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8), index / 10)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + len(data) // 2
    data[start : start + 2000] = bytes(2000)
    path.write_bytes(data)
    with pytest.raises(VideoError, match=r"damaged after its frame \d+"):
        list(read_frames(path))


def test_name_with_a_colon_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "10:30 stretch.mp4"
    with VideoWriter(path, WIDTH, HEIGHT) as writer:
        writer.write(picture_with_a_bright_corner(), 0.0)
    assert probe(path).frames == 1


def test_written_video_keeps_pictures_and_their_times(tmp_path: Path) -> None:
    path = tmp_path / "copy.mp4"
    with VideoWriter(path, WIDTH, HEIGHT) as writer:
        for t_s in TIMES_S:
            writer.write(picture_with_a_bright_corner(), t_s)
    frames = list(read_frames(path))
    assert [frame.t_s for frame in frames] == pytest.approx(TIMES_S, abs=1 / TICKS_PER_S)
    for frame in frames:
        assert np.abs(frame.rgb.astype(int) - picture_with_a_bright_corner()).mean() < 5
    assert list(tmp_path.iterdir()) == [path]


def test_written_video_is_of_the_kind_that_browsers_play(tmp_path: Path) -> None:
    path = tmp_path / "copy.mp4"
    with VideoWriter(path, 35, 21) as writer:
        writer.write(np.full((21, 35, 3), 200, np.uint8), 0.0)
    with av.open(path) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (36, 22)
        frame = next(container.decode(stream))
        assert Type.DISPLAYMATRIX not in frame.side_data
        # The repeated edge is of the picture's own colour.
        assert np.abs(frame.to_ndarray(format="rgb24").astype(int) - 200).max() < 10
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_failure_while_writing_keeps_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "copy.mp4"
    path.write_bytes(b"old")

    def write_and_fail() -> None:
        with VideoWriter(path, WIDTH, HEIGHT) as writer:
            writer.write(picture_with_a_bright_corner(), 0.0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "none" / "copy.mp4", tmp_path / "file" / "copy.mp4", tmp_path):
        with pytest.raises(VideoError, match=r"can't be written|is a folder") as refusal:
            VideoWriter(path, WIDTH, HEIGHT).__enter__()
        assert str(path) in str(refusal.value)
        assert "\n" not in str(refusal.value)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_nothing_written_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="no frames"), VideoWriter(tmp_path / "copy.mp4", WIDTH, HEIGHT):
        pass
    assert list(tmp_path.iterdir()) == []


def test_frames_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "copy.mp4", WIDTH, HEIGHT) as writer:
        writer.write(picture_with_a_bright_corner(), 1.0)
        with pytest.raises(ValueError, match="no later"):
            writer.write(picture_with_a_bright_corner(), 1.0)
        with pytest.raises(ValueError, match="shape"):
            writer.write(np.zeros((HEIGHT, WIDTH + 2, 3), np.uint8), 2.0)
