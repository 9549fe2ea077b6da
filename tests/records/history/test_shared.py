"""The history that a server opens once."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from posecoach.records.history.errors import HistoryError
from posecoach.records.history.shared import close_history, open_history
from posecoach.records.history.store import History


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    close_history()
    yield
    close_history()


def test_threads_that_ask_at_once_share_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    start = threading.Barrier(4)
    found: list[History] = []

    def ask() -> None:
        start.wait(10)
        found.append(open_history())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(map(id, found))) == 1


def test_one_that_can_not_be_opened_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = tmp_path / "history.db"
    broken.write_bytes(b"no database" * 100)
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{broken}")
    with pytest.raises(HistoryError, match="not a database"):
        open_history()
    broken.unlink()
    assert open_history().path == broken
    assert open_history() is open_history()


def test_pages_and_live_sessions_use_it():
    # Each of them imports the opener; a History of their own would be a second one.
    from posecoach.ui.live import saving
    from posecoach.ui.pages import coach, progress
    from posecoach.ui.review import past_view, save_view

    modules = (saving, coach, progress, past_view, save_view)
    assert {module.open_history for module in modules} == {open_history}
