"""One row of numbers for each video and exercise, as docs/reference.md defines them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from posecoach.coaching.exercise.gate import GateKind
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import State
from posecoach.coaching.reasons import FRAMING
from posecoach.records.report.explain import runs
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.recorder import ANGLES

Row = Mapping[str, str | int | float | bool | None]
"""A row by the names of its columns; what a row lacks is empty."""

FAULT: Final = "fault_"
PAUSE: Final = "pause_"
STATE: Final = "state_"
_FRAMING: Final = "framing_"
_SECONDS: Final = "_s"

_UNJUDGED: Final = (State.UNKNOWN, State.NOT_FRAMED)
_TIME_DIGITS: Final = 3

_TEXTS: Final = ("file", "stretch", "side", "network")
_COUNTS: Final = (
    "frames",
    "holds",
    "repetitions_target",
    "repetitions_counted",
    "repetitions_missed",
)
_ANGLE_COLUMNS: Final = tuple(
    f"{which}_{angle}_{part}"
    for angle in ANGLES
    for which in ("best", "typical")
    for part in ("deg", "sigma")
)
_BEFORE_KINDS: Final = (
    *_TEXTS,
    "frames",
    "duration_s",
    "valid_s",
    "target_s",
    "completed",
    "timed_only",
    *_COUNTS[1:],
    *_ANGLE_COLUMNS,
    "unjudged_share",
)
_AFTER_KINDS: Final = ("notes", "error")


def kind_column(prefix: str, kind: str) -> str:
    """The column with the seconds of one kind of fault, pause, state or framing problem."""
    return f"{prefix}{kind}{_SECONDS}"


def kinds_in(row: Row, prefix: str) -> Iterator[tuple[str, float]]:
    """Each kind of fault, pause or state that a row has seconds of."""
    for column, seconds in row.items():
        if column.startswith(prefix) and isinstance(seconds, (int, float)) and seconds > 0:
            yield column.removeprefix(prefix).removesuffix(_SECONDS), float(seconds)


def row_of(file: str, report: SetReport) -> Row:
    """The row of a video that was judged by an exercise.

    Args:
        file: What to call the video.
        report: What came of it; it needs no timeline.
    """
    record, repetitions = report.record, report.record.repetitions
    row: dict[str, str | int | float | bool | None] = {
        "file": file,
        "stretch": report.spec.id,
        "side": report.side,
        "network": report.network,
        "frames": report.video.frames,
        "duration_s": _time(report.video.duration_s),
        "valid_s": _time(report.valid_hold_s),
        "target_s": _time(report.target_s),
        "completed": report.completed,
        "timed_only": report.spec.timed_only,
        "holds": len(report.holds),
        "notes": " ".join(report.video.notes) or None,
    }
    if repetitions is not None:
        counted = sum(one.counted for one in repetitions)
        row |= {
            "repetitions_target": int(report.amount),
            "repetitions_counted": counted,
            "repetitions_missed": len(repetitions) - counted,
        }
    for which, found in (("best", record.best), ("typical", record.typical)):
        for angle, reading in found.items():
            row |= {f"{which}_{angle}_deg": reading["value"], f"{which}_{angle}_sigma": reading["sigma"]}
    row |= _seconds_by_kind(report)
    unjudged = sum(float(row[kind_column(STATE, state)] or 0) for state in _UNJUDGED)
    row["unjudged_share"] = round(min(1.0, unjudged / report.video.duration_s), _TIME_DIGITS)
    return row


def failed_row(file: str, stretch: str, error: str) -> Row:
    """The row of a video that could not be judged, with the reason."""
    return {"file": file, "stretch": stretch, "error": error}


def columns(specs: Sequence[StretchSpec], rows: Iterable[Row]) -> dict[str, type]:
    """The columns of a table, in order, each with the type of its values.

    Args:
        specs: The exercises: each of their faults has a column.
        rows: The rows; each reason of a pause in one of them has a column.
    """
    pauses = sorted({column for row in rows for column in row if column.startswith(PAUSE)})
    kinds = [
        *(kind_column(STATE, state) for state in State),
        *pauses,
        *sorted({kind_column(FAULT, fault) for spec in specs for fault in _faults(spec)}),
        *(kind_column(_FRAMING, requirement) for requirement in FRAMING),
    ]
    return {name: _type_of(name) for name in (*_BEFORE_KINDS, *kinds, *_AFTER_KINDS)}


def _seconds_by_kind(report: SetReport) -> dict[str, float]:
    """The seconds of each state, pause, fault and framing problem; 0 for what could have been and was not."""
    seconds: defaultdict[str, float] = defaultdict(float)
    seconds |= {kind_column(STATE, state): 0.0 for state in State}
    seconds |= {kind_column(FAULT, fault): 0.0 for fault in _faults(report.spec)}
    seconds |= {kind_column(_FRAMING, requirement): 0.0 for requirement in FRAMING}
    for state, reason, start_s, end_s in runs(report):
        seconds[kind_column(STATE, state)] += end_s - start_s
        if state is State.NOT_FRAMED:
            seconds[kind_column(_FRAMING, reason)] += end_s - start_s
    for reason, lasted_s in report.record.paused_s.items():
        seconds[kind_column(PAUSE, reason)] += lasted_s
    for fault in report.faults:
        seconds[kind_column(FAULT, fault.id)] += fault.end_s - fault.start_s
    return {name: _time(lasted_s) for name, lasted_s in seconds.items()}


def _faults(spec: StretchSpec) -> list[str]:
    return [gate.id for gate in spec.gates if gate.kind is GateKind.FAULT]


def _type_of(column: str) -> type:
    if column in _TEXTS or column in _AFTER_KINDS:
        return str
    if column in _COUNTS:
        return int
    return bool if column in ("completed", "timed_only") else float


def _time(seconds: float) -> float:
    return float(round(seconds, _TIME_DIGITS))
