"""The coach's repetitions against the true ones: which belong together, and how far apart their times are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from posecoach.coaching.feedback import Repetition
from posecoach.evaluation.ground_truth.truth import TrueRepetition


@dataclass(frozen=True, slots=True)
class ScoredRepetition:
    """A true repetition beside the coach's.

    Attributes:
        true: What really happened; None where the coach saw a repetition and none was there.
        coach: What the coach saw; None where it saw none.
    """

    true: TrueRepetition | None
    coach: Repetition | None

    @property
    def good(self) -> bool:
        """Whether it ought to count."""
        return self.true is not None and self.true.counted

    @property
    def counted(self) -> bool:
        """Whether the coach counted it."""
        return self.coach is not None and self.coach.counted

    @property
    def off_s(self) -> tuple[float, float, float] | None:
        """By how much the coach's start, top and end are late; None unless both count it."""
        if self.true is None or self.coach is None or not (self.good and self.counted):
            return None
        true, coach = self.true, self.coach
        if true.top_s is None or coach.top_s is None:
            return None
        return coach.start_s - true.start_s, coach.top_s - true.top_s, coach.end_s - true.end_s


@dataclass(frozen=True, slots=True)
class TimesOff:
    """How far the coach's moments are from the true ones, seconds.

    Attributes:
        mean: Of the coach's time minus the true one: above 0 the coach is late.
        worst: The largest in size, with its sign.
    """

    mean: float
    worst: float


@dataclass(frozen=True, slots=True)
class RepetitionTotals:
    """How many repetitions were counted rightly and wrongly.

    Attributes:
        good: Those that ought to count.
        good_counted: How many of them did.
        wrong: Those that ought not to, and those that the coach counted although there was none.
        wrong_counted: How many of them counted.
        start: Of the good ones that counted; None where there is none. So too ``top`` and ``end``.
    """

    good: int
    good_counted: int
    wrong: int
    wrong_counted: int
    start: TimesOff | None
    top: TimesOff | None
    end: TimesOff | None


def match(true: Sequence[TrueRepetition], coach: Sequence[Repetition]) -> tuple[ScoredRepetition, ...]:
    """Pairs each true repetition with the one of the coach's that shares the most time with it, in time.

    Each is paired once. Those of the coach that are left are listed where they count.
    """
    shared = {
        (i, j): min(a.end_s, b.end_s) - max(a.start_s, b.start_s)
        for (i, a), (j, b) in product(enumerate(true), enumerate(coach))
    }
    partner: dict[int, int] = {}
    for (i, j), seconds in sorted(shared.items(), key=lambda item: -item[1]):
        if seconds > 0 and i not in partner and j not in partner.values():
            partner[i] = j
    paired = [
        ScoredRepetition(one, coach[partner[i]] if i in partner else None) for i, one in enumerate(true)
    ]
    left = [
        ScoredRepetition(None, one)
        for j, one in enumerate(coach)
        if one.counted and j not in partner.values()
    ]
    return tuple(sorted(paired + left, key=_start_s))


def add_up(repetitions: Sequence[ScoredRepetition]) -> RepetitionTotals:
    """The totals of one clip or of many."""
    good = [one for one in repetitions if one.good]
    wrong = [one for one in repetitions if not one.good]
    off = np.array([one.off_s for one in good if one.off_s is not None]).reshape(-1, 3)
    start, top, end = (_times_off(column.tolist()) for column in off.T)
    return RepetitionTotals(
        len(good),
        sum(one.counted for one in good),
        len(wrong),
        sum(one.counted for one in wrong),
        start,
        top,
        end,
    )


def _start_s(one: ScoredRepetition) -> float:
    moment = one.true or one.coach
    assert moment is not None  # there is always one of the two
    return moment.start_s


def _times_off(seconds: Sequence[float]) -> TimesOff | None:
    if not seconds:
        return None
    return TimesOff(sum(seconds) / len(seconds), max(seconds, key=abs))
