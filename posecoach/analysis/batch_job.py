"""One video of many, judged by a worker: what it is sent, and what it sends back."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach import __version__
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.fingerprint import fingerprint
from posecoach.pose.landmarks import Side
from posecoach.records.batch.rows import Row, failed_row, row_of
from posecoach.records.report.files import report_json
from posecoach.records.report.html import report_html
from posecoach.remote_files import content_mark, file_name, is_address, local_copy, sha256
from posecoach.vision.model.bundle import ModelError, Network
from posecoach.vision.model.choice import Purpose, model_for

if TYPE_CHECKING:
    from posecoach.vision.found_people import FoundInFrame

JSON = "json"
HTML = "html"


class WorkerDiffersError(PoseCoachError):
    """A worker would judge differently from the others."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What judges the videos; the same for all of them.

    Attributes:
        specs: The exercises.
        side: The leg to judge; None lets the coach choose.
        amounts: Seconds to hold, or repetitions to do, by the exercise's id.
        network: The pose network that was asked for; None for the usual one.
        model_sha256: The model that judges, so that every worker has the same.
        reports: Which reports to write, ``JSON`` and ``HTML``.
        cores: How many processor cores a video has for itself: so many of its frames are looked at at a time.
        version: The version of PoseCoach that asks.
        program: Its fingerprint.
        folder: The folder that relative paths begin at: a worker of a cluster was started in another one.
    """

    specs: tuple[StretchSpec, ...]
    side: Side | None
    amounts: Mapping[str, float]
    network: Network | None
    model_sha256: str
    reports: tuple[str, ...] = ()
    cores: int = 1
    version: str = __version__
    program: str = field(default_factory=fingerprint)
    folder: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True, slots=True)
class JudgedVideo:
    """What came of a video.

    Attributes:
        rows: A row for each exercise, with the reason where it could not be judged.
        mark: What changes with its content, see ``content_mark``; None where it could not be judged.
        reports: The compressed texts of the reports, by exercise and kind.
    """

    rows: tuple[Row, ...]
    mark: str | None = None
    reports: Mapping[tuple[str, str], bytes] = field(default_factory=dict)


def judge_file(
    file: str, settings: Settings, found: "Iterable[Sequence[FoundInFrame]] | None" = None
) -> JudgedVideo:
    """Judges a video by all exercises. One that can't be judged is a result too: its rows say why.

    Args:
        file: Its path or address.
        settings: What judges it.
        found: What other workers have found in its pieces, in order.

    Raises:
        WorkerDiffersError: if this process has another version or model than the one that asks.
        ModelError: if there is no model here, and none can be fetched.
    """
    model = model_of_worker(settings)
    # MediaPipe takes a second to load; who only asks for a job need not wait for it.
    from posecoach.analysis.one_pass import analyze_by_several
    from posecoach.analysis.video import workers_for_a_video
    from posecoach.vision.found_people import FoundPeople

    try:
        with local_copy(file_of_worker(file, settings)) as path:
            reports = analyze_by_several(
                path,
                settings.specs,
                model,
                side=settings.side,
                amounts=settings.amounts,
                timelines=bool(settings.reports),
                named=Path(file_name(file) if is_address(file) else file),
                workers=workers_for_a_video(settings.cores),
                found=None if found is None else FoundPeople(found),
            )
            mark = content_mark(file) if is_address(file) else sha256(path)
    except ModelError:
        raise
    except (PoseCoachError, OSError) as error:
        return not_judged(file, settings, str(error))
    except Exception as error:  # a mistake of the program costs this video, and not those after it
        return not_judged(file, settings, f"a mistake of the program: {type(error).__name__}: {error}")
    texts = {}
    for report in reports:
        if JSON in settings.reports:
            texts[report.spec.id, JSON] = packed(report_json(report))
        if HTML in settings.reports:
            texts[report.spec.id, HTML] = packed(report_html(report))
    return JudgedVideo(tuple(row_of(file, report) for report in reports), mark, texts)


def not_judged(file: str, settings: Settings, reason: str) -> JudgedVideo:
    """What comes of a video that could not be judged."""
    line = " ".join(reason.splitlines())
    return JudgedVideo(tuple(failed_row(file, spec.id, line) for spec in settings.specs))


def packed(text: str) -> bytes:
    """A report small enough to be sent; ``unpacked`` gives it back."""
    return zlib.compress(text.encode(errors="backslashreplace"))


def unpacked(report: bytes) -> bytes:
    """A report as its file has it."""
    return zlib.decompress(report)


def file_of_worker(file: str, settings: Settings) -> str:
    """The path or address by which this process finds a file."""
    if is_address(file) or settings.folder == Path.cwd():
        return file
    return str(settings.folder / file)


def model_of_worker(settings: Settings) -> Path:
    """The model of this process, if it would judge as the one that asks.

    Raises:
        WorkerDiffersError: if it has another version, code or model.
        ModelError: if there is no model here, and none can be fetched.
    """
    if settings.version != __version__:
        raise WorkerDiffersError(
            f"a worker has PoseCoach {__version__}, and this is {settings.version}; install the same version "
            "on all computers"
        )
    if settings.program != fingerprint():
        raise WorkerDiffersError(
            f"a worker has PoseCoach {__version__} as this computer, but other code, or other versions of "
            "MediaPipe, OpenCV, NumPy or PyAV; install the same on all computers"
        )
    return _model(settings.network, settings.model_sha256)


@cache
def _model(network: Network | None, asked_sha256: str) -> Path:
    """The model of this computer, found or built once in each process.

    Raises:
        WorkerDiffersError: if it is another one than asked for.
        ModelError: if there is none, and none can be fetched.
    """
    model = model_for(Purpose.VIDEO, network)
    if sha256(model.path) != asked_sha256:
        raise WorkerDiffersError(
            f"{model.path}: a worker has another pose model than this computer; install the same one on all "
            "computers, see `posecoach model`"
        )
    return model.path
