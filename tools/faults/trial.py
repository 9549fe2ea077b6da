"""One input put to the program, and how it was met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

LIMIT_S = 60.0
"""Longer is a hang. Small inputs take far less, also on a busy machine."""

LIMIT_BYTES = 2_000_000_000
"""Resident memory of a worker; the engine and the libraries alone take a quarter of it."""


class Met(StrEnum):
    """How an input was met."""

    FINE = "fine"
    LINE = "one line"  # used, with a line for people that says what was left out
    REFUSED = "refused"  # with one line for people
    TRACEBACK = "traceback"
    HANG = "hang"
    CRASH = "crash"
    MEMORY = "over 2 GB"
    HALF_WRITTEN = "half-written"
    LOST = "lost"


GOOD = (Met.FINE, Met.LINE, Met.REFUSED)


class HalfWrittenError(Exception):
    """A file was left that is not complete."""


class LostError(Exception):
    """Something of the person's that was there before is gone."""


@dataclass(frozen=True)
class Trial:
    """An input that has been made.

    Attributes:
        what: The input in words.
        run: Puts it to the program; gives the lines for people, none if all is fine. A ``PoseCoachError`` is
            a refusal; any other error is a traceback.
        may_write: Patterns of the files that may appear or change; all others are to stay as they are.
    """

    what: str
    run: Callable[[], Sequence[str]]
    may_write: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of inputs.

    Attributes:
        name: As on the command line.
        share: How many of them the whole suite of 10,000 has.
        make: Makes one in an empty folder, from a seeded source of chance and its number.
        limit_s: Longer is a hang, seconds.
    """

    name: str
    share: int
    make: Callable[[Random, Path, int], Trial]
    limit_s: float = LIMIT_S


@dataclass(frozen=True)
class Outcome:
    """How one input was met.

    Attributes:
        kind: Its kind.
        number: Its number in the kind.
        what: The input in words.
        met: How it was met.
        detail: The line for people, or the traceback.
        seconds: How long it took.
        peak_bytes: The largest memory of its worker meanwhile, resident.
    """

    kind: str
    number: int
    what: str
    met: Met
    detail: str
    seconds: float
    peak_bytes: int = 0

    @property
    def good(self) -> bool:
        """Whether the program met it as it should."""
        return self.met in GOOD


def chance(seed: int, kind: str, number: int) -> Random:
    """The source of chance of one input: the same whatever else is run."""
    return Random(f"{seed}:{kind}:{number}")


def numbers(kinds: Sequence[Kind], count: int) -> list[tuple[str, int]]:
    """Which inputs make up a suite of a size: each kind by its share, but at least one.

    Mixed, so that slow ones are not all at the end.
    """
    total = sum(kind.share for kind in kinds)
    of_each = [max(1, kind.share * count // total) for kind in kinds]
    of_each[of_each.index(max(of_each))] += count - sum(of_each)
    places = [
        ((number + 0.5) / many, kind.name, number)
        for kind, many in zip(kinds, of_each, strict=True)
        for number in range(many)
    ]
    return [(name, number) for _, name, number in sorted(places)]
