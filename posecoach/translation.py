"""The language in which the program speaks to people: its texts, dates and numbers.

English texts stand in the code, marked by ``translate`` (usually imported as ``_``). The other languages
are catalogues in ``posecoach/locale``. A checkout reads them as they are written (``.po``), so a change
holds at the next start; an installed copy has them compiled (``.mo``).
"""

import io
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final, Literal, TypeVar

from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from posecoach.messages import ENGLISH as ENGLISH
from posecoach.messages import N_ as N_

DOMAIN: Final = "posecoach"
LOCALE_FOLDER: Final = Path(__file__).with_name("locale")

# The day before the month; of American English it would be the other way round.
_FORMATS_OF: Final = {ENGLISH: "en_GB"}

_Key = TypeVar("_Key")

_current: ContextVar[str] = ContextVar("posecoach_language", default=ENGLISH)


@cache
def catalogues() -> frozenset[str]:
    """The languages in which the program's texts are there, English among them."""
    translated = (path.parent.parent.name for path in LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.?o"))
    return frozenset({ENGLISH, *translated})


def use_language(code: str) -> None:
    """From here on, texts are in this language; English where the program has no texts in it.

    It holds for the thread or task that calls it: every run of a page, and every live session, sets its own.

    Args:
        code: The two letters of a language, e.g. ``de``.
    """
    _current.set(code if code in catalogues() else ENGLISH)


def language() -> str:
    """The language that texts are in, e.g. ``de``."""
    return _current.get()


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Texts within the block are in this language, see ``use_language``."""
    before = _current.set(code if code in catalogues() else ENGLISH)
    try:
        yield
    finally:
        _current.reset(before)


def translate(text: str) -> str:
    """A text in the current language; the English one where the catalogue lacks it."""
    return _texts(language()).gettext(text) if text else text


def translate_plural(one: str, many: str, count: int) -> str:
    """A text that depends on a number, in the current language.

    Args:
        one: The English text for 1.
        many: The English text for other numbers.
        count: The number; the text's own ``{count}`` is still to be filled in.
    """
    return _texts(language()).ngettext(one, many, count)


class Texts(Mapping[_Key, str]):
    """A table of texts marked by ``N_``, each given in the language that is current when it is asked for."""

    def __init__(self, english: Mapping[_Key, str]) -> None:
        self._english = english

    def __getitem__(self, key: _Key) -> str:
        return translate(self._english[key])

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


def in_sentence(title: str) -> str:
    """A title as it is written within a sentence: with a small letter, except for German nouns."""
    return title if language() == "de" else title[:1].lower() + title[1:]


def capitalized(text: str) -> str:
    """A phrase as a title: its first letter is a capital, and the others stay as they are."""
    return text[:1].upper() + text[1:]


def format_number(value: float, digits: int = 0) -> str:
    """A number as people write it, e.g. 0.7 with two digits: ``0.70``, in German ``0,70``."""
    rounded = f"{value:.{digits}f}"
    if not math.isfinite(value):
        return rounded
    decimals = f".{'0' * digits}" if digits else ""
    return str(numbers.format_decimal(Decimal(rounded), format=f"#,##0{decimals}", locale=babel_locale()))


def format_exact(value: float) -> str:
    """A number that was written by hand, as exact as it is, e.g. ``20`` or ``0.55``, in German ``0,55``."""
    return f"{value:g}".replace(".", numbers.get_decimal_symbol(babel_locale()))


def format_share(share: float) -> str:
    """A share of a whole in percent, e.g. 0.5: ``50%``, in German ``50 %``."""
    return str(numbers.format_percent(share, locale=babel_locale()))


def format_seconds(seconds: float, digits: int = 0) -> str:
    """A time span with its unit, e.g. ``12.5 s``."""
    return f"{format_number(seconds, digits)} s"


def format_list(texts: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
    """Several texts as one, e.g. ``a, b and c`` or ``a, b or c``."""
    return lists.format_list(list(texts), style=style, locale=babel_locale())


def format_date(day: date) -> str:
    """A day, e.g. ``26 Nov 2026``, in German ``26.11.2026``; of a moment the day on this computer."""
    return _day_in(day.astimezone().date() if isinstance(day, datetime) else day, language())


@lru_cache(maxsize=4096)  # the rows of a table are of a few hundred days
def _day_in(day: date, code: str) -> str:
    return str(dates.format_date(day, format="medium", locale=_locale_of(code)))


def format_moment(moment: datetime) -> str:
    """A day and a time on this computer, e.g. ``26 Nov 2026, 13:05``."""
    here = moment.astimezone()
    time = dates.format_time(here, format="short", locale=babel_locale())
    return f"{format_date(here)}, {time}"


@cache
def _locale_of(code: str) -> Locale:
    return Locale.parse(_FORMATS_OF.get(code, code))


def babel_locale() -> Locale:
    """What Babel knows of the current language: its numbers, dates and names of months."""
    return _locale_of(language())


@cache
def _texts(code: str) -> NullTranslations:
    if code == ENGLISH:
        return NullTranslations()
    written = LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not written.is_file():
        with written.with_suffix(".mo").open("rb") as file:
            return GNUTranslations(file)
    compiled = io.BytesIO()
    with written.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code, domain=DOMAIN))
    compiled.seek(0)
    return GNUTranslations(compiled)
