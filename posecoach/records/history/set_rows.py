"""What is saved of a set."""

from dataclasses import asdict
from typing import Any, Final

from posecoach.coaching.exercise.digest import judging_digest
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Repetition
from posecoach.pose.landmarks import Side
from posecoach.records.history.schema import SetRow
from posecoach.records.timeline.recorder import SetRecord

_TIME_DIGITS: Final = 3  # a thousandth of a second tells any two frames apart


def fill(
    row: SetRow, spec: StretchSpec, side: Side | None, amount: float, record: SetRecord, ended: str
) -> None:
    """Writes into a row what happened in its set; see ``History.save_set``."""
    row.stretch, row.side, row.ended = spec.id, side, ended
    row.target_s, row.timed_only = spec.target_s(amount), spec.timed_only
    row.repetitions_target = None if spec.repetitions is None else int(amount)
    row.repetitions_counted = record.repetitions_counted
    done = record.repetitions
    row.repetitions = None if done is None else [_repetition(one) for one in done]
    row.spec_version = judging_digest(spec)
    row.valid_s = round(record.valid_s, 2)
    row.paused_s, row.best, row.typical = record.paused_s, record.best, record.typical
    row.faults = [asdict(fault) for fault in record.faults]
    row.spans = [list(span) for span in record.spans]
    row.readings = {name: [list(one) for one in curve] for name, curve in record.readings.items()}


def _repetition(one: Repetition) -> dict[str, Any]:
    return {
        name: round(value, _TIME_DIGITS) if isinstance(value, float) else value
        for name, value in asdict(one).items()
    }
