"""A person's own routines: YAML files in the user's data folder, written whole or not at all."""

import re
import unicodedata
from pathlib import Path

import yaml

from posecoach.catalog.folders import DATA_VARIABLE, ROUTINES, data_folder
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError


class RoutineError(PoseCoachError):
    """A routine of one's own that can't be saved or deleted; says why and what to do."""


def own_routines(specs: dict[str, StretchSpec]) -> dict[str, Routine]:
    """The person's own routines by id, by title.

    Raises:
        SpecError: for a file that is wrong.
    """
    routines = load_routines(specs, data_folder() / ROUTINES)
    return dict(sorted(routines.items(), key=lambda item: item[1].title.lower()))


def save_routine(routine: Routine) -> None:
    """Saves a routine, replacing an earlier one with the same id.

    Raises:
        RoutineError: if it can't be written.
    """
    path = _path(routine.id)
    part = path.with_suffix(".part")
    data = routine.model_dump(mode="json", exclude_defaults=True) | {"schema_version": 1}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise RoutineError(
            f"{path}: can't be written ({error.strerror}); make room there, or set {DATA_VARIABLE}"
        ) from error


def delete_routine(id_: str) -> None:
    """Deletes a routine of one's own.

    Raises:
        RoutineError: if its file can't be deleted.
    """
    path = _path(id_)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise RoutineError(f"{path}: can't be deleted ({error.strerror}); delete it by hand") from error


def own_id(title: str) -> str:
    """An id for an own routine: its title in small letters, apart from the ids of ready-made ones."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "own_" + (re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:50] or "routine")


def _path(id_: str) -> Path:
    return data_folder() / ROUTINES / f"{id_}.yaml"
