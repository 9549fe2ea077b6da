"""Folders without locks: network folders that answer every lock with an error."""

import errno
import fcntl
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from posecoach.files import locked
from posecoach.records.history import database
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.store import History
from posecoach.vision.model import store
from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, write_bundle


@pytest.fixture(params=[errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def no_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(fcntl, "lockf", refuse)


@pytest.mark.usefixtures("no_locks")
def test_the_history_is_made_and_opened_again(tmp_path: Path):
    for number in (1, 2):
        history = History(f"sqlite:///{tmp_path}/history.db")
        history.add_profile(f"Person {number}")
        assert len(history.profiles()) == number + 1
        history.close()


@pytest.mark.usefixtures("no_locks")
def test_a_model_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    head = b"\x00\x00\x00\x00TFL3"
    bundle = tmp_path / "downloaded.task"
    write_bundle(bundle, {DETECTOR: head, LANDMARKS: head.ljust(6_440_000, b"\x00")})
    assert store.install_model(bundle).path.read_bytes() == bundle.read_bytes()


@pytest.mark.usefixtures("no_locks")
def test_one_at_a_time_even_so(tmp_path: Path):
    inside, most = 0, 0
    counted = threading.Lock()

    def enter() -> None:
        nonlocal inside, most
        with locked(tmp_path / "x.lock", 20.0):
            with counted:
                inside += 1
                most = max(most, inside)
            threading.Event().wait(0.05)
            with counted:
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == (0, 1)


@pytest.mark.usefixtures("no_locks")
def test_a_file_that_another_computer_left_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "_BUSY_S", 0.1)
    (tmp_path / "history.locked").write_text("4711\nanother-computer\n")
    with pytest.raises(HistoryError, match=r"busy with it; if none is running, delete .*history\.locked"):
        History(f"sqlite:///{tmp_path}/history.db")


def test_other_errors_of_a_lock_stay_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match="Input/output"), locked(tmp_path / "x.lock", 1.0):
        pytest.fail("went on without a lock")


class _NoSharedMemory(sqlite3.Connection):
    """What SQLite does where processes can't share memory."""

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        if sql == "PRAGMA journal_mode=WAL":
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *parameters)


def test_a_history_without_shared_memory_has_another_journal(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "history.db", factory=_NoSharedMemory)
    database._prepare(connection, None)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("why", ["database is locked", "disk I/O error", "locking protocol"])
def test_a_history_that_can_not_lock_names_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
):
    def refuse(*_: object) -> None:
        raise OperationalError("BEGIN", None, sqlite3.OperationalError(why))

    history = History(f"sqlite:///{tmp_path}/history.db")
    monkeypatch.setattr(history._database._sessions, "begin", refuse)
    with pytest.raises(HistoryError, match=r"network folder .*POSECOACH_DATA") as refusal:
        history.profiles()
    assert "\n" not in str(refusal.value)
    history.close()
