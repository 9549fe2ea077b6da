"""A recorded set taken through the coach for the Review page: limits, temporary files, one result."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BufferedIOBase
from pathlib import Path

from posecoach.analysis.video import analyze_video
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.report.model import SetReport
from posecoach.vision.media.video import probe

# Longer than any set, and short enough to be looked at in minutes.
LONGEST_S = 600.0

# A person's own name for a file may be anything; the container tells its format by itself.
_SOURCE = "source"
_ANNOTATED = "annotated.mp4"


class ReviewError(PoseCoachError):
    """A video that the Review page does not take."""


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewed set.

    Attributes:
        report: What came of it; its video is named as the person named it.
        annotated: The video with the coach's answers drawn on it, an H.264 MP4.
    """

    report: SetReport
    annotated: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be reviewed, and by what; equal jobs have equal results.

    Attributes:
        video_hash: Of the video's content.
        spec: The stretch with all its limits.
        side: The leg to judge; None to let the coach choose.
    """

    video_hash: str
    spec: StretchSpec
    side: Side | None

    @property
    def key(self) -> str:
        """The same for equal jobs, also for ones of another run of the page."""
        return "\n".join((self.video_hash, str(self.side), self.spec.model_dump_json()))


def content_hash(video: BufferedIOBase) -> str:
    """A video's content as a short text; the file is left at its start."""
    video.seek(0)
    digest = hashlib.file_digest(video, "sha256").hexdigest()
    video.seek(0)
    return digest


def review(
    video: BufferedIOBase, name: str, job: Job, model: Path, progress: Callable[[int, int], None]
) -> Review:
    """Judge a video as one set. Nothing of it stays on the disk.

    Args:
        video: The file's content.
        name: What the person calls it.
        job: By what to judge it.
        model: A Pose Landmarker bundle.
        progress: Called after each frame with the number of frames done and the number there are.

    Raises:
        ReviewError: if the video is too long or can't be used, in words about ``name``.
    """
    with tempfile.TemporaryDirectory(prefix="posecoach-") as temporary:
        folder = Path(temporary)
        source = folder / _SOURCE
        try:
            with source.open("wb") as file:
                shutil.copyfileobj(video, file)
            lasts_s = probe(source).duration_s
            if lasts_s > LONGEST_S:
                raise ReviewError(
                    f"{name}: lasts {words.seconds(lasts_s)}; the limit is {words.seconds(LONGEST_S)} - "
                    "cut it to the set that you want to see"
                )
            report = analyze_video(
                source, job.spec, model, side=job.side, annotated=folder / _ANNOTATED, progress=progress
            )
            annotated = (folder / _ANNOTATED).read_bytes()
        except PoseCoachError as error:
            raise ReviewError(str(error).replace(str(source), name)) from error
        except OSError as error:
            raise ReviewError(
                f"{name}: could not be stored while it is looked at ({error.strerror}); free some space"
            ) from error
    return Review(replace(report, video=replace(report.video, path=Path(name))), annotated)
