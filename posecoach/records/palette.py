"""The colours of the program, in one place: stage, pictures, charts and reports all take them from here.

They are those of Okabe and Ito, which can be told apart with every common form of colour blindness, and a few
added ones that differ in lightness. A colour never stands alone: a word or a mark always says the same.
The style sheets can't import Python, so a test compares what they repeat.
"""

from typing import Final

from posecoach.coaching.feedback import Severity, State

GREEN: Final = "#009E73"
VERMILLION: Final = "#D55E00"
ORANGE: Final = "#E69F00"
YELLOW: Final = "#F0E442"
SKY_BLUE: Final = "#56B4E9"
PALE_BLUE: Final = "#C3E3F7"
BLUE: Final = "#0072B2"
PURPLE: Final = "#CC79A7"
LIGHT_GREY: Final = "#C4C4C4"
GREY: Final = "#787878"
PLAIN_BLUE: Final = "#2E86C1"
"""For large areas and lines; legible on a light page and on a dark one."""

STATES: Final = {
    State.VALID: GREEN,
    State.FAULT: VERMILLION,
    State.READY: PALE_BLUE,
    State.MOVING: SKY_BLUE,
    State.NOT_IN_POSITION: LIGHT_GREY,
    State.UNKNOWN: YELLOW,
    State.NOT_FRAMED: PURPLE,
    State.NO_PERSON: GREY,
}
"""Of what the person is doing."""

SEVERITIES: Final = {Severity.BLOCKING: STATES[State.FAULT], Severity.ADVICE: ORANGE}
"""Of faults."""

BETWEEN: Final = PLAIN_BLUE
"""Of the time in which nothing is judged: rest, pause and the end."""

LOST: Final = VERMILLION
"""Where no pictures or no answers come."""

WORDS: Final = "#000000"
"""Of words on any of the colours above but ``BLUE``: a contrast of at least 4.5."""

GOOD_TEXT: Final = {"light": "#00704F", "dark": "#3DC99A"}
"""Of words that say something good, on a light ground and on a dark one: ``GREEN``, moved from the ground."""

BAD_TEXT: Final = {"light": "#A63F00", "dark": "#FF8F52"}
"""Of words that say something bad: ``VERMILLION``, in the same way."""

WARNING_TEXT: Final = {"light": "#7D5200", "dark": "#F5C04F"}
"""Of words that warn: ``ORANGE``, in the same way."""

Rgb = tuple[int, int, int]
"""Red, green and blue, 0..255."""


def rgb(colour: str) -> Rgb:
    """A colour of ``#RRGGBB`` as numbers."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
