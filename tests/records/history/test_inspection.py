"""The history looked at without a trace: where it is, how old it is, whether it can be used."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from posecoach.records.history.errors import HistoryError
from posecoach.records.history.inspection import Age, inspect_history
from posecoach.records.history.store import History


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("POSECOACH_DB", raising=False)
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "history.db"


def test_one_that_is_not_there_is_not_made(file: Path):
    assert inspect_history() == (str(file), Age.NONE)
    assert not file.parent.exists()


def test_one_of_this_version(file: Path):
    History().close()
    before = file.read_bytes()
    assert inspect_history() == (str(file), Age.CURRENT)
    assert file.read_bytes() == before


@pytest.mark.parametrize(("revision", "age"), [("0001", Age.OLDER), ("0005", Age.CURRENT)])
def test_one_of_an_earlier_version_stays_as_it_is(file: Path, revision: str, age: Age):
    marked(file, revision)
    assert inspect_history()[1] is age
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)


def test_one_of_a_newer_version_says_so(file: Path):
    marked(file, "9999")
    with pytest.raises(HistoryError, match=r"history\.db: was written by a newer PoseCoach"):
        inspect_history()


def test_a_file_of_something_else_is_broken(file: Path):
    file.parent.mkdir()
    file.write_text("not a database" * 100)
    with pytest.raises(HistoryError, match=r"history\.db: file is not a database; move the file away"):
        inspect_history()


def test_a_folder_that_can_not_be_written_is_named(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(HistoryError, match="Permission denied; change its permissions"):
        inspect_history()


def test_a_file_in_the_folders_place_is_named(file: Path):
    file.parent.touch()
    with pytest.raises(HistoryError, match="not a folder"):
        inspect_history()


def test_a_wrong_url_is_named_by_its_variable(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DB", "no url")
    with pytest.raises(HistoryError, match=r"^POSECOACH_DB: .*; check POSECOACH_DB"):
        inspect_history()


def marked(file: Path, revision: str) -> None:
    """A history whose tables are said to be of this revision."""
    History().close()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = ?", (revision,))
