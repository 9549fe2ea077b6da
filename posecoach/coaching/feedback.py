"""The coach's feedback to a frame, in types that the whole program shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from posecoach.pose.landmarks import Side


class State(StrEnum):
    """What the person is doing, as far as the clock is concerned. Only ``VALID`` counts."""

    NO_PERSON = "no_person"
    NOT_FRAMED = "not_framed"
    NOT_IN_POSITION = "not_in_position"
    READY = "ready"  # in the start position of a repetition
    MOVING = "moving"
    VALID = "valid"
    FAULT = "fault"
    UNKNOWN = "unknown"


UNJUDGED: Final = (State.NO_PERSON, State.NOT_FRAMED, State.UNKNOWN)
"""The states in which the coach says that it can't judge."""


class Severity(StrEnum):
    """Blocking faults pause the clock; advice is spoken and does not pause it."""

    BLOCKING = "blocking"
    ADVICE = "advice"


class Answer(StrEnum):
    """The answer of a gate. ``UNKNOWN`` never counts as good."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measure read off one frame.

    Attributes:
        value: In the measure's own unit (degrees or a ratio); NaN where it can't be computed.
        sigma: Its error budget, one standard deviation, same unit.
        known: Whether the value may be judged at all.
        why_not: Where it is not known: the reason, machine-readable (``knee_not_seen``).
    """

    value: float
    sigma: float
    known: bool
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """One gate's answer to one frame, with what it rests on.

    Attributes:
        id: The gate's.
        measure: The name of its measure.
        answer: Pass or fail only where the value is beyond the limit by its error.
        value: What was measured, in the measure's unit; NaN where it is not known.
        sigma: Its error.
        limit: The one in force, of the gate's two.
        why_not: Why the answer is unknown.
        likely: Whether the value is on the good side of the limit, its error aside.
    """

    id: str
    measure: str
    answer: Answer
    value: float
    sigma: float
    limit: float
    why_not: str | None = None
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A gate that has been failing for long enough, and still is.

    Attributes:
        id: The fault's id, e.g. ``knee_bent``.
        severity: Whether it pauses the clock.
        start_s: When the gate began to fail, by the frames' timestamps.
        worst: The value farthest beyond the limit so far.
        limit: The limit that it failed.
    """

    id: str
    severity: Severity
    start_s: float
    worst: float
    limit: float


class CueKind(StrEnum):
    """What a cue is about, from the most urgent to the least."""

    SAFETY = "safety"
    GUIDE = "guide"  # what comes next
    FRAMING = "framing"
    BLOCKING = "blocking"
    POSITION = "position"
    ADVICE = "advice"
    PRAISE = "praise"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Cue:
    """The one thing to say to the person now."""

    id: str
    kind: CueKind
    text: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the picture must have to be judged.

    Attributes:
        id: Machine-readable, e.g. ``side_on``.
        ready: Whether the picture has it.
        fix: What the person can do about it.
        assumed: Whether ``ready`` is only assumed, because nothing has shown it so far.
    """

    id: str
    ready: bool
    fix: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A stay in position from its first valid second to its last, with pauses in between."""

    start_s: float
    end_s: float
    valid_s: float


@dataclass(frozen=True, slots=True)
class Pause:
    """Time inside a hold that did not count, and why (a fault's id or a state)."""

    start_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Repetition:
    """One try at a repetition, from leaving the start position to being back in it.

    Whether a position was reached is decided for certain; when, by the readings without their error, since
    certainty comes later than the position.

    Attributes:
        start_s: When the start position was left.
        top_s: When the working position was reached; None if it never was.
        end_s: When the start position was reached again.
        held_s: Seconds in the working position in form.
        reason: Why it does not count: the id of a gate, or another; None where it counts.
    """

    start_s: float
    top_s: float | None
    end_s: float
    held_s: float
    reason: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it counts."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class RepetitionReading:
    """The repetitions of a set at one instant.

    Attributes:
        target: How many the set asks for.
        dwell_s: How long the working position is to be held; None where it is only passed through.
        done: Those that are over, counted or not.
        top_s: When the working position was reached in the one under way; None before that.
        held_s: How long it has been held in form in the one under way.
    """

    target: int
    dwell_s: float | None
    done: tuple[Repetition, ...] = ()
    top_s: float | None = None
    held_s: float = 0.0

    @property
    def counted(self) -> int:
        """How many count so far."""
        return sum(one.counted for one in self.done)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The hold clock at one instant.

    Attributes:
        valid_s: Valid hold time of this set so far; of repetitions, in the working position.
        target_s: What the set asks for; of repetitions all dwells together, 0 where nothing is held.
        running: Whether time counts right now.
        holds: The holds so far; the last one may still be open.
        pauses: The pauses inside those holds so far.
        pending_since_s: From when on time may still be credited, by arming a hold or bridging a short
            unknown; None where nothing is pending.
        repetitions: Those of the set; None where the exercise is one hold.
    """

    valid_s: float
    target_s: float
    running: bool
    holds: tuple[Hold, ...] = ()
    pauses: tuple[Pause, ...] = ()
    pending_since_s: float | None = None
    repetitions: RepetitionReading | None = None

    @property
    def completed(self) -> bool:
        """Whether the target is reached."""
        if self.repetitions is not None:
            return self.repetitions.counted >= self.repetitions.target
        return self.valid_s >= self.target_s

    @property
    def begun(self) -> bool:
        """Whether anything has counted so far."""
        return self.valid_s > 0 or (self.repetitions is not None and self.repetitions.counted > 0)


@dataclass(frozen=True, slots=True)
class Feedback:
    """The coach's feedback to one frame.

    It describes one moment, ``as_of_s``, which is a little earlier than the frame: state, reason, side,
    measures, gates, faults and framing all come from the same reading, and the clock has counted up to that
    moment. Where the reading of that moment was good but a bad one followed at once, they all come from the
    bad one. Cue and speech are for the time at which the frame is shown.

    Attributes:
        t_s: The frame's own timestamp, seconds.
        as_of_s: The moment described, seconds.
        state: What the person is doing.
        reason: Why the state is not ``valid``: the id of a gate, fault or framing requirement, or another.
        side: The judged leg; None while it is not known.
        measures: Every measure taken, by name.
        gates: Every gate's answer, in the spec's order; empty where the picture can't be judged.
        faults: The faults that last, blocking ones first.
        cue: What to show now. It stays the same while it stays true.
        say: What to speak aloud, set on the one frame where speaking begins.
        clock: The hold clock.
        framing: What the picture must have to be judged, the more important first. Without a
            person: the light, if it is too dark, or nothing.
        open_since_s: Where what interrupts a hold is not settled yet: since when. The moments since then are
            what the newest feedback says.
    """

    t_s: float
    as_of_s: float
    state: State
    reason: str | None
    side: Side | None
    measures: Mapping[str, Measurement]
    gates: tuple[GateResult, ...]
    faults: tuple[Fault, ...]
    cue: Cue | None
    say: Cue | None
    clock: ClockReading
    framing: tuple[Requirement, ...] = ()
    open_since_s: float | None = None
