"""A set boiled down as it goes to what is worth keeping, without keeping its frames."""

import math
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from posecoach.coaching.feedback import Feedback, Measurement, Severity, State
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import DEPTH, SAME_TIME_S, SetReport

# The angles whose best and typical values tell of a set.
ANGLES: Final = (DEPTH, "knee_flexion")
_READ_EVERY_S: Final = 0.5  # a held angle changes slower than 20 degrees a second: a curve needs no more

Reading = tuple[float, float | None, float | None]
"""When, how much, and its error; the latter two None where it was not known."""


@dataclass(frozen=True, slots=True)
class FaultSeen:
    """A fault from when its gate began to fail to the last frame with it, seconds."""

    id: str
    severity: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SetRecord:
    """What is kept of a set. All but ``spans`` can be read without any frame.

    Attributes:
        side: The leg judged in most valid frames, None where nothing counted.
        valid_s: Valid hold time.
        paused_s: Time inside holds that did not count, by reason.
        faults: The faults, by when they began.
        best: Of each angle the deepest valid reading, ``{"value", "sigma"}``.
        typical: Of each angle the median of the valid readings, in the same form.
        readings: How the angles went, of each ``[t_s, value, sigma]`` twice a second; value and sigma are
            None where the angle was not known.
        spans: Runs of one state and reason: ``[state, reason, start_s, end_s]``, by the frames' times.
    """

    side: Side | None
    valid_s: float
    paused_s: dict[str, float]
    faults: tuple[FaultSeen, ...]
    best: dict[str, dict[str, float]]
    typical: dict[str, dict[str, float]]
    spans: list[tuple[str, str, float, float]] = field(repr=False)
    readings: dict[str, list[Reading]] = field(default_factory=dict, repr=False)


class SetRecorder:
    """Takes in the coach's answers to one set's frames."""

    def __init__(self) -> None:
        self._last: Feedback | None = None
        self._faults: dict[tuple[str, float], FaultSeen] = {}
        self._lasting: set[tuple[str, float]] = set()
        self._readings: dict[str, list[Measurement]] = {name: [] for name in ANGLES}
        self._sides: Counter[Side] = Counter()
        self._spans: list[tuple[str, str, float, float]] = []
        self._curves: dict[str, list[Reading]] = {name: [] for name in ANGLES}
        self._read_at_s = -math.inf

    def add(self, feedback: Feedback) -> None:
        """Takes in the coach's answer to one frame."""
        now = {(fault.id, fault.start_s): fault for fault in feedback.faults}
        for (id_, start_s), fault in now.items():
            seen = self._faults.get((id_, start_s))
            paused = seen is not None and seen.severity == Severity.BLOCKING
            severity = Severity.BLOCKING if paused else fault.severity
            self._faults[id_, start_s] = FaultSeen(id_, severity, start_s, feedback.t_s)
        for key in self._lasting - now.keys():
            seen = self._faults[key]
            self._faults[key] = FaultSeen(seen.id, seen.severity, seen.start_s, feedback.t_s)
        self._lasting = set(now)
        if feedback.state is State.VALID:
            if feedback.side is not None:
                self._sides[feedback.side] += 1
            for name, readings in self._readings.items():
                reading = feedback.measures.get(name)
                if reading is not None and reading.known:
                    readings.append(reading)
        self._read(feedback)
        self._note_span(feedback)
        self._credit(feedback)
        self._last = feedback

    def record(self) -> SetRecord:
        """What is to be kept so far."""
        clock = self._last.clock if self._last else None
        paused_s: defaultdict[str, float] = defaultdict(float)
        for pause in clock.pauses if clock else ():
            paused_s[pause.reason] += pause.end_s - pause.start_s
        return SetRecord(
            side=max(self._sides, key=self._sides.__getitem__, default=None),
            valid_s=clock.valid_s if clock else 0.0,
            paused_s=dict(paused_s),
            faults=tuple(sorted(self._faults.values(), key=lambda fault: (fault.start_s, fault.id))),
            best={
                name: _told(max(readings, key=lambda reading: reading.value))
                for name, readings in self._readings.items()
                if readings
            },
            typical={
                name: _told(min(readings, key=_distance_to_median(readings)))
                for name, readings in self._readings.items()
                if readings
            },
            spans=list(self._spans),
            readings={name: list(curve) for name, curve in self._curves.items()},
        )

    def _read(self, feedback: Feedback) -> None:
        if feedback.t_s - self._read_at_s < _READ_EVERY_S:
            return
        self._read_at_s = feedback.t_s
        for name, curve in self._curves.items():
            reading = feedback.measures.get(name)
            known = reading is not None and reading.known and math.isfinite(reading.value)
            told = _told(reading) if reading is not None and known else {"value": None, "sigma": None}
            curve.append((round(feedback.t_s, 2), told["value"], told["sigma"]))

    def _credit(self, feedback: Feedback) -> None:
        """Tells time as valid that the clock credits with this frame: arming, or a short unknown."""
        if self._last is None:
            return
        counted_s = feedback.clock.valid_s - self._last.clock.valid_s
        if counted_s <= feedback.t_s - self._last.t_s + SAME_TIME_S:
            return
        from_s = feedback.t_s - counted_s - SAME_TIME_S
        credited: list[tuple[str, str, float, float]] = []
        for state, reason, start_s, end_s in self._spans:
            if start_s >= from_s:
                state, reason = State.VALID.value, ""
            if credited and credited[-1][:2] == (state, reason):
                credited[-1] = (state, reason, credited[-1][2], end_s)
            else:
                credited.append((state, reason, start_s, end_s))
        self._spans = credited

    def _note_span(self, feedback: Feedback) -> None:
        state, reason, t_s = feedback.state.value, feedback.reason or "", feedback.t_s
        if self._spans:
            before_state, before_reason, start_s, _ = self._spans[-1]
            same = (before_state, before_reason) == (state, reason)
            self._spans[-1] = (before_state, before_reason, start_s, t_s)  # a frame lasts until the next
            if same:
                return
        self._spans.append((state, reason, t_s, t_s))


def record_of(report: SetReport) -> SetRecord:
    """What is kept of a set that was looked at in a video."""
    recorder = SetRecorder()
    for frame in report.timeline:
        recorder.add(frame)
    return recorder.record()


def _distance_to_median(readings: list[Measurement]) -> Any:
    middle = statistics.median(reading.value for reading in readings)
    return lambda reading: abs(reading.value - middle)


def _told(reading: Measurement) -> dict[str, float]:
    return {"value": round(reading.value, 1), "sigma": round(reading.sigma, 1)}
