"""A history whose file is sound but says what can't be: one line for people, and nothing is changed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.sets.made_up_weeks import a_set

from posecoach.catalog.exercises import find_spec
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.export import as_json
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Picture, Which


@pytest.fixture
def path(tmp_path: Path) -> Path:
    history = History(f"sqlite:///{tmp_path / 'history.db'}")
    profile = history.profiles()[0].id
    history.allow_pictures(profile, True)
    session = history.begin_session(profile, "Mine", started_at=datetime(2026, 1, 2, tzinfo=UTC))
    history.save_set(session, 0, find_spec("standing_hamstring"), None, 20.0, a_set(90.0))
    history.save_pictures(session, 0, [Picture(Which.BEST, 1.0, "Best", b"jpeg")])
    assert as_json(history)
    history.close()
    return tmp_path / "history.db"


def export(path: Path) -> str:
    history = History(f"sqlite:///{path}")
    try:
        return as_json(history)
    finally:
        history.close()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("profile", "created_at", "{"),
        ("profile", "name", b"\xff"),
        ("session", "started_at", "9999-12-31 23:59:59.999999"),
        ("session", "started_at", "noon"),
        ("session", "discomfort_before", "much"),
        ("stretch_set", "valid_s", "long"),
        ("stretch_set", "valid_s", float("inf")),
        ("stretch_set", "side", "up"),
        ("stretch_set", "paused_s", ""),
        ("stretch_set", "best", "null"),
        ("stretch_set", "best", '{"hip_flexion": {"value": null, "sigma": 1}}'),
        ("stretch_set", "typical", '{"hip_flexion": {}}'),
        ("stretch_set", "faults", "[1]"),
        ("stretch_set", "repetitions", "[1]"),
        ("stretch_set", "repetitions", '[{"start_s": 1, "top_s": null, "end_s": null, "held_s": 0}]'),
        ("stretch_set", "repetitions_counted", "all"),
        ("stretch_set", "spans", "[[1, 2]]"),
        ("stretch_set", "readings", '{"a": [5]}'),
        ("picture", "jpeg", "text"),
        ("picture", "which", "third"),
    ],
)
def test_a_value_that_can_not_be_is_named_in_one_line(path: Path, table: str, column: str, value: object):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with pytest.raises(HistoryError, match=r"history\.db: a value in it is damaged .*; restore an earlier"):
        export(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(f"SELECT {column} FROM {table}").fetchone() == (value,)
