"""What the history tells over weeks: how often, how long, how far, and what is a real change."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from posecoach.records.history.schema import SessionRow
from posecoach.records.timeline.recorder import DEPTH

# "At least 3-4 times a week": Long Island Spine Specialists.
ADVISED_A_WEEK: Final = (3, 4)
# Between two days the same hip reads up to this much apart: a goniometer in a clinician's hands needs
# 6-14 degrees to call something a change, and the coach's own readings are no better (docs/accuracy.md).
REAL_CHANGE_DEG: Final = 10.0
# So many sessions make a person's usual range, and so many at each end are compared.
_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week from Monday.

    Attributes:
        monday: Its first day, by the computer's own time zone.
        sessions: On how many days there was a session.
        valid_min: Minutes of valid stretching.
    """

    monday: date
    sessions: int
    valid_min: float


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one set went: the typical hip flexion of its valid seconds, degrees."""

    day: date
    stretch: str
    side: str | None
    hip_deg: float
    sigma_deg: float


@dataclass(frozen=True, slots=True)
class Trend:
    """How one stretch on one side went over the weeks.

    Attributes:
        stretch: Its id.
        side: The leg, None where it was never known.
        sessions: On how many days it was done.
        usual_deg: The person's own range of late, None before there are enough sessions.
        change_deg: The last sessions' mean against the first ones', None before there are enough.
    """

    stretch: str
    side: str | None
    sessions: int
    usual_deg: tuple[float, float] | None
    change_deg: float | None

    @property
    def real(self) -> bool:
        """Whether the change is beyond what the same person reads from day to day."""
        return self.change_deg is not None and abs(self.change_deg) >= REAL_CHANGE_DEG


def weeks(sessions: Sequence[SessionRow], today: date) -> list[Week]:
    """Every week from the first session's to today's, those without a session too."""
    if not sessions:
        return []
    days: dict[date, set[date]] = {}
    minutes: dict[date, float] = {}
    for session in sessions:
        day = day_of(session)
        monday = _monday(day)
        days.setdefault(monday, set()).add(day)
        minutes[monday] = minutes.get(monday, 0.0) + sum(row.valid_s for row in session.sets) / 60
    first, last = min(days), max(_monday(today), max(days))
    count = (last - first).days // 7 + 1
    mondays = [first + timedelta(weeks=number) for number in range(count)]
    return [Week(monday, len(days.get(monday, ())), minutes.get(monday, 0.0)) for monday in mondays]


def weeks_in_a_row(found: Sequence[Week]) -> int:
    """How many weeks up to now had the advised number of sessions; the running week may still come."""
    count = 0
    for number, week in enumerate(reversed(found)):
        if week.sessions >= ADVISED_A_WEEK[0]:
            count += 1
        elif number > 0:
            break
    return count


def reaches(sessions: Sequence[SessionRow]) -> list[Reach]:
    """How far each set went, in order; sets whose hip was never known are left out."""
    return [
        Reach(day_of(session), row.stretch, row.side, told["value"], told["sigma"])
        for session in sessions
        for row in session.sets
        if (told := row.typical.get(DEPTH)) is not None
    ]


def trends(found: Sequence[Reach]) -> list[Trend]:
    """One of each stretch and side."""
    keys = sorted({(reach.stretch, reach.side) for reach in found}, key=lambda key: (key[0], key[1] or ""))
    return [_trend(stretch, side, found) for stretch, side in keys]


def side_difference(found: Sequence[Trend], stretch: str) -> float | None:
    """Right less left, of the person's usual ranges; None where it is within what readings differ by."""
    usual = {trend.side: trend.usual_deg for trend in found if trend.stretch == stretch and trend.usual_deg}
    if "left" not in usual or "right" not in usual:
        return None
    left, right = (statistics.mean(usual[side] or ()) for side in ("left", "right"))
    return right - left if abs(right - left) >= REAL_CHANGE_DEG else None


def day_of(session: SessionRow) -> date:
    """The day of a session, by the computer's own time zone."""
    return session.started_at.astimezone().date()


def _trend(stretch: str, side: str | None, found: Sequence[Reach]) -> Trend:
    by_day: dict[date, list[float]] = {}
    for reach in found:
        if (reach.stretch, reach.side) == (stretch, side):
            by_day.setdefault(reach.day, []).append(reach.hip_deg)
    days = [statistics.mean(by_day[day]) for day in sorted(by_day)]
    late = days[-_ENOUGH:]
    middle = statistics.mean(late)
    half = REAL_CHANGE_DEG / 2
    usual = (middle - half, middle + half) if len(days) >= _ENOUGH else None
    change = middle - statistics.mean(days[:_ENOUGH]) if len(days) >= 2 * _ENOUGH else None
    return Trend(stretch, side, len(days), usual, change)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
