"""What the set-up decides: what to build upon, what is missing, what to tell."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


def load_set_up() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "scripts" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


set_up = load_set_up()


@pytest.fixture
def venv(tmp_path: Path) -> Any:
    """A virtual environment that was set up completely, as far as the set-up looks."""
    made = set_up.Venv(tmp_path / ".venv")
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    made.write_record({"made_by": made.maker()})
    return made


class TestVenv:
    def test_one_that_was_completed_here_is_kept(self, venv: Any) -> None:
        assert venv.usable()

    def test_one_that_was_interrupted_is_not(self, venv: Any) -> None:
        venv.write_record({"made_by": "unfinished"})
        assert not venv.usable()

    def test_one_from_another_python_is_not(self, venv: Any) -> None:
        venv.write_record({"made_by": venv.maker().replace("Python 3.", "Python 2.")})
        assert not venv.usable()

    def test_one_whose_python_is_gone_is_not(self, venv: Any) -> None:
        venv.python.unlink()
        assert not venv.usable()

    def test_one_in_a_moved_folder_is_not(self, venv: Any, tmp_path: Path) -> None:
        moved = venv.folder.rename(tmp_path / "elsewhere")
        assert not set_up.Venv(moved).usable()

    def test_one_with_a_damaged_record_is_not(self, venv: Any) -> None:
        (venv.folder / "posecoach-set-up.json").write_text('{"made_by": ')
        assert not venv.usable()

    def test_a_missing_one_is_not(self, tmp_path: Path) -> None:
        assert not set_up.Venv(tmp_path / ".venv").usable()

    def test_one_made_by_hand_is_kept_if_it_works(self, tmp_path: Path) -> None:
        by_hand = set_up.Venv(tmp_path / ".venv")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", by_hand.folder], check=True)
        assert not by_hand.usable(), "it has no pip"
        pip = subprocess.run(
            [by_hand.python, "-c", "import site; print(site.getsitepackages()[0])"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        (Path(pip) / "pip.py").touch()
        assert by_hand.usable()


class TestDigest:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        for name in {name for names in set_up.PROFILES.values() for name in names}:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(name)
        return tmp_path

    def test_a_change_for_developers_leaves_running_as_it_is(self, root: Path) -> None:
        before = {profile: set_up.digest(profile, root) for profile in set_up.PROFILES}
        (root / "requirements-dev.txt").write_text("pytest==1\n")
        after = {profile: set_up.digest(profile, root) for profile in set_up.PROFILES}
        assert after["run"] == before["run"]
        assert after["test"] != before["test"]

    def test_a_change_of_what_runs_concerns_both(self, root: Path) -> None:
        before = {profile: set_up.digest(profile, root) for profile in set_up.PROFILES}
        (root / "requirements.txt").write_text("numpy==1\n")
        assert all(set_up.digest(profile, root) != before[profile] for profile in set_up.PROFILES)


class TestMissingPackages:
    @pytest.fixture(autouse=True)
    def bare_debian(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(set_up.sys, "platform", "linux")
        monkeypatch.setattr(set_up, "can_load", lambda _: False)
        monkeypatch.setattr(set_up, "is_debian", lambda: True)
        monkeypatch.setattr(set_up.shutil, "which", lambda _: None)
        monkeypatch.setattr(set_up.importlib.util, "find_spec", lambda _: None)

    def test_a_bare_debian_lacks_libraries_venv_and_for_tests_browser_and_node(self) -> None:
        venv_package = f"python3.{sys.version_info.minor}-venv"
        to_run = ["libgl1", "libglib2.0-0", "libegl1", "libgles2"]
        assert set_up.missing_packages("run", new_venv=True) == [*to_run, venv_package]
        to_test = [*to_run, "libatomic1", venv_package, "chromium", "nodejs", "strace"]
        assert set_up.missing_packages("test", new_venv=True) == to_test

    def test_an_environment_that_stands_needs_no_venv_package(self) -> None:
        assert not any("venv" in package for package in set_up.missing_packages("run", new_venv=False))

    def test_ubuntu_is_not_asked_for_the_chromium_that_it_has_only_as_a_snap(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(set_up, "is_debian", lambda: False)
        assert "chromium" not in set_up.missing_packages("test", new_venv=False)

    def test_macos_lacks_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(set_up.sys, "platform", "darwin")
        assert set_up.missing_packages("test", new_venv=True) == []


class TestInstallPackages:
    def test_who_may_not_install_is_reported_the_line_to_type(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(set_up.shutil, "which", lambda _: "/usr/bin/apt-get")
        monkeypatch.setattr(set_up, "root_prefix", lambda: None)
        with pytest.raises(set_up.SetUpError, match="apt-get install -y libgl1 chromium"):
            set_up.install_packages(["libgl1", "chromium"])

    def test_a_system_without_apt_is_reported_what_it_lacks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(set_up.shutil, "which", lambda _: None)
        with pytest.raises(set_up.SetUpError, match=r"libgl1.*own package manager"):
            set_up.install_packages(["libgl1"])


def test_what_another_profile_brought_is_still_there(venv: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[object]] = []
    monkeypatch.setattr(set_up, "run", asked.append)
    monkeypatch.setattr(set_up.shutil, "which", lambda _: "/usr/bin/chromium")
    monkeypatch.setattr(set_up, "digest", lambda profile: f"files of {profile}")
    venv.write_record({"made_by": venv.maker(), "test": "files of test", "run": "older files"})
    set_up.install_requirements(venv, "samples")
    assert any("render_samples" in str(word) for word in asked[0])
    names = ("test", "run", "samples")
    assert venv.record() == {"made_by": venv.maker()} | {name: f"files of {name}" for name in names}


def test_the_record_is_replaced_as_a_whole(venv: Any) -> None:
    venv.write_record({"made_by": "unfinished"})
    assert [path.name for path in venv.folder.glob("*set-up*")] == ["posecoach-set-up.json"]
    assert json.loads((venv.folder / "posecoach-set-up.json").read_text()) == {"made_by": "unfinished"}
