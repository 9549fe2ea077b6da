"""The charts of the Progress page, readable on a phone; legs differ by shape as well as by colour."""

from collections.abc import Sequence
from typing import Final

import altair as alt
import pandas as pd

from posecoach.records import words
from posecoach.records.history.progress import ADVISED_DAYS_A_WEEK, REAL_CHANGE_DEG, SetDepth, Week, day_of
from posecoach.records.history.schema import SessionRow
from posecoach.translation import N_, Texts
from posecoach.translation import translate as _
from posecoach.ui.charts.style import BLUE, GREEN, GREY, HEIGHT_PX, PLAIN_BLUE, VERMILLION

_SIDES: Final = Texts({"left": N_("Left leg"), "right": N_("Right leg"), None: N_("Either leg")})
_SIDE_COLOURS: Final = (BLUE, VERMILLION, GREY)
_POINT_AREA_PX: Final = 60  # square pixels, as Vega sizes points
_BAND_OPACITY: Final = 0.25  # bars are drawn over it
_BAR_OPACITY: Final = 0.45  # bars of neighbouring days may overlap
_DISCOMFORT: Final = (0, 10)  # the scale that is asked for
_DAY_AND_MONTH: Final = "%-d %b"


def week_chart(found: Sequence[Week]) -> alt.LayerChart:
    """Days with a session in each week, with the advised number as a band behind them."""
    table = pd.DataFrame(
        [
            {
                "week": week.monday.isoformat(),
                "days": week.days,
                "minutes": week.valid_min,
                "repetitions": week.repetitions,
            }
            for week in found
        ]
    )
    day_and_month = f"timeFormat(toDate(datum.value + 'T00:00'), '{_DAY_AND_MONTH}')"
    weeks = alt.X("week:O", title=None, axis=alt.Axis(labelExpr=day_and_month, labelAngle=0))
    advised = pd.DataFrame([{"low": ADVISED_DAYS_A_WEEK[0], "high": ADVISED_DAYS_A_WEEK[1]}])
    band = alt.Chart(advised).mark_rect(opacity=_BAND_OPACITY, color=GREEN).encode(y="low:Q", y2="high:Q")
    bars = (
        alt.Chart(table)
        .mark_bar(color=PLAIN_BLUE)
        .encode(
            x=weeks,
            y=alt.Y("days:Q", title=_("Days with a session"), axis=alt.Axis(tickMinStep=1)),
            tooltip=[
                alt.Tooltip("week:O", title=_("Week from")),
                alt.Tooltip("days:Q", title=_("Days")),
                alt.Tooltip("minutes:Q", title=_("Minutes held well"), format=".1f"),
                alt.Tooltip("repetitions:Q", title=_("Repetitions")),
            ],
        )
    )
    return alt.LayerChart(layer=[band, bars]).properties(height=HEIGHT_PX)


def depth_chart(depths: Sequence[SetDepth]) -> alt.LayerChart:
    """Hip flexion of one stretch over time, by leg; bars that overlap show no real change."""
    half = REAL_CHANGE_DEG / 2
    table = pd.DataFrame(
        [
            {
                "day": depth.day.isoformat(),
                "leg": _SIDES[depth.side],
                "hip": depth.hip_deg,
                "low": depth.hip_deg - half,
                "high": depth.hip_deg + half,
            }
            for depth in depths
        ]
    )
    legs = list(_SIDES.values())
    # Only the legs that are there, and not as pale as the bars.
    legend = alt.Legend(
        orient="top", values=[leg for leg in legs if leg in set(table["leg"])], symbolOpacity=1
    )
    shared = alt.Chart(table).encode(
        x=_day_axis(),
        color=alt.Color(
            "leg:N", scale=alt.Scale(domain=legs, range=list(_SIDE_COLOURS)), title=None, legend=legend
        ),
    )
    bars = shared.mark_rule(opacity=_BAR_OPACITY).encode(
        y=alt.Y("low:Q", title=_("Hip flexion, °"), scale=alt.Scale(zero=False)), y2="high:Q"
    )
    points = shared.mark_point(filled=True, size=_POINT_AREA_PX, opacity=1).encode(
        y="hip:Q",
        shape=alt.Shape("leg:N", scale=alt.Scale(domain=legs), title=None, legend=legend),
        tooltip=[
            alt.Tooltip("day:T", title=_("Day")),
            alt.Tooltip("leg:N", title=_("Leg")),
            alt.Tooltip("hip:Q", title=_("Hip flexion, °"), format=".0f"),
        ],
    )
    return alt.LayerChart(layer=[bars, points]).properties(height=HEIGHT_PX)


def discomfort_chart(sessions: Sequence[SessionRow]) -> alt.Chart | None:
    """Discomfort before and after the sessions for which both were given; None if there is none."""
    before, after = _("before"), _("after")
    rows = [
        {"day": day_of(session).isoformat(), "when": when, "discomfort": value}
        for session in sessions
        if session.discomfort_before is not None and session.discomfort_after is not None
        for when, value in ((before, session.discomfort_before), (after, session.discomfort_after))
    ]
    if not rows:
        return None
    scale = alt.Scale(domain=[before, after], range=[VERMILLION, BLUE])
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_point(filled=True, size=_POINT_AREA_PX, opacity=1)
        .encode(
            x=_day_axis(),
            y=alt.Y("discomfort:Q", title=_("Discomfort, 0-10"), scale=alt.Scale(domain=list(_DISCOMFORT))),
            color=alt.Color("when:N", scale=scale, title=None, legend=alt.Legend(orient="top")),
            shape=alt.Shape("when:N", scale=alt.Scale(domain=[before, after]), title=None),
        )
        .properties(height=HEIGHT_PX)
    )
    return chart


def depth_table(depths: Sequence[SetDepth]) -> pd.DataFrame:
    """The depths as a table, the newest first."""
    return pd.DataFrame(
        [
            {
                _("Day"): depth.day,
                _("Stretch"): words.stretch(depth.stretch),
                _("Leg"): _SIDES[depth.side],
                _("Hip flexion, °"): round(depth.hip_deg),
            }
            for depth in reversed(depths)
        ]
    )


def _day_axis() -> alt.X:
    return alt.X("day:T", title=None, axis=alt.Axis(format=_DAY_AND_MONTH))
