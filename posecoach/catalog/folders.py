"""Where files are: what comes with the program, what replaces it, and the data of the people who use it."""

import os
from functools import cache
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from posecoach.files import is_file, listed, path_of

SPECS_VARIABLE: Final = "POSECOACH_SPECS"
BUILTIN_VARIABLE: Final = "POSECOACH_BUILTIN"
"""Whether the built-in exercises are there beside those of an own folder: ``off`` leaves them out."""
DATA_VARIABLE: Final = "POSECOACH_DATA"

VOICE: Final = "voice"
ROUTINES: Final = "routines"
SAFETY: Final = "safety"
SAFETY_FILE: Final = "safety.yaml"
NOT_EXERCISES: Final = frozenset({VOICE, ROUTINES, SAFETY})
"""Folders among those of the exercises that hold something else."""


_OFF: Final = frozenset({"off", "no", "false", "0"})


def own_folder() -> Path | None:
    """The person's own folder of exercises, ``POSECOACH_SPECS``; None where none is named."""
    named = os.environ.get(SPECS_VARIABLE)
    return path_of(named) if named else None


def specs_folders(own: Path | None = None) -> tuple[Path, ...]:
    """The folders of exercises and routines; what is in a later one stands for what an earlier one has.

    The built-in folder comes first. ``POSECOACH_BUILTIN=off`` leaves it out where there is an own one.

    Args:
        own: A folder besides the built-in one; ``own_folder()`` where None.
    """
    own = own or own_folder()
    if own is None:
        return (shipped_folder(),)
    builtin = os.environ.get(BUILTIN_VARIABLE, "").strip().lower() not in _OFF
    return (shipped_folder(), own) if builtin else (own,)


def shipped_folder() -> Path:
    """The folder of exercises that comes with the program."""
    return shipped("stretch_specs")


@cache
def shipped(name: str) -> Path:
    """A folder that comes with the program: inside an installed copy, beside the package in a clone.

    Looked for once, because every row of a table asks.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / name
    return installed if installed.is_dir() else package.parent / name


def voice_files() -> dict[str, Path]:
    """The files of voices by language; an own one stands for the built-in one.

    Where ``POSECOACH_BUILTIN=off``, an own voice leaves out the built-in ones; without any, they are there.
    """
    found = {path.stem: path for folder in specs_folders() for path in listed(folder / VOICE, ".yaml")}
    return dict(sorted(found.items())) or {
        path.stem: path for path in listed(shipped_folder() / VOICE, ".yaml")
    }


def safety_file() -> Path:
    """The file of safety questions: the own one, else the built-in one."""
    files = [folder / SAFETY / SAFETY_FILE for folder in specs_folders()]
    return next(filter(is_file, reversed(files)), shipped_folder() / SAFETY / SAFETY_FILE)


def data_folder() -> Path:
    """Where routines and history are saved: ``POSECOACH_DATA``, else the user's data folder."""
    named = os.environ.get(DATA_VARIABLE)
    return path_of(named) if named else user_data_path("posecoach", appauthor=False)
