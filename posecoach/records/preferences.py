"""What a person chose last on this computer, so that the next start begins with it."""

import logging
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from posecoach.catalog.folders import data_folder
from posecoach.files import locked, read_file

_LOG: Final = logging.getLogger(__name__)
_NAME: Final = "preferences.json"
_MOST_MB: Final = 1
_WAIT_S: Final = 2.0


class Preferences(BaseModel):
    """The last choices; None or empty for what was never chosen. What a newer version added is left out.

    Attributes:
        language: Of the whole program, e.g. ``de``.
        person: The id of the profile.
        session: The id of the routine or exercise.
        options: What was chosen for an exercise, by option and exercise, e.g. ``leg of bridge``.
        welcomed: Whether the first screen has said what PoseCoach is.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: str | None = None
    person: int | None = None
    session: str | None = None
    options: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    welcomed: bool = False


def load_preferences() -> Preferences:
    """The last choices; the defaults, and a line in the log, where their file can't be used."""
    path = _path()
    try:
        return Preferences.model_validate_json(read_file(path, _MOST_MB))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValidationError) as error:
        _LOG.warning("%s: can't be used, so defaults hold (%s)", path, type(error).__name__)
        return Preferences()


def remember(**chosen: Any) -> None:
    """Saves choices beside those saved before; a file that can't be written is a line in the log.

    Args:
        chosen: By field of ``Preferences``.
    """
    path = _path()
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.with_suffix(".lock"), _WAIT_S):
            changed = Preferences.model_validate(load_preferences().model_dump() | chosen)
            part.write_text(changed.model_dump_json(indent=1), encoding="utf-8")
            part.replace(path)
    except OSError as error:
        _LOG.warning("%s: can't be written, so choices are not remembered (%s)", path, error.strerror)


def _path() -> Path:
    return data_folder() / _NAME
