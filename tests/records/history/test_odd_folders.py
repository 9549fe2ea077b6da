"""The history in folders whose names mean something in a URL, a shell or a configuration file."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.command_line import ROOT

from posecoach.catalog.folders import data_folder, specs_folders
from posecoach.records.history.store import History
from posecoach.vision.model.bundle import ModelError
from posecoach.vision.model.store import find_model

ODD = [
    "x?y",
    "x?mode=memory",
    "x%20y",
    "100%",
    "50%(here)s",
    "a#b",
    "a;b",
    "a@b:c",
    "[1]",
    "朝",
    "~",
    "two  words",
]


@pytest.mark.parametrize("name", ODD)
def test_the_history_is_where_the_data_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    folder = tmp_path / name
    monkeypatch.setenv("POSECOACH_DATA", str(folder))
    for _ in range(2):  # made, and opened again
        history = History()
        history.add_profile("Ada")
        assert history.path == folder / "history.db"
        assert len(history.profiles()) == 2
        history.delete_profile(99)
        history.close()
    assert (folder / "history.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("POSECOACH_DATA", "~/x")
    monkeypatch.setenv("POSECOACH_SPECS", "~/specs")
    monkeypatch.setenv("POSECOACH_MODEL", "~/my.task")
    assert data_folder() == tmp_path / "x"
    assert specs_folders()[-1] == tmp_path / "specs"
    with pytest.raises(ModelError, match=str(tmp_path / "my.task")):
        find_model()
    history = History("sqlite:///~/y/my.db")
    history.close()
    assert (tmp_path / "y" / "my.db").is_file()


def test_a_tilde_of_an_unknown_user_is_a_name_like_any_other(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", "~nobody-of-that-name/x")
    assert data_folder() == Path("~nobody-of-that-name/x")


def test_copies_of_a_broken_history_are_deleted_whatever_its_name(tmp_path: Path):
    copy = tmp_path / "my[1].kept-20260304T200000Z.db"
    copy.write_bytes(b"a copy")
    history = History(f"sqlite:///{tmp_path / 'my[1].db'}")
    history.delete_all()
    history.close()
    assert not copy.exists()


def test_the_project_can_be_in_a_folder_with_a_percent_sign(tmp_path: Path):
    project = tmp_path / "100% stretch %(here)s"
    skip = shutil.ignore_patterns("__pycache__")
    for part in ("posecoach", "stretch_specs"):
        shutil.copytree(ROOT / part, project / part, ignore=skip)
    opens = "import posecoach.records.history.store as s; h = s.History('sqlite:///a.db'); print(s.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", opens],
        cwd=project,
        env={"PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith(str(project))
