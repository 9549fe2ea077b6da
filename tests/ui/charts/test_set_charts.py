"""What the charts show: bands that say why, curves that break where nothing is known, true limits."""

import math

import altair as alt
import numpy as np
import pytest

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import State
from posecoach.ui.charts import set_charts as charts
from posecoach.ui.charts.set_charts import Curve, Span


def _layer_rows(chart: alt.LayerChart) -> list[list[dict]]:
    """The rows behind each layer that has its own."""
    drawn = chart.to_dict()
    names = [layer["data"]["name"] for layer in (drawn, *drawn["layer"]) if "data" in layer]
    return [drawn["datasets"][name] for name in dict.fromkeys(names)]


def test_frames_of_one_state_and_reason_join_and_last_until_the_next():
    frames = [
        (0.0, State.NOT_IN_POSITION, "not folded"),
        (0.5, State.NOT_IN_POSITION, "not folded"),
        (1.0, State.NOT_IN_POSITION, "feet"),
        (1.2, State.VALID, ""),
    ]
    spans = charts.state_spans("Coach", frames, end_s=2.0)
    assert [(span.start_s, span.end_s, span.detail) for span in spans] == [
        (0.0, 1.0, "not folded"),
        (1.0, 1.2, "feet"),
        (1.2, 2.0, ""),
    ]


def test_every_state_has_a_colour_of_its_own():
    assert set(charts.STATE_COLOURS) == set(State)
    assert len(set(charts.STATE_COLOURS.values())) == len(State)


@pytest.mark.parametrize("colour", [*charts.STATE_COLOURS.values(), *charts.SEVERITY_COLOURS.values()])
def test_black_words_are_legible_on_every_colour(colour: str):
    # WCAG 2.2 AA: 4.5 for text of this size.
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = float(np.dot(linear, (0.2126, 0.7152, 0.0722)))
    assert (luminance + 0.05) / 0.05 >= 4.5


def test_the_timeline_tells_state_reason_and_time_on_hovering():
    spans = [Span("Coach", 5.0, 6.5, "Fix your form", "#D55E00", "bent knee")]
    chart = charts.timeline(spans, duration_s=10.0)
    ((row,),) = _layer_rows(chart)
    assert (row["label"], row["detail"], row["when"]) == (
        "Fix your form",
        "bent knee",
        "5.0 to 6.5 s (1.5 s)",
    )
    tips = chart.to_dict()["layer"][0]["encoding"]["tooltip"]
    assert [tip["field"] for tip in tips] == ["label", "detail", "when"]


def test_rows_keep_their_order():
    spans = [Span(row, 0, 1, "x", "#009E73") for row in ("Coach", "Truth")]
    chart = charts.timeline(spans, duration_s=1.0).to_dict()
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["Coach", "Truth"]


def _knee_rows(spec: StretchSpec, values: list[float]) -> list[list[dict]]:
    gates = [gate for gate in spec.gates if gate.measure == "knee_flexion"]
    curve = Curve("knee_flexion", [n / 10 for n in range(len(values))], values, [5.0] * len(values))
    return _layer_rows(charts.measure_chart(curve, gates, duration_s=len(values) / 10))


def test_an_unknown_value_breaks_the_curve_and_its_ribbon(standing: StretchSpec):
    layers = _knee_rows(standing, [10.0, math.nan, 12.0])
    rows = next(rows for rows in layers if "t_s" in rows[0])
    assert [row["value"] for row in rows] == [10.0, None, 12.0]
    assert [(row["low"], row["high"]) for row in rows] == [(5.0, 15.0), (None, None), (7.0, 17.0)]
    assert rows[1]["said"] == "not known"


def test_the_band_ends_at_the_enter_limit_and_both_limits_are_drawn(standing: StretchSpec):
    layers = _knee_rows(standing, [10.0, 41.0])
    band = next(rows for rows in layers if "from" in rows[0])
    (gate,) = (gate for gate in standing.gates if gate.measure == "knee_flexion")
    assert band[0]["to"] == gate.enter
    limits = next(rows for rows in layers if "limit" in rows[0])
    assert {(row["value"], row["limit"]) for row in limits} == {(gate.enter, "enter"), (gate.exit, "exit")}


def test_two_gates_of_one_measure_make_one_band():
    gates = [gate for gate in find_spec("lying_hamstring").gates if gate.measure == "trunk_lean"]
    curve = Curve("trunk_lean", [0.0, 0.1], [80.0, 90.0], [4.0, 4.0])
    layers = _layer_rows(charts.measure_chart(curve, gates, duration_s=0.2))
    band = next(rows for rows in layers if "from" in rows[0])
    assert (band[0]["from"], band[0]["to"]) == tuple(gate.enter for gate in gates)


def test_a_measure_never_known_still_shows_its_limits(standing: StretchSpec):
    layers = _knee_rows(standing, [math.nan, math.nan])
    assert any("limit" in rows[0] for rows in layers)


def test_a_long_video_is_thinned_without_losing_its_peak(standing: StretchSpec):
    values = [10.0] * 18_000
    values[7_777] = 95.0
    rows = next(rows for rows in _knee_rows(standing, values) if "t_s" in rows[0])
    assert len(rows) <= 1200
    assert max(row["value"] for row in rows) == 95.0
