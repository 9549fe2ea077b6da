"""``posecoach history``: listing, taking along, deleting."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from support.sets.made_up_repetitions import BRIDGE, MIXED, timed_only
from support.sets.made_up_weeks import a_set, fill

from posecoach.catalog.exercises import find_spec
from posecoach.cli import main
from posecoach.records.history.store import History


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    opened = History()
    yield opened
    opened.close()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["history", *arguments])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def test_an_empty_history_says_how_to_begin(history: History, capsys: pytest.CaptureFixture[str]):
    assert run(capsys, "list")[:2] == (0, "No saved sessions yet. Start one on the Coach page: make run\n")


def test_sessions_are_listed_and_exported_and_deleted(
    history: History, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    fill(history, datetime.now().astimezone(), weeks=2)
    status, told, _ = run(capsys, "list")
    assert (status, len(told.splitlines())) == (0, 6)
    assert "Me  Hamstrings and back: 2 min 30 s held well in 5 sets" in told
    table, whole = tmp_path / "sets.csv", tmp_path / "all.json"
    assert run(capsys, "export", "--csv", str(table), "--json", str(whole))[0] == 0
    assert len(table.read_text().splitlines()) == 28
    assert len(json.loads(whole.read_text())["profiles"][0]["sessions"]) == 6
    assert run(capsys, "delete", "--yes")[:2] == (0, "Deleted.\n")
    assert history.sessions(1) == []


def test_repetitions_and_time_that_was_not_judged_are_listed_as_such(
    history: History, capsys: pytest.CaptureFixture[str]
):
    session = history.begin_session(1, "Mixed")
    history.save_set(session, 0, find_spec("standing_hamstring"), None, 20.0, a_set(90.0, 21.0))
    history.save_set(session, 1, BRIDGE, None, 4, replace(a_set(40.0, 7.8), repetitions=MIXED))
    rolls = timed_only(find_spec("lying_hamstring"))
    history.save_set(session, 2, rolls, None, 60.0, a_set(60.0, 60.0))
    _, told, _ = run(capsys, "list")
    assert "Mixed: 29 s held well, 2 repetitions and 1 min 00 s not judged in 3 sets" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("delete",), "Add --yes to confirm"),
        (("export",), "Name a file with --json, --csv or both"),
        (("export", "--csv", "/no/such/folder/x.csv"), "no such folder"),
    ],
)
def test_bad_input_is_reported_in_a_line(
    history: History, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
):
    fill(history, datetime.now().astimezone(), weeks=1)
    status, _, error = run(capsys, *arguments)
    assert status == 2
    assert told in error
    assert len(error.splitlines()) == 1
    assert len(history.sessions(1)) == 3


def test_a_broken_history_is_reported_in_a_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "broken.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/broken.db")
    status, _, error = run(capsys, "list")
    assert (status, len(error.splitlines())) == (2, 1)
    assert "not a database" in error
