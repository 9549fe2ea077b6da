"""Why a set's time counted or did not, in words for people."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from posecoach.coaching.exercise.spec import Gate
from posecoach.coaching.feedback import CueKind, Feedback, State
from posecoach.records import words
from posecoach.records.report.model import SetReport

_NOT_ABOUT_A_REASON = (CueKind.ADVICE, CueKind.PRAISE, CueKind.TIME, CueKind.GUIDE, CueKind.SAFETY)


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
        reason: A gate's, fault's or framing requirement's id, or a state.
        what: The reason in words.
        advice: What to do about it, None where the coach had nothing to say.
        seconds: How much time it cost.
    """

    state: State
    reason: str
    what: str
    advice: str | None
    seconds: float


def state_spans(report: SetReport) -> list[StateSpan]:
    """The timeline as runs of one state; a frame lasts until the next one."""
    spans: list[StateSpan] = []
    for frame, end_s in frames_with_ends(report):
        if spans and spans[-1].state is frame.state:
            spans[-1] = StateSpan(frame.state, spans[-1].start_s, end_s)
        else:
            spans.append(StateSpan(frame.state, frame.t_s, end_s))
    return spans


def lost_time(report: SetReport) -> list[LostTime]:
    """Time that did not count, summed by state and reason, the longest first."""
    seconds: defaultdict[tuple[State, str], float] = defaultdict(float)
    for frame, end_s in frames_with_ends(report):
        if frame.state is not State.VALID:
            seconds[frame.state, frame.reason or frame.state] += end_s - frame.t_s
    ranked = sorted(seconds.items(), key=lambda item: -item[1])
    return [
        LostTime(state, reason, _what(report, state, reason), _said(report, state, reason), lost)
        for (state, reason), lost in ranked
    ]


def advice(report: SetReport, gate_id: str) -> str:
    """What to do about a gate that fails."""
    return report.spec.english.gates[gate_id].cues[0]


def _what(report: SetReport, state: State, reason: str) -> str:
    """Of a failed position gate its id says the opposite, so its state stands for it."""
    return words.named(reason if state is State.FAULT else state, report.spec)


def _said(report: SetReport, state: State, reason: str) -> str | None:
    """What the coach showed most while the reason lasted, and only while it was about the reason."""
    shown = Counter(
        frame.cue.text
        for frame in report.timeline
        if frame.cue
        and frame.state is state
        and (frame.reason or frame.state) == reason
        and frame.cue.kind not in _NOT_ABOUT_A_REASON
    )
    return max(shown, key=shown.__getitem__, default=None)


def shown_value(report: SetReport, gate_id: str, value: float) -> str:
    """A value of a gate's measure, with its unit."""
    return words.value(_gate(report, gate_id).measure, value)


def _gate(report: SetReport, gate_id: str) -> Gate:
    return next(gate for gate in report.spec.gates if gate.id == gate_id)


def frames_with_ends(report: SetReport) -> Iterator[tuple[Feedback, float]]:
    """Every frame of the timeline with the time at which the next one follows, or the video ends."""
    for frame, following in pairwise(report.timeline):
        yield frame, following.t_s
    last = report.timeline[-1]
    yield last, max(last.t_s, report.video.duration_s)
