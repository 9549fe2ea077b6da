"""A set's best and worst moments, picked during the set: those worth a picture."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    Answer,
    Fault,
    Feedback,
    GateResult,
    RepetitionReading,
    Severity,
    State,
)
from posecoach.records import words
from posecoach.records.timeline.depth import has_depth
from posecoach.records.timeline.recorder import DEPTH
from posecoach.translation import in_sentence
from posecoach.translation import translate as _

# Engineering-set: a smaller difference is the same moment, not a better or a worse one.
_DEEPER_DEG: Final = 1.0
_WORSE_SIGMAS: Final = 0.25
_LONGER_S: Final = 0.5


class Which(StrEnum):
    """Which moment a picture shows."""

    BEST = "best"
    WORST = "worst"


@dataclass(frozen=True, slots=True)
class Picture:
    """A moment to save.

    Attributes:
        which: The best or the worst of its set.
        t_s: Its time, by the frames' timestamps.
        caption: What it shows, in words.
        jpeg: The picture with the skeleton drawn on it.
    """

    which: Which
    t_s: float
    caption: str
    jpeg: bytes


class Highlights:
    """Says of each moment whether it is the best or the worst so far.

    The best is the deepest one that counted; where depth is not asked for, the first that counted; and of
    repetitions one from the working position that was held longest. The worst has the fault furthest beyond
    its limit, in units of its measure's error; a fault that pauses the clock ranks before advice. Of time
    that is not judged, no moment is either.

    Args:
        spec: The exercise.
    """

    def __init__(self, spec: StretchSpec) -> None:
        self._spec = spec
        self._has_depth = has_depth(spec)
        self._deepest_deg = -math.inf
        self._longest_s = -math.inf
        self._any = False
        self._worst = (False, 0.0)

    def note(self, moment: Feedback) -> tuple[Which, str] | None:
        """Which of the two a moment is, and what it shows in words; None for neither."""
        return self._best(moment) or self._worst_of(moment)

    def _best(self, feedback: Feedback) -> tuple[Which, str] | None:
        if feedback.state is not State.VALID or self._spec.timed_only:
            return None
        if feedback.clock.repetitions is not None:
            return self._longest(feedback.clock.repetitions)
        if not self._has_depth:
            return self._first()
        depth = feedback.measures.get(DEPTH)
        if depth is None or not depth.known:
            return None
        if not depth.value >= self._deepest_deg + _DEEPER_DEG:
            return None
        self._deepest_deg = depth.value
        read = f"{words.value(DEPTH, depth.value)} ± {words.value(DEPTH, depth.sigma)}"
        label = in_sentence(words.measure_label(DEPTH))
        return Which.BEST, _("Deepest position that counted: {measure} {reading}").format(
            measure=label, reading=read
        )

    def _longest(self, repetitions: RepetitionReading) -> tuple[Which, str] | None:
        if repetitions.held_s < self._longest_s + _LONGER_S:
            return None
        self._longest_s = repetitions.held_s
        if repetitions.dwell_s is None:
            text = _("Working position of repetition {number}")
        else:
            text = _("Working position of repetition {number}, held for {seconds}")
        number, held_s = len(repetitions.done) + 1, repetitions.held_s
        return Which.BEST, text.format(number=number, seconds=words.seconds(held_s))

    def _first(self) -> tuple[Which, str] | None:
        if self._any:
            return None
        self._any = True
        return Which.BEST, _("The first moment that counted")

    def _worst_of(self, feedback: Feedback) -> tuple[Which, str] | None:
        # A fault can outlast its last certain reading; a frame without one is not worth showing.
        results = {result.id: result for result in feedback.gates if result.answer is Answer.FAIL}
        found = [
            (_beyond(fault, results[fault.id]), results[fault.id])
            for fault in feedback.faults
            if fault.id in results
        ]
        if not found:
            return None
        (blocking, sigmas), result = max(found, key=lambda entry: entry[0])
        before_blocking, before = self._worst
        if (blocking, sigmas) < (before_blocking, before + _WORSE_SIGMAS):
            return None
        self._worst = blocking, sigmas
        read, limit = (words.value(result.measure, number) for number in (result.value, result.limit))
        return Which.WORST, _("{fault}: {measure} {reading}, limit {limit}").format(
            fault=words.named(result.id, self._spec),
            measure=in_sentence(words.measure_label(result.measure)),
            reading=read,
            limit=limit,
        )


def _beyond(fault: Fault, result: GateResult) -> tuple[bool, float]:
    sigmas = abs(result.value - result.limit) / result.sigma if result.sigma > 0 else 0.0
    return fault.severity is Severity.BLOCKING, sigmas if math.isfinite(sigmas) else 0.0
