"""Why a set's time counted or didn't, in plain words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.gate import Gate
from posecoach.coaching.feedback import State
from posecoach.coaching.reasons import Reason
from posecoach.records import words
from posecoach.records.report.evidence import Evidence
from posecoach.records.report.model import SetFacts


@dataclass(frozen=True, slots=True)
class StateSpan:
    """A run of frames in one state, times by the frames' own timestamps."""

    state: State
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class LostTime:
    """Time that did not count for one reason.

    Attributes:
        state: What the person was doing.
        reason: The id of a gate, fault or framing requirement, or a state.
        what: The reason in plain words.
        advice: What to do about it; None if the coach gave no cue.
        seconds: How much time it cost.
    """

    state: State
    reason: str
    what: str
    advice: str | None
    seconds: float


def state_spans(report: SetFacts) -> list[StateSpan]:
    """The set as runs of one state."""
    spans: list[StateSpan] = []
    for state, _, start_s, end_s in runs(report):
        if spans and spans[-1].state is state:
            start_s = spans.pop().start_s
        spans.append(StateSpan(state, start_s, end_s))
    return spans


def lost_time(report: SetFacts, evidence: Evidence) -> list[LostTime]:
    """The time that did not count, added up by state and reason, longest first.

    The start position, and the way to the working position and back, belong to every repetition: their time
    is lost only where no repetition was tried.

    Args:
        report: The set.
        evidence: Its moments, added up.
    """
    seconds: defaultdict[tuple[State, str], float] = defaultdict(float)
    for state, reason, start_s, end_s in runs(report):
        part_of_it = state is State.READY or reason == Reason.ON_THE_WAY
        if state is not State.VALID and not (report.repetitions and part_of_it):
            seconds[state, reason] += end_s - start_s
    ranked = sorted(seconds.items(), key=lambda item: -item[1])
    return [
        LostTime(state, reason, _what(report, state, reason), evidence.said(state, reason), lost)
        for (state, reason), lost in ranked
    ]


def advice(report: SetFacts, gate_id: str) -> str:
    """What to do about a gate that fails."""
    return texts_of(report.spec).gates[gate_id].cues[0]


def _what(report: SetFacts, state: State, reason: str) -> str:
    """The reason in words; a failed position gate's id names the opposite, so its state is used."""
    return words.named(reason if state is State.FAULT else state, report.spec)


def shown_value(report: SetFacts, gate_id: str, value: float) -> str:
    """A value of a gate's measure, with its unit."""
    return words.value(_gate(report, gate_id).measure, value)


def _gate(report: SetFacts, gate_id: str) -> Gate:
    return next(gate for gate in report.spec.gates if gate.id == gate_id)


def runs(report: SetFacts) -> Iterator[tuple[State, str, float, float]]:
    """The runs of the set: state, reason (or the state again if it says it all), start and end.

    The last one lasts until the end of the set, but for time that counts: that ends with the last moment.
    """
    if not report.record.spans:
        return
    *earlier, (state, reason, start_s, end_s) = report.record.spans
    last_s = end_s if state == State.VALID else max(end_s, report.end_s)
    for run in (*earlier, (state, reason, start_s, last_s)):
        yield State(run[0]), run[1] or run[0], run[2], run[3]
