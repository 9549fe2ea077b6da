"""Work for workers, in a module that they import quickly."""

import os
import signal
from collections.abc import Iterable

from posecoach.parallel.sharing import Parts, Sharing


def square(number: int) -> int:
    """Some work; 13 kills its worker."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def in_parts(number: int) -> int | Parts:
    """The square in parts; a large number has many."""
    return Parts(tuple(range(number))) if number > 1 else number


def odd(number: int) -> int:
    """A part of a square; 13 kills its worker."""
    square(number)
    return 2 * number + 1


def total(number: int, odds: Iterable[int]) -> tuple[int, int]:
    """The number with the sum of the parts: its square."""
    return number, sum(odds)


BY_ODD_NUMBERS: Sharing[int, tuple[int, int]] = Sharing(in_parts, odd, total)
