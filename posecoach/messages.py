"""Texts for people where they arise in the pure core: in English, marked for translation.

The core gives a text and the values in it; ``posecoach.translation`` says it in a language, at the edges.
"""

from typing import Final

ENGLISH: Final = "en"
"""The language of the texts in the code."""


def N_(text: str) -> str:  # noqa: N802 (gettext's own name, which the extraction knows)
    """Marks a text for translation and gives it back in English: it is translated where it is shown."""
    return text


class FieldError(ValueError):
    """What is wrong with a field of a file; English here; ``validation.in_words`` says it in any language.

    Attributes:
        text: What was expected, marked by ``N_``, with placeholders.
        place: The field within the one that was checked, e.g. ``gates.folded``; may be empty.
        values: What the placeholders stand for.
    """

    def __init__(self, text: str, *, place: str = "", **values: object) -> None:
        self.text = text
        self.place = place
        self.values = values
        said = text.format(**values)
        super().__init__(f"{place}: {said}" if place else said)
