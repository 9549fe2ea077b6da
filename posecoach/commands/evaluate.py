"""``posecoach evaluate``: scores the coach on labelled photos, pairs of photos, and clips."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from posecoach.catalog.exercises import find_spec, load_specs
from posecoach.commands.console.evaluate_inputs import GivenClips, GivenPhotos, given_clips, given_photos
from posecoach.commands.console.evaluate_sheet import PNG, Sheet
from posecoach.commands.console.evaluate_tables import print_evaluation
from posecoach.commands.console.options import FILE, network_option, workers_option
from posecoach.commands.console.outputs import OutputError, output_files
from posecoach.commands.console.progress import model_ready, steps_shown
from posecoach.evaluation.labelled.clips import JudgedClip
from posecoach.evaluation.labelled.pairs import judge_pair
from posecoach.evaluation.labelled.results import Evaluation, evaluation_json
from posecoach.parallel.processes import in_parallel
from posecoach.vision.model.bundle import Network
from posecoach.vision.model.choice import Purpose

_STDOUT = Path("-")
_PHOTOS_A_JOB = 12  # each job loads the engine, which takes as long as one or two photos

_EXAMPLES = """\b
Examples:
  posecoach evaluate --photos photos --labels labels.tsv
  posecoach evaluate --photos photos --labels labels.tsv --keypoints keypoints.tsv --sheet sheet.png
  posecoach evaluate --photos photos --pairs pairs.tsv --half tune
  posecoach evaluate --clips clips --segments segments.tsv --classes classes.tsv --json -
