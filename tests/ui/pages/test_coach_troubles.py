"""What the Coach page says when something is missing or wrong, and after a session that ended by pain."""

import shutil
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.coach_page import choose, labels, opened, press, run_page, sessions
from support.own_exercises import change, copy_exercise

from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.safety import load_safety_screen
from posecoach.records.history.shared import open_history
from posecoach.ui.pages import coach as page
from posecoach.ui.profile.safety_view import urgent_signs
from posecoach.vision.model.bundle import ModelError


def test_a_folder_that_can_not_be_written_is_reported(warmed: threading.Event, tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    app = opened()
    press(app, "Save routine")
    assert "can't be written" in app.error[0].value


def test_a_model_that_can_not_be_had_is_reported_instead_of_a_start_button(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    def refuse(purpose: object, progress: object) -> None:
        raise ModelError("no network; connect once, or set POSECOACH_MODEL")

    monkeypatch.setattr(page, "model_for", refuse)
    app = opened()
    assert [error.value for error in app.error] == ["no network; connect once, or set POSECOACH_MODEL"]
    assert labels(app) == ["Try again"]


def test_a_broken_spec_is_reported_with_its_place(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "mine.yaml").write_text("id: 3")
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    app = opened()
    assert app.error[0].value.startswith("mine.yaml: ")


@pytest.mark.parametrize("builtin", ["on", "off"])
def test_an_own_folder_with_one_exercise_is_coached(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, builtin: str
):
    specs = tmp_path / "specs"
    calf = copy_exercise("standing_hamstring", specs, "calf_stretch")
    change(calf / "en.yaml", lambda texts: texts.update(title="Calf stretch"))
    monkeypatch.setenv("POSECOACH_SPECS", str(specs))
    monkeypatch.setenv("POSECOACH_BUILTIN", builtin)
    app = opened()
    assert not app.error
    assert not app.warning
    assert "calf_stretch" in sessions(app)
    assert (len(sessions(app)) == 1) == (builtin == "off")
    choose(app, "calf_stretch")
    assert not app.error


def test_building_the_model_shows_its_progress(warmed: threading.Event, monkeypatch: pytest.MonkeyPatch):
    shares: list[tuple[float, str]] = []

    class Bar:
        def progress(self, share: float, text: str) -> None:
            shares.append((share, text))

        def empty(self) -> None:
            shares.append((1.0, "gone"))

    def first(share: float, text: str) -> Bar:
        shares.append((share, text))
        return Bar()

    def build(purpose: object, progress) -> None:
        progress("Downloading", 0.25)
        progress("Checking", None)

    monkeypatch.setattr(page, "model_for", build)
    monkeypatch.setattr(page.st, "progress", first)
    opened()
    assert [share for share, _ in shares] == [0.25, 0.0, 1.0]
    assert "Downloading" in shares[0][1]


def test_a_bad_file_is_named_and_takes_nothing_away(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    specs = tmp_path / "specs"
    shutil.copytree(shipped_folder(), specs)
    (specs / "voice" / "fr.yaml").touch()
    (specs / "routines" / "empty.yaml").touch()
    own = tmp_path / "data" / "routines"
    own.mkdir(parents=True)
    (own / "mine.yaml").symlink_to(tmp_path / "gone.yaml")
    for hidden in (specs / "._x.yaml", specs / "voice" / "._de.yaml", own / "._mine.yaml"):
        hidden.write_bytes(b"\x00\x05\x16\x07\xb0")
    monkeypatch.setenv("POSECOACH_SPECS", str(specs))
    app = opened()
    assert sessions(app)[0] == "hamstrings_and_back"
    routine, mine, french = (warning.value.replace("\\", "") for warning in app.warning)
    assert routine.startswith("Left out: routines/empty.yaml: ")
    assert mine.startswith(f"Left out: {own / 'mine.yaml'}: can't be read")
    assert french.startswith("Left out: voice/fr.yaml: ")


def test_after_an_ending_by_pain_it_is_asked_again(warmed: threading.Event):
    history = open_history()
    session = history.begin_session(history.profiles()[0].id, "Tried")
    app = AppTest.from_function(run_page, default_timeout=60)
    app.session_state["session_over"] = session
    app.run()
    app.get("button_group")[0].set_value("pain")
    press(app, "Save")
    assert "stop for today" in app.warning[0].value
    assert sessions(app) == []
    assert urgent_signs(load_safety_screen()) in [text.value for text in app.markdown]
    app.checkbox[0].check().run()
    press(app, "Stretch today all the same")
    assert len(app.checkbox) == len(load_safety_screen().questions)
    assert sessions(app) == []
