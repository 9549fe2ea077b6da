"""A person's own routines: YAML files in the user's data folder, written whole or not at all."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from posecoach.catalog.folders import DATA_VARIABLE, ROUTINES, data_folder
from posecoach.catalog.routines import check_stretches, load_routines
from posecoach.catalog.yaml_files import SpecError, parse_yaml, read_yaml
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.files import listed
from posecoach.translation import translate as _
from posecoach.validation import first_problem

MOST_KB: Final = 100
"""The largest file that is taken for a routine; the longest routine has 4."""


class RoutineError(PoseCoachError):
    """A routine of one's own that can't be saved or deleted; says why and what to do."""


def own_routines(specs: dict[str, StretchSpec]) -> tuple[dict[str, Routine], list[str]]:
    """The person's own routines by id, by title; and a line for each file that can't be used."""
    routines, wrong = load_routines(specs, data_folder() / ROUTINES)
    return dict(sorted(routines.items(), key=lambda item: item[1].title.lower())), wrong


def routine_file(routine: Routine) -> str:
    """A routine as the text of its file."""
    data = routine.model_dump(mode="json", exclude_defaults=True) | {"schema_version": 1}
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def routine_from_file(content: bytes, name: str, specs: Mapping[str, StretchSpec]) -> Routine:
    """The routine that a file holds, with the id of one of one's own, whatever the file says.

    Args:
        content: The file's content.
        name: The file's name.
        specs: The exercises that there are.

    Raises:
        PoseCoachError: if it is no routine; one line with what is wrong.
    """
    if len(content) > MOST_KB * 1000:
        raise RoutineError(
            _("{file}: is larger than {size} kB; the file of a routine is a short text").format(
                file=name, size=MOST_KB
            )
        )
    data = dict(parse_yaml(content, name))
    try:
        if isinstance(title := data.get("title"), str):
            data["title"] = title.strip()
        routine = Routine.model_validate(data | {"id": own_id(str(title))})
        routine.model_dump_json()
    except ValidationError as error:
        raise RoutineError(f"{name}: {first_problem(error)}") from error
    except (UnicodeEncodeError, PydanticSerializationError) as error:  # half a character, as an escape
        raise RoutineError(_("{file}: holds a character that can't be saved").format(file=name)) from error
    check_stretches(routine, specs, name)
    return routine


def save_routine(routine: Routine) -> str:
    """Saves a routine, in place of an earlier one of one's own with the same title; never of another.

    Returns:
        The id that it has from now on.

    Raises:
        RoutineError: if it can't be written.
    """
    path, id_ = _place(routine)
    routine = routine.model_copy(update={"id": id_})
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(routine_file(routine), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise RoutineError(
            _("{path}: can't be written ({reason}); make room there, or set {setting}").format(
                path=path, reason=error.strerror, setting=DATA_VARIABLE
            )
        ) from error
    return id_


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


def titled(title: str, routines: Mapping[str, Routine]) -> Routine | None:
    """The routine among these that one of this title would take the place of."""
    return next((other for other in routines.values() if _same(other.title) == _same(title)), None)


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
