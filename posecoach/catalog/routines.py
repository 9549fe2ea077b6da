"""Ready-made routines: a file each in ``stretch_specs/routines``."""

from collections.abc import Mapping
from pathlib import Path

from posecoach.catalog.folders import ROUTINES, folder_of
from posecoach.catalog.yaml_files import SpecError, named, read_model
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec


def load_routines(specs: Mapping[str, StretchSpec], folder: Path | None = None) -> dict[str, Routine]:
    """All routines of a folder by id, in the order of their file names.

    Args:
        specs: The stretches that they may name.
        folder: Where the ``*.yaml`` files are; those that come with the exercises where None.

    Raises:
        SpecError: for a wrong file, or one that names an unknown stretch.
    """
    files = sorted((folder or folder_of(ROUTINES)).glob("*.yaml"))
    return {routine.id: routine for routine in (read_routine(path, specs) for path in files)}


def read_routine(path: Path, specs: Mapping[str, StretchSpec]) -> Routine:
    """One routine.

    Raises:
        SpecError: for a wrong file, or one that names an unknown stretch.
    """
    routine = read_model(path, Routine)
    check_stretches(routine, specs, named(path))
    return routine


def check_stretches(routine: Routine, specs: Mapping[str, StretchSpec], where: str) -> None:
    """Checks that all stretches of a routine exist.

    Raises:
        SpecError: if one does not; ``where`` names the file in it.
    """
    for number, planned in enumerate(routine.sets):
        if planned.stretch not in specs:
            known = ", ".join(specs)
            raise SpecError(
                f"{where}: sets[{number}].stretch: expected one of {known}, got {planned.stretch!r}"
            )
