"""Many rows added up: what a summary and a page say of all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from posecoach.records.batch.rows import FAULT, PAUSE, STATE, Row, kinds_in

# Distributions are shown in steps of so many seconds held well.
STEP_S: Final = 5


@dataclass(slots=True)
class ExerciseTotals:
    """All videos as judged by one exercise.

    Attributes:
        videos: How many were judged.
        duration_s: How long they are together.
        valid_s: The seconds that counted.
        repetitions: Those that counted; None for a hold.
        state_s: Seconds of each state.
        fault_s: Seconds of each fault.
        pause_s: Seconds inside holds that did not count, by reason.
        held: How many videos have how much time that counted, by the beginning of the step in seconds.
    """

    videos: int = 0
    duration_s: float = 0.0
    valid_s: float = 0.0
    repetitions: int | None = None
    state_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    fault_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    pause_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    held: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Totals:
    """All rows.

    Attributes:
        by_exercise: Those of each exercise's videos that could be judged.
        failed: The videos that could not be judged, with the reason, in order.
        rows: How many rows there are.
    """

    by_exercise: defaultdict[str, ExerciseTotals] = field(
        default_factory=lambda: defaultdict[str, ExerciseTotals](ExerciseTotals)
    )
    failed: dict[str, str] = field(default_factory=dict)
    rows: int = 0


def add_up(rows: Iterable[Row]) -> Totals:
    """Adds up rows, which may be more than memory holds."""
    totals = Totals()
    for row in rows:
        totals.rows += 1
        if row.get("error"):
            totals.failed[str(row["file"])] = str(row["error"])
            continue
        one = totals.by_exercise[str(row["stretch"])]
        valid_s = _number(row, "valid_s")
        one.videos += 1
        one.duration_s += _number(row, "duration_s")
        one.valid_s += valid_s
        if row.get("repetitions_counted") is not None:
            one.repetitions = (one.repetitions or 0) + int(_number(row, "repetitions_counted"))
        one.held[int(valid_s // STEP_S) * STEP_S] += 1
        for prefix, seconds in ((STATE, one.state_s), (FAULT, one.fault_s), (PAUSE, one.pause_s)):
            for kind, lasted_s in kinds_in(row, prefix):
                seconds[kind] += lasted_s
    return totals


def _number(row: Row, column: str) -> float:
    value = row.get(column)
    return float(value) if isinstance(value, (int, float)) else 0.0
