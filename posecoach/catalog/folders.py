"""Where files are: what comes with the program, what replaces it, and the data of the people who use it."""

import os
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from posecoach.files import is_folder, path_of

SPECS_VARIABLE: Final = "POSECOACH_SPECS"
DATA_VARIABLE: Final = "POSECOACH_DATA"

VOICE: Final = "voice"
ROUTINES: Final = "routines"
SAFETY: Final = "safety"
NOT_EXERCISES: Final = frozenset({VOICE, ROUTINES, SAFETY})
"""Folders among those of the exercises that hold something else."""


def specs_folder() -> Path:
    """The folder of exercises: ``POSECOACH_SPECS``, else the one that comes with the program."""
    named = os.environ.get(SPECS_VARIABLE)
    return path_of(named) if named else shipped_folder()


def shipped_folder() -> Path:
    """The folder of exercises that comes with the program."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "stretch_specs"
    return installed if installed.is_dir() else package.parent / "stretch_specs"


def folder_of(name: str) -> Path:
    """``voice``, ``routines`` or ``safety`` beside the exercises; the shipped folder if there is none."""
    own = specs_folder() / name
    return own if is_folder(own) else shipped_folder() / name


def data_folder() -> Path:
    """Where routines and history are saved: ``POSECOACH_DATA``, else the user's data folder."""
    named = os.environ.get(DATA_VARIABLE)
    return path_of(named) if named else user_data_path("posecoach", appauthor=False)
