"""The frame around the pages: one language for the whole program."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from posecoach.records.history.shared import close_history, open_history
from posecoach.records.preferences import load_preferences, remember
from posecoach.ui import language
from posecoach.ui.pages import coach

HOME = Path(coach.__file__).with_name("home.py")


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    close_history()
    open_history()
    coach._start_warm_up.clear()
    monkeypatch.setattr(coach, "model_for", lambda *_, **__: None)
    monkeypatch.setattr(coach, "warm_up", lambda: None)
    monkeypatch.setattr(language, "offered_languages", lambda: {"de": "Deutsch", "en": "English"})


def opened() -> AppTest:
    app = AppTest.from_file(str(HOME), default_timeout=30).run()
    assert not app.exception
    return app


def lang_of(app: AppTest) -> str:
    """The language that the browser is told."""
    (script,) = (one.proto.body for one in app.get("html") if "documentElement" in one.proto.body)
    return script.split('{"language": "')[1].split('"')[0]


def test_a_language_that_is_chosen_holds_at_once_and_at_the_next_start():
    app = opened()
    choice = app.selectbox(key="language_choice")
    assert (choice.label, choice.value, lang_of(app)) == ("Language", "en", "en")
    assert load_preferences().language is None
    choice.select("de").run()
    assert (app.selectbox(key="language_choice").label, lang_of(app)) == ("Sprache", "de")
    assert load_preferences().language == "de"
    assert opened().selectbox(key="language_choice").value == "de"


def test_a_language_that_is_no_longer_there_is_not_looked_for():
    remember(language="xx")
    assert opened().selectbox(key="language_choice").value == "en"
