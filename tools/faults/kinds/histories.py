"""Histories with damage: in the file's bytes, in what a row says, in the tables, and beside the file."""

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.feedback import Severity
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records.history.baseline import compare_with_past
from posecoach.records.history.export import as_csv, as_json
from posecoach.records.history.progress import day_of, set_depths, trends, weeks, weeks_in_a_row
from posecoach.records.history.store import History
from posecoach.records.timeline.faults import FaultSpan
from posecoach.records.timeline.highlights import Picture, Which
from posecoach.records.timeline.recorder import SetRecord
from tools.faults.damage import damage_bytes
from tools.faults.trial import LostError, Trial

_PAGE = 4096
_ODD_SQL: tuple[object, ...] = (
    *(
        None,
        "",
        "x",
        0,
        -1,
        1e308,
        float("inf"),
        2**62,
        b"\xff\xfe",
        b"",
        "null",
        "[]",
        "{}",
        "[1]",
        '{"a": 1}',
    ),
    *('{"hip_flexion": {}}', '{"hip_flexion": {"value": null, "sigma": 1}}', "{", "NaN", "[[1, 2]]"),
    *("2026-13-01", "9999-12-31 23:59:59.999999", "0001-01-01 00:00:00.000000", "2026-01-02 03:04", "朝"),
)
_SCHEMA_CHANGES = (
    "DROP TABLE picture",
    "DROP TABLE stretch_set",
    "DROP TABLE alembic_version",
    "DELETE FROM alembic_version",
    "UPDATE alembic_version SET version_num = '9999'",
    "UPDATE alembic_version SET version_num = '0001'",
    "INSERT INTO alembic_version VALUES ('0001')",
    "ALTER TABLE session RENAME COLUMN title TO titel",
    "ALTER TABLE stretch_set DROP COLUMN best",
    "DELETE FROM profile",
    "PRAGMA user_version = 5",
    "PRAGMA journal_mode = DELETE",
    "CREATE TRIGGER t BEFORE INSERT ON session BEGIN SELECT RAISE(ABORT, 'no'); END",
)
_NO_HISTORIES = (b"", b"x", b"SQLite format 3\0", b"\0" * 5000, b"PK\3\4", b'{"profiles": []}')


def damaged_history(random: Random, folder: Path, number: int) -> Trial:
    """A history with sessions in it, damaged; opened, listed, exported and written to."""
    path = folder / "data" / "history.db"
    path.parent.mkdir()
    path.write_bytes(sound_history())
    how = random.choice(("bytes", "page", "page", "row", "row", "row", "schema", "beside", "none"))
    told = how
    if how == "bytes":
        content, told = damage_bytes(random, sound_history())
        path.write_bytes(content)
    elif how == "page":
        content, told = _damage_page(random, sound_history())
        path.write_bytes(content)
    elif how == "row":
        told = _damage_row(random, path)
    elif how == "schema":
        told = random.choice(_SCHEMA_CHANGES)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(told)
    elif how == "beside":
        told = _damage_beside(random, path)
    else:
        path.write_bytes(random.choice(_NO_HISTORIES))
    return Trial(f"history: {told}", lambda: use(path), may_write=("data/history*",))


def use(path: Path) -> list[str]:
    """Opens, reads and writes a history as the pages do, and checks that what could be read still can be."""
    before = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
    rows = readable_rows(path)
    lines = []
    try:
        lines = _read_and_write(path)
    finally:
        after = readable_rows(path)
        if rows - after:
            raise LostError(f"{(rows - after).total()} rows that could be read before opening")
        if before and path.read_bytes() == b"":
            raise LostError("the file was emptied")
    return lines


def _read_and_write(path: Path) -> list[str]:
    lines: list[str] = []
    history = History(f"sqlite:///{path}")
    try:
        for read in (_look_at_progress, as_json, as_csv, _save_a_session):
            try:
                read(history)
            except PoseCoachError as error:
                lines.append(str(error))
    finally:
        history.close()
    return lines


def _look_at_progress(history: History) -> None:
    """As the Progress and the Review page do."""
    today = date(2026, 3, 1)
    for profile in history.profiles():
        sessions = history.sessions(profile.id)
        weeks(sessions, today)
        trends(set_depths(sessions))
        weeks_in_a_row([day_of(session) for session in sessions], today)
        for session in sessions:
            for comparison in compare_with_past(session, sessions):
                assert comparison.sentence()
            for row in session.sets:
                history.spans(row.id)
                history.readings(row.id)
                history.pictures(row.id)
        history.safety_outcome(profile.id)


