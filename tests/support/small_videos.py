"""Small videos for tests: one picture a colour, at times of their own."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import probe, read_frames

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


def assert_refused(path: Path, message: str) -> None:
    for read in (probe, lambda path: list(read_frames(path))):
        with pytest.raises(VideoError, match=message) as refusal:
            read(path)
        assert str(path) in str(refusal.value)
        assert "\n" not in str(refusal.value)
