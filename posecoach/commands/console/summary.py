"""A set's report as plain text for the terminal."""

from collections.abc import Iterable

import click

from posecoach.coaching.feedback import Severity
from posecoach.records import words
from posecoach.records.report.explain import advice, lost_time, shown_value
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.faults import FaultSpan

# More reasons than this are too many to work on at once.
_MOST_REASONS = 3


def summary(report: SetReport) -> str:
    """What counted, what didn't and why, and what to do: several lines."""
    leg = f", {report.side} leg" if report.side else ""
    video = report.video
    lines = [
        click.style(f"{report.spec.title}{leg}", bold=True),
        f"{video.path} - {video.duration_s:.1f} s, {video.frames} frames",
        *(click.style(note, fg="yellow") for note in video.notes),
        "",
        _valid_hold(report),
    ]
    best = report.best
    if best:
        lines.append(f"Best depth   hip flexion {best.value:.0f}° ± {best.sigma:.0f}°")
    lines += _section("Holds", (_span(h.start_s, h.end_s, f"{h.valid_s:.1f} s valid") for h in report.holds))
    lines += _section(
        "Pauses", (_span(p.start_s, p.end_s, words.named(p.reason, report.spec)) for p in report.pauses)
    )
    lines += _section("Faults", (_span(f.start_s, f.end_s, _fault(report, f)) for f in report.faults))
    if not report.completed:
        title = "Why nothing counted" if not report.holds else "Where the rest of the time went"
        lost = lost_time(report)[:_MOST_REASONS]
        rows = (f"  {item.seconds:6.1f} s       {item.what}{_then(item.advice)}" for item in lost)
        lines += _section(title, rows)
    return "\n".join(lines)


def _valid_hold(report: SetReport) -> str:
    if report.completed:
        verdict = click.style("done", fg="green", bold=True)
    else:
        verdict = f"{report.target_s - report.valid_hold_s:.1f} s to go"
    return f"Valid hold   {report.valid_hold_s:.1f} s of {report.target_s:g} s, {verdict}"


def _fault(report: SetReport, fault: FaultSpan) -> str:
    effect = "paused the clock" if fault.severity is Severity.BLOCKING else "advice only"
    reached = (
        f"{shown_value(report, fault.id, fault.worst)}, limit {shown_value(report, fault.id, fault.limit)}"
    )
    return f"{words.named(fault.id, report.spec)} ({reached}; {effect}){_then(advice(report, fault.id))}"


def _then(text: str | None) -> str:
    return f": {text}" if text else ""


def _section(title: str, rows: Iterable[str]) -> list[str]:
    listed = list(rows)
    return ["", click.style(title, bold=True), *listed] if listed else []


def _span(start_s: float, end_s: float, text: str) -> str:
    return f"  {start_s:5.1f} - {end_s:5.1f} s  {text}"
