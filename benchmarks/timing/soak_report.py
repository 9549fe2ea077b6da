"""What a soak measured: its samples, the table of its windows, and whether it stayed flat."""

import csv
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from pydantic import TypeAdapter

WINDOW_MIN = 5.0
LIMIT = 0.05
# The share of the run in which caches fill and the memory settles.
WARM_UP = 1 / 12
# Other programs that take more of the processor than this slow the coach down.
QUIET_CORES = 0.3
# A minute of samples in each half; from fewer nothing can be said.
FEWEST_SAMPLES = 6


class Event(StrEnum):
    """What happened during a sample, so that its answers and its latency are not compared."""

    NONE = ""
    START = "session start"
    RECONNECT = "reconnect"
    HIDDEN = "tab hidden"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Sample:
    """Some seconds of the soak; latencies are NaN where no answer came."""

    minute: float
    """When it ended, minutes from the beginning of the soak."""
    event: Event
    server_mb: float
    """Resident memory of the server's process at the end."""
    page_mb: float
    """Resident memory of the page's own process, the browser's largest renderer, at the end."""
    answers_per_s: float
    p50_ms: float
    """Median time from taking a frame to its answer in the page."""
    p95_ms: float
    picture_px: int
    """Width of the pictures sent; smaller where the computer is slow."""
    sessions: int
    """How many sessions have begun so far."""
    live_sockets: int
    engine_threads: int
    server_threads: int
    server_files: int
    """Open files and sockets of the server's process."""
    load: float
    """The machine's load average over a minute."""
    other_cores: float
    """How many cores other programs used."""

    @property
    def steady(self) -> bool:
        """Whether the coach was at work all the time, so that its speed can be compared."""
        return self.event is Event.NONE


NAMES = tuple(field.name for field in fields(Sample))


def write_header(target: TextIO) -> None:
    """Begins a CSV file of samples."""
    csv.writer(target).writerow(NAMES)


def write_sample(target: TextIO, sample: Sample) -> None:
    """Adds a sample to the CSV file, at once: a soak that breaks off keeps what it measured."""
    row = [round(value, 3) if isinstance(value, float) else value for value in astuple(sample)]
    csv.writer(target).writerow(row)
    target.flush()


def read_samples(path: Path) -> list[Sample]:
    """The samples of a CSV file."""
    with path.open(newline="", encoding="utf-8") as source:
        return TypeAdapter(list[Sample]).validate_python(list(csv.DictReader(source)))


def windows(samples: Iterable[Sample]) -> list[list[Sample]]:
    """The samples in windows of five minutes; the last may be shorter."""
    # A sample belongs to the window in which it ended, one at the very end of a window to that window.
    return [list(of) for _, of in groupby(samples, lambda sample: math.ceil(sample.minute / WINDOW_MIN))]


def median(samples: Iterable[Sample], name: str) -> float:
    """The median of one figure over the samples that have it; NaN where none has."""
    values = [value for sample in samples if not math.isnan(value := getattr(sample, name))]
    return statistics.median(values) if values else math.nan


def table(samples: Sequence[Sample]) -> str:
    """The windows, a line each: medians, how often each event came, the most sockets and engines at once."""
    events = [event for event in Event if event is not Event.NONE]
    lines = [
        f"{'minutes':>7}{'server':>10}{'page':>10}{'answers':>10}{'p50':>9}{'p95':>9}{'width':>9}{'load':>7}"
        f"{'others':>12}" + "".join(f"{event:>15}" for event in events) + f"{'sockets':>9}{'engines':>9}"
    ]
    for window in windows(samples):
        at_work = [sample for sample in window if sample.steady]
        happened = Counter(event for event, _ in groupby(sample.event for sample in window))
        lines.append(
            f"{window[-1].minute:>7.1f}{median(window, 'server_mb'):>7.0f} MB"
            f"{median(window, 'page_mb'):>7.0f} MB{median(at_work, 'answers_per_s'):>8.1f}/s"
            f"{median(at_work, 'p50_ms'):>6.0f} ms{median(at_work, 'p95_ms'):>6.0f} ms"
            f"{median(at_work, 'picture_px'):>6.0f} px{median(window, 'load'):>7.1f}"
            f"{median(window, 'other_cores'):>6.2f} cores"
            + "".join(f"{happened[event]:>15}" for event in events)
            + f"{max(sample.live_sockets for sample in window):>9}"
            + f"{max(sample.engine_threads for sample in window):>9}"
        )
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure in the first half after the warm-up, and in the last."""

    early: float
    late: float
    worse_if: int
    """1 where more is worse, -1 where less is."""
    enough: bool
    """Whether there were enough samples to compare."""

    @property
    def change(self) -> float:
        """As a share of the early figure."""
        return self.late / self.early - 1

    @property
    def verdict(self) -> str:
        """In words. Only a change for the worse is above the limit."""
        if not self.enough or math.isnan(self.change):
            return "can't tell: too few quiet samples"
        if abs(self.change) <= LIMIT:
            return f"within {LIMIT:.0%}"
        return "above its limit" if self.change * self.worse_if > 0 else "better"


def halves(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """The samples after the warm-up, before and after the middle of what is left."""
    begin = samples[-1].minute * WARM_UP
    middle = (begin + samples[-1].minute) / 2
    return (
        [sample for sample in samples if begin < sample.minute <= middle],
        [sample for sample in samples if sample.minute > middle],
    )


def compare(samples: Sequence[Sample], name: str) -> Comparison:
    """Compares one figure of the last half with the first.

    Memory is compared in all samples in which the coach was at work; speed only where other programs left
    the processor to it. Where there are too few of these, the figures are of all samples, and nothing is
    said about them.
    """
    of_memory = name.endswith("_mb")
    at_work = [[sample for sample in half if sample.steady] for half in halves(samples)]
    quiet = [[sample for sample in half if sample.other_cores <= QUIET_CORES] for half in at_work]
    chosen = at_work if of_memory else quiet
    enough = all(len(half) >= FEWEST_SAMPLES for half in chosen)
    early, late = (median(half, name) for half in (chosen if enough else at_work))
    return Comparison(early, late, -1 if name == "answers_per_s" else 1, enough)


def last_line(samples: Sequence[Sample]) -> str:
    """The soak in a line."""
    parts = []
    for name, title, unit in (
        ("server_mb", "server memory", " MB"),
        ("page_mb", "page memory", " MB"),
        ("answers_per_s", "answers", "/s"),
        ("p50_ms", "latency p50", " ms"),
        ("p95_ms", "p95", " ms"),
    ):
        compared = compare(samples, name)
        digits = 1 if name == "answers_per_s" else 0
        parts.append(
            f"{title} {compared.early:.{digits}f} -> {compared.late:.{digits}f}{unit}"
            f" ({compared.change:+.1%}, {compared.verdict})"
        )
    early, late = (median(half, "other_cores") for half in halves(samples))
    parts.append(f"other programs {early:.2f} -> {late:.2f} cores")
    return f"soak, {samples[-1].minute:.0f} min, sessions begun: {samples[-1].sessions}; " + "; ".join(parts)


def rows(samples: Iterable[Sample]) -> list[dict[str, Any]]:
    """The samples as a chart takes them: what is not a number is None."""
    return [
        {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in asdict(sample).items()
        }
        for sample in samples
    ]
