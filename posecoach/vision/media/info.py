"""What is known of a video file, for those who don't decode it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video holds, as it is displayed.

    Attributes:
        path: The file.
        width: Width, px, with the rotation flag and the pixels' aspect ratio applied.
        height: Height, px, likewise.
        frames: How many frames ``read_frames`` yields, unless the file turns out to be damaged.
        duration_s: From the stream's start to the end of its last frame, which is taken to last as
            long as the mean of the others (containers rarely say, and are often wrong). Above 0: a
            single frame lasts as long as the stream's rate says.
    """

    path: Path
    width: int
    height: int
    frames: int
    duration_s: float
