"""What weeks of sessions tell, and what they don't."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.made_up_weeks import fill

from posecoach.records.history.progress import reaches, side_difference, trends, weeks, weeks_in_a_row
from posecoach.records.history.store import History

TODAY = datetime(2026, 3, 4, 20, 0).astimezone()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(f"sqlite:///{tmp_path}/history.db")
    yield opened
    opened.close()


def test_weeks_without_a_session_are_there_too(history: History):
    fill(history, TODAY - timedelta(weeks=3), weeks=2)
    found = weeks(history.sessions(1), TODAY.date())
    assert [week.sessions for week in found] == [3, 3, 0, 0, 0]
    assert weeks_in_a_row(found) == 0
    assert found[0].valid_min == pytest.approx(3 * 5 * 30 / 60)


def test_the_running_week_does_not_break_a_row(history: History):
    fill(history, TODAY - timedelta(weeks=1), weeks=4)
    assert weeks_in_a_row(weeks(history.sessions(1), TODAY.date())) == 4


def test_no_session_no_weeks():
    assert weeks([], TODAY.date()) == []
    assert weeks_in_a_row([]) == 0


def test_a_slow_gain_is_a_real_change_in_the_end(history: History):
    fill(history, TODAY, weeks=10, gain_deg=2.0)
    found = trends(reaches(history.sessions(1)))
    assert [(trend.stretch, trend.side) for trend in found] == [
        ("lying_hamstring", "left"),
        ("lying_hamstring", "right"),
        ("seated_hamstring", "left"),
        ("seated_hamstring", "right"),
        ("standing_hamstring", None),
    ]
    assert all(trend.real and trend.change_deg == pytest.approx(18, abs=6) for trend in found)


def test_noise_alone_is_no_change(history: History):
    fill(history, TODAY, weeks=10, gain_deg=0.0)
    assert not any(trend.real for trend in trends(reaches(history.sessions(1))))


def test_two_days_are_too_few_for_a_usual_range_and_five_for_a_change(history: History):
    fill(history, TODAY, weeks=1, a_week=2)
    assert {trend.usual_deg for trend in trends(reaches(history.sessions(1)))} == {None}
    fill(history, TODAY - timedelta(weeks=1), weeks=1, a_week=3)
    (standing,) = (
        trend for trend in trends(reaches(history.sessions(1))) if trend.stretch == "standing_hamstring"
    )
    assert standing.usual_deg is not None
    assert standing.change_deg is None


def test_legs_differ_only_beyond_what_readings_do(history: History):
    fill(history, TODAY, weeks=4, gain_deg=0.0)
    found = trends(reaches(history.sessions(1)))
    assert side_difference(found, "seated_hamstring") == pytest.approx(13, abs=5)
    assert side_difference(found, "lying_hamstring") is None
