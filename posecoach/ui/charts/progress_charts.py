"""The charts of the Progress page, readable on a phone; legs differ by shape as well as by colour."""

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from posecoach.coaching.exercise.spec import Leg
from posecoach.records import words
from posecoach.records.history.progress import ADVISED_DAYS_A_WEEK, DayDepth, SetDepth, Week
from posecoach.records.history.schema import SessionRow
from posecoach.records.palette import BLUE, GREEN, GREY, PLAIN_BLUE, VERMILLION
from posecoach.translation import N_, Texts, format_date, format_number
from posecoach.translation import translate as _
from posecoach.ui.charts.dates import day_and_month, day_axis, localized
from posecoach.ui.charts.style import HEIGHT_PX

_LEGS: Final = Texts({"left": N_("Left leg"), "right": N_("Right leg"), None: N_("Leg unknown")})
_COLOURS: Final = {"left": BLUE, "right": VERMILLION, None: GREY}
_SHAPES: Final = {"left": "circle", "right": "square", None: "triangle-up"}
_POINT_AREA_PX: Final = 50  # square pixels, as Vega sizes points
_LINE_PX: Final = 1.5
_ADVICE_OPACITY: Final = 0.25  # bars are drawn over it
_BAND_OPACITY: Final = 0.22  # the bands of two legs may overlap
_DISCOMFORT: Final = (0, 10)  # the scale that is asked for


def leg_name(stretch: str, side: str | None) -> str:
    """The leg of a set for people."""
    spec = words.exercise(stretch)
    if side is None and spec is not None and spec.leg is Leg.NEAREST:
        return _("Both legs")
    return _LEGS[side]


def week_chart(found: Sequence[Week]) -> alt.LayerChart:
    """Days with a session in each week, with the advised number as a band behind them."""
    table = pd.DataFrame(
        [
            {
                "week": week.monday.isoformat(),
                "from": format_date(week.monday),
                "days": week.days,
                "minutes": week.valid_min,
                "repetitions": week.repetitions,
            }
            for week in found
        ]
    )
    label = f"timeFormat(toDate(datum.value + 'T00:00'), '{day_and_month()}')"
    weeks = alt.X("week:O", title=None, axis=alt.Axis(labelExpr=label, labelAngle=0, labelOverlap=True))
    advised = pd.DataFrame([{"low": ADVISED_DAYS_A_WEEK[0], "high": ADVISED_DAYS_A_WEEK[1]}])
    band = alt.Chart(advised).mark_rect(opacity=_ADVICE_OPACITY, color=GREEN).encode(y="low:Q", y2="high:Q")
    bars = (
        alt.Chart(table)
        .mark_bar(color=PLAIN_BLUE)
        .encode(
            x=weeks,
            y=alt.Y("days:Q", title=_("Days with a session"), axis=alt.Axis(tickMinStep=1)),
            tooltip=[
                alt.Tooltip("from:N", title=_("Week from")),
                alt.Tooltip("days:Q", title=_("Days")),
                alt.Tooltip("minutes:Q", title=_("Minutes held well"), format=".1f"),
                alt.Tooltip("repetitions:Q", title=_("Repetitions")),
            ],
        )
    )
    return localized(alt.LayerChart(layer=[band, bars]).properties(height=HEIGHT_PX))


