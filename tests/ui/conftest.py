"""What the tests of the pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from posecoach.records.history.shared import close_history
from posecoach.records.history.store import History


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    """An empty history, which the pages open too."""
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    close_history()
    opened = History()
    yield opened
    opened.close()
    close_history()
