"""Analyses a recorded set for the Review page: limits, temporary files, one result."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BufferedIOBase
from pathlib import Path

from posecoach.analysis.video import analyze_video, workers_for_a_video
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.report.model import SetReport
from posecoach.translation import language
from posecoach.translation import translate as _
from posecoach.vision.media.video import probe
from posecoach.vision.model.bundle import Network

# Longer than any set, yet short enough to be analysed in minutes.
LONGEST_S = 600.0

# A file may have any name; its container says which format it is.
_SOURCE = "source"
_ANNOTATED = "annotated.mp4"


class ReviewError(PoseCoachError):
    """A video that the Review page can't analyse."""


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewed set.

    Attributes:
        report: Its report, which names the video as the person named it.
        annotated: The video with the coach's feedback drawn on it, an H.264 MP4.
    """

    report: SetReport
    annotated: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """What to review, and against what; equal jobs have equal results.

    Attributes:
        video_hash: A hash of the video's content.
        spec: The stretch with all its limits.
        side: The leg to judge; None to let the coach choose.
        amount: Seconds to hold, or repetitions to do; None takes the spec's.
        network: The pose network that was asked for; None for the usual one.
        language: What the coach's cues are in, in the report and drawn on the video.
    """

    video_hash: str
    spec: StretchSpec
    side: Side | None
    amount: float | None = None
    network: Network | None = None
    language: str = field(default_factory=language)

    @property
    def key(self) -> str:
        """The same for equal jobs, also across reruns of the page."""
        asked = (self.video_hash, self.language, str(self.side), str(self.amount), str(self.network))
        return "\n".join((*asked, self.spec.model_dump_json()))


def content_hash(video: BufferedIOBase) -> str:
    """A hash of a video's content; rewinds the file."""
    video.seek(0)
    digest = hashlib.file_digest(video, "sha256").hexdigest()
    video.seek(0)
    return digest


def review(
    video: BufferedIOBase, name: str, job: Job, model: Path, progress: Callable[[int, int], None]
) -> Review:
    """Analyses a video as one set. Leaves nothing of it on the disk.

    Args:
        video: The file's content.
        name: The person's name for it.
        job: What to judge it against.
        model: A Pose Landmarker bundle.
        progress: Called after each frame with the number of frames done and the total.

    Raises:
        ReviewError: if the video is too long or can't be used; the message names it by ``name``.
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
                    _(
                        "{name}: is {length} long; the limit is {longest}. Trim it to the set you want "
                        "to review"
                    ).format(name=name, length=words.seconds(lasts_s), longest=words.seconds(LONGEST_S))
                )
            report = analyze_video(
                source,
                job.spec,
                model,
                side=job.side,
                amount=job.amount,
                annotated=folder / _ANNOTATED,
                progress=progress,
                workers=workers_for_a_video(),
            )
            annotated = (folder / _ANNOTATED).read_bytes()
        except PoseCoachError as error:
            raise ReviewError(str(error).replace(str(source), name)) from error
        except OSError as error:
            raise ReviewError(
                _("{name}: can't be stored for analysis ({reason}); free some disk space").format(
                    name=name, reason=error.strerror
                )
            ) from error
    return Review(replace(report, video=replace(report.video, path=Path(name))), annotated)
