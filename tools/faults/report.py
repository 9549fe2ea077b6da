"""What the fault suite prints: how many inputs of which kind, how each was met, the worst time and memory."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tools.faults.trial import GOOD, Outcome


def print_report(outcomes: Sequence[Outcome], seconds: float, console: Console) -> None:
    """Prints the table, and each failure.

    Args:
        outcomes: Of all inputs.
        seconds: How long the suite took.
        console: Where to.
    """
    table = Table(box=None)
    for column in ("kind", "inputs", *GOOD, "failed", "worst time", "worst memory"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for kind in sorted({outcome.kind for outcome in outcomes}):
        table.add_row(kind, *_cells([outcome for outcome in outcomes if outcome.kind == kind]))
    table.add_section()
    table.add_row("all", *_cells(outcomes))
    console.print(table)
    for outcome in outcomes:
        if not outcome.good:
            line = (outcome.detail.strip().splitlines() or [""])[-1]
            console.print(
                f"{outcome.kind}:{outcome.number}  {outcome.met}  {outcome.what[:200]}: {line[:200]}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
    largest, slowest = max(outcomes, key=_memory), max(outcomes, key=_time)
    failed = sum(not outcome.good for outcome in outcomes)
    console.print(
        f"{len(outcomes):,} inputs in {seconds:.0f} s, {failed} failed; worst memory "
        f"{largest.peak_bytes / 1e6:.0f} MB ({largest.kind}:{largest.number}), worst time "
        f"{slowest.seconds:.1f} s ({slowest.kind}:{slowest.number})",
        highlight=False,
        soft_wrap=True,
    )


def _cells(outcomes: Sequence[Outcome]) -> list[str]:
    met = Counter(outcome.met for outcome in outcomes)
    return [
        f"{len(outcomes):,}",
        *(f"{met[how]:,}" for how in GOOD),
        f"{sum(not outcome.good for outcome in outcomes):,}",
        f"{max(map(_time, outcomes)):.1f} s",
        f"{max(map(_memory, outcomes)) / 1e6:.0f} MB",
    ]


def _time(outcome: Outcome) -> float:
    return outcome.seconds


def _memory(outcome: Outcome) -> int:
    return outcome.peak_bytes
