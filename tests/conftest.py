from pathlib import Path

import pytest
from hypothesis import settings

from posecoach.vision.model import ensure_model

settings.register_profile("posecoach", deadline=None)  # how long a test takes is not what it decides
settings.load_profile("posecoach")


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The pose model; downloaded only where the cache has none."""
    return ensure_model().path
