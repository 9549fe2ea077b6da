"""Many videos judged and written down one by one, so that a stopped run goes on where it was."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from posecoach.analysis.batch_job import JudgedVideo, Settings, judge_file, not_judged, unpacked
from posecoach.analysis.long_video import in_pieces
from posecoach.commands.console.outputs import OutputError
from posecoach.files import is_file, locked
from posecoach.parallel.jobs import Progress, Workers, run_jobs
from posecoach.records.batch.manifest import Done, Manifest
from posecoach.remote_files import content_mark, size_of

_LOCK_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes:
        videos: The paths and addresses, in the order of the table.
        settings: What judges them.
        names: What the reports of each are called, without an ending.
        folders: Where the reports of each kind go.
    """

    videos: Sequence[str]
    settings: Settings
    names: Mapping[str, str]
    folders: Mapping[str, Path]

    def report(self, video: str, stretch: str, kind: str) -> Path:
        """The file of a report."""
        return self.folders[kind] / f"{self.names[video]}.{stretch}.{kind}"


@contextmanager
def manifest_at(path: Path) -> Iterator[Manifest]:
    """Opens a manifest for this command alone.

    Raises:
        OutputError: if another command is at work on it, or its folder can't be written to.
        ManifestError: if it can't be used.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        with locked(lock, _LOCK_WAIT_S), Manifest(path) as manifest:
            yield manifest
    except OSError as error:
        if error.filename != str(lock):
            raise
        raise OutputError(
            f"{path}: can't be written ({error.strerror}); wait until the other command is done, or choose "
            "another name or folder"
        ) from error


def left_to_do(plan: Plan, manifest: Manifest) -> list[str]:
    """The videos that are not done: new or changed, judged by something else, failed, or without a report."""
    settings = settings_digest(plan.settings)
    left = []
    for video in plan.videos:
        mark = manifest.holds(video, settings)
        if mark is None or content_mark(video) != mark or not _has_reports(plan, video):
            left.append(video)
    return left


def judge_all(
    plan: Plan, videos: Sequence[str], manifest: Manifest, workers: Workers, progress: Progress
) -> Iterator[str]:
    """Judges videos, and writes each down when it is done: first its reports, then its line in the manifest.

    Args:
        plan: What is to be done.
        videos: Those of it that are left.
        manifest: Where they are written down.
        workers: Who judges them.
        progress: Called after each one.

    Yields:
        Each video once it is written down.

    Raises:
        OutputError: if a report can't be written.
        ManifestError: if the manifest can't be written.
        WorkerDiffersError: if a worker would judge differently.
        ModelError: if a worker has no model.
    """
    digest = settings_digest(plan.settings)
    judged = run_jobs(
        partial(judge_file, settings=plan.settings),
        videos,
        [size_of(video) for video in videos],
        workers,
        progress=progress,
        lost=lambda video, error: not_judged(video, plan.settings, str(error)),
        sharing=in_pieces(plan.settings, judge_file),
    )
    for index, one in judged:
        video = videos[index]
        _write_reports(plan, video, one)
        manifest.add(Done(video, one.mark, digest, one.rows))
        yield video


def settings_digest(settings: Settings) -> str:
    """A digest of all that decides what a video's rows are."""
    decides = {
        "version": settings.version,
        "program": settings.program,
        "exercises": [spec.model_dump_json() for spec in settings.specs],
        "side": settings.side,
        "amounts": dict(settings.amounts),
        "model": settings.model_sha256,
    }
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def _has_reports(plan: Plan, video: str) -> bool:
    return all(
        is_file(plan.report(video, spec.id, kind)) for spec in plan.settings.specs for kind in plan.folders
    )


def _write_reports(plan: Plan, video: str, judged: JudgedVideo) -> None:
    for (stretch, kind), text in judged.reports.items():
        target = plan.report(video, stretch, kind)
        # Always the same name: what a killed command has left is overwritten by the next.
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_bytes(unpacked(text))
            part.replace(target)
        except OSError as error:
            raise OutputError(
                f"{target}: can't be written ({error.strerror}); choose another folder, or free some space"
            ) from error
        finally:
            part.unlink(missing_ok=True)
