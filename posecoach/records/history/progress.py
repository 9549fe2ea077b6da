"""Progress over weeks: how often, how long, how deep, and which changes are real."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from posecoach.coaching.exercise.spec import Leg
from posecoach.records import words
from posecoach.records.history.schema import SessionRow, SetRow
from posecoach.records.timeline.depth import has_depth
from posecoach.records.timeline.recorder import DEPTH

# "At least 3-4 times a week": Long Island Spine Specialists.
ADVISED_DAYS_A_WEEK: Final = (3, 4)
# Readings of the same hip on two days differ by up to this much: a goniometer in a clinician's hands needs
# 6-14 degrees to call something a change, and the coach's own readings are no better (docs/accuracy.md).
REAL_CHANGE_DEG: Final = 10.0
# How many days it takes to speak of a usual range, and how many at each end make up a change.
MIN_DAYS: Final = 3
# The usual range is that of the last three weeks at the advised three days a week. Over a longer time a
# slow gain would look like spread from day to day.
RECENT_DAYS: Final = 9
# The least half-width of a usual range: that of the middle 80% of readings of a hip that doesn't change.
# REAL_CHANGE_DEG is the smallest detectable change, 1.96 * sqrt(2) * SEM (Weir 2005, J Strength Cond Res
# 19:231-240); from that the standard error of one reading (SEM) is 3.6 degrees, and the half-width 4.6.
READING_HALF_WIDTH_DEG: Final = statistics.NormalDist().inv_cdf(0.9) * REAL_CHANGE_DEG / (1.96 * math.sqrt(2))


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week.

    Attributes:
        monday: Its first day, in the computer's time zone.
        days: On how many days there was a session.
        valid_min: Valid hold time, minutes; without time that was not judged.
        repetitions: How many counted.
    """

    monday: date
    days: int
    valid_min: float
    repetitions: int = 0


@dataclass(frozen=True, slots=True)
class RepetitionTotal:
    """An exercise of repetitions on one side over the weeks.

    Attributes:
        stretch: Its id.
        side: The leg, see ``side_of``.
        days: On how many days it was done.
        counted: How many repetitions counted.
        held_s: How long the working position was held; 0 where it is only passed through.
    """

    stretch: str
    side: str | None
    days: int
    counted: int
    held_s: float


@dataclass(frozen=True, slots=True)
class SetDepth:
    """The depth of one set: the typical hip flexion of its valid seconds, degrees."""

    day: date
    stretch: str
    side: str | None
    hip_deg: float


@dataclass(frozen=True, slots=True)
class UsualRange:
    """The range of a person's recent days in one stretch on one side, hip flexion in degrees.

    It reaches from the 10th to the 90th percentile of the days' means (the middle 80%), but at least
    ``READING_HALF_WIDTH_DEG`` to either side of the median: within that, readings differ without any change
    of the body. Percentiles are used because one odd day hardly moves them.
    """

    low_deg: float
    median_deg: float
    high_deg: float


@dataclass(frozen=True, slots=True)
class DayDepth:
    """A day of one stretch on one side.

    Attributes:
        day: The day.
        side: The leg, see ``side_of``.
        hip_deg: The mean of the day's sets, degrees.
        usual: The usual range of the days up to this one, None before ``MIN_DAYS`` days.
    """

    day: date
    side: str | None
    hip_deg: float
    usual: UsualRange | None


@dataclass(frozen=True, slots=True)
class Trend:
    """One stretch on one side over the weeks.

    Attributes:
        stretch: Its id.
        side: The leg, see ``side_of``.
        days: On how many days it was done.
        usual: The range of the last ``RECENT_DAYS`` days, None before ``MIN_DAYS`` days.
        change_deg: The mean of the last ``MIN_DAYS`` days less that of the first, degrees; None before
            there are twice as many days.
    """

    stretch: str
    side: str | None
    days: int
    usual: UsualRange | None
    change_deg: float | None

    @property
    def real(self) -> bool:
        """Whether the change is larger than readings of the same person differ from day to day."""
        return self.change_deg is not None and abs(self.change_deg) >= REAL_CHANGE_DEG


def weeks(sessions: Sequence[SessionRow], today: date) -> list[Week]:
    """Every week from that of the first session to today's, including weeks without a session.

    Sessions dated after today are left out; no sessions give no weeks.
    """
    sessions = [session for session in sessions if day_of(session) <= today]
    if not sessions:
        return []
    days: dict[date, set[date]] = {}
    minutes: dict[date, float] = {}
    repetitions: dict[date, int] = {}
    for session in sessions:
        day = day_of(session)
        monday = monday_of(day)
        days.setdefault(monday, set()).add(day)
        held_s = sum(row.valid_s for row in session.sets if not row.timed_only)
        minutes[monday] = minutes.get(monday, 0.0) + held_s / 60
        counted = sum(row.repetitions_counted or 0 for row in session.sets)
        repetitions[monday] = repetitions.get(monday, 0) + counted
    first, last = min(days), monday_of(today)
    count = (last - first).days // 7 + 1
    mondays = [first + timedelta(weeks=number) for number in range(count)]
    return [
        Week(monday, len(days.get(monday, ())), minutes.get(monday, 0.0), repetitions.get(monday, 0))
        for monday in mondays
    ]


