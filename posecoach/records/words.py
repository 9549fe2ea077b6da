"""Plain words for states, faults, reasons and limits: the one home of what people read about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from posecoach.coaching.exercise.spec import ALL_MEASURES, Gate, PassWhen, StretchSpec
from posecoach.coaching.feedback import Severity, State
from posecoach.coaching.session import Ended
from posecoach.pose.landmarks import Side


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

SEVERITIES: Mapping[Severity, str] = {
    Severity.BLOCKING: "pauses the clock",
    Severity.ADVICE: "advice only",
}

ENDED: Mapping[Ended, str] = {
    Ended.COMPLETED: "done",
    Ended.LEFT: "left early",
    Ended.SKIPPED: "skipped",
    Ended.REPEATED: "begun again",
    Ended.STOPPED: "stopped",
}

SIDES: Mapping[Side, str] = {Side.LEFT: "left leg", Side.RIGHT: "right leg"}

UNITS: Mapping[str, str] = {"deg": "°", "ratio": ""}

# Ids that a person would not understand when they are merely spelled out.
_REASONS: Mapping[str, str] = {
    "knee_bent": "bent knee",
    "back_rounded": "rounded back",
    "on_your_feet": "feet not under the hips",
    "leaning_forward": "not leaning forward enough",
    "folded": "not folded far enough",
    "hands_down": "hands not down by the legs",
    "leg_on_floor": "leg not stretched out on the floor",
    "leg_not_raised": "leg lifted off the floor",
    "hips_bent": "not leaning over the leg far enough",
    "hands_forward": "hands not reaching along the leg",
    "on_your_back": "not lying on the back",
    "hips_on_floor": "hips off the floor",
    "leg_up": "leg not raised high enough",
    "hip_bent": "leg not near enough to the chest",
    "whole_body": "body not wholly in the picture",
    "feet_in_picture": "feet not in the picture",
    "head_in_picture": "head not in the picture",
    "near_enough": "too far from the camera",
    "enough_light": "too dark",
    "one_person": "two people equally near",
    "side_on": "not side-on to the camera",
    "arming": "hold about to begin",
    "not_settled": "too short a look to tell",
    "near_limit": "too close to a limit to tell",
    "gap": "no pictures from the camera",
    "somebody_else": "perhaps somebody else in the picture",
    "leg_not_seen": "leg hidden",
    "leg_too_short": "leg bent, or not seen whole",
    "leg_mixed_up": "a leg not where I take it to be",
    "leg_implausible": "leg not seen clearly",
}


def reason(id_: str | None) -> str:
    """A gate's, fault's or state's id, or why a measure is not known, in plain words.

    Ids of a user's own spec are spelled out: ``elbow_bent`` reads "elbow bent".
    """
    if id_ is None:
        return ""
    if id_ in set(State):
        return STATE_WORDS[State(id_)].label.lower()
    return _REASONS.get(id_, id_.replace("_", " "))


def named(id_: str) -> str:
    """The same as a title: "Bent knee"."""
    text = reason(id_)
    return text[:1].upper() + text[1:]


def why(spec: StretchSpec, state: State, id_: str | None) -> str:
    """Why a frame has its state, in plain words; empty where the state says it all."""
    if id_ is None or id_ == state:
        return ""
    in_doubt = state is State.UNKNOWN and gate_of(spec, id_) is not None
    return f"perhaps {reason(id_)}" if in_doubt else reason(id_)


def stretch(id_: str) -> str:
    """A stretch's short name, e.g. "Lying"."""
    return id_.removesuffix("_hamstring").replace("_", " ").capitalize()


def measure_label(measure: str) -> str:
    """What a measure is called, e.g. "Knee flexion"."""
    return ALL_MEASURES[measure].label


def measure_unit(measure: str) -> str:
    """The sign behind a measure's value: "°", or nothing for a ratio."""
    return UNITS[ALL_MEASURES[measure].unit]


def value(measure: str, number: float) -> str:
    """A measure's value with its unit, as exact as is honest: whole degrees, ratios to two places."""
    unit = measure_unit(measure)
    return f"{number:.0f}{unit}" if unit else f"{number:.2f}"


def limits(gate: Gate) -> str:
    """A gate's two limits as one phrase, e.g. "at least 50°, until below 42°"."""
    enter, exit_ = value(gate.measure, gate.enter), value(gate.measure, gate.exit)
    first, then = ("at least", "below") if gate.pass_when is PassWhen.AT_LEAST else ("at most", "above")
    return f"{first} {enter}" if gate.enter == gate.exit else f"{first} {enter}, until {then} {exit_}"


def effect(gate: Gate) -> str:
    """What a failed gate does to the clock."""
    if gate.severity is None:
        return "does not count"
    if gate.blocks is None:
        return SEVERITIES[gate.severity]
    beyond = value(gate.measure, gate.blocks.beyond)
    return f"{SEVERITIES[gate.severity]}; {SEVERITIES[Severity.BLOCKING]} where surely beyond {beyond}"


def seconds(duration_s: float) -> str:
    """A duration as people say it: "7.3 s" below ten seconds, "42 s", "3 min 05 s"."""
    if round(duration_s, 1) < 10:
        return f"{duration_s:.1f} s"
    minutes, rest = divmod(round(duration_s), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def gate_of(spec: StretchSpec, id_: str) -> Gate | None:
    """The gate that a reason names, None where it names something else."""
    return next((gate for gate in spec.gates if gate.id == id_), None)
