"""The exercises: a folder each, with ``spec.yaml`` and a file of texts for every language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from posecoach.catalog.folders import BUILTIN_VARIABLE, NOT_EXERCISES, SPECS_VARIABLE, specs_folders
from posecoach.catalog.yaml_files import SpecError, folder_name, named, read_model
from posecoach.coaching.exercise.spec import SpecFile, StretchSpec
from posecoach.coaching.exercise.texts import ExerciseTexts
from posecoach.files import is_file, is_folder, listed
from posecoach.messages import ENGLISH, FieldError
from posecoach.translation import translate as _
from posecoach.validation import in_words

SPEC: Final = "spec.yaml"

_LANGUAGE: Final = re.compile(r"[a-z]{2}")


def load_specs(folder: Path | None = None) -> dict[str, StretchSpec]:
    """All exercises by id, in the order of their names: the built-in ones, and those of an own folder.

    An own exercise stands for the built-in one of its id, which isn't read then.

    Args:
        folder: The own folder; ``POSECOACH_SPECS`` where None.

    Raises:
        SpecError: for a wrong file, or a folder with nothing in it to use.
    """
    folders: dict[str, Path] = {}
    for place in specs_folders(folder):
        found = {inside.name: inside for inside in exercise_folders(place)}
        if not found and not _brings_something_else(place):
            raise SpecError(
                _(
                    "{path}: holds no exercise, a folder with a {spec}; name a folder of exercises with "
                    "--specs or {setting}"
                ).format(path=place, spec=SPEC, setting=SPECS_VARIABLE)
            )
        folders |= found
    if not folders:
        raise SpecError(
            _(
                "{path}: holds no exercise, and {setting} leaves out the built-in ones; add an exercise, or "
                "unset {setting}"
            ).format(path=place, setting=BUILTIN_VARIABLE)
        )
    return {id_: load_spec(folders[id_]) for id_ in sorted(folders)}


def find_spec(stretch: str, folder: Path | None = None) -> StretchSpec:
    """One exercise.

    Raises:
        SpecError: where there is no such exercise, with the ids that there are.
    """
    specs = load_specs(folder)
    if stretch not in specs:
        raise SpecError(
            _("unknown stretch {found}; expected one of {known}").format(
                found=repr(stretch), known=", ".join(specs)
            )
        )
    return specs[stretch]


def exercise_folders(folder: Path) -> Iterator[Path]:
    """The folders of the exercises in a folder, by name.

    Raises:
        SpecError: for a YAML file that lies outside of any, or a folder with YAML files but no spec.
    """
    loose = listed(folder, ".yaml")
    if loose:
        raise not_in_a_folder(loose[0])
    for inside in listed(folder):
        if inside.name in NOT_EXERCISES or inside.name.startswith("_") or not is_folder(inside):
            continue
        if is_file(inside / SPEC):
            yield inside
        elif listed(inside, ".yaml"):
            raise SpecError(
                _("{path}: has no {spec}; add one, or move the folder elsewhere").format(
                    path=inside.name, spec=SPEC
                )
            )


def _brings_something_else(folder: Path) -> bool:
    """Whether a folder without exercises has routines, voices or safety questions."""
    return any(is_folder(folder / name) for name in NOT_EXERCISES)


def not_in_a_folder(path: Path) -> SpecError:
    """How to convert a YAML file that is not in an exercise's folder: an earlier version had them so."""
    id_ = path.stem
    return SpecError(
        _(
            "{path}: an exercise is a folder; move what judges to {spec}, and the texts (title, summary, "
            "camera, "
            "steps, safety, norm, cues) to {texts}, as in a built-in exercise"
        ).format(path=path.name, spec=f"{id_}/{SPEC}", texts=f"{id_}/{ENGLISH}.yaml")
    )


def load_spec(folder: Path) -> StretchSpec:
    """The exercise of one folder.

    Raises:
        SpecError: where a file of it can't be read or a field is wrong: one line with the file, the
            field, the value and what was expected.
    """
    judged = read_spec_file(folder / SPEC)
    texts = {path.stem: read_texts(path, judged) for path in text_files(folder)}
    return StretchSpec(**dict(judged), texts=texts)


def read_spec_file(path: Path) -> SpecFile:
    """What judges an exercise.

    Raises:
        SpecError: where the file can't be read or a field is wrong.
    """
    judged = read_model(path, SpecFile)
    folder = folder_name(path.parent)
    if judged.id != folder:
        raise SpecError(
            _("{path}: id: expected {wanted}, the name of its folder, got {found}").format(
                path=named(path), wanted=repr(folder), found=repr(judged.id)
            )
        )
    return judged


def text_files(folder: Path) -> list[Path]:
    """The files of texts of an exercise: English, which it must have, then the other languages by name."""
    english = folder / f"{ENGLISH}.yaml"
    return [
        english,
        *(path for path in listed(folder, ".yaml") if path not in (english, folder / SPEC)),
    ]


def read_texts(path: Path, judged: SpecFile) -> ExerciseTexts:
    """The texts of an exercise in one language, which has them all: never two languages in one exercise.

    Args:
        path: The file, named after its language.
        judged: The exercise.

    Raises:
        SpecError: where the file can't be read, a field is wrong, a gate has no texts, or the file is not
            named after a language.
    """
    if not _LANGUAGE.fullmatch(path.stem):
        raise SpecError(
            _("{path}: expected {spec}, or a name of the two letters of a language as in de.yaml").format(
                path=named(path), spec=SPEC
            )
        )
    if path.stem == ENGLISH and not is_file(path):
        raise SpecError(
            _("{path}: has no {file}; add the English texts").format(
                path=folder_name(path.parent), file=path.name
            )
        )
    texts = read_model(path, ExerciseTexts)
    try:
        texts.check_gates([gate.id for gate in judged.gates])
        texts.check_movement(repeats=judged.repetitions is not None)
    except FieldError as error:
        raise SpecError(f"{named(path)}: {in_words(error)}") from None
    return texts
