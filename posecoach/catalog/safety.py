"""The questions before the first session, read from ``stretch_specs/safety/safety.yaml``."""

from posecoach.catalog.folders import safety_file
from posecoach.catalog.yaml_files import read_model
from posecoach.coaching.exercise.safety import SafetyScreen


def load_safety_screen() -> SafetyScreen:
    """The screen that comes with the exercises.

    Raises:
        SpecError: where its file is wrong.
    """
    return read_model(safety_file(), SafetyScreen)
