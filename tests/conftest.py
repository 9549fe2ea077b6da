import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from posecoach.messages import ENGLISH
from posecoach.records.history.shared import close_history
from posecoach.translation import in_language
from posecoach.vision.model.store import ensure_model

pytest_plugins = ["support.sets.timed_sets", "support.sets.made_up_sets", "support.command_line"]

# A wheel that is built, clips through the engine, servers of their own: no worker is to end alone with these.
SLOW = {"test_wheel.py", "test_offline.py", "test_cluster.py", "test_video.py"}

_TESTS = itertools.count()

settings.register_profile("posecoach", deadline=None)  # how long a test takes is not what it decides
settings.load_profile("posecoach")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow modules come first."""
    items.sort(key=lambda item: item.path.name not in SLOW)


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What tests keep is not to come into the history of the person who runs them."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSECOACH_DATA", str(folder))
        patch.delenv("POSECOACH_DB", raising=False)
        yield folder


@pytest.fixture(autouse=True)
def _nothing_left_over(_own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test leaves its language, its history or what it chose on a page to the next one.

    A folder for each test, and none emptied: a live session of an earlier one may still save to its own.
    """
    monkeypatch.setenv("POSECOACH_DATA", str(_own_data / str(next(_TESTS))))
    close_history()
    with in_language(ENGLISH):
        yield
    close_history()


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page run by Streamlit puts itself in the place of `__main__`, and a process spawned by a later test
    would run that page's script as it starts."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The pose model; downloaded only where the cache has none."""
    return ensure_model().path
