"""The charts of the Progress page."""

from datetime import UTC, date, datetime

from support.drawn_charts import layer_rows

from posecoach.records.history.progress import MIN_DAYS, SetDepth, Week, day_depths
from posecoach.records.history.schema import SessionRow
from posecoach.translation import in_language
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


def drawn(depths: list[SetDepth]) -> dict:
    return depth_chart(day_depths(depths, depths[0].stretch)).to_dict()


def days(stretch: str, side: str | None, *hips_deg: float) -> list[SetDepth]:
    return [SetDepth(date(2026, 3, day), stretch, side, hip) for day, hip in enumerate(hips_deg, 1)]


def test_the_band_is_the_persons_usual_range_up_to_each_day():
    depths = days("x", "left", 80.0, 90.0, 100.0, 110.0)
    (rows,) = layer_rows(depth_chart(day_depths(depths, "x")))
    assert [row["hip"] for row in rows] == [80.0, 90.0, 100.0, 110.0]
    assert [row["low"] for row in rows[: MIN_DAYS - 1]] == [None] * (MIN_DAYS - 1)
    assert (rows[2]["low"], rows[2]["high"]) == (82.0, 98.0)
    assert (rows[3]["low"], rows[3]["high"]) == (83.0, 107.0)
    assert rows[3]["usual"] == "83–107°"


def test_a_line_and_a_mark_go_through_the_days_over_the_band():
    band, line, points = (layer["mark"]["type"] for layer in drawn(DEPTHS)["layer"])
    assert (band, line, points) == ("area", "line", "point")


def test_each_leg_is_named_and_drawn_in_its_own_shape():
    (rows,) = layer_rows(depth_chart(day_depths(DEPTHS, "seated_hamstring")))
    assert [(row["leg"], row["hip"]) for row in rows] == [("Leg unknown", 101.0), ("Left leg", 90.4)]
    encoding = drawn(DEPTHS)["layer"][-1]["encoding"]
    assert encoding["shape"]["scale"] == {
        "domain": ["Left leg", "Leg unknown"],
        "range": ["circle", "triangle-up"],
    }
    assert encoding["color"]["legend"] is not None


def test_a_stretch_of_both_legs_is_one_line_without_a_legend():
    encoding = drawn(days("standing_hamstring", None, 80.0, 90.0))["layer"][-1]["encoding"]
    assert encoding["color"]["legend"] is None
    assert encoding["shape"]["legend"] is None
    assert list(depth_table(days("standing_hamstring", None, 80.0))["Leg"]) == ["Both legs"]


def test_months_and_numbers_are_those_of_the_language():
    shown = {}
    for code in ("en", "de", "es"):
        with in_language(code):
            chart = drawn(DEPTHS)
        locale = chart["config"]["locale"]
        axis = chart["layer"][0]["encoding"]["x"]["axis"]
        time = locale["time"]
        shown[code] = (axis["format"], time["shortMonths"][4], time["days"][0], locale["number"]["decimal"])
    assert shown == {
        "en": ("%-d %b", "May", "Sunday", "."),
        "de": ("%-d. %b", "Mai", "Sonntag", ","),
        "es": ("%-d %b", "may", "domingo", ","),
    }


def test_the_table_has_the_newest_first_in_whole_degrees():
    table = depth_table(DEPTHS)
    assert list(table["Hip flexion, °"]) == ["101", "90"]
    assert list(table["Stretch"]) == ["Seated", "Seated"]


def test_discomfort_is_shown_only_where_both_were_given():
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    both = SessionRow(started_at=at, discomfort_before=0, discomfort_after=3)
    one = SessionRow(started_at=at, discomfort_before=5, discomfort_after=None)
    (rows,) = layer_rows(discomfort_chart([both, one]))
    assert [(row["when"], row["discomfort"]) for row in rows] == [("before", 0), ("after", 3)]
    assert discomfort_chart([one]) is None
