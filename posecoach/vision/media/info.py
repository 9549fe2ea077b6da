"""What is known of a video file, for those who don't decode it, and why one can't be used."""

from dataclasses import dataclass, replace
from pathlib import Path

from posecoach.errors import PoseCoachError


class VideoError(PoseCoachError):
    """A video can't be read or written."""


class VideoCutError(VideoError):
    """A video that ends too early, after frames that can be used.

    Attributes:
        at_s: The end of its last frame, seconds.
        note: What is missing, for people.
    """

    def __init__(self, path: Path, at_s: float, note: str) -> None:
        super().__init__(path, at_s, note)  # so that it can be sent between processes
        self.at_s = at_s
        self.note = note

    def __str__(self) -> str:
        path, _, note = self.args
        return f"{path}: {note}"


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video holds, as it is displayed, without bars.

    Attributes:
        path: The file.
        width: Width, px, with the rotation flag and the pixels' aspect ratio applied.
        height: Height, px, likewise.
        frames: How many frames ``read_frames`` yields, unless the file turns out to be damaged.
        duration_s: From the stream's start to the end of its last frame, which is taken to last as long as
            most of the others (containers rarely say, and are often wrong). Above 0.
        notes: What was left out or changed to judge it, for people, one sentence each.
    """

    path: Path
    width: int
    height: int
    frames: int
    duration_s: float
    notes: tuple[str, ...] = ()

    def cut_off(self, cut: VideoCutError) -> "VideoInfo":
        """The same of a video that was found to end too early."""
        return replace(self, duration_s=cut.at_s, notes=(*self.notes, cut.note))
