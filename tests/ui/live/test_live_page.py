"""The Coach page without a browser: what can be chosen, and what it says when it can't coach."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.pages import coach as page
from posecoach.vision.bundle import ModelError

WARMED_WITHIN_S = 10


def _run_page() -> None:
    from posecoach.ui.pages.coach import coach_page

    coach_page()


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A page that finds its model there already, and tells when the engine is being warmed."""
    done = threading.Event()
    page._start_warm_up.clear()
    monkeypatch.setattr(page, "ensure_model", lambda progress: None)
    monkeypatch.setattr(page, "warm_up", done.set)
    return done


def test_the_engine_is_warmed_once_and_the_page_keeps_its_token(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    issued: list[str] = []
    monkeypatch.setattr(SESSIONS, "issue", lambda: issued.append("token") or issued[-1])
    app = AppTest.from_function(_run_page).run()
    assert warmed.wait(WARMED_WITHIN_S)
    warmed.clear()
    app.selectbox[0].select_index(2).run()
    assert not app.exception
    assert issued == ["token"]
    assert not warmed.is_set()


def test_stretches_are_offered_from_standing_to_lying_with_their_own_times(warmed: threading.Event):
    app = AppTest.from_function(_run_page).run()
    assert app.selectbox[0].options == [
        "Standing hamstring stretch",
        "Seated hamstring stretch",
        "Lying hamstring stretch",
    ]
    leg, target = app.get("button_group")
    assert leg.options == ["Auto", "Left leg", "Right leg"]
    assert target.options == ["20 s", "30 s"]


def test_a_model_that_can_not_be_had_is_told_instead_of_a_start_button(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    def refuse(progress: object) -> None:
        raise ModelError("no network; connect once, or set POSECOACH_MODEL")

    monkeypatch.setattr(page, "ensure_model", refuse)
    app = AppTest.from_function(_run_page).run()
    assert [error.value for error in app.error] == ["no network; connect once, or set POSECOACH_MODEL"]
    assert [button.label for button in app.button] == ["Try again"]
    assert not app.selectbox
    assert not app.exception


def test_a_broken_spec_is_told_with_its_place(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "mine.yaml").write_text("id: 3")
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    app = AppTest.from_function(_run_page).run()
    assert app.error[0].value.startswith("mine.yaml: ")
    assert not app.exception


def test_building_the_model_shows_its_progress(warmed: threading.Event, monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[float, str]] = []

    class Bar:
        def progress(self, share: float, text: str) -> None:
            told.append((share, text))

        def empty(self) -> None:
            told.append((1.0, "gone"))

    def first(share: float, text: str) -> Bar:
        told.append((share, text))
        return Bar()

    def build(progress) -> None:
        progress("Downloading", 0.25)
        progress("Checking", None)

    monkeypatch.setattr(page, "ensure_model", build)
    monkeypatch.setattr(page.st, "progress", first)
    app = AppTest.from_function(_run_page).run()
    assert not app.exception
    assert [share for share, _ in told] == [0.25, 0.0, 1.0]
    assert "Downloading" in told[0][1]
