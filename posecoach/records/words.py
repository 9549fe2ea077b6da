"""How the states of a set are told to people: always by a word and a colour together."""

from dataclasses import dataclass

from posecoach.coaching.feedback import State


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state for people.

    Attributes:
        label: What to call it, short enough for a badge.
        colour: Red, green and blue, 0..255. Dark enough to carry white text.
    """

    label: str
    colour: tuple[int, int, int]

    @property
    def css_colour(self) -> str:
        """The colour as CSS writes it."""
        red, green, blue = self.colour
        return f"#{red:02x}{green:02x}{blue:02x}"


# Told apart by brightness as well as by hue, so that they differ for the colour-blind.
STATE_WORDS = {
    State.VALID: StateWords("Holding", (21, 128, 61)),
    State.FAULT: StateWords("Fix your form", (190, 24, 48)),
    State.MOVING: StateWords("Moving", (37, 99, 235)),
    State.NOT_IN_POSITION: StateWords("Not in position", (71, 85, 105)),
    State.UNKNOWN: StateWords("Can't tell", (146, 84, 8)),
    State.NOT_FRAMED: StateWords("Not fully in view", (107, 33, 168)),
    State.NO_PERSON: StateWords("No one in view", (30, 30, 36)),
}
