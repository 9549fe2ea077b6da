"""What the page has to know of each set before it begins: what it asks for, and the judged angles."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from posecoach.coaching.exercise.gate import Gate, PassWhen, Phase
from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.routine import PlannedSet
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import State
from posecoach.records import words
from posecoach.records.words import STATE_WORDS
from posecoach.translation import translate as _


def describe_set(planned: PlannedSet, spec: StretchSpec, phrases: Phrases) -> dict[str, Any]:
    """One of the ``sets`` of the session message, see ``wire``."""
    texts = spec.texts_in(phrases.language)
    return {
        "stretch": spec.id,
        "title": phrases.title(spec),
        "leg": phrases.screen["leg"].format(leg=phrases.legs[planned.side]) if planned.side else None,
        "kind": _kind(spec),
        "amount": planned.amount,
        "states": _own_states(spec, phrases),
        "bands": _bands(spec),
        "begin": phrases.begin(spec, planned.side, times=0).text,
        "reasons": {id_: gate.reason for id_, gate in texts.gates.items()},
    }


def _kind(spec: StretchSpec) -> str:
    if spec.repetitions is not None:
        return "repetitions"
    return "timed" if spec.timed_only else "hold"


def _own_states(spec: StretchSpec, phrases: Phrases) -> dict[State, dict[str, str]]:
    """The states whose usual words would claim too much: good form, or that a position is held."""
    if spec.timed_only:
        calm = STATE_WORDS[State.READY].css_colour
        return {State.VALID: {"label": phrases.screen["only_timed"], "colour": calm}}
    movement = spec.texts_in(phrases.language).movement
    if movement is None or (spec.repetitions is not None and spec.repetitions.dwell_s is not None):
        return {}
    colour = STATE_WORDS[State.VALID].css_colour
    return {State.VALID: {"label": movement.work[:1].upper() + movement.work[1:], "colour": colour}}


def _bands(spec: StretchSpec) -> list[dict[str, Any]]:
    """The judged angles and where each has to lie in the position that counts: one band for each measure."""
    by_measure: defaultdict[str, list[Gate]] = defaultdict(list)
    for gate in spec.gates:
        if gate.phase is not Phase.START:
            by_measure[gate.measure].append(gate)
    return [_band(measure, gates) for measure, gates in by_measure.items() if words.measure_unit(measure)]


def _band(measure: str, gates: Sequence[Gate]) -> dict[str, Any]:
    at_least = max((gate.enter for gate in gates if gate.pass_when is PassWhen.AT_LEAST), default=None)
    at_most = min((gate.enter for gate in gates if gate.pass_when is PassWhen.AT_MOST), default=None)
    if at_least is not None and at_most is not None:
        text = _("{low} to {high}").format(
            low=words.value(measure, at_least), high=words.value(measure, at_most)
        )
    elif at_least is not None:
        text = _("at least {limit}").format(limit=words.value(measure, at_least))
    else:
        text = _("at most {limit}").format(limit=words.value(measure, at_most or 0.0))
    return {
        "measure": measure,
        "label": words.measure_label(measure),
        "unit": words.measure_unit(measure),
        "at_least": at_least,
        "at_most": at_most,
        "text": text,
        "gates": [gate.id for gate in gates],
    }
