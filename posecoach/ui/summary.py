"""A set in a few plain sentences: what counted, what paused it, and the one thing to work on next."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from posecoach.coaching.feedback import Severity, State
from posecoach.coaching.spec import GateKind, PassWhen
from posecoach.records import words
from posecoach.records.explain import lost_time
from posecoach.records.report import SetReport

# Less than this is a frame or two: not worth a sentence.
_WORTH_TELLING_S = 0.2
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """What to tell about a set.

    Attributes:
        headline: The valid hold against the target.
        story: What paused it, or why nothing counted.
        next_step: The one thing to work on next.
    """

    headline: str
    story: str
    next_step: str


def summarise(report: SetReport) -> Summary:
    """Tell a set in plain words, from its data alone."""
    headline = f"{words.seconds(report.valid_hold_s)} of {words.seconds(report.target_s)} held well"
    if report.completed:
        headline += " - target reached"
    if report.valid_hold_s < _WORTH_TELLING_S:
        return Summary(headline, _why_nothing_counted(report), _what_to_change(report))
    return Summary(headline, _what_paused(report), _next_step(report))


def _what_paused(report: SetReport) -> str:
    lost: defaultdict[str, float] = defaultdict(float)
    for pause in report.pauses:
        lost[pause.reason] += pause.end_s - pause.start_s
    times = Counter(pause.reason for pause in report.pauses)
    told = [
        f"{words.reason(reason)} for {words.seconds(lost_s)}"
        + (f" ({times[reason]} times)" if times[reason] > 1 else "")
        for reason, lost_s in sorted(lost.items(), key=lambda item: -item[1])
        if lost_s >= _WORTH_TELLING_S
    ]
    holds = "one hold" if len(report.holds) == 1 else f"{len(report.holds)} holds"
    if not told:
        return f"Counted in {holds}, without a pause."
    return f"Counted in {holds}. Paused by: {_listed(told)}."


def _why_nothing_counted(report: SetReport) -> str:
    told = [
        f"{words.why(report.spec, lost.state, lost.reason) or words.reason(lost.state)} "
        f"for {words.seconds(lost.seconds)}"
        for lost in lost_time(report)
        if lost.seconds >= _WORTH_TELLING_S
    ]
    return f"Nothing counted. What the time went to: {_listed(told)}."


def _what_to_change(report: SetReport) -> str:
    """Toward a first counted second: a fault in position comes before getting into position."""
    if fault := _costliest_fault(report, Severity.BLOCKING):
        return fault
    # Being on the way is no mistake, and every set begins and ends standing, sitting or lying.
    for lost in lost_time(report):
        gate = words.gate_of(report.spec, lost.reason)
        advice = gate.cues[0] if gate else lost.advice
        if lost.state is not State.MOVING and advice:
            return f"{advice}{_nearest_miss(report, lost.reason)}"
    return "Come into position and stay there: the clock starts by itself."


def _next_step(report: SetReport) -> str:
    for severity in Severity:
        if fault := _costliest_fault(report, severity):
            return fault
    if not report.completed:
        return f"Stay {words.seconds(report.target_s - report.valid_hold_s)} longer."
    longer = [option for option in report.spec.hold.options_s if option > report.target_s]
    if longer:
        return f"No fault was seen. Try {words.seconds(min(longer))} next time, if it feels easy."
    return "No fault was seen. Change legs, or do the next set the same way."


def _costliest_fault(report: SetReport, severity: Severity) -> str | None:
    """The cue of the fault that lasted longest in all, with how far it went; None without one."""
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
        f"{gate.cues[0]} {words.measure_label(gate.measure)}: {'down' if at_least else 'up'} to "
        f"{words.value(gate.measure, fault.worst)}; the limit is {words.value(gate.measure, fault.limit)}."
    )


def _nearest_miss(report: SetReport, reason: str) -> str:
    """How near a failed position gate's measure came to what it needs, where it was measured at all."""
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
    # Within its own error of a limit a gate does not pass yet.
    needed = gate.enter + (nearest.sigma if at_least else -nearest.sigma)
    return (
        f" {words.measure_label(gate.measure)}: at best {words.value(gate.measure, nearest.value)}; "
        f"{words.value(gate.measure, needed)} is surely {'enough' if at_least else 'near enough'}."
    )


def _listed(told: list[str]) -> str:
    return ", ".join(told[:_MOST_REASONS])