def depth_chart(days: Sequence[DayDepth]) -> alt.LayerChart:
    """Hip flexion of one stretch: a line through the days of each leg, over the band of the usual range."""
    table = pd.DataFrame([_day_row(one) for one in days])
    sides = [side for side in _LEGS if side in {one.side for one in days}]
    legs = [_LEGS[side] for side in sides]
    # Where the leg is never known, or both do the same, there is one line and nothing to tell apart.
    legend = None if sides == [None] else alt.Legend(orient="top", symbolOpacity=1)
    colours = alt.Scale(domain=legs, range=[_COLOURS[side] if legend else PLAIN_BLUE for side in sides])
    shapes = alt.Scale(domain=legs, range=[_SHAPES[side] if legend else "circle" for side in sides])
    hip = alt.Y("hip:Q", title=_("Hip flexion, °"), scale=alt.Scale(zero=False))
    shared = alt.Chart(table).encode(
        x=day_axis("day"),
        color=alt.Color("leg:N", scale=colours, title=None, legend=legend),
    )
    band = (
        shared.transform_filter("isValid(datum.low)")
        .mark_area(opacity=_BAND_OPACITY)
        .encode(y=alt.Y("low:Q", title=_("Hip flexion, °"), scale=alt.Scale(zero=False)), y2="high:Q")
    )
    line = shared.mark_line(strokeWidth=_LINE_PX).encode(y=hip)
    points = shared.mark_point(filled=True, size=_POINT_AREA_PX, opacity=1).encode(
        y=hip,
        shape=alt.Shape("leg:N", scale=shapes, title=None, legend=legend),
        tooltip=[
            alt.Tooltip("on:N", title=_("Day")),
            *([alt.Tooltip("leg:N", title=_("Leg"))] if legend else []),
            alt.Tooltip("hip:Q", title=_("Hip flexion, °"), format=".0f"),
            alt.Tooltip("usual:N", title=_("Usual range")),
        ],
    )
    return localized(alt.LayerChart(layer=[band, line, points]).properties(height=HEIGHT_PX))


def discomfort_chart(sessions: Sequence[SessionRow]) -> alt.LayerChart | None:
    """Discomfort before and after the sessions for which both were given; None if there is none."""
    before, after = _("before"), _("after")
    rows = [
        {
            "at": session.started_at.astimezone().replace(tzinfo=None).isoformat(),
            "on": format_date(session.started_at),
            "when": when,
            "discomfort": value,
        }
        for session in sessions
        if session.discomfort_before is not None and session.discomfort_after is not None
        for when, value in ((before, session.discomfort_before), (after, session.discomfort_after))
    ]
    if not rows:
        return None
    both = [before, after]
    legend = alt.Legend(orient="top")
    shared = alt.Chart(pd.DataFrame(rows)).encode(x=day_axis("at"))
    change = shared.mark_line(color=GREY, strokeWidth=_LINE_PX).encode(y="discomfort:Q", detail="at:T")
    points = shared.mark_point(filled=True, size=_POINT_AREA_PX, opacity=1).encode(
        y=alt.Y("discomfort:Q", title=_("Discomfort, 0-10"), scale=alt.Scale(domain=list(_DISCOMFORT))),
        color=alt.Color(
            "when:N", scale=alt.Scale(domain=both, range=[VERMILLION, BLUE]), title=None, legend=legend
        ),
        shape=alt.Shape(
            "when:N", scale=alt.Scale(domain=both, range=["square", "circle"]), title=None, legend=legend
        ),
        tooltip=[
            alt.Tooltip("on:N", title=_("Day")),
            alt.Tooltip("when:N", title=_("When")),
            alt.Tooltip("discomfort:Q", title=_("Discomfort, 0-10")),
        ],
    )
    return localized(alt.LayerChart(layer=[change, points]).properties(height=HEIGHT_PX))


def depth_table(depths: Sequence[SetDepth]) -> pd.DataFrame:
    """The depths as a table, the newest first."""
    return pd.DataFrame(
        [
            {
                _("Day"): format_date(depth.day),
                _("Stretch"): words.stretch(depth.stretch),
                _("Leg"): leg_name(depth.stretch, depth.side),
                _("Hip flexion, °"): format_number(depth.hip_deg),
            }
            for depth in reversed(depths)
        ]
    )


def _day_row(one: DayDepth) -> dict[str, Any]:
    usual = one.usual
    return {
        "day": one.day.isoformat(),
        "on": format_date(one.day),
        "leg": _LEGS[one.side],
        "hip": one.hip_deg,
        "low": None if usual is None else usual.low_deg,
        "high": None if usual is None else usual.high_deg,
        "usual": "-" if usual is None else f"{usual.low_deg:.0f}–{usual.high_deg:.0f}°",
    }
