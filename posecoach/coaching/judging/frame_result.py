"""What one frame shows, and the state that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from posecoach.coaching.feedback import Answer, Fault, GateResult, Measurement, Requirement, Severity, State
from posecoach.coaching.judging.checker import Verdict
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame shows.

    Attributes:
        side: The judged leg; None where no person is in the frame, or none was judged yet.
        measures: Every measure taken, by name.
        framing: What the picture must have to be judged. Without a person: the light if it is too dark, or
            nothing.
        verdict: The answers of the gates; None where the picture can't be judged.
        doubt: Why the frame is not judged at all although a person is in it; None where it is.
    """

    side: Side | None = None
    measures: Mapping[str, Measurement] = field(default_factory=dict)
    framing: tuple[Requirement, ...] = ()
    verdict: Verdict | None = None
    doubt: str | None = None

    @property
    def gates(self) -> tuple[GateResult, ...]:
        """Every gate's answer; empty without a verdict."""
        return self.verdict.gates if self.verdict else ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that have lasted, blocking ones first; empty without a verdict."""
        return self.verdict.faults if self.verdict else ()


@dataclass(frozen=True, slots=True)
class FrameResult:
    """A frame's reading, and the state that follows from it with its reason."""

    t_s: float
    reading: Reading
    state: State
    reason: str | None


def judge_frame(t_s: float, reading: Reading, still_deg_per_s: float | None) -> FrameResult:
    """The result of one frame.

    Args:
        t_s: The frame's timestamp, seconds.
        reading: What the frame shows.
        still_deg_per_s: The judged angles may change this fast in a hold; None for a still picture, whose
            stillness is not asked.
    """
    return FrameResult(t_s, reading, *_state(reading, still_deg_per_s))


def _state(reading: Reading, still_deg_per_s: float | None) -> tuple[State, str | None]:
    """The state, and the reason why it is not ``valid``."""
    if reading.doubt is not None:
        return State.UNKNOWN, reading.doubt
    if reading.side is None:
        return State.NO_PERSON, next((need.id for need in reading.framing), Reason.NO_PERSON)
    verdict = reading.verdict
    if verdict is None:
        return State.NOT_FRAMED, next(need.id for need in reading.framing if not need.ready)
    if verdict.posture is Answer.FAIL:
        return State.NOT_IN_POSITION, verdict.position_reason
    if verdict.posture is Answer.UNKNOWN:
        return State.UNKNOWN, verdict.position_reason
    blocking = next((fault for fault in verdict.faults if fault.severity is Severity.BLOCKING), None)
    if blocking is not None:
        return State.FAULT, blocking.id
    if verdict.position is not Answer.PASS:
        return _between(verdict)
    if still_deg_per_s is not None:
        speed = reading.measures.get("angle_speed")
        if speed is None or not speed.known:
            return State.UNKNOWN, verdict.doubt or Reason.NOT_SETTLED
        if speed.value > still_deg_per_s:
            return State.MOVING, Reason.MOVING
    if verdict.doubt is not None:
        return State.UNKNOWN, verdict.doubt
    return State.VALID, None


def _between(verdict: Verdict) -> tuple[State, str | None]:
    """The state of a repetition out of the working position, but in the posture of the exercise."""
    if verdict.start is Answer.PASS:
        return State.READY, None
    if verdict.position is Answer.FAIL:
        return State.MOVING, Reason.ON_THE_WAY
    return State.UNKNOWN, verdict.position_reason
