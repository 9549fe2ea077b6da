"""Files that are no video, or a damaged one: refused in one line."""

from pathlib import Path

import av
import numpy as np
import pytest
from support.small_videos import HEIGHT, WIDTH, assert_refused, picture_with_a_bright_corner, write_video

from posecoach.vision.media.info import VideoError
from posecoach.vision.media.stills import picture_at
from posecoach.vision.media.video import VideoWriter, probe, read_frames


def test_missing_file_is_reported(tmp_path: Path) -> None:
    assert_refused(tmp_path / "none.mp4", "No such file")
    assert_refused(tmp_path, "directory")


@pytest.mark.parametrize("content", [b"", b"just some text\n" * 100, b"\x00\x00\x00\x18ftyp"])
def test_file_that_is_no_video_is_reported(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.mp4"
    path.write_bytes(content)
    assert_refused(path, "no video, or a damaged one")


def test_a_film_in_a_format_that_nobody_knows_is_reported(tmp_path: Path) -> None:
    path = write_video(tmp_path / "video.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    assert_refused(path, "holds no video frames")


def test_a_title_that_is_no_text_keeps_no_film_from_being_read(tmp_path: Path) -> None:
    path = write_video(tmp_path / "video.mp4")
    path.write_bytes(path.read_bytes().replace(b"iso2", b"iso\xff"))
    assert len(list(read_frames(path))) == probe(path).frames
    assert picture_at(path.read_bytes(), 0.0) is not None


def test_playlist_is_not_followed(tmp_path: Path) -> None:
    write_video(tmp_path / "video.ts")
    path = tmp_path / "playlist.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nvideo.ts\n#EXT-X-ENDLIST\n")
    assert_refused(path, "no video, or a damaged one")


@pytest.mark.parametrize(("suffix", "codec"), [(".mp4", "libx264"), (".avi", "libx264")])
def test_video_of_no_frames_is_reported(tmp_path: Path, suffix: str, codec: str) -> None:
    assert_refused(write_video(tmp_path / f"empty{suffix}", [], codec=codec), "holds no video frames")


def test_sound_alone_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(path, "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.rate = 44_100
        container.mux(stream.encode(sound))
        container.mux(stream.encode(None))
    assert_refused(path, "holds no video frames")


def test_damage_further_on_is_reported_with_its_place(tmp_path: Path) -> None:
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
