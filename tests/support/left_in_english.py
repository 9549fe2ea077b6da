"""Texts of a page that a catalogue would have translated."""

from functools import cache
from string import Formatter
from typing import Final

from streamlit.testing.v1 import AppTest

from tools import translations

_TELLING: Final = 10
"""A piece of an English text between its placeholders tells the language if it is as long as this."""


def left_in_english(app: AppTest, language: str) -> set[str]:
    """The texts on a page that are English though the language has a translation of them."""
    whole, pieces = _english_texts(language)
    return {text for text in shown(app) if text in whole or any(piece in text for piece in pieces)}


def shown(app: AppTest) -> set[str]:
    """Every text, label and option of a page."""
    texts: set[str] = set()
    for element in app.main:
        options = getattr(element, "options", None) or ()
        texts |= {str(option) for option in options}
        for name in ("value", "label", "body", "help", "placeholder"):
            text = getattr(element, name, None)
            # What is chosen is among the options, and the value behind it is in no language.
            if isinstance(text, str) and not (options and name == "value"):
                texts.add(text)
    for table in app.table:
        texts |= {str(column) for column in table.value.columns}
        texts |= {str(cell) for row in table.value.itertuples(index=False) for cell in row}
    return texts


@cache
def _english_texts(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Whole English texts, and telling pieces of those with placeholders; none that the language has too."""
    messages = [message for message in translations.read(language) if message.id]
    translated = [text for message in messages for text in _forms(message.string)]
    english = {text for message in messages for text in _forms(message.id)}
    pieces = {
        piece
        for text in english
        for piece, name, *_ in Formatter().parse(text)
        if (name is not None or piece != text) and len(piece.strip()) >= _TELLING
    }
    return (
        frozenset(text for text in english if "{" not in text and text not in translated),
        frozenset(piece for piece in pieces if not any(piece in text for text in translated)),
    )


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
