"""The small picture of an exercise, ``picture.webp`` in its folder."""

from pathlib import Path
from typing import Final

from posecoach.catalog.folders import specs_folders
from posecoach.files import is_file

PICTURE: Final = "picture.webp"


def exercise_picture(id_: str) -> Path | None:
    """The picture of an exercise: the own one, else the built-in one; None where there is none.

    Args:
        id_: Of the exercise.
    """
    files = [folder / id_ / PICTURE for folder in specs_folders()]
    return next(filter(is_file, reversed(files)), None)
