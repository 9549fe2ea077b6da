"""What the charts share: sizes and the time axis."""

from typing import Final

import altair as alt

HEIGHT_PX: Final = 220
# Room for the labels left of the plot: the same in charts that stand one above the other, so that their
# time axes line up.
MIN_LABEL_WIDTH_PX: Final = 36
# About as many as fit on a phone; Vega rounds to whole steps.
_TIME_TICKS: Final = 8


# The shortest time that an axis can show: a set of one moment has no length of its own.
SHORTEST_S: Final = 0.04


def time_axis(field: str, duration_s: float) -> alt.X:
    """The time axis of a set.

    Args:
        field: The column with the time, seconds.
        duration_s: Where the axis ends.
    """
    return alt.X(
        f"{field}:Q",
        title=None,
        scale=alt.Scale(domain=[0, max(duration_s, SHORTEST_S)], nice=False),
        axis=alt.Axis(tickCount=_TIME_TICKS, labelExpr="datum.label + ' s'", grid=False),
    )
