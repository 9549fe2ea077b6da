"""A set's report as plain text for the terminal."""

from collections.abc import Iterable, Iterator

import click

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.feedback import Repetition, Severity
from posecoach.records import words
from posecoach.records.achieved import outcome
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
        click.style(f"{texts_of(report.spec).title}{leg}", bold=True),
        f"{video.path} - {video.duration_s:.1f} s, {video.frames} frames",
        *(click.style(note, fg="yellow") for note in video.notes),
        "",
        *_what_counted(report),
    ]
    depth = report.depth
    if depth:
        lines.append(f"Best depth   hip flexion {depth.value:.0f}° ± {depth.sigma:.0f}°")
    if report.repetitions is not None:
        lines += _section(
            "Each repetition", (_repetition(report, n, one) for n, one in enumerate(report.repetitions, 1))
        )
    else:
        rows = (_span(h.start_s, h.end_s, f"{h.valid_s:.1f} s {_counted(report)}") for h in report.holds)
        lines += _section("Time counted" if report.spec.timed_only else "Holds", rows)
    lines += _section(
        "Pauses", (_span(p.start_s, p.end_s, words.named(p.reason, report.spec)) for p in report.pauses)
    )
    lines += _section("Faults", (_span(f.start_s, f.end_s, _fault(report, f)) for f in report.faults))
    if not report.completed:
        title = "Where the rest of the time went" if report.clock.begun else "Why nothing counted"
        lost = lost_time(report, report.evidence)[:_MOST_REASONS]
        rows = (f"  {item.seconds:6.1f} s       {item.what}{_then(item.advice)}" for item in lost)
        lines += _section(title, rows)
    return "\n".join(lines)


def _what_counted(report: SetReport) -> Iterator[str]:
    achieved = report.achieved
    if achieved.counted is not None and achieved.wanted is not None:
        to_go = f"{achieved.wanted - achieved.counted} to go"
        yield f"Repetitions  {achieved.counted} of {achieved.wanted}, {_verdict(report, to_go)}"
        if report.target_s > 0:
            yield f"Held         {report.valid_hold_s:.1f} s"
        return
    verdict = _verdict(report, f"{report.target_s - report.valid_hold_s:.1f} s to go")
    seconds = f"{report.valid_hold_s:.1f} s of {report.target_s:g} s, {verdict}"
    yield f"Time         {seconds}; not judged" if report.spec.timed_only else f"Valid hold   {seconds}"


def _verdict(report: SetReport, to_go: str) -> str:
    return click.style("done", fg="green", bold=True) if report.completed else to_go


def _counted(report: SetReport) -> str:
    return "counted" if report.spec.timed_only else "valid"


def _repetition(report: SetReport, number: int, one: Repetition) -> str:
    return f"{number:3}{_span(one.start_s, one.end_s, outcome(one, report.spec, held=report.target_s > 0))}"


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
