"""Tab-separated tables that people write: their rows by column, and what is wrong with one."""

import csv
import io
import math
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from posecoach.errors import PoseCoachError
from posecoach.files import read_file

HALF = "half"
"""The column that says which part of the material a row belongs to, e.g. ``tune`` or ``measure``."""

_MOST_MB = 100

Row = tuple[int, Mapping[str, str]]
"""The line's number and its fields by column."""


class LabelError(PoseCoachError):
    """A file of labels can't be used; the message names the file, line, column and what was expected."""


def rows(path: Path, needed: Collection[str], what: str) -> Iterator[Row]:
    """Yields the rows of a table; fields missing at the end of a line are empty.

    Args:
        path: The file. What is in the first of the needed columns must not be empty.
        needed: The columns that it must have.
        what: What stands in the first of them, e.g. ``photo``.

    Raises:
        LabelError: if the file can't be read, lacks a column or lists nothing.
    """
    try:
        text = io.StringIO(read_file(path, _MOST_MB).decode("utf-8-sig"), newline="")
        reader = csv.DictReader(text, dialect="excel-tab", restval="", restkey="")
        for name in needed:
            if name not in (reader.fieldnames or ()):
                raise no_column(path, name)
        listed = [(reader.line_num, row) for row in reader]
    except OSError as error:
        raise LabelError(f"{path}: can't be read ({error.strerror}); check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise LabelError(f"{path}: not tab-separated text in UTF-8; save it in that format") from error
    if not listed:
        raise LabelError(f"{path}: lists no {what}s; add one line per {what}")
    first = next(iter(needed))
    for line, row in listed:
        if not row[first]:
            raise wrong(path, line, first, f"expected a {what}'s name", "")
        yield line, row


def of_half(path: Path, listed: Iterator[Row], half: str | None) -> Iterator[Row]:
    """Yields the rows of one half; all where None.

    Raises:
        LabelError: if the table has no such column, or no row of that half.
    """
    if half is None:
        yield from listed
        return
    found: dict[str, None] = {}
    for line, row in listed:
        if HALF not in row:
            raise no_column(path, HALF)
        found.setdefault(row[HALF])
        if row[HALF] == half:
            yield line, row
    if half not in found:
        raise LabelError(
            f"{path}: column {HALF}: no line has {half!r}; choose one of {', '.join(map(repr, found))}"
        )


def number(path: Path, line: int, column: str, text: str) -> float:
    """The number in a field.

    Raises:
        LabelError: if it is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise wrong(path, line, column, "expected a number", text)
    return value


def wrong(path: Path, line: int, column: str, expected: str, text: str) -> LabelError:
    """The error that a field is wrong."""
    return LabelError(f"{path}: line {line}: column {column}: {expected}, got {text!r}")


def no_column(path: Path, name: str) -> LabelError:
    """The error that a column is missing."""
    return LabelError(f"{path}: line 1: the column {name} is missing; expected tab-separated columns")
