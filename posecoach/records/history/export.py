"""The whole history as JSON, and as CSV with a row a set."""

import base64
import csv
import io
import json
from typing import Any, Final

from posecoach.records.csv_cells import as_texts
from posecoach.records.history.schema import SessionRow, SetRow
from posecoach.records.history.store import History
from posecoach.records.timeline.recorder import ANGLES

_SCHEMA_VERSION: Final = 1
_ANGLE_COLUMNS: Final = tuple(
    f"{which}_{angle}_{part}"
    for angle in ANGLES
    for which in ("best", "typical")
    for part in ("deg", "sigma")
)
COLUMNS: Final = (
    *("profile", "session", "started_at", "title", "source", "session_ended"),
    *("discomfort_before", "discomfort_after", "set", "stretch", "side", "target_s", "valid_s"),
    *("repetitions_target", "repetitions_counted", "repetitions_missed", "timed_only"),
    *("completed", "ended", "paused_s", "pauses", "faults", *_ANGLE_COLUMNS, "spec_version", "app_version"),
)


def as_json(history: History) -> str:
    """Everything, with timelines and pictures.

    Raises:
        HistoryError: if the history can't be read.
    """
    profiles = [
        {
            "profile": profile.name,
            "created_at": profile.created_at.isoformat(),
            "sessions": [_session(history, row) for row in history.sessions(profile.id, empty=True)],
        }
        for profile in history.profiles()
    ]
    return json.dumps({"schema_version": _SCHEMA_VERSION, "profiles": profiles}, indent=1, allow_nan=False)


def as_csv(history: History) -> str:
    """One row per set. Times are ISO 8601 in UTC; unknown values are empty.

    Raises:
        HistoryError: if the history can't be read.
    """
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for profile in history.profiles():
        for session in history.sessions(profile.id):
            for row in session.sets:
                writer.writerow(as_texts({"profile": profile.name, **_row(session, row)}))
    return table.getvalue()


def _session(history: History, session: SessionRow) -> dict[str, Any]:
    return {
        "id": session.id,
        "started_at": session.started_at.isoformat(),
        "title": session.title,
        "source": session.source,
        "ended": session.ended,
        "discomfort_before": session.discomfort_before,
        "discomfort_after": session.discomfort_after,
        "app_version": session.app_version,
        "sets": [
            {
                "number": row.number,
                "stretch": row.stretch,
                "side": row.side,
                "target_s": row.target_s,
                "valid_s": row.valid_s,
                "repetitions_target": row.repetitions_target,
                "repetitions_counted": row.repetitions_counted,
                "repetitions": None
                if row.repetitions is None
                else [{**one, "counted": one["reason"] is None} for one in row.repetitions],
                "timed_only": row.timed_only,
                "ended": row.ended,
                "paused_s": row.paused_s,
                "faults": row.faults,
                "best": row.best,
                "typical": row.typical,
                "spec_version": row.spec_version,
                "timeline": [
                    {"state": state, "reason": reason or None, "start_s": start_s, "end_s": end_s}
                    for state, reason, start_s, end_s in history.spans(row.id)
                ],
                "readings": history.readings(row.id),
                "pictures": [
                    {
                        "which": picture.which,
                        "t_s": picture.t_s,
                        "caption": picture.caption,
                        "jpeg_base64": base64.b64encode(picture.jpeg).decode("ascii"),
                    }
                    for picture in history.pictures(row.id)
                ],
            }
            for row in session.sets
        ],
    }


def _row(session: SessionRow, row: SetRow) -> dict[str, Any]:
    angles = {
        f"{which}_{angle}_{part}": found[angle][key]
        for which, found in (("best", row.best), ("typical", row.typical))
        for angle in ANGLES
        if angle in found
        for part, key in (("deg", "value"), ("sigma", "sigma"))
    }
    return angles | {
        "session": session.id,
        "started_at": session.started_at.isoformat(),
        "title": session.title,
        "source": session.source,
        "session_ended": session.ended,
        "discomfort_before": session.discomfort_before,
        "discomfort_after": session.discomfort_after,
        "set": row.number,
        "stretch": row.stretch,
        "side": row.side,
        "target_s": row.target_s,
        "valid_s": row.valid_s,
        "repetitions_target": row.repetitions_target,
        "repetitions_counted": row.repetitions_counted,
        "repetitions_missed": "; ".join(one["reason"] for one in row.repetitions or () if one["reason"]),
        "timed_only": row.timed_only,
        "completed": row.achieved.completed,
        "ended": row.ended,
        "paused_s": round(sum(row.paused_s.values()), 2),
        "pauses": "; ".join(sorted(row.paused_s)),
        "faults": "; ".join(sorted({fault["id"] for fault in row.faults})),
        "spec_version": row.spec_version,
        "app_version": session.app_version,
    }
