"""Why one moment of a set has its state: every gate's answer and what it is based on, in words."""

import math
from bisect import bisect_right
from dataclasses import dataclass

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.gate import Gate, GateKind, PassWhen, Phase
from posecoach.coaching.exercise.texts import MovementTexts
from posecoach.coaching.feedback import (
    Answer,
    Feedback,
    GateResult,
    Pause,
    Repetition,
    Severity,
    State,
)
from posecoach.coaching.judging.checker import is_clear
from posecoach.coaching.reasons import Reason
from posecoach.records import words
from posecoach.records.report.model import SetReport
from posecoach.records.report.repetitions import missed
from posecoach.records.timeline.faults import FaultSpan
from posecoach.translation import N_, Texts, in_sentence
from posecoach.translation import translate as _

ANSWERS = Texts({Answer.PASS: N_("yes"), Answer.FAIL: N_("no"), Answer.UNKNOWN: N_("can't tell")})


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate's answer to one frame, in words.

    Attributes:
        measure: What was measured, e.g. "Knee flexion"; of a repetition's two positions with the one that
            the gate is for, e.g. "Height of the hips (hips lifted)".
        read: The reading with its error budget, e.g. "24° ± 6°".
        needed: What the stretch required in that frame, e.g. "at most 30°".
        answer: Whether the requirement was met: yes, no, or can't tell.
        because: Why the answer is not what the reading says by itself; empty where it is.
    """

    measure: str
    read: str
    needed: str
    answer: str
    because: str


def frame_at(report: SetReport, t_s: float) -> Feedback:
    """The frame shown at a time: the last one that is not later, or else the first."""
    at = bisect_right(report.timeline, t_s, key=lambda frame: frame.t_s)
    return report.timeline[max(0, at - 1)]


def gate_lines(report: SetReport, frame: Feedback) -> list[GateLine]:
    """Every gate's answer to a frame, in the spec's order; none if the picture couldn't be judged."""
    gates = {gate.id: gate for gate in report.spec.gates}
    movement = texts_of(report.spec).movement
    return [_line(gates[result.id], result, frame, movement) for result in frame.gates]


def worth_asking_s(report: SetReport) -> float:
    """The moment to show first: the first thing that did not count, or else the middle of the set.

    That is a repetition where there are any, then a pause, then a fault.
    """
    spans: list[Repetition | Pause | FaultSpan] = [*missed(report), *report.pauses, *report.faults]
    if spans:
        return (spans[0].start_s + spans[0].end_s) / 2
    return report.timeline[len(report.timeline) // 2].t_s


def _line(gate: Gate, result: GateResult, frame: Feedback, movement: MovementTexts | None) -> GateLine:
    measured = frame.measures.get(gate.measure)
    # A measure can have a value that is not known well enough; it must not be shown as a reading.
    known = result.answer is not Answer.UNKNOWN or result.why_not == Reason.NEAR_LIMIT
    known = known and (measured is None or measured.known) and math.isfinite(result.value)
    value, limit = words.told_apart(gate.measure, result.value, result.limit) if known else ("", "")
    needed = _("at least {limit}") if gate.pass_when is PassWhen.AT_LEAST else _("at most {limit}")
    return GateLine(
        measure=words.measure_label(gate.measure) + _position(gate, movement),
        read=f"{value} ± {words.value(gate.measure, result.sigma)}" if known else _("unknown"),
        needed=needed.format(limit=limit or words.value(gate.measure, result.limit)),
        answer=ANSWERS[result.answer],
        because=_because(gate, result, frame, known=known),
    )


def _because(gate: Gate, result: GateResult, frame: Feedback, *, known: bool) -> str:
    """Why an answer is not what the reading says by itself; empty where it is."""
    if result.answer is Answer.UNKNOWN:
        return words.named(result.why_not) if result.why_not else ""
    beyond = result.value - result.limit
    margin = beyond if gate.pass_when is PassWhen.AT_LEAST else -beyond
    clear = known and abs(margin) >= gate.sure_beyond * result.sigma
    if clear and (margin >= 0) == (result.answer is Answer.PASS):
        return ""
    if result.answer is Answer.FAIL:
        return _("It failed before, and is not yet clearly better")
    for waiver in (gate.unless, gate.settled_by):
        if waiver is not None and is_clear(waiver, frame.measures):
            return _("Settled by another measurement: {measure} {value}").format(
                measure=in_sentence(words.measure_label(waiver.measure)),
                value=words.value(waiver.measure, frame.measures[waiver.measure].value),
            )
    return _("Only a clear no would count here") if gate.passes_in_doubt else ""


def why_it_counts(report: SetReport, frame: Feedback) -> str:
    """Why a moment counts although not every answer to it is yes; empty where it needs no reason."""
    if frame.state is not State.VALID:
        return ""
    fails = {
        result.id
        for result in frame.gates
        if result.answer is not Answer.PASS and _must_pass(words.gate_of(report.spec, result.id))
    }
    if not fails:
        return ""
    return _("It counts because the moments around it do: a short doubt doesn't stop the clock.")


def _must_pass(gate: Gate | None) -> bool:
    """Whether time counts only while a gate passes."""
    if gate is None or gate.phase is Phase.START:
        return False
    return gate.kind is GateKind.POSITION or gate.severity is Severity.BLOCKING


def _position(gate: Gate, movement: MovementTexts | None) -> str:
    if gate.phase is None or movement is None:
        return ""
    return f" ({movement.position(gate.phase)})"
