"""A person's own routines: YAML files in the user's data folder, written whole or not at all."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from posecoach.catalog.folders import DATA_VARIABLE, ROUTINES, data_folder
from posecoach.catalog.routines import load_routines
from posecoach.catalog.yaml_files import SpecError, read_yaml
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.files import listed
from posecoach.translation import translate as _


class RoutineError(PoseCoachError):
    """A routine of one's own that can't be saved or deleted; says why and what to do."""


def own_routines(specs: dict[str, StretchSpec]) -> tuple[dict[str, Routine], list[str]]:
    """The person's own routines by id, by title; and a line for each file that can't be used."""
    routines, wrong = load_routines(specs, data_folder() / ROUTINES)
    return dict(sorted(routines.items(), key=lambda item: item[1].title.lower())), wrong


def save_routine(routine: Routine) -> None:
    """Saves a routine, in place of an earlier one of one's own with the same title; never of another.

    Raises:
        RoutineError: if it can't be written.
    """
    path, id_ = _place(routine)
    routine = routine.model_copy(update={"id": id_})
    part = path.with_suffix(".part")
    data = routine.model_dump(mode="json", exclude_defaults=True) | {"schema_version": 1}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise RoutineError(
            _("{path}: can't be written ({reason}); make room there, or set {setting}").format(
                path=path, reason=error.strerror, setting=DATA_VARIABLE
            )
        ) from error


def delete_routine(id_: str) -> None:
    """Deletes a routine of one's own.

    Raises:
        RoutineError: if its file can't be deleted.
    """
    path = next((path for path, data in _files() if data.get("id") == id_), None)
    if path is None:
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise RoutineError(
            _("{path}: can't be deleted ({reason}); delete it by hand").format(
                path=path, reason=error.strerror
            )
        ) from error


def own_id(title: str) -> str:
    """An id for an own routine: its title in small letters, and a hash that sets apart what reads alike.

    Titles without Latin letters have only the hash; no id is that of a ready-made routine.
    """
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:40] or "routine"
    return f"own_{plain}_{hashlib.sha256(_same(title).encode()).hexdigest()[:8]}"


def _same(title: str) -> str:
    """A title as it is compared: letters with accents can be written in two ways."""
    return unicodedata.normalize("NFC", title.strip())


def _place(routine: Routine) -> tuple[Path, str]:
    """The file for a routine and its id: those of its title so far, else new ones."""
    for path, data in _files():
        if _same(str(data.get("title"))) == _same(routine.title) and "id" in data:
            return path, str(data["id"])
    folder = data_folder() / ROUTINES
    names = (routine.id if number == 1 else f"{routine.id}_{number}" for number in count(1))
    id_ = next(name for name in names if not os.path.lexists(folder / f"{name}.yaml"))
    return folder / f"{id_}.yaml", id_


def _files() -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The files of own routines that can be read, and what they say."""
    for path in listed(data_folder() / ROUTINES, ".yaml"):
        with suppress(SpecError):
            yield path, read_yaml(path)
