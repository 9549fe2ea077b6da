"""What the history does where a disk, a folder, a lock or a crash gets in its way."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
from support.sets.made_up_weeks import PLAN, a_set, fill, one_session

from posecoach.catalog.exercises import find_spec
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.export import as_csv
from posecoach.records.history.store import CUT_OFF, History

STANDING = find_spec("standing_hamstring")
KILLED = """
import sys, time
from support.sets.made_up_weeks import a_set
from posecoach.catalog.exercises import find_spec
from posecoach.records.history.store import History
history = History(sys.argv[1])
session = history.begin_session(history.profiles()[0].id, "Killed")
for held in range(1, 1000):
    history.save_set(session, 0, find_spec("standing_hamstring"), None, 20.0, a_set(90.0, float(held)))
    print(held, flush=True)
    time.sleep(0.02)
"""
TODAY = datetime(2026, 3, 4, 20, 0).astimezone()


def test_kill_9_leaves_all_that_was_written(file: Path):
    command = [sys.executable, "-c", KILLED, f"sqlite:///{file}"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        lines = [writer.stdout.readline() for _ in range(5)]
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    again = History(f"sqlite:///{file}")
    (row,) = again.sessions(1)[0].sets
    assert row.valid_s >= float(lines[-1])
    assert row.ended == CUT_OFF
    one_session(again)
    assert len(again.sessions(1)) == 2
    again.close()


def test_two_windows_write_at_once(file: Path):
    wrong: list[Exception] = []

    def write() -> None:
        try:
            history = History(f"sqlite:///{file}")
            for _ in range(20):
                one_session(history)
            history.close()
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    history = History(f"sqlite:///{file}")
    assert len(history.sessions(1)) == 60
    history.close()


def test_a_broken_file_stays_and_a_copy_is_kept(file: Path):
    file.write_bytes(b"not a database, but precious" * 100)
    with pytest.raises(HistoryError, match=r"not a database; move the file away.*\(saved a copy as history"):
        History(f"sqlite:///{file}")
    (copy,) = file.parent.glob("history.kept-*.db")
    assert copy.read_bytes() == file.read_bytes()


def test_a_newer_file_stays_and_a_copy_is_kept(history: History, file: Path):
    one_session(history)
    with history._database._engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    history.close()
    before = file.read_bytes()
    with pytest.raises(HistoryError, match="written by a newer PoseCoach; install that version"):
        History(f"sqlite:///{file}")
    assert file.read_bytes() == before
    assert list(file.parent.glob("history.kept-*.db"))


def test_a_full_disk_is_reported_and_nothing_earlier_is_lost(history: History):
    one_session(history)
    with history._database._engine.connect() as connection:
        pages = connection.execute(text("pragma page_count")).scalar_one()
        connection.execute(text(f"pragma max_page_count = {pages}"))
        connection.commit()
    session = history.begin_session(1, "More")
    big = a_set(90.0)
    big.spans.extend([("valid", "", float(number), number + 1.0) for number in range(5000)])
    with pytest.raises(HistoryError, match="full; make room on the disk"):
        history.save_set(session, 0, STANDING, None, 20.0, big)
    assert len(history.sessions(1)) == 1


def test_a_locked_database_is_reported(history: History, file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("posecoach.records.history.database._BUSY_S", 0.05)
    impatient = History(f"sqlite:///{file}")
    one_session(history)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(HistoryError, match="locked; close other windows"):
        one_session(impatient)
    other.execute("rollback")
    other.close()
    one_session(impatient)
    assert len(history.sessions(1)) == 2
    impatient.close()


def test_a_folder_that_can_not_be_written_is_reported(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(HistoryError, match=r"POSECOACH_DATA|POSECOACH_DB"):
        History(f"sqlite:///{tmp_path}/data/history.db")


def test_a_read_only_database_is_reported(history: History, file: Path, monkeypatch: pytest.MonkeyPatch):
    one_session(history)
    engine = create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    monkeypatch.setattr(history._database, "_sessions", sessionmaker(engine, expire_on_commit=False))
    assert len(history.sessions(1)) == 1
    with pytest.raises(HistoryError, match="readonly database; change its permissions"):
        one_session(history)
    engine.dispose()


@pytest.mark.parametrize("url", ["no url", "nosuchdb://x/y"])
def test_a_wrong_url_is_reported(url: str):
    with pytest.raises(HistoryError, match=r"POSECOACH_DB: .*give a SQLAlchemy URL"):
        History(url)


def test_the_default_is_a_file_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "mine"))
    monkeypatch.delenv("POSECOACH_DB", raising=False)
    history = History()
    assert history.path == tmp_path / "mine" / "history.db"
    history.close()


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own, where Debian's is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("there is no PostgreSQL server on this machine")
    # Not among pytest's own folders: those only their owner can enter, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pc"))
    data = folder / "data"
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to be run by root
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    run = [*as_user, str(found[-1].with_name("pg_ctl")), "-D", str(data)]
    subprocess.run([*as_user, str(found[-1]), "-D", str(data), "-U", "me", "-A", "trust"], check=True)
    options = f"-k {folder} -c listen_addresses=''"
    subprocess.run([*run, "-w", "-o", options, "-l", str(folder / "log"), "start"], check=True)
    try:
        yield f"postgresql+psycopg://me@/postgres?host={folder}"
    finally:
        subprocess.run([*run, "-m", "immediate", "stop"], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def test_it_is_kept_on_postgresql_as_well(postgres: str):
    history = History(postgres)
    fill(history, TODAY, weeks=2)
    sessions = history.sessions(history.profiles()[0].id)
    assert len(sessions) == 6
    assert sessions[0].started_at.tzinfo is not None
    assert as_csv(history).count("\n") == 2 * 3 * len(PLAN) - 3 + 1
    history.delete_all()
    assert history.sessions(history.profiles()[0].id) == []
    history.close()
