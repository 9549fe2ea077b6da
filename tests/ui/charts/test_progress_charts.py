"""The charts of the Progress page."""

from datetime import UTC, date, datetime

from support.drawn_charts import layer_rows

from posecoach.records.history.progress import SetDepth, Week
from posecoach.records.history.schema import SessionRow
from posecoach.ui.charts.progress_charts import depth_chart, depth_table, discomfort_chart, week_chart

DEPTHS = [
    SetDepth(date(2026, 3, 2), "seated_hamstring", "left", 90.4),
    SetDepth(date(2026, 3, 4), "seated_hamstring", None, 101.0),
]


def test_a_week_shows_its_days_over_the_advised_three_to_four():
    band, bars = layer_rows(week_chart([Week(date(2026, 3, 2), 2, 7.5), Week(date(2026, 3, 9), 0, 0.0)]))
    assert band == [{"low": 3, "high": 4}]
    assert [(row["week"], row["days"], row["minutes"]) for row in bars] == [
        ("2026-03-02", 2, 7.5),
        ("2026-03-09", 0, 0.0),
    ]


def test_bars_of_days_ten_degrees_apart_just_touch():
    (rows,) = layer_rows(
        depth_chart([SetDepth(date(2026, 3, day), "x", "left", 80.0 + 10 * day) for day in (1, 2)])
    )
    assert rows[0]["high"] == rows[1]["low"]


def test_each_leg_is_named():
    (rows,) = layer_rows(depth_chart(DEPTHS))
    assert [row["leg"] for row in rows] == ["Left leg", "Either leg"]


def test_the_table_has_the_newest_first_in_whole_degrees():
    table = depth_table(DEPTHS)
    assert list(table["Hip flexion, °"]) == [101, 90]
    assert list(table["Stretch"]) == ["Seated", "Seated"]


def test_discomfort_is_shown_only_where_both_were_given():
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    both = SessionRow(started_at=at, discomfort_before=0, discomfort_after=3)
    one = SessionRow(started_at=at, discomfort_before=5, discomfort_after=None)
    rows = next(iter(discomfort_chart([both, one]).to_dict()["datasets"].values()))
    assert [(row["when"], row["discomfort"]) for row in rows] == [("before", 0), ("after", 3)]
    assert discomfort_chart([one]) is None


def test_only_the_reading_has_a_mark_and_only_legs_that_are_there_a_legend():
    bars, points = depth_chart(DEPTHS).to_dict()["layer"]
    assert (bars["mark"]["type"], points["mark"]["type"]) == ("rule", "point")
    assert "shape" not in bars["encoding"]
    for layer in (bars, points):
        assert layer["encoding"]["color"]["legend"]["values"] == ["Left leg", "Either leg"]
