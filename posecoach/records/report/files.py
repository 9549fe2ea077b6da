"""A set's report as files for other programs: JSON and CSV, as docs/reference.md defines them."""

import csv
import io
import json
import math
from typing import Any

from posecoach.coaching.feedback import Feedback, GateResult, Measurement, Repetition, Requirement
from posecoach.records.csv_cells import as_texts
from posecoach.records.report.model import SetReport
from posecoach.records.report.repetitions import best_of
from posecoach.records.timeline.recorder import DEPTH

SCHEMA_VERSION = 2
"""Since 2, every field of a timeline row except ``cue`` is about that row's own ``t_s``."""

# A millionth of a second tells any two frames apart; a thousandth of a degree is far below any error.
_TIME_DIGITS = 6
_VALUE_DIGITS = 3


def report_json(report: SetReport) -> str:
    """The report as one line of JSON. Values that are not finite are null."""
    return json.dumps(_report_object(report), ensure_ascii=False, allow_nan=False) + "\n"


def report_csv(report: SetReport) -> str:
    """The timeline as a table with a header: one row per frame, four columns per measure."""
    columns, rows = timeline_rows(report)
    table = io.StringIO()
    writer = csv.DictWriter(table, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(as_texts, rows))
    return table.getvalue()


def timeline_rows(report: SetReport) -> tuple[list[str], list[dict[str, Any]]]:
    """The timeline's columns, and a row per frame, which lacks the measures that were not taken in it."""
    measures = list(dict.fromkeys(name for frame in report.timeline for name in frame.measures))
    columns = ["t_s", "state", "reason", "side", "cue", "faults", "valid_hold_s", "repetitions_counted"]
    for name in measures:
        columns += [name, f"{name}_sigma", f"{name}_known", f"{name}_why_not"]
    return columns, [_row(frame) for frame in report.timeline]


def _row(frame: Feedback) -> dict[str, Any]:
    row: dict[str, Any] = {
        "t_s": _time(frame.t_s),
        "state": frame.state,
        "reason": frame.reason,
        "side": frame.side,
        "cue": frame.cue and frame.cue.text,
        "faults": " ".join(fault.id for fault in frame.faults),
        "valid_hold_s": _time(frame.clock.valid_s),
        "repetitions_counted": frame.clock.repetitions and frame.clock.repetitions.counted,
    }
    for name, measurement in frame.measures.items():
        row[name] = _number(measurement.value)
        row[f"{name}_sigma"] = _number(measurement.sigma)
        row[f"{name}_known"] = int(measurement.known)
        row[f"{name}_why_not"] = measurement.why_not
    return row


def measurement_object(measurement: Measurement) -> dict[str, Any]:
    """One measurement as JSON; ``why_not`` only if it is not known."""
    found: dict[str, Any] = {
        "value": _number(measurement.value),
        "sigma": _number(measurement.sigma),
        "known": measurement.known,
    }
    if not measurement.known:
        found["why_not"] = measurement.why_not
    return found


def requirement_object(need: Requirement) -> dict[str, Any]:
    """A requirement of the picture as JSON."""
    return {"requirement": need.id, "ready": need.ready, "fix": need.fix}


def gate_object(gate: GateResult) -> dict[str, Any]:
    """One gate's answer with all that it is based on, as JSON; ``why_not`` only if it is unknown."""
    found: dict[str, Any] = {
        "id": gate.id,
        "measure": gate.measure,
        "answer": gate.answer,
        "value": _number(gate.value),
        "sigma": _number(gate.sigma),
        "limit": _number(gate.limit),
    }
    if gate.why_not is not None:
        found["why_not"] = gate.why_not
    return found


def _report_object(report: SetReport) -> dict[str, Any]:
    video = report.video
    best = report.best
    return {
        "schema_version": SCHEMA_VERSION,
        "stretch": report.spec.id,
        "side": report.side,
        "video": {
            "path": str(video.path),
            "frames": video.frames,
            "duration_s": _time(video.duration_s),
            "width": video.width,
            "height": video.height,
            "notes": list(video.notes),
        },
        "network": report.network,
        "valid_hold_s": _time(report.valid_hold_s),
        "target_s": report.target_s,
        "timed_only": report.spec.timed_only,
        "completed": report.completed,
        "repetitions_target": None if report.repetitions is None else report.amount,
        "repetitions_counted": report.achieved.counted,
        "repetitions": None
        if report.repetitions is None
        else [_repetition(report, one) for one in report.repetitions],
        "holds": [
            {"start_s": _time(hold.start_s), "end_s": _time(hold.end_s), "valid_s": _time(hold.valid_s)}
            for hold in report.holds
        ],
        "pauses": [
            {"start_s": _time(pause.start_s), "end_s": _time(pause.end_s), "reason": pause.reason}
            for pause in report.pauses
        ],
        "faults": [
            {
                "id": fault.id,
                "severity": fault.severity,
                "start_s": _time(fault.start_s),
                "end_s": _time(fault.end_s),
                "worst": _number(fault.worst),
                "limit": _number(fault.limit),
            }
            for fault in report.faults
        ],
        "best": {DEPTH: _number(best.value) if best else None},
        "timeline": [_entry(frame) for frame in report.timeline],
    }


def _repetition(report: SetReport, one: Repetition) -> dict[str, Any]:
    best = best_of(report, one)
    return {
        "start_s": _time(one.start_s),
        "top_s": None if one.top_s is None else _time(one.top_s),
        "end_s": _time(one.end_s),
        "held_s": _time(one.held_s),
        "counted": one.counted,
        "reason": one.reason,
        "best": {measure: _number(reading.value) for measure, reading in best.items()},
    }


def _entry(frame: Feedback) -> dict[str, Any]:
    return {
        "t_s": _time(frame.t_s),
        "state": frame.state,
        "reason": frame.reason,
        "side": frame.side,
        "cue": frame.cue and frame.cue.text,
        "faults": [fault.id for fault in frame.faults],
        "framing": [requirement_object(need) for need in frame.framing if not need.ready],
        "gates": [gate_object(gate) for gate in frame.gates],
        "measures": {name: measurement_object(found) for name, found in frame.measures.items()},
    }


def _time(seconds: float) -> float:
    return round(seconds, _TIME_DIGITS)


def _number(value: float) -> float | None:
    return round(value, _VALUE_DIGITS) if math.isfinite(value) else None
