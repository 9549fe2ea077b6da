"""``posecoach benchmark``: scores the coach on clips with known ground truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.console.benchmark_tables import print_scores
from posecoach.commands.console.options import FILE, network_option, workers_option
from posecoach.commands.console.outputs import OutputError, output_files
from posecoach.commands.console.progress import model_ready, steps_shown
from posecoach.errors import PoseCoachError
from posecoach.evaluation.ground_truth import samples
from posecoach.evaluation.ground_truth.benchmark import benchmark_json
from posecoach.evaluation.ground_truth.score import ClipScore, score_clip
from posecoach.evaluation.ground_truth.truth import SUFFIX, Truth, TruthError, load_truth, truth_path
from posecoach.files import is_file, is_folder, listed
from posecoach.parallel.processes import in_parallel
from posecoach.records import words
from posecoach.vision.model.bundle import Network
from posecoach.vision.model.choice import Purpose

_STDOUT = Path("-")

_EXAMPLES = """\b
Examples:
  posecoach benchmark
  posecoach benchmark my_clips --html report.html
  posecoach benchmark --workers 1 --json -
  posecoach benchmark my_clips --landmarks openpose_output
"""


class BenchmarkError(PoseCoachError):
    """The benchmark has no clips to run on."""


@dataclass(frozen=True, slots=True)
class _Clip:
    video: Path
    truth: Truth
    spec: StretchSpec


@click.command(epilog=_EXAMPLES)
@click.argument("folder", type=FILE, required=False, metavar="[DIR]")
@workers_option
@network_option
@click.option(
    "--landmarks",
    type=FILE,
    metavar="DIR",
    help="Score the poses of another engine: for each clip a folder NAME of OpenPose's JSON files.",
)
@click.option("--json", "json_file", type=FILE, metavar="FILE", help="Write the scores as JSON; - prints it.")
@click.option("--html", "html_file", type=FILE, metavar="FILE", help="Write a report with plots.")
def benchmark(
    folder: Path | None,
    workers: int,
    network: Network | None,
    landmarks: Path | None,
    json_file: Path | None,
    html_file: Path | None,
) -> None:
    """Analyse every NAME.mp4 in DIR that has a NAME.truth.json, and score the coach.

    DIR defaults to the folder of sample videos.

    Prints the seconds counted against the seconds really held well, which planted faults were found
    and how late, and the errors of the angles.
    """
    if html_file == _STDOUT:
        raise OutputError("only --json can write to standard output (-); give --html a file name")
    to_stdout = json_file == _STDOUT
    named = (None if to_stdout else json_file, html_file)
    targets = [target for target in named if target is not None]
    clips = _clips(folder or _sample_folder())
    with output_files(targets, inputs=[clip.video for clip in clips]) as outputs:
        model = None if landmarks is not None else model_ready(Purpose.VIDEO, network)
        scores = _scores(clips, workers, None if model is None else model.path, landmarks)
        if json_file and not to_stdout:
            outputs.write_text(json_file, benchmark_json(scores))
        if html_file:
            # Altair takes a moment to load; no other command need wait for it.
            from posecoach.evaluation.ground_truth.benchmark_page import benchmark_html

            outputs.write_text(html_file, benchmark_html(scores))
    if to_stdout:
        click.echo(benchmark_json(scores), nl=False)
    else:
        print_scores(scores)
        click.echo(words.JUDGED_BY[model.variant] if model else f"Judged by the poses in {landmarks}.")
        if targets:
            click.echo(f"wrote {', '.join(map(str, targets))}")


def _sample_folder() -> Path:
    folder = samples.default_folder()
    if not folder.is_dir():
        raise BenchmarkError(
            "the sample videos come with a clone of the project, not with the installed package; "
            f"name a folder of clips with their NAME{SUFFIX} files"
        )
    return folder


def _clips(folder: Path) -> list[_Clip]:
    """The clips of a folder, sorted by name; rejects unusable ones before any work is done."""
    if not is_folder(folder):
        raise BenchmarkError(f"{folder}: not a folder; name one with clips and their NAME{SUFFIX} files")
    videos = [video for video in listed(folder, ".mp4") if is_file(truth_path(video))]
    if not videos:
        raise BenchmarkError(f"{folder}: holds no NAME.mp4 with a NAME{SUFFIX} beside it; try another folder")
    # PyAV takes a moment to load; help and error messages need not wait for it.
    from posecoach.vision.media.video import probe

    specs = load_specs()
    clips = []
    for video in videos:
        truth = load_truth(truth_path(video))
        if truth.stretch not in specs:
            raise TruthError(
                f"{truth_path(video)}: stretch: expected one of {', '.join(specs)}, got {truth.stretch!r}"
            )
        probe(video)
        clips.append(_Clip(video, truth, specs[truth.stretch]))
    return clips


def _scores(
    clips: Sequence[_Clip], workers: int, model: Path | None, landmarks: Path | None
) -> list[ClipScore]:
    with steps_shown("Analysing the clips") as progress:
        return in_parallel(
            partial(_score, model=model, landmarks=landmarks),
            clips,
            [len(clip.truth.frames) for clip in clips],
            workers=workers,
            progress=progress,
        )


def _score(clip: _Clip, model: Path | None, landmarks: Path | None) -> ClipScore:
    from posecoach.analysis.given_landmarks import analyze_landmarks, landmarks_of_video
    from posecoach.analysis.video import analyze_video

    if landmarks is not None:
        given = landmarks_of_video(landmarks / clip.video.stem, clip.video)
        report = analyze_landmarks(given, clip.spec, side=clip.truth.side)
        return score_clip(clip.video.stem, report, clip.truth)
    assert model is not None
    report = analyze_video(clip.video, clip.spec, model, side=clip.truth.side)
    return score_clip(clip.video.stem, report, clip.truth)