def weeks_in_a_row(days: Iterable[date], today: date) -> int:
    """How many weeks in a row, up to now, had the advised days; the current week may still get there.

    Args:
        days: All days with a session, not only those of the period shown; days after today don't count.
        today: Today.
    """
    a_week = Counter(monday_of(day) for day in set(days) if day <= today)
    monday = monday_of(today)
    count = int(a_week[monday] >= ADVISED_DAYS_A_WEEK[0])
    while a_week[monday := monday - timedelta(weeks=1)] >= ADVISED_DAYS_A_WEEK[0]:
        count += 1
    return count


def repetition_totals(sessions: Sequence[SessionRow]) -> list[RepetitionTotal]:
    """One total for each exercise of repetitions and each leg, in the order in which they were first done."""
    rows: dict[tuple[str, str | None], list[tuple[date, SetRow]]] = {}
    for session in sessions:
        for row in session.sets:
            if row.repetitions_counted is not None:
                rows.setdefault((row.stretch, side_of(row)), []).append((day_of(session), row))
    return [
        RepetitionTotal(
            stretch,
            side,
            days=len({day for day, _ in done}),
            counted=sum(row.repetitions_counted or 0 for _, row in done),
            held_s=sum(row.valid_s for _, row in done if row.target_s > 0),
        )
        for (stretch, side), done in rows.items()
    ]


def set_depths(sessions: Sequence[SessionRow]) -> list[SetDepth]:
    """The depth of each set, in order.

    Sets whose hip angle was never known are left out, and those of exercises in which it says nothing of how
    far the person got, see ``has_depth``.
    """
    return [
        SetDepth(day_of(session), row.stretch, side_of(row), typical["value"])
        for session in sessions
        for row in session.sets
        if (typical := row.typical.get(DEPTH)) is not None and _has_depth(row)
    ]


def trends(depths: Sequence[SetDepth]) -> list[Trend]:
    """One trend for each stretch and side."""
    keys = sorted({(depth.stretch, depth.side) for depth in depths}, key=lambda key: (key[0], key[1] or ""))
    return [_trend(stretch, side, depths) for stretch, side in keys]


def side_difference(found: Sequence[Trend], stretch: str) -> float | None:
    """Right less left, of the medians of the recent days, degrees; None if smaller than a real change."""
    medians = {
        trend.side: trend.usual.median_deg for trend in found if trend.stretch == stretch and trend.usual
    }
    if "left" not in medians or "right" not in medians:
        return None
    difference = medians["right"] - medians["left"]
    return difference if abs(difference) >= REAL_CHANGE_DEG else None


def day_depths(depths: Sequence[SetDepth], stretch: str) -> list[DayDepth]:
    """The days of one stretch, leg by leg, the oldest first."""
    sides = sorted({depth.side for depth in depths if depth.stretch == stretch}, key=lambda side: side or "")
    found = []
    for side in sides:
        days = _days(stretch, side, depths)
        means = list(days.values())
        found += [
            DayDepth(day, side, hip_deg, _usual_range(means[:number]))
            for number, (day, hip_deg) in enumerate(days.items(), 1)
        ]
    return found


def side_of(row: SetRow) -> str | None:
    """The leg of a set: None if it was never known, or if both legs do the same.

    Of those the coach sees now one and now the other; what it saw is no side of the person.
    """
    spec = words.exercise(row.stretch)
    return None if spec is not None and spec.leg is Leg.NEAREST else row.side


def day_of(session: SessionRow) -> date:
    """The day of a session, in the computer's time zone."""
    return session.started_at.astimezone().date()


def _trend(stretch: str, side: str | None, depths: Sequence[SetDepth]) -> Trend:
    days = list(_days(stretch, side, depths).values())
    change = None
    if len(days) >= 2 * MIN_DAYS:
        change = statistics.mean(days[-MIN_DAYS:]) - statistics.mean(days[:MIN_DAYS])
    return Trend(stretch, side, len(days), _usual_range(days), change)


def _days(stretch: str, side: str | None, depths: Sequence[SetDepth]) -> dict[date, float]:
    """The mean of each day, the oldest first."""
    by_day: dict[date, list[float]] = {}
    for depth in depths:
        if (depth.stretch, depth.side) == (stretch, side):
            by_day.setdefault(depth.day, []).append(depth.hip_deg)
    return {day: statistics.mean(by_day[day]) for day in sorted(by_day)}


def _usual_range(days: Sequence[float]) -> UsualRange | None:
    """Of the last of these days; None if they are too few."""
    if len(days) < MIN_DAYS:
        return None
    recent = days[-RECENT_DAYS:]
    median = statistics.median(recent)
    percentiles = statistics.quantiles(recent, n=10, method="inclusive")
    return UsualRange(
        low_deg=min(percentiles[0], median - READING_HALF_WIDTH_DEG),
        median_deg=median,
        high_deg=max(percentiles[-1], median + READING_HALF_WIDTH_DEG),
    )


def _has_depth(row: SetRow) -> bool:
    if row.repetitions_target is not None or row.timed_only:
        return False
    spec = words.exercise(row.stretch)
    return spec is None or has_depth(spec)  # a hold of an exercise that was removed


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())
