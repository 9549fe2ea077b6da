"""Progress over weeks: which differences are real, and which are not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.sets.made_up_repetitions import BRIDGE, MIXED, passed_through, timed_only
from support.sets.made_up_weeks import a_set, fill

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.records.history.progress import (
    READING_HALF_WIDTH_DEG,
    RepetitionTotal,
    SetDepth,
    UsualRange,
    repetition_totals,
    set_depths,
    side_difference,
    trends,
    weeks,
    weeks_in_a_row,
)
from posecoach.records.history.store import History

LYING = find_spec("lying_hamstring")
TODAY = datetime(2026, 3, 4, 20, 0).astimezone()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(f"sqlite:///{tmp_path}/history.db")
    yield opened
    opened.close()


def in_a_row(history: History) -> int:
    return weeks_in_a_row([at.astimezone().date() for at in history.session_times(1)], TODAY.date())


def test_weeks_without_a_session_are_there_too(history: History):
    fill(history, TODAY - timedelta(weeks=3), weeks=2)
    found = weeks(history.sessions(1), TODAY.date())
    assert [week.days for week in found] == [3, 3, 0, 0, 0]
    assert in_a_row(history) == 0
    assert found[0].valid_min == pytest.approx(3 * 5 * 30 / 60)


def test_two_sessions_on_one_day_are_one_day(history: History):
    for weeks_of in (1, 1):
        fill(history, TODAY, weeks=weeks_of, a_week=2)
    (week,) = weeks(history.sessions(1), TODAY.date())
    assert week.days == 2
    assert len(history.sessions(1)) == 4


def test_the_running_week_does_not_break_a_row(history: History):
    fill(history, TODAY - timedelta(weeks=1), weeks=4)
    assert in_a_row(history) == 4


def test_a_row_ends_at_a_week_with_less_than_the_advice(history: History):
    fill(history, TODAY, weeks=3)
    fill(history, TODAY - timedelta(weeks=3), weeks=1, a_week=2)
    fill(history, TODAY - timedelta(weeks=4), weeks=5)
    assert in_a_row(history) == 3


def test_what_is_dated_after_today_counts_in_no_week(history: History):
    fill(history, TODAY, weeks=2)
    fill(history, TODAY + timedelta(weeks=300), weeks=1)
    fill(history, TODAY, weeks=1, a_week=7)  # from Thursday on, these are to come
    found = weeks(history.sessions(1), TODAY.date())
    assert [week.days for week in found] == [3, 3]
    assert found[-1].monday == TODAY.date() - timedelta(days=TODAY.weekday())
    assert in_a_row(history) == 2


def test_with_future_sessions_alone_there_are_no_weeks(history: History):
    fill(history, TODAY + timedelta(weeks=1), weeks=1)
    assert weeks(history.sessions(1), TODAY.date()) == []
    assert in_a_row(history) == 0


def test_no_session_no_weeks():
    assert weeks([], TODAY.date()) == []
    assert weeks_in_a_row([], TODAY.date()) == 0


def test_a_slow_gain_is_a_real_change_in_the_end(history: History):
    fill(history, TODAY, weeks=10, gain_deg=2.0)
    found = trends(set_depths(history.sessions(1)))
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
    assert not any(trend.real for trend in trends(set_depths(history.sessions(1))))


def test_two_days_are_too_few_for_a_usual_range_and_five_for_a_change(history: History):
    fill(history, TODAY, weeks=1, a_week=2)
    assert {trend.usual for trend in trends(set_depths(history.sessions(1)))} == {None}
    fill(history, TODAY - timedelta(weeks=1), weeks=1, a_week=3)
    (standing,) = (
        trend for trend in trends(set_depths(history.sessions(1))) if trend.stretch == "standing_hamstring"
    )
    assert standing.usual is not None
    assert standing.change_deg is None


def test_legs_differ_only_beyond_what_readings_do(history: History):
    fill(history, TODAY, weeks=4, gain_deg=0.0)
    found = trends(set_depths(history.sessions(1)))
    assert side_difference(found, "seated_hamstring") == pytest.approx(13, abs=5)
    assert side_difference(found, "lying_hamstring") is None


def usual_range(*days_deg: float) -> UsualRange | None:
    first = TODAY.date()
    depths = [
        SetDepth(first + timedelta(days=day), "seated_hamstring", "left", hip_deg)
        for day, hip_deg in enumerate(days_deg)
    ]
    (trend,) = trends(depths)
    return trend.usual


def test_the_usual_range_is_the_middle_of_the_persons_own_days():
    found = usual_range(70, 110, 80, 100, 90, 85, 95, 75, 105)
    assert found == UsualRange(74, 90, 106)


def test_one_odd_day_hardly_moves_the_usual_range():
    usual, odd = usual_range(*[88, 90, 92] * 3), usual_range(*[88, 90, 92] * 2, 88, 90, 150)
    assert odd.median_deg == usual.median_deg
    assert odd.high_deg - usual.high_deg < 10
    assert odd.low_deg == usual.low_deg


def test_the_usual_range_is_never_narrower_than_readings_differ():
    found = usual_range(90, 90.5, 89.5)
    assert found.low_deg == pytest.approx(90 - READING_HALF_WIDTH_DEG)
    assert found.high_deg == pytest.approx(90 + READING_HALF_WIDTH_DEG)
    # 80% of readings lie within 1.28 standard errors; two differ by 1.96 * sqrt(2) of them in 5 of 100 cases.
    assert pytest.approx(1.2816 * 10 / 2.7719, abs=0.001) == READING_HALF_WIDTH_DEG


def test_days_long_past_are_not_usual_any_more():
    assert usual_range(*[60.0] * 5, *[90.0] * 9) == usual_range(*[90.0] * 9)


def test_several_sets_of_a_day_count_as_one():
    day = TODAY.date()
    depths = [
        SetDepth(day + timedelta(days=number), "seated_hamstring", "left", hip_deg)
        for number, day_deg in enumerate(((80, 100), (90,), (89, 91)))
        for hip_deg in day_deg
    ]
    (trend,) = trends(depths)
    assert (trend.days, trend.usual.median_deg) == (3, 90)
    assert trend.usual.high_deg == pytest.approx(90 + READING_HALF_WIDTH_DEG)


def save_repetitions(history: History, spec: StretchSpec = BRIDGE) -> None:
    session = history.begin_session(1, "Bridges", started_at=TODAY)
    history.save_set(session, 0, spec, None, 4, replace(a_set(40.0, 30.0), repetitions=MIXED))


def test_a_week_has_its_repetitions_and_the_seconds_held_in_them(history: History):
    fill(history, TODAY - timedelta(weeks=1), weeks=1)
    save_repetitions(history)
    save_repetitions(history)
    before, now = weeks(history.sessions(1), TODAY.date())
    assert (before.repetitions, now.repetitions) == (0, 4)
    assert (now.days, now.valid_min) == (1, pytest.approx(1.0))


def test_repetitions_add_up_by_exercise(history: History):
    save_repetitions(history)
    save_repetitions(history)
    save_repetitions(history, passed_through(BRIDGE).model_copy(update={"id": "cat"}))
    fill(history, TODAY, weeks=1)
    assert repetition_totals(history.sessions(1)) == [
        RepetitionTotal("bridge", None, days=1, counted=4, held_s=60.0),
        RepetitionTotal("cat", None, days=1, counted=2, held_s=0.0),
    ]


def test_time_that_was_not_judged_is_not_held_well(history: History):
    session = history.begin_session(1, "Rolls", started_at=TODAY)
    history.save_set(session, 0, timed_only(LYING), None, 60.0, a_set(60.0, 60.0))
    (week,) = weeks(history.sessions(1), TODAY.date())
    assert (week.days, week.valid_min, week.repetitions) == (1, 0.0, 0)


def test_only_what_says_how_far_a_person_got_is_a_depth(history: History):
    """The most bent hip of a bridge is the lowest one, and of time that was not judged nothing is."""
    save_repetitions(history)
    session = history.begin_session(1, "Others", started_at=TODAY)
    gone = LYING.model_copy(update={"id": "a_stretch_removed_since"})
    for number, spec in enumerate((timed_only(LYING), LYING, gone)):
        history.save_set(session, number, spec, None, 20.0, a_set(60.0 + number))
    found = [(depth.stretch, depth.hip_deg) for depth in set_depths(history.sessions(1))]
    assert found == [("lying_hamstring", 61.0), ("a_stretch_removed_since", 62.0)]
