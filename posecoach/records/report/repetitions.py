"""The repetitions of a set: which did not count and why, and how far each of them went."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from posecoach.coaching.exercise.gate import Gate, GateKind, PassWhen, Phase
from posecoach.coaching.feedback import Feedback, Measurement, Repetition
from posecoach.records import words
from posecoach.records.report.model import SetFacts, SetReport
from posecoach.translation import translate as _
from posecoach.translation import translate_plural


def missed(report: SetFacts) -> list[Repetition]:
    """The repetitions that did not count, in order; none of a hold."""
    return [one for one in report.repetitions or () if not one.counted]


def why_missed(report: SetFacts) -> str:
    """How many of a set's repetitions did not count and why, as a sentence; the commonest reason first."""
    done, not_counted = report.repetitions or (), missed(report)
    if not not_counted:
        return _("Every repetition counted.")
    times = Counter(words.reason(one.reason, report.spec) for one in not_counted).most_common()
    reasons = ", ".join(f"{reason} ({count})" if len(times) > 1 else reason for reason, count in times)
    if len(not_counted) < len(done) or len(done) == 1:
        count = len(not_counted)
        text = translate_plural(
            "{count} repetition didn't count: {reasons}.",
            "{count} repetitions didn't count: {reasons}.",
            count,
        )
        return text.format(count=count, reasons=reasons)
    return _("None of the {count} repetitions counted: {reasons}.").format(count=len(done), reasons=reasons)


def frames_of(report: SetReport, one: Repetition) -> Sequence[Feedback]:
    """The moments of a repetition, in order."""
    first = bisect_left(report.timeline, one.start_s, key=lambda frame: frame.t_s)
    last = bisect_right(report.timeline, one.end_s, key=lambda frame: frame.t_s)
    return report.timeline[first:last]


def best_of(report: SetReport, one: Repetition) -> dict[str, Measurement]:
    """How far a repetition went: of what its working position asks for, the reading furthest into it.

    Args:
        report: The set.
        one: The repetition, counted or not.

    Returns:
        By measure; those that were never known are left out.
    """
    frames = frames_of(report, one)
    best: dict[str, Measurement] = {}
    for gate in report.spec.gates:
        if gate.phase is not Phase.WORK or gate.kind is not GateKind.POSITION or gate.measure in best:
            continue  # where the position asks for a range, its first gate says which way it lies
        reading = furthest(gate, frames)
        if reading is not None:
            best[gate.measure] = reading
    return best


def furthest(gate: Gate, frames: Iterable[Feedback]) -> Measurement | None:
    """The known reading of a gate's measure that lies furthest on the side that passes; None without one."""
    known = [
        found
        for frame in frames
        if (found := frame.measures.get(gate.measure)) is not None
        and found.known
        and math.isfinite(found.value)
    ]
    best = max if gate.pass_when is PassWhen.AT_LEAST else min
    return best(known, key=lambda found: found.value, default=None)
