"""``posecoach model``: which pose model is used, and a file put in its place."""

from pathlib import Path

import pytest
from support.command_line import Posecoach, refused

from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, write_bundle


class TestModel:
    @pytest.fixture(autouse=True)
    def _own_cache(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.delenv("POSECOACH_MODEL", raising=False)

    def test_none_yet_is_reported_with_what_will_happen(self, posecoach: Posecoach):
        run = posecoach("model")
        assert run.status == 0
        assert "No pose model yet" in run.out
        assert "--from" in run.out

    def test_a_file_is_installed_and_shown(self, posecoach: Posecoach, model_path: Path, tmp_path: Path):
        installed = posecoach("model", "--from", model_path)
        assert installed.status == 0
        assert posecoach("model").out == installed.out
        for told in (str(tmp_path), "full", "9.4 MB, verified"):
            assert told in installed.out

    def test_a_file_that_is_no_model(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "bad.task").write_text("words")
        refused(posecoach("model", "--from", "bad.task"), "bad.task")
        assert posecoach("model").out.startswith("No pose model yet")

    def test_a_variable_that_wins_over_the_installed_one_is_reported(
        self, posecoach: Posecoach, model_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("POSECOACH_MODEL", str(model_path))
        assert "Not in use: POSECOACH_MODEL names" in posecoach("model", "--from", model_path).out

    def test_both_are_shown_with_what_each_is_used_for(
        self, posecoach: Posecoach, model_path: Path, tmp_path: Path
    ):
        only_full = posecoach("model", "--from", model_path).out
        assert "Used for  live sessions, videos and photos" in only_full
        assert "A more exact network for photos: posecoach model --variant heavy (41 MB, once)" in only_full
        head = b"\x00\x00\x00\x00TFL3"
        write_bundle(
            tmp_path / "downloaded.task", {DETECTOR: head, LANDMARKS: head.ljust(27_710_000, b"\x00")}
        )
        both = posecoach("model", "--from", "downloaded.task").out
        assert "Used for  live sessions and videos\n" in both
        assert "Used for  photos; videos where it is asked for\n" in both
        assert "A more exact network" not in both

    def test_getting_one_and_installing_one_at_once_is_refused(self, posecoach: Posecoach):
        refused(posecoach("model", "--variant", "heavy", "--from", "x.task"), "use one of them")

    def test_the_heavy_one_without_npm(
        self, posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ):
        monkeypatch.setenv("PATH", str(tmp_path))
        refused(
            posecoach("model", "--variant", "heavy"), "no npm", "pose_landmarker_heavy.task", "--from FILE"
        )
