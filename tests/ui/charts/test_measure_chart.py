"""The chart of a measure: a curve that breaks where nothing is known, and true limits."""

import math

from support.drawn_charts import layer_rows

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.ui.charts.measure_chart import Curve, measure_chart


def _knee_rows(spec: StretchSpec, values: list[float]) -> list[list[dict]]:
    gates = [gate for gate in spec.gates if gate.measure == "knee_flexion"]
    curve = Curve("knee_flexion", [n / 10 for n in range(len(values))], values, [5.0] * len(values))
    return layer_rows(measure_chart(curve, gates, duration_s=len(values) / 10))


def test_an_unknown_value_breaks_the_curve_and_its_ribbon(standing: StretchSpec):
    layers = _knee_rows(standing, [10.0, math.nan, 12.0])
    rows = next(rows for rows in layers if "t_s" in rows[0])
    assert [row["value"] for row in rows] == [10.0, None, 12.0]
    assert [(row["low"], row["high"]) for row in rows] == [(5.0, 15.0), (None, None), (7.0, 17.0)]
    assert rows[1]["read"] == "not known"


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
    layers = layer_rows(measure_chart(curve, gates, duration_s=0.2))
    band = next(rows for rows in layers if "from" in rows[0])
    assert (band[0]["from"], band[0]["to"]) == tuple(gate.enter for gate in gates)


def test_the_two_positions_of_a_repetition_have_a_band_each():
    gates = [gate for gate in find_spec("bridge").gates if gate.measure == "hip_rise"]
    curve = Curve("hip_rise", [0.0, 0.1], [-0.35, 0.0], [0.02, 0.02])
    chart = measure_chart(curve, gates, duration_s=0.2)
    bands = [rows[0] for rows in layer_rows(chart) if "from" in rows[0]]
    assert (bands[0]["from"], bands[0]["to"]) == (-0.10, 0.14)
    assert bands[1]["to"] == -0.20
    assert bands[1]["from"] < -0.35
    colours = [
        layer["mark"]["color"] for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "rect"
    ]
    assert len(set(colours)) == 2


def test_a_measure_never_known_still_shows_its_limits(standing: StretchSpec):
    layers = _knee_rows(standing, [math.nan, math.nan])
    assert any("limit" in rows[0] for rows in layers)


def test_a_long_video_is_thinned_without_losing_its_peak(standing: StretchSpec):
    values = [10.0] * 18_000
    values[7_777] = 95.0
    rows = next(rows for rows in _knee_rows(standing, values) if "t_s" in rows[0])
    assert len(rows) <= 1200
    assert max(row["value"] for row in rows) == 95.0
