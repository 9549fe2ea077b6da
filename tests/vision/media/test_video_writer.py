"""Videos written: pictures, times, and nothing half-done."""

from pathlib import Path

import av
import numpy as np
import pytest
from av.sidedata.sidedata import Type
from support.small_videos import HEIGHT, TICKS_PER_S, TIMES_S, WIDTH, picture_with_a_bright_corner

from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import VideoWriter, read_frames


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


def test_output_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
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
