"""One picture out of a video in memory."""

from pathlib import Path

import numpy as np
import pytest

from posecoach.vision.media.stills import picture_at
from posecoach.vision.media.video import VideoWriter

GREYS = [20, 60, 100, 140, 180, 220]


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path: Path = tmp_path_factory.mktemp("stills") / "greys.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for index, grey in enumerate(GREYS):
            writer.write(np.full((48, 64, 3), grey, np.uint8), index * 0.5)
    return path.read_bytes()


@pytest.mark.parametrize(("t_s", "grey"), [(0.0, 20), (0.7, 60), (1.0, 100), (2.49, 180), (60.0, 220)])
def test_the_picture_is_the_one_on_show(video: bytes, t_s: float, grey: int):
    picture = picture_at(video, t_s)
    assert picture is not None
    assert picture.shape == (48, 64, 3)
    assert picture.mean() == pytest.approx(grey, abs=4)  # what the codec loses


@pytest.mark.parametrize("content", [b"", b"annotated"])
def test_what_is_no_video_has_no_pictures(content: bytes):
    assert picture_at(content, 0.0) is None
