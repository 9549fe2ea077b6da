"""The timeline: bands that say why, in order, on one time axis."""

import pytest
from support.drawn_charts import layer_rows
from support.sets.repetition_clocks import ONLY_TIMED

from posecoach.catalog.exercises import find_spec
from posecoach.ui.charts.timeline_chart import Span, state_spans, timeline_chart


def test_a_run_is_a_span_with_its_word_and_its_reason():
    spans = state_spans(
        "Coach",
        [("not_in_position", "folded", 5.0, 6.2), ("valid", "", 6.2, 7.0)],
        find_spec("standing_hamstring"),
        lambda state, reason: f"{state}: {reason}",
        begin_s=5.0,
    )
    assert [(span.label, span.start_s, span.end_s, span.detail) for span in spans] == [
        ("Not in position", 0.0, pytest.approx(1.2), "not_in_position: folded"),
        ("Holding", pytest.approx(1.2), 2.0, "valid: "),
    ]


def test_the_timeline_tells_state_reason_and_time_on_hovering():
    spans = [Span("Coach", 5.0, 6.5, "Fix your form", "#D55E00", "bent knee")]
    chart = timeline_chart(spans, duration_s=10.0)
    ((row,),) = layer_rows(chart)
    assert (row["label"], row["detail"], row["when"]) == (
        "Fix your form",
        "bent knee",
        "5.0 to 6.5 s (1.5 s)",
    )
    tips = chart.to_dict()["layer"][0]["encoding"]["tooltip"]
    assert [tip["field"] for tip in tips] == ["label", "detail", "when"]


def test_rows_keep_their_order():
    spans = [Span(row, 0, 1, "x", "#009E73") for row in ("Coach", "Truth")]
    chart = timeline_chart(spans, duration_s=1.0).to_dict()
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["Coach", "Truth"]


def test_a_set_of_one_moment_has_a_timeline():
    chart = timeline_chart([Span("Coach", 0.0, 0.0, "Holding", "#009E73")], duration_s=0.0)
    ((row,),) = layer_rows(chart)
    assert row["share"] == 0
    low, high = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low < high


def test_what_is_only_timed_is_not_said_to_be_held():
    (span,) = state_spans("Coach", [("valid", "", 0.0, 1.0)], ONLY_TIMED, lambda *_: "")
    assert span.label == "In place"
