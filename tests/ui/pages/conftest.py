"""A Coach page that can coach."""

import threading
from pathlib import Path

import pytest

from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import Outcome, Screening
from posecoach.records.history.shared import close_history, open_history
from posecoach.ui.pages import coach as page


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> threading.Event:
    """A page that finds its model there already, and tells when the engine is being warmed."""
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    close_history()
    history = open_history()
    no_sign = load_safety_screen().saved(Screening(Outcome.MAY_GO_ON))
    history.save_safety_outcome(history.profiles()[0].id, no_sign)
    done = threading.Event()
    page._start_warm_up.clear()
    monkeypatch.setattr(page, "model_for", lambda *_, progress: None)
    monkeypatch.setattr(page, "warm_up", done.set)
    return done
