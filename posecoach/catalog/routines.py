"""Ready-made routines: a file each in ``stretch_specs/routines``; ``texts`` there has their translations."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from posecoach.catalog.folders import ROUTINES, specs_folders
from posecoach.catalog.yaml_files import SpecError, named, read_model
from posecoach.coaching.exercise.fields import FileModel, Text
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.files import is_file, listed
from posecoach.translation import language
from posecoach.translation import translate as _

ROUTINE_TEXTS: Final = "texts"
"""The folder beside routines that has a file of their texts for every language but their own."""


class TextsOfARoutine(FileModel):
    """A routine in words."""

    title: Text
    summary: str = ""


class RoutineTexts(FileModel):
    """The texts of routines in one language, by the routine's id."""

    schema_version: Literal[1]
    routines: Mapping[str, TextsOfARoutine]


def load_routines(
    specs: Mapping[str, StretchSpec], folder: Path | None = None
) -> tuple[dict[str, Routine], list[str]]:
    """The routines of a folder by id, in the order of their file names, and what is wrong with the others.

    Args:
        specs: The stretches that they may name.
        folder: Where the ``*.yaml`` files are; where None, those that come with the exercises, built-in
            ones first: an own one stands for the built-in one of its id.
    """
    if folder is not None:
        return _load_folder(specs, folder)
    routines: dict[str, Routine] = {}
    wrong: list[str] = []
    for beside in specs_folders():
        found, unusable = _load_folder(specs, beside / ROUTINES)
        routines |= found
        wrong += unusable
    return routines, wrong


def _load_folder(specs: Mapping[str, StretchSpec], folder: Path) -> tuple[dict[str, Routine], list[str]]:
    routines: dict[str, Routine] = {}
    wrong: list[str] = []
    try:
        texts = _texts_of(folder)
        for path in listed(folder, ".yaml"):
            try:
                routine = read_routine(path, specs)
                if routine.id in routines:
                    raise SpecError(
                        _("{path}: id: another routine has {id} too; change it").format(
                            path=named(path), id=repr(routine.id)
                        )
                    )
                if (said := texts.get(routine.id)) is not None:
                    routine = routine.model_copy(update=dict(said))
                routines[routine.id] = routine
            except SpecError as error:
                wrong.append(str(error))
    except PoseCoachError as error:
        wrong.append(str(error))
    return routines, wrong


def _texts_of(folder: Path) -> Mapping[str, TextsOfARoutine]:
    """In the language that texts are in; a routine without any is called what its own file says."""
    path = folder / ROUTINE_TEXTS / f"{language()}.yaml"
    return read_model(path, RoutineTexts).routines if is_file(path) else {}


def read_routine(path: Path, specs: Mapping[str, StretchSpec]) -> Routine:
    """One routine.

    Raises:
        SpecError: for a wrong file, or one that names an unknown stretch.
    """
    routine = read_model(path, Routine)
    check_stretches(routine, specs, named(path))
    return routine


def check_stretches(routine: Routine, specs: Mapping[str, StretchSpec], where: str) -> None:
    """Checks that all exercises of a routine exist, and are asked for as they are counted.

    Raises:
        SpecError: if one is not; ``where`` names the file in it.
    """
    for number, planned in enumerate(routine.sets):
        if planned.stretch not in specs:
            known = ", ".join(specs)
            raise SpecError(
                _("{path}: sets[{number}].stretch: expected one of {known}, got {found}").format(
                    path=where, number=number, known=known, found=repr(planned.stretch)
                )
            )
        repeats = specs[planned.stretch].repetitions is not None
        if repeats != (planned.repetitions is not None):
            wanted = "repetitions" if repeats else "target_s"
            raise SpecError(
                _(
                    "{path}: sets[{number}]: expected {wanted}, because that is how {exercise} is counted"
                ).format(path=where, number=number, wanted=wanted, exercise=planned.stretch)
            )
