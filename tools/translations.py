"""Brings the catalogues of translations up to the texts in the code: ``python -m tools.translations``.

New texts come in untranslated, those that are gone go out, and nothing is guessed: a guess that reads well is
one that nobody looks at again.
"""

import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from posecoach import __version__
from posecoach.translation import DOMAIN, LOCALE_FOLDER

ROOT: Final = LOCALE_FOLDER.parent

_METHODS: Final = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_KEYWORDS: Final = {"_": None, "N_": None, "translate": None, "translate_plural": (1, 2), "plural": (1, 2)}


def extracted() -> Catalog:
    """Every text in the code that is marked for translation."""
    catalogue = Catalog(domain=DOMAIN, project="PoseCoach", version=__version__)
    for name, _line, texts, _notes, _context in extract_from_dir(ROOT, _METHODS, keywords=_KEYWORDS):
        catalogue.add(texts, locations=[(f"{ROOT.name}/{Path(name).as_posix()}", 0)])
    return catalogue


def files() -> dict[str, Path]:
    """The catalogue of each language."""
    return {path.parts[-3]: path for path in sorted(LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))}


def read(language: str) -> Catalog:
    """The catalogue of a language as it was written."""
    with files()[language].open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue that are empty, in part or as a whole."""
    return [message for message in catalogue if message.id and not all(_strings(message))]


def update(language: str) -> Catalog:
    """Brings the catalogue of a language up to the code, and writes it."""
    catalogue = read(language)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    with files()[language].open("wb") as file:
        # A text to a line, and no line numbers: a change of one text is a change of one line.
        write_po(file, catalogue, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return catalogue


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def main() -> int:
    """Updates every catalogue and says what is left to translate."""
    for language in files():
        left = untranslated(update(language))
        print(f"{language}: {len(left)} to translate")
        for message in left:
            print(f"  {message.id!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
