"""Any file or folder of ours checked by itself, whatever it holds: for ``posecoach specs validate``."""

from collections.abc import Iterator
from pathlib import Path

from posecoach.catalog.exercises import (
    SPEC,
    exercise_folders,
    load_specs,
    not_in_a_folder,
    read_spec_file,
    read_texts,
    text_files,
)
from posecoach.catalog.folders import NOT_EXERCISES, ROUTINES, SAFETY, SAFETY_FILE, VOICE
from posecoach.catalog.languages import read_phrases
from posecoach.catalog.routines import ROUTINE_TEXTS, RoutineTexts, read_routine
from posecoach.catalog.safety import read_safety_texts
from posecoach.catalog.yaml_files import SpecError, folder_name, read_model, read_yaml
from posecoach.coaching.exercise.safety import SafetyRules
from posecoach.files import is_file, is_folder, listed


def files_to_check(path: Path) -> Iterator[Path]:
    """The files that a path stands for, each before those that rest on it.

    Args:
        path: A file; the folder of an exercise, of voices, routines or safety questions; or one that
            holds such folders.

    Raises:
        SpecError: for a folder with nothing to check, or YAML files outside the folder of an exercise.
    """
    if not is_folder(path):
        yield path
        return
    if is_file(path / SPEC):
        yield path / SPEC
        yield from text_files(path)
        return
    if folder_name(path) in NOT_EXERCISES:
        yield from listed(path, ".yaml")
        yield from listed(path / ROUTINE_TEXTS, ".yaml")
        return
    exercises = list(exercise_folders(path))
    others = [path / name for name in sorted(NOT_EXERCISES) if is_folder(path / name)]
    if not exercises and not others:
        raise SpecError(f"{path}: holds no exercise, a folder with a {SPEC}; name one, or a file in it")
    for folder in (*exercises, *others):
        yield from files_to_check(folder)


def check_file(path: Path) -> str:
    """What a file holds, in a few words, if nothing is wrong with it.

    Raises:
        SpecError: what is wrong: the file, the field, the value and what was expected.
    """
    kind = folder_name(path.parent)
    if kind == VOICE:
        return f"the language {read_phrases(path).name}"
    if kind == ROUTINES:
        routine = read_routine(path, load_specs(_exercises_beside(path)))
        return f"routine {routine.id}, {len(routine.in_order)} sets"
    if kind == SAFETY:
        rules = read_model(path.with_name(SAFETY_FILE), SafetyRules)
        if path.name != SAFETY_FILE:
            read_safety_texts(path, rules)
            return f"safety questions in the language {path.stem}"
        return f"{len(rules.questions)} safety questions"
    if kind == ROUTINE_TEXTS:
        return f"texts of {len(read_model(path, RoutineTexts).routines)} routines"
    if path.name == SPEC:
        judged = read_spec_file(path)
        return f"{judged.id}, {len(judged.gates)} gates"
    if is_file(path.parent / SPEC):
        return f"texts, {read_texts(path, read_spec_file(path.parent / SPEC)).title}"
    read_yaml(path)  # a path that can't be read has a mistake of its own
    raise not_in_a_folder(path)


def _exercises_beside(routine: Path) -> Path | None:
    """The folder whose exercises a routine names; None for the default one."""
    folder = routine.parent.parent
    return folder if any(is_file(inside / SPEC) for inside in listed(folder)) else None
