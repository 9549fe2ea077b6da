"""The last choices: found again at the next start, and never in the way of it."""

import json
from pathlib import Path

import pytest

from posecoach.records.preferences import Preferences, load_preferences, remember


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "preferences.json"


def test_nothing_was_chosen_at_first(file: Path):
    assert load_preferences() == Preferences()
    assert not file.exists()


def test_choices_are_added_to_those_before(file: Path):
    remember(language="de")
    remember(person=2, options={"leg": "left"})
    assert load_preferences() == Preferences(language="de", person=2, options={"leg": "left"})
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"person": "two"}', b"\xff\xfe", b"null"])
def test_a_damaged_file_means_defaults_and_is_mended_by_the_next_choice(
    file: Path, content: bytes, caplog: pytest.LogCaptureFixture
):
    file.parent.mkdir()
    file.write_bytes(content)
    assert load_preferences() == Preferences()
    assert "preferences.json" in caplog.text
    remember(language="es")
    assert load_preferences().language == "es"


def test_what_a_newer_version_saves_is_no_damage(file: Path):
    file.parent.mkdir()
    file.write_text(json.dumps({"language": "de", "colours": "dark"}))
    assert load_preferences().language == "de"


def test_a_folder_that_cannot_be_written_is_said_in_the_log(
    file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "data").write_text("a file where the folder would be")
    remember(language="de")
    assert load_preferences() == Preferences()
    assert "not remembered" in caplog.text
