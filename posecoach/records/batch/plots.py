"""The plots of many videos as SVG, to embed in a page."""

import io
from collections.abc import Mapping
from typing import Any, Final

import altair as alt

from posecoach.coaching.feedback import State
from posecoach.records import words
from posecoach.records.batch.totals import STEP_S, ExerciseTotals
from posecoach.translation import translate as _

_WIDTH: Final = 560
_ROW_HEIGHT: Final = 34
_HEIGHT: Final = 180
_FONT_PX: Final = 13
_LABELS_WIDTH: Final = 170
_FAULT_COLOUR: Final = "#be1830"
_HELD_COLOUR: Final = "#15803d"


def time_plot(by_exercise: Mapping[str, ExerciseTotals]) -> str:
    """Where the time went: minutes of each state, a bar for each exercise."""
    labels = words.phrases().states
    rows = [
        {
            "exercise": words.stretch(exercise),
            "state": labels[State(state)],
            "minutes": seconds / 60,
            "order": list(State).index(State(state)),
        }
        for exercise, one in by_exercise.items()
        for state, seconds in one.state_s.items()
    ]
    ranked = [words.STATE_WORDS[state].css_colour for state in words.STATE_WORDS]
    colour = alt.Color(
        "state:N",
        title=None,
        scale=alt.Scale(domain=[labels[state] for state in words.STATE_WORDS], range=ranked),
        legend=alt.Legend(orient="top", columns=4),
    )
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar()
    return _svg(
        bars.encode(
            x=alt.X("sum(minutes):Q", title=_("Minutes of video")),
            y=alt.Y("exercise:N", title=None, axis=alt.Axis(minExtent=_LABELS_WIDTH)),
            color=colour,
            order=alt.Order("order:O"),
        ).properties(width=_WIDTH, height=alt.Step(_ROW_HEIGHT))
    )


def faults_plot(by_exercise: Mapping[str, ExerciseTotals]) -> str:
    """How long each fault lasted in all videos together."""
    rows = [
        {"fault": f"{words.stretch(exercise)}: {words.named(fault, exercise)}", "seconds": seconds}
        for exercise, one in by_exercise.items()
        for fault, seconds in one.fault_s.items()
    ]
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(color=_FAULT_COLOUR)
    return _svg(
        bars.encode(
            x=alt.X("seconds:Q", title=_("Seconds in all videos")),
            y=alt.Y("fault:N", title=None, sort="-x", axis=alt.Axis(minExtent=_LABELS_WIDTH)),
        ).properties(width=_WIDTH, height=alt.Step(_ROW_HEIGHT))
    )


def held_plot(one: ExerciseTotals) -> str:
    """How many videos have how much time that counted."""
    rows = [
        {"from": start_s, "to": start_s + STEP_S, "videos": videos} for start_s, videos in one.held.items()
    ]
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(color=_HELD_COLOUR)
    return _svg(
        bars.encode(
            x=alt.X("from:Q", bin="binned", title=_("Seconds that counted")),
            x2="to:Q",
            y=alt.Y("videos:Q", title=_("Videos"), axis=alt.Axis(tickMinStep=1)),
        ).properties(width=_WIDTH / 2, height=_HEIGHT)
    )


def _svg(chart: Any) -> str:
    drawn = io.StringIO()
    plain = chart.configure(background="transparent").configure_view(stroke=None)
    plain = plain.configure_axis(
        labelFontSize=_FONT_PX, labelLimit=2 * _LABELS_WIDTH, titleFontSize=_FONT_PX, titleFontWeight="normal"
    )
    plain.configure_legend(labelFontSize=_FONT_PX).save(drawn, format="svg")
    return drawn.getvalue()
