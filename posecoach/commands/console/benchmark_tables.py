"""A benchmark's scores as readable tables, on a terminal or in a pipe."""

from collections.abc import Sequence

from rich.table import Table

from posecoach.coaching.feedback import Severity
from posecoach.coaching.kinematics.measures.table import MEASURES
from posecoach.commands.console.tables import plain_table, table_console
from posecoach.evaluation.ground_truth.benchmark import ErrorStats, Totals, error_stats, total
from posecoach.evaluation.ground_truth.repetitions import RepetitionTotals, add_up
from posecoach.evaluation.ground_truth.score import ClipScore
from posecoach.records import words

_NONE = "-"


def print_scores(clips: Sequence[ClipScore]) -> None:
    """Prints the scores of at least one clip: per clip, per planted fault, per measure, and in total."""
    console = table_console()
    console.print(_clip_table(clips))
    if any(clip.repetitions is not None for clip in clips):
        console.print(_repetition_table(clips))
    if any(clip.planted or clip.false_faults for clip in clips):
        console.print(_fault_table(clips))
    if any(clip.unjudged for clip in clips):
        console.print(_unjudged_table(clips))
    errors = error_stats(reading for clip in clips for reading in clip.readings)
    if errors:
        console.print(_error_table(errors))
    for line in total_lines(total(clips)):
        console.print(line, soft_wrap=True)


def total_lines(totals: Totals) -> list[str]:
    """The totals over all clips, one figure per line."""
    valid, paused, off = (
        totals.worst_false_valid,
        totals.worst_false_paused,
        totals.worst_valid_difference,
    )
    latest = totals.latest_fault
    return [
        f"Clips             {totals.clips}",
        f"Valid hold        {totals.coach_valid_s:.1f} s of {totals.truth_valid_s:.1f} s in truth; "
        f"furthest off {off.seconds:+.2f} s ({off.clip})",
        f"False-valid       {totals.false_valid_s:.2f} s; most {valid.seconds:.2f} s ({valid.clip})",
        f"  never held well {totals.never_valid_counted_s:.2f} s in {totals.never_valid_clips} clips",
        f"False-paused      {totals.false_paused_s:.2f} s; most {paused.seconds:.2f} s ({paused.clip})",
        f"Planted faults    {totals.found} of {totals.planted} found"
        + (f"; latest {latest.seconds:+.2f} s after onset ({latest.clip})" if latest else ""),
        f"False alarms      {totals.false_blocking} blocking, {totals.false_advice} advice",
        *([] if totals.repetitions is None else _repetition_lines(totals.repetitions)),
    ]


def _repetition_lines(totals: RepetitionTotals) -> list[str]:
    lines = [
        f"Repetitions       {totals.good_counted} of {totals.good} good ones counted; "
        f"{totals.wrong_counted} of {totals.wrong} wrong ones"
    ]
    moments = {"start": totals.start, "top": totals.top, "end": totals.end}
    times = [
        f"{name} {off.mean:+.2f} s, worst {off.worst:+.2f} s"
        for name, off in moments.items()
        if off is not None
    ]
    return [*lines, f"  times off       {'; '.join(times)}"] if times else lines


def _clip_table(clips: Sequence[ClipScore]) -> Table:
    table = plain_table("Seconds held well, clip by clip", "Clip")
    for title in (
        "Truth",
        "Coach",
        "Difference",
        "False-valid",
        "False-paused",
        "Faults found",
        "False alarms",
    ):
        table.add_column(title, justify="right")
    for clip in clips:
        found = sum(fault.named_s is not None for fault in clip.planted)
        table.add_row(
            clip.name,
            f"{clip.truth_valid_s:.2f}",
            f"{clip.coach_valid_s:.2f}",
            f"{clip.coach_valid_s - clip.truth_valid_s:+.2f}",
            f"{clip.false_valid_s:.2f}",
            f"{clip.false_paused_s:.2f}",
            f"{found} of {len(clip.planted)}" if clip.planted else _NONE,
            _false_faults(clip),
        )
    return table


def _false_faults(clip: ClipScore) -> str:
    counts = ((clip.false_faults_of(severity), severity) for severity in Severity)
    return ", ".join(f"{count} {severity}" for count, severity in counts if count) or _NONE


def _repetition_table(clips: Sequence[ClipScore]) -> Table:
    table = plain_table("Repetitions: coach minus truth, mean over the clip", "Clip")
    for title in ("Good", "Counted", "Wrong", "Counted", "Start", "Top", "End"):
        table.add_column(title, justify="right")
    for clip in clips:
        if clip.repetitions is not None:
            found = add_up(clip.repetitions)
            table.add_row(
                clip.name,
                f"{found.good}",
                f"{found.good_counted}",
                f"{found.wrong}",
                f"{found.wrong_counted}",
                *(
                    _NONE if off is None else f"{off.mean:+.2f} s"
                    for off in (found.start, found.top, found.end)
                ),
            )
    return table


def _fault_table(clips: Sequence[ClipScore]) -> Table:
    table = plain_table("Faults: planted ones and false alarms", "Clip", "Fault")
    for title in ("From", "To"):
        table.add_column(title, justify="right")
    table.add_column("Coach")
    for clip in clips:
        for planted in clip.planted:
            late_s = planted.late_s
            found = "missed" if late_s is None else f"named {late_s:+.2f} s after onset"
            table.add_row(
                clip.name,
                words.named(planted.id, clip.stretch),
                f"{planted.start_s:.1f}",
                f"{planted.end_s:.1f}",
                found,
            )
        for false in clip.false_faults:
            found = f"false alarm ({false.severity})"
            table.add_row(
                clip.name,
                words.named(false.id, clip.stretch),
                f"{false.start_s:.1f}",
                f"{false.end_s:.1f}",
                found,
            )
    return table


def _unjudged_table(clips: Sequence[ClipScore]) -> Table:
    table = plain_table("What the coach could not judge", "Clip", "State", "Reason")
    for clip in clips:
        for state, reasons in clip.unjudged.items():
            about = ", ".join(f"{reason} {seconds:.1f} s" for reason, seconds in reasons.items())
            table.add_row(clip.name, state, about)
    return table


def _error_table(errors: Sequence[ErrorStats]) -> Table:
    table = plain_table(
        "Errors in degrees (measured minus true), where the coach claims to know", "Measure", "Phase"
    )
    for title in ("Frames", "Known", "Mean", "MAE", "95%", "Within budget", "Within twice"):
        table.add_column(title, justify="right")
    for stats in errors:
        table.add_row(
            MEASURES[stats.measure].label,
            stats.occasion,
            f"{stats.frames}",
            f"{stats.known / stats.frames:.0%}",
            f"{stats.mean:+.1f}",
            f"{stats.mae:.1f}",
            f"{stats.p95:.1f}",
            f"{stats.within_budget:.0%}",
            f"{stats.within_two_budgets:.0%}",
        )
    return table
