"""The languages that the coach speaks: a file each in ``stretch_specs/voice``."""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from string import Formatter

from posecoach.catalog.folders import VOICE, shipped_folder, voice_files
from posecoach.catalog.yaml_files import SpecError, named, read_model
from posecoach.coaching.exercise.phrases import Phrases
from posecoach.translation import ENGLISH, catalogues
from posecoach.translation import translate as _


def load_phrases(language: str = ENGLISH) -> Phrases:
    """One language.

    Raises:
        SpecError: where there is no such language, or its file is wrong.
    """
    files = voice_files()
    if language not in files:
        raise SpecError(
            _("unknown language {found}; expected one of {known}").format(
                found=repr(language), known=", ".join(files)
            )
        )
    return _read(files[language])


def languages() -> tuple[str, ...]:
    """The languages that there are, e.g. ``("de", "en", "es")``."""
    return tuple(voice_files())


def readable_languages() -> tuple[dict[str, str], list[str]]:
    """The languages' own names by language, and a line for each whose file can't be used.

    Raises:
        SpecError: if none can be used.
    """
    names: dict[str, str] = {}
    wrong: list[str] = []
    for language in languages():
        try:
            names[language] = load_phrases(language).name
        except SpecError as error:
            wrong.append(str(error))
    if not names:
        raise SpecError(wrong[0])
    return names, wrong


def offered_languages() -> dict[str, str]:
    """The languages that the whole program speaks, voice and texts: their own names by language.

    English where no voice can be used: the pages then say what is wrong.
    """
    names: dict[str, str] = {}
    with suppress(SpecError):
        names = readable_languages()[0]
    return {code: name for code, name in names.items() if code in catalogues()} or {ENGLISH: "English"}


def pick_language(wanted: str | None, known: Collection[str] | None = None) -> str:
    """The language for a browser's locale such as ``de-AT``.

    Args:
        wanted: The locale, or several with the most wanted first (``de-AT,de;q=0.9``); None if unknown.
        known: The languages to choose from; those of the coach where None.

    Returns:
        The locale's language if it is known; else English, or the first one where there is no English.
    """
    known = languages() if known is None else known
    short = re.split("[-,;]", wanted or "", maxsplit=1)[0].strip().lower()
    return short if short in known else next(iter(known), ENGLISH) if ENGLISH not in known else ENGLISH


def read_phrases(path: Path) -> Phrases:
    """What is said in one language.

    Raises:
        SpecError: where the file can't be read or a field is wrong; the live page's texts (``screen``) must
            be those of the shipped English file.
    """
    phrases = read_model(path, Phrases)
    if phrases.language != path.stem:
        raise SpecError(
            _("{path}: language: expected {wanted}, the name of its file, got {found}").format(
                path=named(path), wanted=repr(path.stem), found=repr(phrases.language)
            )
        )
    _check_screen(path, phrases.screen, read_model(shipped_folder() / VOICE / f"{ENGLISH}.yaml", Phrases))
    return phrases


@cache
def _read(path: Path) -> Phrases:
    """Every set speaks, and reading takes longer than judging a frame."""
    return read_phrases(path)


def _check_screen(path: Path, screen: Mapping[str, str], english: Phrases) -> None:
    for id_, text in english.screen.items():
        if id_ not in screen:
            raise SpecError(f"{named(path)}: screen.{id_}: {_('this field is required')}")
        if _placeholders(screen[id_]) != _placeholders(text):
            raise SpecError(
                _(
                    "{path}: screen.{id}: expected the placeholders of the English {wanted}, got {found}"
                ).format(path=named(path), id=id_, wanted=repr(text), found=repr(screen[id_]))
            )
    for id_ in screen:
        if id_ not in english.screen:
            raise SpecError(
                f"{named(path)}: screen.{id_}: {_('unknown field, take it out or check its spelling')}"
            )


def _placeholders(text: str) -> set[str] | None:
    """The placeholders of a text; None if its braces are not in pairs."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
