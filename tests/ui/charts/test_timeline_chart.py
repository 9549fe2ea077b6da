"""The timeline: bands that say why, in order, on one time axis."""

from support.drawn_charts import layer_rows
from support.sets.repetition_clocks import ONLY_TIMED

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import State
from posecoach.ui.charts.timeline_chart import Span, state_spans, timeline_chart


def test_frames_of_one_state_and_reason_join_and_last_until_the_next():
    frames = [
        (0.0, State.NOT_IN_POSITION, "not folded"),
        (0.5, State.NOT_IN_POSITION, "not folded"),
        (1.0, State.NOT_IN_POSITION, "feet"),
        (1.2, State.VALID, ""),
    ]
    spans = state_spans("Coach", frames, end_s=2.0, spec=find_spec("standing_hamstring"))
    assert [(span.start_s, span.end_s, span.detail) for span in spans] == [
        (0.0, 1.0, "not folded"),
        (1.0, 1.2, "feet"),
        (1.2, 2.0, ""),
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
    (span,) = state_spans("Coach", [(0.0, State.VALID, "")], end_s=1.0, spec=ONLY_TIMED)
    assert span.label == "In place"
