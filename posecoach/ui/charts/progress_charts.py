"""The Progress page's charts: readable on a phone, and told apart by shape as well as by colour."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from posecoach.records import words
from posecoach.records.history.progress import ADVISED_A_WEEK, REAL_CHANGE_DEG, Reach, Week, day_of
from posecoach.records.history.schema import SessionRow

# Okabe and Ito's palette, as in the other charts.
_BAR, _LEFT, _RIGHT, _EITHER = "#2E86C1", "#0072B2", "#D55E00", "#8C8C8C"
_SIDES = {"left": "Left leg", "right": "Right leg", None: "Either leg"}
_HEIGHT = 220


def week_chart(found: Sequence[Week]) -> alt.LayerChart:
    """Sessions a week, with the advised number as a band behind them."""
    table = pd.DataFrame(
        [
            {"week": week.monday.isoformat(), "sessions": week.sessions, "minutes": week.valid_min}
            for week in found
        ]
    )
    weeks = alt.X("week:O", title=None, axis=alt.Axis(labelExpr="substring(datum.value, 5)", labelAngle=0))
    advised = pd.DataFrame([{"low": ADVISED_A_WEEK[0], "high": ADVISED_A_WEEK[1]}])
    band = alt.Chart(advised).mark_rect(opacity=0.25, color="#009E73").encode(y="low:Q", y2="high:Q")
    bars = (
        alt.Chart(table)
        .mark_bar(color=_BAR)
        .encode(
            x=weeks,
            y=alt.Y("sessions:Q", title="Days with a session", axis=alt.Axis(tickMinStep=1)),
            tooltip=[
                alt.Tooltip("week:O", title="Week from"),
                alt.Tooltip("sessions:Q", title="Days"),
                alt.Tooltip("minutes:Q", title="Minutes held well", format=".1f"),
            ],
        )
    )
    return alt.LayerChart(layer=[band, bars]).properties(height=_HEIGHT)


def reach_chart(found: Sequence[Reach]) -> alt.LayerChart:
    """Hip flexion of one stretch over time, one line a leg; the bars are what readings differ by."""
    half = REAL_CHANGE_DEG / 2
    table = pd.DataFrame(
        [
            {
                "day": reach.day.isoformat(),
                "leg": _SIDES[reach.side],
                "hip": reach.hip_deg,
                "low": reach.hip_deg - half,
                "high": reach.hip_deg + half,
            }
            for reach in found
        ]
    )
    legs = alt.Scale(domain=list(_SIDES.values()), range=[_LEFT, _RIGHT, _EITHER])
    shared = alt.Chart(table).encode(
        x=alt.X("day:T", title=None),
        color=alt.Color("leg:N", scale=legs, title=None, legend=alt.Legend(orient="top")),
        shape=alt.Shape("leg:N", scale=alt.Scale(domain=list(_SIDES.values())), title=None),
    )
    bars = shared.mark_rule(opacity=0.45).encode(
        y=alt.Y("low:Q", title="Hip flexion, °", scale=alt.Scale(zero=False)), y2="high:Q"
    )
    points = shared.mark_point(filled=True, size=60, opacity=1).encode(
        y="hip:Q", tooltip=["day:T", "leg:N", alt.Tooltip("hip:Q", title="Hip flexion, °", format=".0f")]
    )
    return alt.LayerChart(layer=[bars, points]).properties(height=_HEIGHT)


def discomfort_chart(sessions: Sequence[SessionRow]) -> alt.Chart | None:
    """Discomfort before and after, where both were told; None where they never were."""
    rows = [
        {"day": day_of(session).isoformat(), "when": when, "discomfort": value}
        for session in sessions
        if session.discomfort_before is not None and session.discomfort_after is not None
        for when, value in (("before", session.discomfort_before), ("after", session.discomfort_after))
    ]
    if not rows:
        return None
    scale = alt.Scale(domain=["before", "after"], range=[_RIGHT, _LEFT])
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_point(filled=True, size=60, opacity=1)
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("discomfort:Q", title="Discomfort, 0-10", scale=alt.Scale(domain=[0, 10])),
            color=alt.Color("when:N", scale=scale, title=None, legend=alt.Legend(orient="top")),
            shape=alt.Shape("when:N", scale=alt.Scale(domain=["before", "after"]), title=None),
        )
        .properties(height=_HEIGHT)
    )
    return chart


def reach_table(found: Sequence[Reach]) -> pd.DataFrame:
    """The same as a table, the newest first."""
    return pd.DataFrame(
        [
            {
                "Day": reach.day,
                "Stretch": words.stretch(reach.stretch),
                "Leg": _SIDES[reach.side],
                "Hip flexion, °": round(reach.hip_deg),
            }
            for reach in reversed(found)
        ]
    )
