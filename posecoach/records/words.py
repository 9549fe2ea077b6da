"""Plain words for states, faults, reasons and limits: the one home of what people read about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import specs_folders
from posecoach.catalog.languages import load_phrases, pick_language
from posecoach.coaching.exercise.gate import ALL_MEASURES, Gate, PassWhen
from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Severity, State
from posecoach.coaching.reasons import Reason
from posecoach.coaching.session import Ended
from posecoach.pose.landmarks import Side
from posecoach.records import palette
from posecoach.translation import (
    N_,
    Texts,
    capitalized,
    format_exact,
    format_number,
    format_seconds,
    language,
)
from posecoach.translation import translate as _
from posecoach.vision.model.bundle import Variant


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state for people.

    Attributes:
        label: What to call it in English, short enough for a badge.
        css_colour: Its colour in the palette, as CSS writes it. It carries words in ``palette.WORDS``.
    """

    label: str
    css_colour: str

    @property
    def colour(self) -> palette.Rgb:
        """The colour as numbers."""
        return palette.rgb(self.css_colour)


STATE_WORDS = {
    state: StateWords(label, palette.STATES[state])
    for state, label in (
        (State.VALID, "Holding"),
        (State.FAULT, "Fix your form"),
        (State.READY, "Ready"),
        (State.MOVING, "Moving"),
        (State.NOT_IN_POSITION, "Not in position"),
        (State.UNKNOWN, "Can't tell"),
        (State.NOT_FRAMED, "Not fully in view"),
        (State.NO_PERSON, "No one in view"),
    )
}

SEVERITIES: Mapping[Severity, str] = Texts(
    {Severity.BLOCKING: N_("pauses the clock"), Severity.ADVICE: N_("advice only")}
)

JUDGED_BY: Mapping[Variant, str] = Texts(
    {
        Variant.LITE: N_("Judged by the lite pose network."),
        Variant.FULL: N_("Judged by the full pose network."),
        Variant.HEAVY: N_("Judged by the heavy pose network."),
        Variant.UNKNOWN: N_("Judged by a pose network of unknown size."),
    }
)

ENDED: Mapping[Ended, str] = Texts(
    {
        Ended.COMPLETED: N_("done"),
        Ended.LEFT: N_("left early"),
        Ended.SKIPPED: N_("skipped"),
        Ended.REPEATED: N_("begun again"),
        Ended.STOPPED: N_("stopped"),
    }
)

SIDES: Mapping[Side, str] = Texts({Side.LEFT: N_("left leg"), Side.RIGHT: N_("right leg")})

UNITS: Mapping[str, str] = {"deg": "°", "ratio": ""}


def reason(id_: str | None, of: StretchSpec | str | None = None) -> str:
    """A gate's, fault's or state's id, or why a measure is not known, in plain words.

    Args:
        id_: What the coach answered; empty for None.
        of: The stretch whose gate it may be, or its id. Where it has no such gate (any more), the words are
            those of the first exercise that has one; an id that none has is spelled out.

    Raises:
        SpecError: where the exercises or the phrases can't be read.
    """
    if id_ is None:
        return ""
    if id_ in set(Reason):
        return phrases().reasons[id_]
    if id_ in set(State):
        label = phrases().states[State(id_)]
        return label[:1].lower() + label[1:]
    spec = exercise(of) if isinstance(of, str) else of
    if spec is not None and id_ in texts_of(spec).gates:
        return texts_of(spec).gates[id_].reason
    found = (texts_of(other).gates[id_] for other in _exercises().values() if id_ in texts_of(other).gates)
    return next((texts.reason for texts in found), id_.replace("_", " "))


def phrases() -> Phrases:
    """What the coach says, in the language that texts are in, or English where it has no voice.

    Raises:
        SpecError: where its file is wrong.
    """
    return load_phrases(pick_language(language()))


def state_label(state: State, spec: StretchSpec | None) -> str:
    """What to call a state in an exercise.

    Where the form isn't judged, or a position is only passed through, nothing is said to be held.
    """
    movement = None if spec is None else texts_of(spec).movement
    if state is State.VALID and spec is not None:
        if spec.timed_only:
            return _("In place")
        if movement is not None and spec.repetitions is not None and spec.repetitions.dwell_s is None:
            return capitalized(movement.work)
    return phrases().states[state]


