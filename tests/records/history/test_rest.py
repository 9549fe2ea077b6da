"""After pain the person rests until tomorrow."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from posecoach.records.history.rest import pain_today
from posecoach.records.history.schema import SessionRow

BERLIN = timezone(timedelta(hours=2))
NOON = datetime(2026, 6, 10, 12, 0, tzinfo=BERLIN)


def session(started_at: datetime, ended: str | None = "pain", number: int = 1) -> SessionRow:
    return SessionRow(id=number, started_at=started_at.astimezone(UTC), ended=ended)


@pytest.mark.parametrize(
    ("started", "now", "rests"),
    [
        (NOON - timedelta(hours=11.9), NOON, True),  # five past midnight, of the person's own day
        (NOON, NOON.replace(hour=23, minute=59), True),
        (NOON, NOON + timedelta(hours=12), False),  # tomorrow
        (NOON.replace(hour=23, minute=50), NOON + timedelta(hours=12.2), True),  # half an hour later
        (NOON.replace(hour=23, minute=50), NOON + timedelta(hours=20), False),
    ],
)
def test_a_session_that_hurt_is_followed_by_a_rest_until_tomorrow(
    started: datetime, now: datetime, rests: bool
):
    hurt = session(started)
    assert pain_today([hurt], now) is (hurt if rests else None)


def test_only_pain_asks_for_a_rest_and_a_later_session_does_not_end_it():
    hurt, after = session(NOON, number=1), session(NOON + timedelta(hours=1), "done", number=2)
    assert pain_today([hurt, after], NOON + timedelta(hours=2)) is hurt
    assert pain_today([after, session(NOON, None)], NOON + timedelta(hours=2)) is None
    assert pain_today([], NOON) is None
