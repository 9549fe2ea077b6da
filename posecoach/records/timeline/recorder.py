"""A set boiled down as it goes to what is worth keeping, without keeping its frames."""

import math
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final

from posecoach.coaching.feedback import ClockReading, Feedback, Measurement, Repetition, State
from posecoach.pose.landmarks import Side
from posecoach.records.timeline.dating import Timeline
from posecoach.records.timeline.faults import FaultSpan, FaultSpans

DEPTH: Final = "hip_flexion"
"""The measure whose best value says how deep a stretch went."""

ANGLES: Final = (DEPTH, "knee_flexion")
"""The angles whose best and typical values describe a set."""

_READ_EVERY_S: Final = 0.5  # a held angle changes slower than 20 degrees a second: a curve needs no more

Run = tuple[str, str, float, float]
"""State, reason (empty for none), start and end in seconds."""

Reading = tuple[float, float | None, float | None]
"""When, how much, and its error; the latter two None where it was not known."""


@dataclass(frozen=True, slots=True)
class SetRecord:
    """What a set leaves behind. All but ``spans`` and ``readings`` can be read without any frame.

    Attributes:
        side: The leg judged most while time counted, or at all where none did; None if it was never known.
        valid_s: Valid hold time; of repetitions, in the working position.
        paused_s: Time inside holds that did not count, by reason.
        faults: The faults, by when they began.
        best: Of each angle the largest valid reading, ``{"value", "sigma"}``.
        typical: Of each angle the median of the valid readings, in the same form.
        spans: Runs of one state and reason, by the frames' times; each ends where the next one begins.
        readings: How the angles went, of each ``[t_s, value, sigma]`` twice a second; value and sigma are
            None where the angle was not known.
        repetitions: Those that were over, counted or not; None where the exercise is one hold.
    """

    side: Side | None
    valid_s: float
    paused_s: dict[str, float]
    faults: tuple[FaultSpan, ...]
    best: dict[str, dict[str, float]]
    typical: dict[str, dict[str, float]]
    spans: list[Run] = field(repr=False)
    readings: dict[str, list[Reading]] = field(default_factory=dict, repr=False)
    repetitions: tuple[Repetition, ...] | None = None

    @property
    def repetitions_counted(self) -> int | None:
        """How many repetitions count; None where the exercise is one hold."""
        return None if self.repetitions is None else sum(one.counted for one in self.repetitions)

    @property
    def begun(self) -> bool:
        """Whether anything counted."""
        return self.valid_s > 0 or bool(self.repetitions_counted)


class SetRecorder:
    """The one timeline of a set, fed with the coach's answers frame by frame.

    Live page, history, review, reports, benchmark and command line all read it, so the same frames make the
    same set whoever shows them.
    """

    def __init__(self) -> None:
        self._timeline = Timeline()
        self._faults = FaultSpans()
        self._valid: dict[str, list[Measurement]] = {name: [] for name in ANGLES}
        self._counted_sides: Counter[Side] = Counter()
        self._seen_sides: Counter[Side] = Counter()
        self._runs: list[Run] = []
        self._curves: dict[str, list[Reading]] = {name: [] for name in ANGLES}
        self._read_at_s = -math.inf

    def add(self, feedback: Feedback) -> list[Feedback]:
        """Takes in the coach's answer to the next frame.

        Returns:
            The moments that became final with it, see ``Timeline.add``.
        """
        self._faults.answered(feedback)
        return self._take(self._timeline.add(feedback))

    def finish(self, clock: ClockReading) -> list[Feedback]:
        """Ends the set.

        Args:
            clock: The clock at the last frame's own time, see ``Coach.finish``.

        Returns:
            The moments that were left, see ``Timeline.finish``.
        """
        return self._take(self._timeline.finish(clock))

    @property
    def clock(self) -> ClockReading | None:
        """The hold clock of the set so far, None before the first frame."""
        return self._timeline.last.clock if self._timeline.last else None

    def record(self) -> SetRecord:
        """What is worth saving so far; of a set under way without the moments that are not final yet."""
        clock = self.clock
        paused_s: defaultdict[str, float] = defaultdict(float)
        for pause in clock.pauses if clock else ():
            paused_s[pause.reason] += pause.end_s - pause.start_s
        sides = self._counted_sides or self._seen_sides
        return SetRecord(
            side=max(sides, key=sides.__getitem__, default=None),
            valid_s=clock.valid_s if clock else 0.0,
            paused_s=dict(paused_s),
            faults=self._faults.spans,
            best={name: _rounded(max(found, key=_value)) for name, found in self._valid.items() if found},
            typical={name: _rounded(_middle(found)) for name, found in self._valid.items() if found},
            spans=list(self._runs),
            readings={name: list(curve) for name, curve in self._curves.items()},
            repetitions=clock.repetitions.done if clock and clock.repetitions else None,
        )

    def _take(self, moments: list[Feedback]) -> list[Feedback]:
        for moment in moments:
            self._faults.add(moment)
            self._note_side(moment)
            self._note_angles(moment)
            self._note_run(moment)
        return moments

    def _note_side(self, moment: Feedback) -> None:
        if moment.side is None:
            return
        self._seen_sides[moment.side] += 1
        if moment.state is State.VALID:
            self._counted_sides[moment.side] += 1

    def _note_angles(self, moment: Feedback) -> None:
        due = moment.t_s - self._read_at_s >= _READ_EVERY_S
        if due:
            self._read_at_s = moment.t_s
        for name in ANGLES:
            found = moment.measures.get(name)
            known = found if found is not None and found.known and math.isfinite(found.value) else None
            if known is not None and moment.state is State.VALID:
                self._valid[name].append(known)
            if due:
                value, sigma = _rounded(known).values() if known else (None, None)
                self._curves[name].append((round(moment.t_s, 2), value, sigma))

    def _note_run(self, moment: Feedback) -> None:
        state, reason, t_s = moment.state.value, moment.reason or "", moment.t_s
        begin_s = t_s
        if self._runs:
            before_state, before_reason, start_s, until_s = self._runs[-1]
            same = (before_state, before_reason) == (state, reason)
            # A moment lasts until the next; but between one that counts and one that doesn't, no time counts.
            begin_s = until_s if before_state == State.VALID and not same else t_s
            self._runs[-1] = (before_state, before_reason, start_s, begin_s)
            if same:
                return
        self._runs.append((state, reason, begin_s, t_s))


def _value(reading: Measurement) -> float:
    return reading.value


def _middle(readings: list[Measurement]) -> Measurement:
    """The reading nearest to the median."""
    median = statistics.median(map(_value, readings))
    return min(readings, key=lambda reading: abs(reading.value - median))


def _rounded(reading: Measurement) -> dict[str, float]:
    return {"value": round(reading.value, 1), "sigma": round(reading.sigma, 1)}
