"""What came of clips and of pairs of photos as readable tables, on a terminal or in a pipe."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from posecoach.commands.console.tables import plain_table
from posecoach.evaluation.labelled.clip_totals import counted_by_class, held_in_all, totals_by_exercise
from posecoach.evaluation.labelled.clips import NO_LABEL, FalseCount, JudgedClip, JudgedSpan
from posecoach.evaluation.labelled.flicker import Flicker
from posecoach.evaluation.labelled.pairs import BackReading, JudgedPair, pair_totals
from posecoach.evaluation.labelled.segments import Demand

_NONE = "-"
_NO_LABEL_WORDS = "(no label)"
_MOST_REASONS = 3
_FLICKERS_FROM = 2  # changes within a second


def print_pairs(console: Console, pairs: Sequence[JudgedPair]) -> None:
    """Prints every pair, and how many were read right."""
    table = plain_table("Rounded and flat backs of one person, degrees", "Pair", "Half", "Exercise")
    for name in ("Rounded", "Flat"):
        table.add_column(name, justify="right")
    for name in ("In order", "Rounded named", "Flat named", "Clarity"):
        table.add_column(name)
    for judged in pairs:
        order = _NONE if judged.in_order is None else _yes(judged.in_order)
        backs = (_back(judged.rounded), _back(judged.flat), order)
        named = (_yes(judged.rounded.named), _yes(judged.flat.named))
        pair = judged.pair
        table.add_row(pair.name, pair.half or _NONE, judged.exercise, *backs, *named, pair.clarity)
    console.print(table)
    counts = pair_totals(pairs)
    console.print(f"Pairs in order    {counts.in_order} of {counts.measured} measured, of {counts.pairs}")
    console.print(f"Backs named       {counts.rounded_named} rounded, {counts.flat_named} flat")


def print_clips(console: Console, clips: Sequence[JudgedClip]) -> None:
    """Prints the totals by exercise and half, what counted by class, and every miss."""
    console.print(_totals_table(clips))
    console.print(_class_table(clips))
    if any(clip.repetitions is not None for clip in clips):
        console.print(_repetition_table(clips))
    missed = [(clip, span) for clip in clips for span in clip.spans if span.missed]
    if missed:
        console.print(_missed_table(missed))
    false = [(clip, one) for clip in clips for one in clip.false]
    if false:
        console.print(_false_table(false))
    flickers = [
        (clip, span, span.flicker)
        for clip in clips
        for span in clip.spans
        if span.flicker is not None and span.flicker.most_in_1_s >= _FLICKERS_FROM
    ]
    if flickers:
        console.print(_flicker_table(flickers))
    counted_s, good_s, false_s = held_in_all(clips)
    console.print(f"Good held seconds {counted_s:.1f} of {good_s:.1f} counted; {false_s:.1f} s falsely")


def _totals_table(clips: Sequence[JudgedClip]) -> Table:
    table = plain_table("Clips, by exercise and half", "Exercise", "Half")
    for name in (
        "Clips", "Good s", "Counted s", "Falsely s", "Debatable s", "Good spans", "Missed",
        "Repetitions", "Falsely", "Most changes in 1 s",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    for exercise, by_half in totals_by_exercise(clips).items():
        for half, one in by_half.items():
            seconds = (one.good_s, one.counted_s, one.false_s, one.debatable_s)
            counts = (one.good_spans, one.missed_spans, one.repetitions, one.false_repetitions)
            worst = _NONE if one.worst_flicker is None else str(one.worst_flicker.most_in_1_s)
            table.add_row(
                exercise, half, str(one.clips), *map(_seconds, seconds), *map(_count, counts), worst
            )
    return table


def _class_table(clips: Sequence[JudgedClip]) -> Table:
    exercises = list(dict.fromkeys(clip.exercise for clip in clips))
    table = plain_table("Counted, by class: seconds, or repetitions and the seconds held in them", "Class")
    for exercise in exercises:
        table.add_column(exercise.replace("_", " "), justify="right")
    for pose_class, row in sorted(counted_by_class(clips).items()):
        cells = (_cell(*row[exercise]) if exercise in row else _NONE for exercise in exercises)
        table.add_row(_class(pose_class), *cells)
    return table


def _cell(seconds: float, repetitions: int | None) -> str:
    held = f"{seconds:.1f} s" if seconds else ""
    if repetitions:
        return f"{repetitions} ({held or '0 s'})"
    return held if repetitions is None or not held else f"0 ({held})"


def _repetition_table(clips: Sequence[JudgedClip]) -> Table:
    table = plain_table("Repetitions, clip by clip", "Clip", "Half", "Exercise")
    for name in ("Counted", "Falsely"):
        table.add_column(name, justify="right")
    table.add_column("Tried and not counted")
    for clip in clips:
        if clip.repetitions or clip.not_counted:
            counts = (str(clip.repetitions), str(len(clip.false)))
            tried = ", ".join(f"{reason} {count}" for reason, count in clip.not_counted.items())
            table.add_row(clip.file, clip.half or _NONE, clip.exercise, *counts, tried or _NONE)
    return table


def _missed_table(missed: Sequence[tuple[JudgedClip, JudgedSpan]]) -> Table:
    table = plain_table("Good spans missed", "Clip", "Half", "Exercise", "Class, form", "From", "To")
    table.add_column("Counted", justify="right")
    table.add_column("Seconds that did not count, by reason")
    for clip, span in missed:
        counted = f"{span.counted_s:.1f} of {span.scored_s:.1f} s"
        if span.repetitions is not None:
            counted = f"{span.repetitions} ({counted})"
        table.add_row(
            *_place(clip),
            _shows(span.pose_class, span.form),
            *_times(span),
            counted,
            _reasons(span.uncounted),
        )
    return table


def _false_table(false: Sequence[tuple[JudgedClip, FalseCount]]) -> Table:
    table = plain_table("Counted falsely", "Clip", "Half", "Exercise", "Class, form", "From", "To")
    table.add_column("Counted", justify="right")
    for clip, one in false:
        counted = f"{one.length_s:.1f} s" if clip.repetitions is None else "1 repetition"
        table.add_row(*_place(clip), _shows(one.pose_class, one.form), *_times(one), counted)
    return table


def _flicker_table(found: Sequence[tuple[JudgedClip, JudgedSpan, Flicker]]) -> Table:
    table = plain_table("State changes in a hold, more than one within a second", "Clip", "Half", "Exercise")
    for name in ("Class, form", "From", "To"):
        table.add_column(name)
    for name in ("Changes", "Per s", "Most in 1 s", "Longest s"):
        table.add_column(name, justify="right")
    for clip, span, one in found:
        kind = " (debatable)" if span.demand is Demand.OPEN else ""
        figures = (str(one.changes), f"{one.per_s:.2f}", str(one.most_in_1_s), f"{one.longest_s:.1f}")
        table.add_row(*_place(clip), f"{_shows(span.pose_class, span.form)}{kind}", *_times(span), *figures)
    return table


def _place(clip: JudgedClip) -> tuple[str, str, str]:
    return clip.file, clip.half or _NONE, clip.exercise


def _times(span: JudgedSpan | FalseCount) -> tuple[str, str]:
    return f"{span.start_s:.1f}", f"{span.end_s:.1f}"


def _shows(pose_class: str, form: str) -> str:
    return f"{_class(pose_class)}{f', {form}' if form else ''}"


def _class(pose_class: str) -> str:
    return _NO_LABEL_WORDS if pose_class == NO_LABEL else pose_class


def _reasons(seconds: Mapping[str, float]) -> str:
    return ", ".join(f"{reason} {lost:.1f}" for reason, lost in list(seconds.items())[:_MOST_REASONS])


def _back(reading: BackReading) -> str:
    return reading.why_not or _NONE if reading.flexion is None else f"{reading.flexion:.0f}"


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _seconds(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"


def _count(value: int | None) -> str:
    return _NONE if value is None else str(value)
