"""What the charts share: colours, sizes and the time axis."""

from typing import Final

import altair as alt

from posecoach.coaching.feedback import Severity, State

# The palette of Okabe and Ito, which can be told apart with every common form of colour blindness; the two
# greys and the pale blue are added, and differ in lightness.
GREEN: Final = "#009E73"
VERMILLION: Final = "#D55E00"
ORANGE: Final = "#E69F00"
YELLOW: Final = "#F0E442"
SKY_BLUE: Final = "#56B4E9"
PALE_BLUE: Final = "#C3E3F7"
BLUE: Final = "#0072B2"
PURPLE: Final = "#CC79A7"
LIGHT_GREY: Final = "#C4C4C4"
GREY: Final = "#8C8C8C"
# For large areas and lines; legible on the light page and on the dark one.
PLAIN_BLUE: Final = "#2E86C1"

# Black text has a contrast of at least 4.5 to each of them.
STATE_COLOURS: Final = {
    State.VALID: GREEN,
    State.FAULT: VERMILLION,
    State.READY: PALE_BLUE,
    State.MOVING: SKY_BLUE,
    State.NOT_IN_POSITION: LIGHT_GREY,
    State.UNKNOWN: YELLOW,
    State.NOT_FRAMED: PURPLE,
    State.NO_PERSON: GREY,
}
SEVERITY_COLOURS: Final = {Severity.BLOCKING: STATE_COLOURS[State.FAULT], Severity.ADVICE: ORANGE}

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
