"""An evaluation's counts and errors as readable tables, on a terminal or in a pipe."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from posecoach.coaching.kinematics.measures.table import MEASURES
from posecoach.commands.console.tables import plain_table, table_console
from posecoach.evaluation.stills import (
    AngleErrors,
    JointAngle,
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


def print_evaluation(stills: Sequence[JudgedStill], angles: Sequence[JointAngle]) -> None:
    """Prints what was accepted (in total, by stretch and by class), every miss, and the angle errors."""
    console = table_console()
    console.print(
        _tally_table("Accepted, by stretch", "Stretch", {_ALL: tally(stills)} | tallies_by(stills, "stretch"))
    )
    console.print(_tally_table("Accepted, by class", "Class", tallies_by(stills, "pose_class")))
    misses = [still for still in stills if still.miss]
    if misses:
        console.print(_miss_table(misses))
    if angles:
        groups = {_ALL: angle_errors(angles)} | angle_errors_by_class(angles)
        console.print(_angle_table(groups))
    counts = tally(stills)
    console.print(f"Correct accepted  {counts.correct_accepted} of {counts.correct}")
    console.print(f"Wrongly accepted  {counts.wrongly_accepted} of {counts.wrong}")


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
