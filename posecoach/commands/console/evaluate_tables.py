"""An evaluation's counts and errors as readable tables, on a terminal or in a pipe."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from posecoach.coaching.kinematics.measures.table import MEASURES
from posecoach.commands.console.evaluate_clip_tables import print_clips, print_pairs
from posecoach.commands.console.tables import plain_table, table_console
from posecoach.evaluation.labelled.classes import ClassifiedStill, Said, class_table
from posecoach.evaluation.labelled.results import Evaluation
from posecoach.evaluation.labelled.stills import (
    AngleErrors,
    JudgedStill,
    Miss,
    Tally,
    angle_errors,
    angle_errors_by_class,
    tallies_by,
    tally,
)

MISS_WORDS = {Miss.REFUSED: "refused, though correct", Miss.WRONGLY_ACCEPTED: "accepted, though wrong"}

_ALL = "all"


def print_evaluation(found: Evaluation) -> None:
    """Prints what was given: photos, pairs of them, and clips."""
    console = table_console()
    if found.classes:
        console.print(_class_table(found.classes))
    if found.stills:
        _print_stills(console, found.stills)
    if found.angles:
        groups = {_ALL: angle_errors(found.angles)} | angle_errors_by_class(found.angles)
        console.print(_angle_table(groups))
    if found.pairs:
        print_pairs(console, found.pairs)
    if found.clips:
        print_clips(console, found.clips)


def _print_stills(console: Console, stills: Sequence[JudgedStill]) -> None:
    """Prints what was accepted (in total, by stretch and by class), and every miss."""
    console.print(
        _tally_table("Accepted, by stretch", "Stretch", {_ALL: tally(stills)} | tallies_by(stills, "stretch"))
    )
    console.print(_tally_table("Accepted, by class", "Class", tallies_by(stills, "pose_class")))
    misses = [still for still in stills if still.miss]
    if misses:
        console.print(_miss_table(misses))
    counts = tally(stills)
    console.print(f"Correct accepted  {counts.correct_accepted} of {counts.correct}")
    console.print(f"Wrongly accepted  {counts.wrongly_accepted} of {counts.wrong}")


def _class_table(stills: Sequence[ClassifiedStill]) -> Table:
    found = class_table(stills)
    exercises = list(dict.fromkeys(still.exercise for still in stills))
    table = plain_table(
        "What each exercise says of each class: accepted / as the start position / can't tell; "
        "of the rest it says no",
        "Class",
    )
    table.add_column("Photos", justify="right")
    for exercise in exercises:
        table.add_column(exercise.replace("_", " "), justify="right")
    for pose_class, row in sorted(found.items()):
        photos = len({still.file for still in stills if still.pose_class == pose_class})
        table.add_row(pose_class, str(photos), *(_class_cell(row[exercise]) for exercise in exercises))
    return table


def _class_cell(counts: Mapping[Said, int]) -> str:
    shown = [str(counts[said]) for said in (Said.WORK, Said.START, Said.CANT_TELL)]
    return " / ".join(shown) if any(counts[said] for said in Said if said is not Said.NOT) else "-"


def _tally_table(title: str, column: str, tallies: Mapping[str, Tally]) -> Table:
    table = plain_table(title, column)
    for name in ("Correct accepted", "Wrongly accepted"):
        table.add_column(name, justify="right")
    for name, counts in tallies.items():
        table.add_row(
            name,
            f"{counts.correct_accepted} of {counts.correct}" if counts.correct else "-",
            f"{counts.wrongly_accepted} of {counts.wrong}" if counts.wrong else "-",
        )
    return table


def _miss_table(misses: Sequence[JudgedStill]) -> Table:
    table = plain_table("Misses", "Photo", "Stretch", "Class", "Verdict", "State", "Reason")
    for still in misses:
        assert still.miss is not None  # only misses come here
        verdict = MISS_WORDS[still.miss]
        table.add_row(still.file, still.stretch, still.pose_class, verdict, still.state, still.reason or "-")
    return table


def _angle_table(groups: Mapping[str, Sequence[AngleErrors]]) -> Table:
    table = plain_table("Angles against hand-placed joints, degrees, where the coach claims to know", "Class")
    table.add_column("Measure")
    for name in ("Known", "Mean", "MAE"):
        table.add_column(name, justify="right")
    for name, group in groups.items():
        for errors in group:
            table.add_row(
                name,
                MEASURES[errors.measure].label,
                f"{errors.known} of {errors.photos}",
                "-" if errors.mean is None else f"{errors.mean:+.1f}",
                "-" if errors.mae is None else f"{errors.mae:.1f}",
            )
    return table
