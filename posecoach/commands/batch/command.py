"""``posecoach analyze`` with many videos, or several exercises: from what was typed to the outputs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from posecoach.analysis.batch_job import HTML, JSON, Settings
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.batch.asked import Asked
from posecoach.commands.batch.inputs import report_names, videos_of
from posecoach.commands.batch.run import Plan, judge_all, left_to_do, manifest_at
from posecoach.commands.batch.summary import batch_summary
from posecoach.commands.console.outputs import OutputError, check_targets, output_files
from posecoach.commands.console.progress import model_ready, steps_shown
from posecoach.cores import usable_cores
from posecoach.parallel.jobs import Workers
from posecoach.parallel.processes import Processes
from posecoach.pose.landmarks import Side
from posecoach.records.batch.manifest import Manifest
from posecoach.records.batch.rows import columns
from posecoach.records.batch.table import write_table
from posecoach.records.batch.totals import Totals, add_up
from posecoach.remote_files import is_address, sha256
from posecoach.vision.model.bundle import Network
from posecoach.vision.model.choice import Purpose

_INDEX = "index.html"


def analyze_many(
    given: Sequence[str],
    specs: Sequence[StretchSpec],
    side: Side | None,
    amounts: Mapping[str, float | None],
    network: Network | None,
    asked: Asked,
) -> bool:
    """Judges each video as one set of each exercise, and writes what was asked for.

    Args:
        given: Files, folders, patterns and addresses.
        specs: The exercises.
        side: The leg to judge; None lets the coach choose.
        amounts: Seconds to hold, or repetitions to do, by the exercise's id; None for its own.
        network: The pose network that was asked for; None for the usual one.
        asked: The outputs, and who is to work.

    Returns:
        Whether any video could not be judged.

    Raises:
        PoseCoachError: for what can't be read, written or used.
        click.UsageError: for options that exclude each other.
    """
    asked.check()
    videos = videos_of(given)
    folders = {kind: folder for kind, folder in ((JSON, asked.json), (HTML, asked.html)) if folder}
    _check_outputs(asked, folders, videos)
    model = model_ready(Purpose.VIDEO, network)
    count = asked.workers or usable_cores()
    settings = Settings(
        tuple(specs),
        side,
        {id_: amount for id_, amount in amounts.items() if amount is not None},
        network,
        sha256(model.path),
        tuple(folders),
        cores=1 if asked.scheduler else _cores_each(count, len(videos)),
    )
    plan = Plan(videos, settings, report_names(videos), folders)
    with ExitStack() as stack:
        manifest = stack.enter_context(_manifest(asked, folders))
        left = left_to_do(plan, manifest)
        if left:
            _judge(plan, left, manifest, asked, 1 if len(videos) == 1 else count)
        totals = add_up(manifest.rows(videos))
        wrote = _write(plan, manifest, totals, asked)
    click.echo(batch_summary(totals, already=len(videos) - len(left), videos=len(videos)))
    if wrote:
        click.echo(f"wrote {', '.join(map(str, wrote))}")
    return bool(totals.failed)


def _cores_each(workers: int, videos: int) -> int:
    """How many cores each video has for itself, here: fewer videos than workers share those."""
    return usable_cores() if min(workers, videos) == 1 else max(1, workers // videos)


def _check_outputs(asked: Asked, folders: Mapping[str, Path], videos: Sequence[str]) -> None:
    """Makes sure that all outputs can be written, and makes their folders, before any work is done."""
    for folder in folders.values():
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            wanted = "with several videos or stretches this is a folder of reports"
            raise OutputError(f"{folder}: can't be made ({error.strerror}); {wanted}") from error
    index = [asked.html / _INDEX] if asked.html else []
    inputs = [Path(video) for video in videos if not is_address(video)]
    check_targets([*([asked.table] if asked.table else []), *index], inputs)


@contextmanager
def _manifest(asked: Asked, folders: Mapping[str, Path]) -> Iterator[Manifest]:
    """The manifest beside the table, or in a folder of reports; without outputs, one that goes away."""
    with ExitStack() as stack:
        if asked.table is not None:
            path = asked.table.with_name(f"{asked.table.name}.manifest.jsonl")
        else:
            folder = next(iter(folders.values()), None)
            path = (folder or Path(stack.enter_context(TemporaryDirectory()))) / "manifest.jsonl"
        yield stack.enter_context(manifest_at(path))


def _judge(plan: Plan, left: Sequence[str], manifest: Manifest, asked: Asked, count: int) -> None:
    done = len(plan.videos) - len(left)
    try:
        with _workers(asked, count) as workers, steps_shown("Analysing the videos") as progress:
            for _ in judge_all(plan, left, manifest, workers, progress):
                done += 1
    except KeyboardInterrupt:
        goes_on = "; the same command goes on from there" if asked.table or plan.folders else ""
        click.echo(f"stopped: {done} of {len(plan.videos)} videos are done{goes_on}", err=True)
        raise click.Abort from None


@contextmanager
def _workers(asked: Asked, count: int) -> Iterator[Workers]:
    if asked.scheduler is None and not asked.use_dask:
        with Processes(count) as processes:
            yield processes
        return
    from posecoach.parallel.cluster import cluster_at, local_cluster

    with cluster_at(asked.scheduler) if asked.scheduler else local_cluster(count) as cluster:
        yield cluster


def _write(plan: Plan, manifest: Manifest, totals: Totals, asked: Asked) -> list[Path]:
    """Writes the table and the index; names all outputs."""
    targets = []
    if asked.table is not None:
        targets.append(asked.table)
    if asked.html is not None:
        targets.append(asked.html / _INDEX)
    with output_files(targets, inputs=[]) as outputs:
        if asked.table is not None:
            named = columns(plan.settings.specs, manifest.rows(plan.videos))
            kind = asked.table.suffix.lower()
            try:
                write_table(outputs.part(asked.table), kind, named, manifest.rows(plan.videos))
            except OSError as error:
                raise OutputError(
                    f"{asked.table}: can't be written ({error.strerror}); free some disk space"
                ) from error
        if asked.html is not None:
            # Altair takes a moment to load.
            from posecoach.records.batch.index_page import index_html

            links = {
                (video, spec.id): plan.report(video, spec.id, HTML).name
                for video in plan.videos
                for spec in plan.settings.specs
            }
            page = index_html(totals, manifest.rows(plan.videos), links)
            outputs.write_text(asked.html / _INDEX, page)
    return [*targets, *([asked.json] if asked.json else [])]
