"""The first profile: made once when a history is opened, by whichever opener comes first; never by a read."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from posecoach.records.history.store import History

OPEN_AT_ONCE = """
import sys
from posecoach.records.history.store import History
print("ready", flush=True)
sys.stdin.readline()
history = History(sys.argv[1])
print(*(profile.name for profile in history.profiles()), flush=True)
history.close()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def names(file: Path) -> list[str]:
    with sqlite3.connect(file) as raw:
        found = [name for (name,) in raw.execute("select name from profile")]
    raw.close()
    return found


def test_opening_makes_it_and_opening_again_makes_no_second(file: Path):
    for _ in range(2):
        History(f"sqlite:///{file}").close()
        assert names(file) == ["Me"]


def test_reading_writes_nothing(file: Path):
    history = History(f"sqlite:///{file}")
    with sqlite3.connect(file) as raw:
        raw.execute("delete from profile")
    raw.close()
    assert history.profiles() == []
    history.close()
    assert names(file) == []


def test_threads_that_open_at_once_get_one(file: Path):
    start = threading.Barrier(4)
    found: list[list[str]] = []

    def open_one() -> None:
        start.wait(10)
        history = History(f"sqlite:///{file}")
        found.append([profile.name for profile in history.profiles()])
        history.close()

    threads = [threading.Thread(target=open_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["Me"]] * 4


def test_processes_that_open_at_once_get_one(file: Path):
    command = [sys.executable, "-c", OPEN_AT_ONCE, f"sqlite:///{file}"]
    openers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for opener in openers:
        assert opener.stdout.readline() == "ready\n"
    for opener in openers:
        opener.stdin.write("go\n")
        opener.stdin.flush()
    assert [opener.communicate(timeout=60)[0] for opener in openers] == ["Me\n"] * 3
    assert names(file) == ["Me"]


def test_an_opener_that_finds_none_and_then_comes_second_takes_the_first_ones(file: Path):
    History(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as raw:
        raw.execute("delete from profile")
    raw.close()

    made_first = []

    def be_first(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """Just before this opener inserts its own."""
        if statement.startswith("INSERT INTO profile") and not made_first:
            made_first.append(True)
            with sqlite3.connect(file) as other:
                other.execute("insert into profile values (7, 'Me', '2026-03-04 18:30:00.000000', 0)")
            other.close()

    event.listen(Engine, "before_cursor_execute", be_first)
    try:
        history = History(f"sqlite:///{file}")
    finally:
        event.remove(Engine, "before_cursor_execute", be_first)
    assert made_first
    assert [profile.id for profile in history.profiles()] == [7]
    history.close()


def test_deleting_the_last_one_leaves_a_new_empty_one(file: Path):
    history = History(f"sqlite:///{file}")
    ada = history.add_profile("Ada")
    history.delete_profile(history.profiles()[0].id)
    assert [profile.name for profile in history.profiles()] == ["Ada"]
    history.delete_profile(ada.id)
    assert [profile.name for profile in history.profiles()] == ["Me"]
    history.add_profile("Ada")
    history.delete_all()
    assert [profile.name for profile in history.profiles()] == ["Me"]
    history.close()