"""


@click.command(epilog=_EXAMPLES)
@click.option("--photos", "photos_folder", type=FILE, metavar="DIR", help="The folder of the photos.")
@click.option(
    "--labels",
    "labels_file",
    type=FILE,
    metavar="FILE",
    help="The right verdicts on the photos: a tab-separated file with the columns file and pose_class and "
    "one column per stretch, which holds valid, invalid or either (debatable, not scored).",
)
@click.option(
    "--keypoints",
    "joints_file",
    type=FILE,
    metavar="FILE",
    help="Joints placed by hand, to compare the angles with: a tab-separated file with the columns file, "
    "class, sx, sy, hx, hy, kx, ky, ax, ay (shoulder, hip, knee, ankle in pixels), hip_deg and knee_deg.",
)
@click.option(
    "--pairs",
    "pairs_file",
    type=FILE,
    metavar="FILE",
    help="Photos of one person with a rounded and a flat back: a tab-separated file with the columns pair, "
    "rounded and flat.",
)
@click.option("--clips", "clips_folder", type=FILE, metavar="DIR", help="The folder of the clips.")
@click.option(
    "--segments",
    "segments_file",
    type=FILE,
    metavar="FILE",
    help="What the clips show: a tab-separated file with the columns file, t0, t1 (seconds), class, form "
    "and view.",
)
@click.option(
    "--classes",
    "classes_file",
    type=FILE,
    metavar="FILE",
    help="Which classes of the clips are right for which exercise: a tab-separated file with the columns "
    "class, exercise, good (how good forms begin) and open (what makes a form debatable).",
)
@click.option(
    "--landmarks",
    type=FILE,
    metavar="DIR",
    help="Score the poses of another engine: for each clip a folder NAME of OpenPose's JSON files.",
)
@click.option(
    "--stretch",
    "stretches",
    multiple=True,
    metavar="ID",
    help="The stretch; can be given several times.  [default: all that are judged; of clips those whose "
    "classes appear]",
)
@click.option(
    "--half", metavar="NAME", help="Only the lines that have this in the column half, e.g. tune or measure."
)
@workers_option
@network_option
@click.option(
    "--json", "json_file", type=FILE, metavar="FILE", help="Write all results as JSON; - prints it."
)
@click.option(
    "--sheet",
    "sheet_file",
    type=FILE,
    metavar="FILE.png",
    help="Draw all photos, and what was missed in clips, on one image, misses first.",
)
def evaluate(
    photos_folder: Path | None,
    labels_file: Path | None,
    joints_file: Path | None,
    pairs_file: Path | None,
    clips_folder: Path | None,
    segments_file: Path | None,
    classes_file: Path | None,
    landmarks: Path | None,
    stretches: tuple[str, ...],
    half: str | None,
    workers: int,
    network: Network | None,
    json_file: Path | None,
    sheet_file: Path | None,
) -> None:
    """Judge labelled photos and clips, and score the coach.

    Prints how many of the correct photos it accepts, how many of the others, and how far its angles are
    from joints placed by hand; which of two backs it reads as rounder; how many seconds of good holds in
    clips it counts, and how many besides; and each miss.
    """
    if sheet_file is not None and sheet_file.suffix.lower() != PNG:
        raise OutputError(f"{sheet_file}: the sheet is a PNG image; give it a name that ends in {PNG}")
    specs = {stretch: find_spec(stretch) for stretch in stretches} or {
        id_: spec for id_, spec in load_specs().items() if not spec.timed_only
    }
    photos = given_photos(photos_folder, labels_file, joints_file, pairs_file, specs, half)
    clips = given_clips(clips_folder, segments_file, classes_file, specs, half, all_given=bool(stretches))
    if photos is None and clips is None:
        raise click.UsageError("give --photos with --labels, or --clips with --segments and --classes")

    if landmarks is not None and (clips is None or photos is not None or sheet_file is not None):
        raise click.UsageError("--landmarks goes with --clips, and without --photos and --sheet")
    to_stdout = json_file == _STDOUT
    named = (None if to_stdout else json_file, sheet_file)
    targets = [target for target in named if target is not None]
    inputs = [path for given in (photos, clips) if given for path in given.inputs]
    with output_files(targets, inputs) as outputs:
        sheet = None if sheet_file is None else Sheet()
        for_photos = None if photos is None else model_ready(Purpose.PHOTO, network)
        for_clips = None if clips is None or landmarks is not None else model_ready(Purpose.VIDEO, network)
        found = Evaluation()
        if photos is not None and for_photos is not None:
            found = _evaluated_photos(photos, for_photos.path, workers, sheet)
        if clips is not None:
            model = None if for_clips is None else for_clips.path
            found = replace(found, clips=_evaluated_clips(clips, model, landmarks, workers, sheet))
        if json_file and not to_stdout:
            outputs.write_text(json_file, evaluation_json(found))
        if sheet_file and sheet:
            outputs.write_bytes(sheet_file, sheet.png())
    if to_stdout:
        click.echo(evaluation_json(found), nl=False)
    else:
        print_evaluation(found)
        if for_photos is not None:
            click.echo(f"Network of the photos: {for_photos.variant}")
        if for_clips is not None:
            click.echo(f"Network of the clips: {for_clips.variant}")
        if landmarks is not None:
            click.echo(f"Judged by the poses in {landmarks}.")
        if targets:
            click.echo(f"wrote {', '.join(map(str, targets))}")


def _evaluated_photos(photos: GivenPhotos, model: Path, workers: int, sheet: Sheet | None) -> Evaluation:
    # MediaPipe takes a second to load; help and error messages need not wait for it.
    from posecoach.analysis.scored_photos import PhotoToScore, score_photos

    jobs = [
        PhotoToScore(
            photos.folder / file,
            photos.labelled.get(file),
            photos.joints.get(file),
            draw=sheet is not None,
        )
        for file in photos.files
    ]
    batches = [jobs[start : start + _PHOTOS_A_JOB] for start in range(0, len(jobs), _PHOTOS_A_JOB)]
    with steps_shown("Judging the photos") as progress:
        found = in_parallel(
            partial(score_photos, specs=photos.specs, model=model),
            batches,
            [len(batch) for batch in batches],
            workers=workers,
            progress=progress,
        )
    scored = [one for batch in found for one in batch]
    by_file = dict(zip(photos.files, scored, strict=True))
    pairs = [judge_pair(pair, by_file[pair.rounded].backs, by_file[pair.flat].backs) for pair in photos.pairs]
    if sheet is not None:
        for file, one in by_file.items():
            if one.picture is not None and one.stills:
                sheet.add_photo(photos.labelled[file], one.stills, one.picture)
        for judged in pairs:
            rounded, flat = by_file[judged.pair.rounded].picture, by_file[judged.pair.flat].picture
            if judged.missed and rounded is not None and flat is not None:
                sheet.add_pair(judged, rounded, flat)
    return Evaluation(
        stills=[still for one in scored for still in one.stills],
        classes=[still for one in scored for still in one.classes],
        angles=[angle for one in scored for angle in one.angles],
        pairs=pairs,
    )


def _evaluated_clips(
    clips: GivenClips, model: Path | None, landmarks: Path | None, workers: int, sheet: Sheet | None
) -> list[JudgedClip]:
    from posecoach.analysis.scored_clips import ClipToScore, score_clip_spans
    from posecoach.vision.media.video import probe

    jobs = [
        ClipToScore(
            clips.folder / file,
            segments,
            draw=sheet is not None,
            landmarks=landmarks and landmarks / Path(file).stem,
        )
        for file, segments in clips.segments.items()
    ]
    frames = [probe(job.path).frames for job in jobs]
    with steps_shown("Judging the clips") as progress:
        scored = in_parallel(
            partial(score_clip_spans, specs=clips.specs, rules=clips.rules, model=model),
            jobs,
            frames,
            workers=workers,
            progress=progress,
        )
    if sheet is not None:
        for one in scored:
            for clip in one.judged:
                sheet.add_clip(clip, one.pictures)
    return [clip for one in scored for clip in one.judged]
