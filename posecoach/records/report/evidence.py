"""What a summary needs of a set's moments, added up as they come: a live session stores no frames."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from posecoach.coaching.exercise.gate import Gate, GateKind, PassWhen, Phase
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import CueKind, Feedback, Measurement, State
from posecoach.coaching.reasons import Reason

_NOT_ABOUT_A_REASON = (CueKind.ADVICE, CueKind.PRAISE, CueKind.TIME, CueKind.GUIDE, CueKind.SAFETY)
_MOSTLY = 0.9  # of the frames in which a fault is asked about


@dataclass(frozen=True, slots=True)
class Reading:
    """A known reading of a position gate's measure, and what the gate asked for in that frame.

    Attributes:
        value: The reading, in the measure's unit.
        needed: The value from which the gate surely passes: its limit in force, and the reading's error.
        enough: Whether the reading is as far as that.
    """

    value: float
    needed: float
    enough: bool


class Evidence:
    """The moments of a set as far as its summary speaks of them.

    Args:
        spec: The exercise.
    """

    def __init__(self, spec: StretchSpec) -> None:
        self._spec = spec
        self._faults = [gate for gate in spec.gates if gate.kind is GateKind.FAULT]
        self._positions = {gate.id: gate for gate in spec.gates if gate.kind is GateKind.POSITION}
        self._asked: Counter[str] = Counter()  # by fault: the frames in which it was asked about
        self._seen: Counter[str] = Counter()  # of those, the frames in which it would have been noticed
        self._cues: defaultdict[tuple[State, str], Counter[str]] = defaultdict(Counter)
        # By position gate: time, value and what was needed, of each known reading.
        self._readings: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self._failed: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self._upright: set[bool] = set()

    @classmethod
    def of(cls, spec: StretchSpec, moments: Iterable[Feedback]) -> Self:
        """The evidence of a whole set."""
        evidence = cls(spec)
        for moment in moments:
            evidence.note(moment)
        return evidence

    def note(self, moment: Feedback) -> None:
        """Takes in the next moment of the timeline."""
        for gate in self._faults:
            state = State.READY if gate.phase is Phase.START else State.VALID
            if moment.state is state:
                self._asked[gate.id] += 1
                self._seen[gate.id] += _could_see(gate, moment.measures.get(gate.measure))
        if moment.cue and moment.cue.kind not in _NOT_ABOUT_A_REASON:
            self._cues[moment.state, moment.reason or moment.state][moment.cue.text] += 1
        self._note_readings(moment)
        self._upright |= {need.assumed for need in moment.framing if need.id == Reason.CAMERA_UPRIGHT}

    def was_watched(self, gate: Gate) -> bool:
        """Whether a fault would have been noticed in nearly all of the frames in which it is asked about."""
        asked = self._asked[gate.id]
        return asked > 0 and self._seen[gate.id] >= _MOSTLY * asked

    def said(self, state: State, reason: str) -> str | None:
        """The cue that the coach showed most often for a state and its reason."""
        shown: Mapping[str, int] = self._cues.get((state, reason), {})
        return max(shown, key=shown.__getitem__, default=None)

    @property
    def upright_assumed(self) -> bool:
        """Whether nothing in the pictures has shown which way is up."""
        return self._upright == {True}

    def failed(self, gate: Gate) -> list[Reading]:
        """The readings of a position gate in the frames that did not count because of it."""
        return list(_listed(gate, self._failed[gate.id]))

    def between(self, gate: Gate, spans: Sequence[tuple[float, float]]) -> list[Reading]:
        """The readings of a position gate within spans of time (start and end, seconds)."""
        return list(_listed(gate, self._readings[gate.id], spans))

    def _note_readings(self, moment: Feedback) -> None:
        limits = {result.id: result.limit for result in moment.gates}
        for id_, gate in self._positions.items():
            found = moment.measures.get(gate.measure)
            if found is None or not found.known or not math.isfinite(found.value):
                continue
            error = gate.sure_beyond * found.sigma
            limit = limits.get(id_, gate.enter)
            needed = limit + (error if gate.pass_when is PassWhen.AT_LEAST else -error)
            reading = (moment.t_s, found.value, needed)
            if moment.reason == id_:
                self._failed[id_].extend(reading)
            if self._spec.repetitions is not None:
                self._readings[id_].extend(reading)


def nearest(gate: Gate, readings: Sequence[Reading]) -> Reading | None:
    """The reading furthest on the side that passes; None without one, or where any was enough."""
    if any(reading.enough for reading in readings):
        return None  # so something else was missing
    best = max if gate.pass_when is PassWhen.AT_LEAST else min
    return best(readings, key=lambda reading: reading.value, default=None)


def _listed(
    gate: Gate, stored: "array[float]", spans: Sequence[tuple[float, float]] | None = None
) -> Iterator[Reading]:
    for at in range(0, len(stored), 3):
        t_s, value, needed = stored[at : at + 3]
        if spans is None or any(start_s <= t_s <= end_s for start_s, end_s in spans):
            enough = value >= needed if gate.pass_when is PassWhen.AT_LEAST else value <= needed
            yield Reading(value, needed, enough)


def _could_see(gate: Gate, found: Measurement | None) -> bool:
    """Whether a fault would have been noticed in a frame."""
    if found is None or not found.known:
        return False
    return gate.blocks is None or found.sigma <= gate.blocks.within
