"""``posecoach evaluate``: scores the coach on labelled photos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import cv2

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.console.evaluate_tables import print_evaluation
from posecoach.commands.console.options import FILE
from posecoach.commands.console.outputs import OutputError, output_files
from posecoach.commands.console.progress import model_ready, steps_shown
from posecoach.evaluation.labels import (
    Label,
    LabelError,
    LabelledPhoto,
    PlacedJoints,
    load_joints,
    load_labels,
)
from posecoach.evaluation.stills import (
    JointAngle,
    JudgedStill,
    evaluation_json,
    joint_angles,
    judged_stills,
)
from posecoach.files import is_file, is_folder
from posecoach.rendering.contact_sheet import Line, Tile, contact_sheet, tile_picture
from posecoach.vision.media.bars import without_bars
from posecoach.vision.media.images import read_image

_STDOUT = Path("-")
_PNG = ".png"

_LINES_ARE = "Stretch (label): verdict, reason"
_RED = (176, 20, 44)
_GREY = (110, 118, 130)

_EXAMPLES = """\b
Examples:
  posecoach evaluate --photos photos --labels labels.tsv
  posecoach evaluate --photos photos --labels labels.tsv --keypoints keypoints.tsv --sheet sheet.png
"""


@dataclass(slots=True)
class _Evaluation:
    stills: list[JudgedStill] = field(default_factory=list)
    angles: list[JointAngle] = field(default_factory=list)
    missed: list[Tile] = field(default_factory=list)
    right: list[Tile] = field(default_factory=list)


@click.command(epilog=_EXAMPLES, short_help="Score the coach on labelled photos.")
@click.option("--photos", "folder", type=FILE, required=True, metavar="DIR", help="The folder of the photos.")
@click.option(
    "--labels",
    "labels_file",
    type=FILE,
    required=True,
    metavar="FILE",
    help="The right verdicts: a tab-separated file with the columns file and pose_class and one column per "
    "stretch, which holds valid, invalid or either (debatable, not scored).",
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
    "--json", "json_file", type=FILE, metavar="FILE", help="Write all results as JSON; - prints it."
)
@click.option(
    "--sheet",
    "sheet_file",
    type=FILE,
    metavar="FILE.png",
    help="Draw all photos on one image, misses first.",
)
def evaluate(
    folder: Path,
    labels_file: Path,
    joints_file: Path | None,
    json_file: Path | None,
    sheet_file: Path | None,
) -> None:
    """Judge labelled photos and score the coach.

    Prints how many of the correct photos it accepts, how many of the others, each miss, and how far
    its angles are from joints placed by hand.
    """
    if sheet_file is not None and sheet_file.suffix.lower() != _PNG:
        raise OutputError(f"{sheet_file}: the sheet is a PNG image; give it a name that ends in {_PNG}")
    specs = load_specs()
    labels = load_labels(labels_file, specs)
    joints = {placed.file: placed for placed in load_joints(joints_file)} if joints_file else {}
    photos = {photo.file: photo for photo in labels}
    for placed in joints.values():
        photos.setdefault(placed.file, LabelledPhoto(placed.file, placed.line, placed.pose_class, {}))
    _need_photos(folder, labels_file, labels)
    if joints_file:
        _need_photos(folder, joints_file, joints.values())

    to_stdout = json_file == _STDOUT
    named = (None if to_stdout else json_file, sheet_file)
    targets = [target for target in named if target is not None]
    inputs = [labels_file, *([joints_file] if joints_file else []), *(folder / file for file in photos)]
    with output_files(targets, inputs) as outputs:
        found = _evaluate(folder, list(photos.values()), joints, specs, draw=sheet_file is not None)
        if json_file and not to_stdout:
            outputs.write_text(json_file, evaluation_json(found.stills, found.angles))
        if sheet_file:
            outputs.write_bytes(sheet_file, _sheet_png(found))
    if to_stdout:
        click.echo(evaluation_json(found.stills, found.angles), nl=False)
    else:
        print_evaluation(found.stills, found.angles)
        if targets:
            click.echo(f"wrote {', '.join(map(str, targets))}")


def _need_photos(folder: Path, table: Path, rows: Iterable[LabelledPhoto | PlacedJoints]) -> None:
    if not is_folder(folder):
        raise LabelError(f"{folder}: not a folder; name the one that holds the photos")
    for row in rows:
        if not is_file(folder / row.file):
            raise LabelError(f"{table}: line {row.line}: column file: {row.file} is not in {folder}")


def _evaluate(
    folder: Path,
    photos: Sequence[LabelledPhoto],
    joints: Mapping[str, PlacedJoints],
    specs: Mapping[str, StretchSpec],
    *,
    draw: bool,
) -> _Evaluation:
    model = model_ready()
    # MediaPipe takes a second to load; help and error messages need not wait for it.
    from posecoach.analysis.photos import judge_photo
    from posecoach.vision.estimator import StillPoseEstimator

    found = _Evaluation()
    with StillPoseEstimator(model) as estimator, steps_shown("Judging the photos") as progress:
        for done, photo in enumerate(photos, start=1):
            rgb = without_bars(read_image(folder / photo.file))
            answers = judge_photo(rgb, specs, estimator)
            stills = judged_stills(photo, {stretch: answer for stretch, (_, answer) in answers.items()})
            found.stills += stills
            if photo.file in joints:
                found.angles += joint_angles(joints[photo.file], *answers[_main_stretch(photo, specs)])
            if draw and stills:
                drawn = next((still.stretch for still in stills if still.miss), _main_stretch(photo, specs))
                tile = Tile(tile_picture(rgb, *answers[drawn]), _lines(photo, stills))
                (found.missed if any(still.miss for still in stills) else found.right).append(tile)
            progress(done, len(photos))
    return found


def _main_stretch(photo: LabelledPhoto, specs: Mapping[str, StretchSpec]) -> str:
    """The stretch that a photo shows, or else one that it may show, or else the first."""
    for label in (Label.VALID, Label.EITHER):
        for stretch, said in photo.labels.items():
            if said is label:
                return stretch
    return next(iter(photo.labels or specs))


def _lines(photo: LabelledPhoto, stills: Sequence[JudgedStill]) -> list[Line]:
    return [Line(f"{photo.file}  ({photo.pose_class})", bold=True), *map(_line, stills)]


def _line(still: JudgedStill) -> Line:
    reason = f", {still.reason}" if still.reason and still.reason != still.state else ""
    text = f"{still.stretch} ({still.label}): {still.state}{reason}"
    if still.miss:
        return Line(text, _RED, bold=True)
    return Line(text, _GREY) if still.label is not Label.VALID else Line(text)


def _sheet_png(found: _Evaluation) -> bytes:
    sheet = contact_sheet(
        [
            (f"Misses: {len(found.missed)} photos.  {_LINES_ARE}", found.missed),
            (f"Right: {len(found.right)} photos.  {_LINES_ARE}", found.right),
        ]
    )
    _, png = cv2.imencode(_PNG, cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))
    return png.tobytes()