def _save_a_session(history: History) -> None:
    profile = history.add_profile("New")
    _add_session(history, profile.id, datetime(2026, 2, 20, tzinfo=UTC), "New")


@cache
def sound_history() -> bytes:
    """The file of a history of two people."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "history.db"
    history = History(f"sqlite:///{path}")
    for name in ("Me", "Ada"):
        profile = history.add_profile(name)
        history.allow_pictures(profile.id, True)
        history.save_safety_outcome(profile.id, "may_go_on")
        for number in range(8):
            began = datetime(2026, 1, 2, 8, tzinfo=UTC) + timedelta(days=2 * number)
            _add_session(history, profile.id, began, f"Session {number}")
    history.close()
    content = path.read_bytes()
    shutil.rmtree(folder)
    return content


def _add_session(history: History, profile_id: int, began: datetime, title: str) -> None:
    session = history.begin_session(profile_id, title, started_at=began, discomfort_before=2)
    for number, (id_, spec) in enumerate(load_specs().items()):
        record = SetRecord(
            side=Side.LEFT,
            valid_s=21.5,
            paused_s={"knee_bent": 2.5},
            faults=(FaultSpan("knee_bent", Severity.BLOCKING, 10.0, 12.5, 41.0, 33.0),),
            best={"hip_flexion": {"value": 95.0, "sigma": 8.0}},
            typical={
                "hip_flexion": {"value": 90.0, "sigma": 8.0},
                "knee_flexion": {"value": 9.0, "sigma": 6.0},
            },
            readings={"hip_flexion": [(at / 2, 90.0, 8.0) for at in range(40)]},
            spans=[("moving", "moving", 0.0, 3.0), ("valid", "", 3.0, 24.5)],
        )
        history.save_set(session, number, spec, Side.LEFT, 20.0, record, "completed")
        history.save_pictures(
            session, number, [Picture(Which.BEST, 5.0, f"Best of {id_}", b"\xff\xd8" * 900)]
        )
    history.end_session(session, ended="done", discomfort_after=1)


def readable_rows(path: Path) -> Counter[str]:
    """Every row of a copy of a database that can still be read, the schema's version aside."""
    rows: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        for beside in ("", "-wal"):
            try:
                shutil.copyfile(f"{path}{beside}", f"{copy}{beside}")
            except OSError:
                continue
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.text_factory = bytes
                _count_rows(connection, rows)
        except (sqlite3.Error, OSError):
            pass
    return rows


def _count_rows(connection: sqlite3.Connection, rows: Counter[str]) -> None:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in found:
        table = bytes(name).decode("utf-8", "replace")
        if table == "alembic_version":
            continue
        try:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                rows[f"{table}: {row!r}"] += 1
        except (sqlite3.Error, UnicodeDecodeError):  # the latter for the name of a column
            continue


def _damage_page(random: Random, content: bytes) -> tuple[bytes, str]:
    page = random.randrange(len(content) // _PAGE)
    start = page * _PAGE
    damaged, how = damage_bytes(random, content[start : start + _PAGE])
    damaged = damaged[:_PAGE].ljust(_PAGE, b"\0")
    return content[:start] + damaged + content[start + _PAGE :], f"page {page}, {how}"


def _damage_row(random: Random, path: Path) -> str:
    """One value of one row, or of all, becomes odd; what the schema forbids is tried again with another."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        while True:
            table = random.choice(("profile", "session", "stretch_set", "picture", "safety_answer"))
            column = random.choice([row[1] for row in connection.execute(f"PRAGMA table_info({table})")])
            value = random.choice(_ODD_SQL)
            where = random.choice(("", "WHERE id = 3", "WHERE id = 1"))
            try:
                connection.execute(f"UPDATE {table} SET {column} = ? {where}", (value,))
            except (sqlite3.Error, OverflowError):
                continue
            return f"{table}.{column} = {value!r} {where}"


def _damage_beside(random: Random, path: Path) -> str:
    """What lies beside the file, or how the file itself can be used."""
    how = random.choice(("wal", "shm", "lock", "read-only", "folder", "no reading", "link", "dangling link"))
    if how in ("wal", "shm"):
        Path(f"{path}-{how}").write_bytes(random.randbytes(random.choice((0, 10, 32, 5000))))
    elif how == "lock":
        path.with_suffix(".lock").mkdir()
    elif how == "read-only":
        path.chmod(0o400)
        path.parent.chmod(random.choice((0o500, 0o700)))
    elif how == "no reading":
        path.chmod(0)
    else:
        moved = path.with_name("history_elsewhere.db")
        path.rename(moved)
        if how == "folder":
            path.mkdir()
        else:
            path.symlink_to(moved.name if how == "link" else "nowhere/history.db")
    return how
