from pathlib import Path

import pytest

from posecoach.vision.model import ensure_model


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The pose model; downloaded only where the cache has none."""
    return ensure_model().path
