"""A set in a few plain sentences: what counted, what paused it, and what to work on next."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from posecoach.coaching.exercise.spec import Gate, GateKind, PassWhen
from posecoach.coaching.feedback import Measurement, Severity, State
from posecoach.coaching.reasons import Reason
from posecoach.records import words
from posecoach.records.report.explain import advice, lost_time, state_spans
from posecoach.records.report.model import SetReport

# Less than this is a frame or two: not worth a sentence.
_WORTH_SAYING_S = 0.2
_MOST_REASONS = 3
_LONG_RUN_S = 5.0  # a hold without a pause that is worth naming
_MOSTLY = 0.9  # of the held frames


@dataclass(frozen=True, slots=True)
class Summary:
    """A set in a few sentences.

    Attributes:
        headline: The valid hold against the target.
        story: What paused it, or why nothing counted.
        next_step: The one thing to work on next.
        went_well: What went well; only what was measured.
    """

    headline: str
    story: str
    next_step: str
    went_well: tuple[str, ...] = ()


def summarise(report: SetReport) -> Summary:
    """Summarises a set in plain words, from its data alone."""
    headline = f"{words.seconds(report.valid_hold_s)} of {words.seconds(report.target_s)} held well"
    if report.completed:
        headline += " - target reached"
    if report.valid_hold_s < _WORTH_SAYING_S:
        return Summary(headline, _why_nothing_counted(report), _what_to_change(report))
    story = _what_paused(report) + _what_was_assumed(report)
    return Summary(headline, story, _next_step(report), tuple(_went_well(report)))


def _what_was_assumed(report: SetReport) -> str:
    """What the time that counted rests on although nothing in the pictures has shown it."""
    needs = [need for frame in report.timeline for need in frame.framing if need.id == Reason.CAMERA_UPRIGHT]
    if not needs or not all(need.assumed for need in needs):
        return ""
    return " Nothing in the pictures shows which way is up; they were taken to be upright."


def _went_well(report: SetReport) -> Iterator[str]:
    if report.completed:
        yield f"You reached the target of {report.target_s:g} s."
    runs = [span.end_s - span.start_s for span in state_spans(report) if span.state is State.VALID]
    if runs and max(runs) >= _LONG_RUN_S:
        yield f"Longest hold without a pause: {words.seconds(max(runs))}."
    held = [frame.measures for frame in report.timeline if frame.state is State.VALID]
    had = {fault.id for fault in report.faults}
    faults = [gate for gate in report.spec.gates if gate.kind is GateKind.FAULT and gate.id not in had]
    unseen = [
        gate for gate in faults if sum(_could_see(gate, found) for found in held) >= _MOSTLY * len(held)
    ]
    if held and unseen:
        yield f"Checked and not seen: {', '.join(words.reason(gate.id, report.spec) for gate in unseen)}."


def _could_see(gate: Gate, measures: Mapping[str, Measurement]) -> bool:
    """Whether a fault would have been noticed in a frame."""
    found = measures.get(gate.measure)
    if found is None or not found.known:
        return False
    return gate.blocks is None or found.sigma <= gate.blocks.within


def _what_paused(report: SetReport) -> str:
    lost: defaultdict[str, float] = defaultdict(float)
    for pause in report.pauses:
        lost[pause.reason] += pause.end_s - pause.start_s
    times = Counter(pause.reason for pause in report.pauses)
    paused_by = [
        f"{words.reason(reason, report.spec)} for {words.seconds(lost_s)}"
        + (f" ({times[reason]} times)" if times[reason] > 1 else "")
        for reason, lost_s in sorted(lost.items(), key=lambda item: -item[1])
        if lost_s >= _WORTH_SAYING_S
    ]
    holds = "one hold" if len(report.holds) == 1 else f"{len(report.holds)} holds"
    if not paused_by:
        return f"Time counted in {holds}, without a pause."
    return f"Time counted in {holds}. Paused by: {_listed(paused_by)}."


def _why_nothing_counted(report: SetReport) -> str:
    went_to = [
        f"{words.why(report.spec, lost.state, lost.reason) or words.reason(lost.state)} "
        f"for {words.seconds(lost.seconds)}"
        for lost in lost_time(report)
        if lost.seconds >= _WORTH_SAYING_S
    ]
    if not went_to:
        return "Nothing counted: there is too little time in it to judge."
    return f"Nothing counted. Where the time went: {_listed(went_to)}."


def _what_to_change(report: SetReport) -> str:
    """Towards a first counted second: a fault in position comes before getting into position."""
    if fault := _costliest_fault(report, Severity.BLOCKING):
        return fault
    # Moving into position is not a mistake, and every set begins and ends out of it.
    for lost in lost_time(report):
        gate = words.gate_of(report.spec, lost.reason)
        to_do = advice(report, gate.id) if gate else lost.advice
        if lost.state is not State.MOVING and to_do:
            return f"{to_do}{_nearest_miss(report, lost.reason)}"
    return "Get into position and stay there: the clock starts by itself."


def _next_step(report: SetReport) -> str:
    for severity in Severity:
        if fault := _costliest_fault(report, severity):
            return fault
    if not report.completed:
        return f"Hold {words.seconds(report.target_s - report.valid_hold_s)} longer."
    longer = [option for option in report.spec.amounts if option > report.target_s]
    if longer:
        return f"No faults seen. Try {words.seconds(min(longer))} next time, if it feels easy."
    return "No faults seen. Switch legs, or do the next set the same way."


def _costliest_fault(report: SetReport, severity: Severity) -> str | None:
    """The cue of the fault that lasted longest in total, with its worst value; None without a fault."""
    lasted: defaultdict[str, float] = defaultdict(float)
    for fault in report.faults:
        if fault.severity is severity:
            lasted[fault.id] += fault.end_s - fault.start_s
    if not lasted:
        return None
    id_ = max(lasted, key=lasted.__getitem__)
    gate = words.gate_of(report.spec, id_)
    if gate is None:
        return None
    at_least = gate.pass_when is PassWhen.AT_LEAST
    farthest = min if at_least else max
    fault = farthest((fault for fault in report.faults if fault.id == id_), key=lambda fault: fault.worst)
    return (
        f"{advice(report, id_)} {words.measure_label(gate.measure)}: {'down' if at_least else 'up'} to "
        f"{words.value(gate.measure, fault.worst)}; the limit is {words.value(gate.measure, fault.limit)}."
    )


def _nearest_miss(report: SetReport, reason: str) -> str:
    """How close a failed position gate's measure came to its limit, if it was measured at all."""
    gate = words.gate_of(report.spec, reason)
    if gate is None or gate.kind is not GateKind.POSITION:
        return ""
    known = [
        found
        for frame in report.timeline
        if frame.reason == reason and (found := frame.measures.get(gate.measure)) is not None and found.known
    ]
    if not known:
        return ""
    at_least = gate.pass_when is PassWhen.AT_LEAST
    nearest = (max if at_least else min)(known, key=lambda found: found.value)
    # A gate does not pass within the measure's error of its limit.
    needed = gate.enter + (nearest.sigma if at_least else -nearest.sigma)
    return (
        f" {words.measure_label(gate.measure)}: {words.value(gate.measure, nearest.value)} at best; "
        f"{words.value(gate.measure, needed)} is certainly {'enough' if at_least else 'low enough'}."
    )


def _listed(phrases: list[str]) -> str:
    return ", ".join(phrases[:_MOST_REASONS])
