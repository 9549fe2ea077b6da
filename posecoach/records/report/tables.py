"""A set's report as tables of pandas."""

from dataclasses import asdict

import pandas as pd

from posecoach.records.report.files import timeline_rows
from posecoach.records.report.model import SetReport
from posecoach.records.report.repetitions import best_of


def timeline_table(report: SetReport) -> pd.DataFrame:
    """A row a frame, with the columns of the CSV file; unknown values are NaN."""
    columns, rows = timeline_rows(report)
    table = pd.DataFrame(rows, columns=columns)
    known = {name: "boolean" for name in columns if name.endswith("_known")}
    numbers = {name.removesuffix("_known") + ending: "float64" for name in known for ending in ("", "_sigma")}
    return table.astype({**known, **numbers, "repetitions_counted": "Int64"})


def holds_table(report: SetReport) -> pd.DataFrame:
    """A row a hold: ``start_s``, ``end_s``, ``valid_s``."""
    return pd.DataFrame(
        [(hold.start_s, hold.end_s, hold.valid_s) for hold in report.holds],
        columns=["start_s", "end_s", "valid_s"],
    )


def pauses_table(report: SetReport) -> pd.DataFrame:
    """A row a pause within a hold: ``start_s``, ``end_s``, ``reason``."""
    return pd.DataFrame(
        [(pause.start_s, pause.end_s, pause.reason) for pause in report.pauses],
        columns=["start_s", "end_s", "reason"],
    )


def faults_table(report: SetReport) -> pd.DataFrame:
    """A row a fault, see ``FaultSpan``."""
    columns = ["id", "severity", "start_s", "end_s", "worst", "limit"]
    return pd.DataFrame([asdict(fault) for fault in report.faults], columns=columns)


def repetitions_table(report: SetReport) -> pd.DataFrame:
    """A row a repetition that was over, with a column for each measure's best; empty for a hold."""
    columns = ["start_s", "top_s", "end_s", "held_s", "counted", "reason"]
    rows = [
        {name: getattr(one, name) for name in columns}
        | {f"best_{measure}": reading.value for measure, reading in best_of(report, one).items()}
        for one in report.repetitions or ()
    ]
    measures = dict.fromkeys(name for row in rows for name in row if name not in columns)
    return pd.DataFrame(rows, columns=[*columns, *measures])
