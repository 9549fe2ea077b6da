"""The questions before the first session, read from ``stretch_specs/safety/safety.yaml``."""

from typing import Final

from posecoach.catalog.folders import SAFETY, folder_of
from posecoach.catalog.yaml_files import read_model
from posecoach.coaching.exercise.safety import SafetyScreen

_FILE: Final = "safety.yaml"


def load_safety_screen() -> SafetyScreen:
    """The screen that comes with the exercises.

    Raises:
        SpecError: where its file is wrong.
    """
    return read_model(folder_of(SAFETY) / _FILE, SafetyScreen)