def named(id_: str, of: StretchSpec | str | None = None) -> str:
    """The same as a title: "Bent knee"."""
    return capitalized(reason(id_, of))


def why(spec: StretchSpec, state: State, id_: str | None) -> str:
    """Why a frame has its state, in plain words; empty where the state says it all."""
    if id_ is None or id_ == state:
        return ""
    in_doubt = state is State.UNKNOWN and gate_of(spec, id_) is not None
    why_so = reason(id_, spec)
    return _("perhaps {reason}").format(reason=why_so) if in_doubt else why_so


def stretch(id_: str) -> str:
    """A stretch's short name, e.g. "Lying"; its id spelled out where there is no such stretch any more."""
    spec = exercise(id_)
    return texts_of(spec).name if spec else id_.replace("_", " ").capitalize()


def measure_label(measure: str) -> str:
    """What a measure is called, e.g. "Knee flexion"."""
    return _(ALL_MEASURES[measure].label)


def measure_unit(measure: str) -> str:
    """The sign behind a measure's value: "°", or nothing for a ratio."""
    return UNITS[ALL_MEASURES[measure].unit]


def value(measure: str, number: float) -> str:
    """A measure's value with its unit, as exact as is honest: whole degrees, ratios to two places."""
    unit = measure_unit(measure)
    return f"{format_number(number)}{unit}" if unit else format_number(number, 2)


def told_apart(measure: str, one: float, other: float) -> tuple[str, str]:
    """Two values of a measure side by side: where they differ, so do the texts, if need be by more digits."""
    unit = measure_unit(measure)
    fewest = 0 if unit else 2
    texts = value(measure, one), value(measure, other)
    for digits in range(fewest + 1, fewest + 3):
        if texts[0] != texts[1] or one == other:
            break
        texts = f"{format_number(one, digits)}{unit}", f"{format_number(other, digits)}{unit}"
    return texts


def limits(gate: Gate) -> str:
    """A gate's two limits as one phrase, exact as its spec has them: "at least 50°, until below 42°"."""
    unit = measure_unit(gate.measure)
    enter, exit_ = f"{format_exact(gate.enter)}{unit}", f"{format_exact(gate.exit)}{unit}"
    at_least = gate.pass_when is PassWhen.AT_LEAST
    if gate.enter == gate.exit:
        phrase = _("at least {limit}") if at_least else _("at most {limit}")
    elif at_least:
        phrase = _("at least {limit}, until below {exit}")
    else:
        phrase = _("at most {limit}, until above {exit}")
    phrase = phrase.format(limit=enter, exit=exit_)
    if gate.stricter is None:
        return phrase
    by = value(gate.measure, gate.stricter.by)
    return _("{limits}; stricter by up to {by}").format(limits=phrase, by=by)


def effect(gate: Gate) -> str:
    """What a failed gate does to the clock."""
    if gate.severity is None:
        return _("doesn't count if it is certain") if gate.passes_in_doubt else _("does not count")
    if gate.blocks is None:
        return SEVERITIES[gate.severity]
    beyond = value(gate.measure, gate.blocks.beyond)
    return _("advice only; pauses the clock when certainly beyond {limit}").format(limit=beyond)


def seconds(duration_s: float) -> str:
    """A duration as people say it: "7.3 s" below ten seconds, "42 s", "3 min 05 s"."""
    if round(duration_s, 1) < 10:
        return format_seconds(duration_s, 1)
    minutes, rest = divmod(round(duration_s), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def gate_of(spec: StretchSpec, id_: str) -> Gate | None:
    """The gate that a reason names, None where it names something else."""
    return next((gate for gate in spec.gates if gate.id == id_), None)


def exercise(id_: str) -> StretchSpec | None:
    """An exercise by its id, None where there is no such exercise any more.

    Raises:
        SpecError: where the exercises can't be read.
    """
    return _exercises().get(id_)


def _exercises() -> Mapping[str, StretchSpec]:
    return _in_folders(specs_folders())


@cache
def _in_folders(folders: tuple[Path, ...]) -> Mapping[str, StretchSpec]:
    """Read once for the folders in use: a table asks for the words of every row."""
    return load_specs()
