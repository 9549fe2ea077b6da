"""Which repetitions a clip shows: what happens between two stays in the start position.

This shares nothing with the coach's code but the spec's limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.truth.limits import RepetitionLimits

BoolArray = NDArray[np.bool_]

NOTHING_TRIED_S = 0.6
"""Out of the start position for less than this, without reaching the working position, nothing was tried."""
TOO_SHORT, TOO_FAST, NOT_REACHED = "too_short", "too_fast", "not_reached"


@dataclass(frozen=True)
class Span:
    """A span of time, seconds."""

    start_s: float
    end_s: float


@dataclass(frozen=True)
class Repetition:
    """From leaving the start position to being back in it.

    Attributes:
        start_s: The last moment in the start position.
        top_s: The first moment in the working position; None if it was not reached.
        end_s: The first moment back in the start position.
        held_s: How long the working position was held in form.
        reason: Why it does not count: the id of a fault, or one of this module's; None where it counts.
    """

    start_s: float
    top_s: float | None
    end_s: float
    held_s: float
    reason: str | None


@dataclass(frozen=True)
class Stays:
    """Where a person is, frame by frame; each (n,) beside their times.

    Attributes:
        times: Seconds.
        posture: In the posture of the exercise at all.
        start: In the start position.
        work: In the working position.
    """

    times: FloatArray
    posture: BoolArray
    start: BoolArray
    work: BoolArray


def repetitions(
    stays: Stays, held: Sequence[Span], wrong: Sequence[tuple[str, Span]], limits: RepetitionLimits
) -> tuple[Repetition, ...]:
    """The repetitions of a clip that were begun and ended in the start position, in time.

    Args:
        stays: Where the person is.
        held: When the working position is held in form.
        wrong: The faults that stop the clock, by id, and when.
        limits: The spec's.
    """
    found = []
    begun = np.flatnonzero(stays.start)
    for left, back in pairwise(begun.tolist()):
        if back == left + 1 or not stays.posture[left:back].all():
            continue  # still there, or something else was done meanwhile
        way = Span(float(stays.times[left]), float(stays.times[back]))
        tops = np.flatnonzero(stays.work[left:back])
        if not tops.size and way.end_s - way.start_s < NOTHING_TRIED_S:
            continue
        top_s = float(stays.times[left + tops[0]]) if tops.size else None
        held_s = sum(_shared_s(way, span) for span in held)
        faults = {id_: _shared_s(way, span) for id_, span in wrong if _shared_s(way, span) > 0}
        worst = max(faults, key=lambda id_: faults[id_], default=None)
        found.append(
            Repetition(way.start_s, top_s, way.end_s, held_s, _why_not(way, top_s, held_s, worst, limits))
        )
    return tuple(found)


def _why_not(
    way: Span, top_s: float | None, held_s: float, fault: str | None, limits: RepetitionLimits
) -> str | None:
    if top_s is None:
        return fault or NOT_REACHED
    if limits.dwell_s is None and fault is not None:
        return fault
    if limits.dwell_s is not None and held_s + limits.slack_s < limits.dwell_s:
        return fault or TOO_SHORT
    too_fast = limits.cycle_s is not None and way.end_s - way.start_s + limits.slack_s < limits.cycle_s
    return TOO_FAST if too_fast else None


def _shared_s(one: Span, other: Span) -> float:
    return max(0.0, min(one.end_s, other.end_s) - max(one.start_s, other.start_s))
