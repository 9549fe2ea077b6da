from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from posecoach.vision.model.store import ensure_model

IN_REAL_TIME = "tests/end_to_end/"

pytest_plugins = ["support.sets.timed_sets", "support.sets.made_up_sets", "support.command_line"]

settings.register_profile("posecoach", deadline=None)  # how long a test takes is not what it decides
settings.load_profile("posecoach")


class RealTimeAlone(LoadScopeScheduling):
    """Runs the tests on all workers, but those that watch a page in real time on one.

    Another test beside them would take the processor that the camera's frames need.
    """

    def _split_scope(self, nodeid: str) -> str:
        return IN_REAL_TIME if nodeid.startswith(IN_REAL_TIME) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return RealTimeAlone(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests that watch a page in real time last, when all others are done."""
    items.sort(key=lambda item: item.nodeid.startswith(IN_REAL_TIME))


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests keep is not to come into the history of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSECOACH_DATA", str(tmp_path_factory.mktemp("data")))
        patch.delenv("POSECOACH_DB", raising=False)
        yield


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The pose model; downloaded only where the cache has none."""
    return ensure_model().path
