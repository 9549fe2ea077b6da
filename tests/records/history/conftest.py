from collections.abc import Iterator
from pathlib import Path

import pytest

from posecoach.records.history.store import History


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def history(file: Path) -> Iterator[History]:
    opened = History(f"sqlite:///{file}")
    yield opened
    opened.close()
