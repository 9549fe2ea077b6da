"""Cells of a table that a spreadsheet shows as they are."""

from collections.abc import Mapping
from typing import Any, Final

# With one of these in front, a spreadsheet takes a text for a formula, and may run it. The last four are the
# wide signs of East Asian keyboards.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_texts(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without formulas: a text that could be one gets an apostrophe in front. Numbers stay.

    Lines within a text end in a line feed: not every version of Python puts a text with a carriage return
    alone in quotes, and without them it begins a new row.
    """
    return {name: _as_text(value) if isinstance(value, str) else value for name, value in row.items()}


def _as_text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
