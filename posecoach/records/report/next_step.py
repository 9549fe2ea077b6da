"""The one thing to work on next, from a set's data alone."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.gate import Gate, GateKind, PassWhen
from posecoach.coaching.feedback import Severity, State
from posecoach.coaching.reasons import Reason
from posecoach.records import words
from posecoach.records.achieved import repetitions
from posecoach.records.report.evidence import Evidence, Reading, nearest
from posecoach.records.report.explain import advice, lost_time
from posecoach.records.report.model import SetFacts
from posecoach.records.report.repetitions import missed
from posecoach.translation import translate as _
from posecoach.translation import translate_plural


def next_step(report: SetFacts, evidence: Evidence) -> str:
    """What to work on after a set in which something counted."""
    if fix := _most_missed(report, evidence):
        return fix
    for severity in Severity:
        if fault := _costliest_fault(report, severity):
            return fault
    if not report.completed:
        return _the_rest(report)
    more = [option for option in report.spec.amounts if option > report.amount]
    if more:
        amount = words.seconds(min(more)) if report.repetitions is None else repetitions(int(min(more)))
        if report.spec.timed_only:
            return _("Try {amount} next time, if it feels easy.").format(amount=amount)
        return _("No faults seen. Try {amount} next time, if it feels easy.").format(amount=amount)
    if report.spec.timed_only:
        return _("Do the next set the same way.")
    return _("No faults seen. Switch legs, or do the next set the same way.")


def first_step(report: SetFacts, evidence: Evidence) -> str:
    """Towards a first second or repetition: a fault in position comes before getting into position."""
    if fix := _most_missed(report, evidence):
        return fix
    if fault := _costliest_fault(report, Severity.BLOCKING):
        return fault
    # Moving into position is not a mistake, and every set begins and ends out of it.
    for lost in lost_time(report, evidence):
        gate = words.gate_of(report.spec, lost.reason)
        to_do = advice(report, gate.id) if gate else lost.advice
        if lost.state is not State.MOVING and to_do:
            return f"{to_do}{_nearest_miss(gate, evidence.failed(gate))}" if gate else to_do
    movement = texts_of(report.spec).movement
    if movement is not None:
        return movement.go[0]
    return _("Get into position and stay there: the clock starts by itself.")


def _the_rest(report: SetFacts) -> str:
    achieved = report.achieved
    if achieved.counted is not None and achieved.wanted is not None:
        left = achieved.wanted - achieved.counted
        return translate_plural("{count} more repetition.", "{count} more repetitions.", left).format(
            count=left
        )
    text = _("Go on for {seconds} longer.") if achieved.timed_only else _("Hold {seconds} longer.")
    return text.format(seconds=words.seconds(achieved.target_s - achieved.valid_s))


def _most_missed(report: SetFacts, evidence: Evidence) -> str | None:
    """What to do about the reason for which most repetitions did not count; None if all of them did."""
    reasons = Counter(one.reason for one in missed(report) if one.reason is not None)
    if not reasons:
        return None
    reason = max(reasons, key=reasons.__getitem__)
    gate = words.gate_of(report.spec, reason)
    if gate is None:
        return words.phrases().cues["not_sure" if reason == Reason.NOT_SEEN else reason][0]
    if gate.kind is GateKind.FAULT:
        return _fault(report, gate) or advice(report, gate.id)
    tried = [(one.start_s, one.end_s) for one in missed(report) if one.reason == reason]
    return f"{advice(report, gate.id)}{_nearest_miss(gate, evidence.between(gate, tried))}"


def _costliest_fault(report: SetFacts, severity: Severity) -> str | None:
    """The cue of the fault that lasted longest in total, with its worst value; None without a fault."""
    lasted: defaultdict[str, float] = defaultdict(float)
    for fault in report.faults:
        if fault.severity is severity:
            lasted[fault.id] += fault.end_s - fault.start_s
    if not lasted:
        return None
    gate = words.gate_of(report.spec, max(lasted, key=lasted.__getitem__))
    return None if gate is None else _fault(report, gate)


def _fault(report: SetFacts, gate: Gate) -> str | None:
    """What to do about a fault, and its worst value; None where it was not seen to last."""
    at_least = gate.pass_when is PassWhen.AT_LEAST
    farthest = min if at_least else max
    fault = farthest(
        (fault for fault in report.faults if fault.id == gate.id), key=lambda fault: fault.worst, default=None
    )
    if fault is None:
        return None
    if at_least:
        text = _("{advice} {measure}: down to {worst}; the limit is {limit}.")
    else:
        text = _("{advice} {measure}: up to {worst}; the limit is {limit}.")
    return text.format(
        advice=advice(report, gate.id),
        measure=words.measure_label(gate.measure),
        worst=words.value(gate.measure, fault.worst),
        limit=words.value(gate.measure, fault.limit),
    )


def _nearest_miss(gate: Gate, readings: Sequence[Reading]) -> str:
    """How close a failed position gate's measure came to its limit, if it was measured at all.

    Where any reading was enough, something else was missing, and no figure is given: it would contradict
    the advice.
    """
    closest = nearest(gate, readings)
    if gate.kind is not GateKind.POSITION or closest is None:
        return ""
    if gate.pass_when is PassWhen.AT_LEAST:
        text = _("{measure}: {best} at best; {needed} is certainly enough.")
    else:
        text = _("{measure}: {best} at the lowest; {needed} or less is certainly enough.")
    best, needed = words.told_apart(gate.measure, closest.value, closest.needed)
    sentence = text.format(measure=words.measure_label(gate.measure), best=best, needed=needed)
    return f" {sentence}"
