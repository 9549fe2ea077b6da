"""Counts repetitions: from the start position to the working position, held in form, and back."""

from dataclasses import dataclass, field, replace
from typing import Final

from posecoach.coaching.exercise.spec import RepetitionRules
from posecoach.coaching.feedback import UNJUDGED, Answer, Repetition, RepetitionReading, Severity, State
from posecoach.coaching.judging.checker import Verdict
from posecoach.coaching.judging.frame_result import FrameResult
from posecoach.coaching.kinematics.budgets import POSITIONS_AHEAD_S
from posecoach.coaching.kinematics.timing import Since
from posecoach.coaching.reasons import Reason

# Engineering-set: a person who shifts in the start position leaves it for a moment without trying.
_SHORTEST_TRY_S: Final = 0.6


@dataclass(slots=True)
class _Try:
    """A repetition under way.

    Attributes:
        left_s: When the start position was last seen for certain.
        likely_left_s: When the readings were last those of the start position.
        valid_s: What the hold clock had counted by then.
        likely_top_s: Since when the readings are those of the working position; None while they are not.
        top_s: When the working position was first reached.
        back_s: Since when the readings are those of the start position again; None while they are not.
        missing: The gate of the working position that was not passed last, before it was reached.
        unseen: How long the person has not been seen well enough.
        lost: Whether that was too long for the repetition to count.
        in_form: Whether the working position has been seen in form.
        faults: Seconds of each blocking fault.
    """

    left_s: float
    likely_left_s: float
    valid_s: float
    likely_top_s: float | None = None
    top_s: float | None = None
    back_s: float | None = None
    missing: str | None = None
    unseen: Since = field(default_factory=Since)
    lost: bool = False
    in_form: bool = False
    faults: dict[str, float] = field(default_factory=dict)


class RepetitionCounter:
    """Follows one set of repetitions.

    A repetition is everything between two stays in the start position. It counts once the person is back, if
    the working position was reached, held in form for as long as the rules ask, and not passed too fast. One
    that fell short takes nothing away. What the camera can't see never makes a repetition: the working
    position counts only while it is read for certain, and after more than ``grace_s`` without a reading the
    whole repetition doesn't.

    Args:
        rules: The spec's.
        target: How many complete the set.
        grace_s: The spec's time for which a reading may be missing.
    """

    def __init__(self, rules: RepetitionRules, target: int, grace_s: float) -> None:
        self._dwell_s = None if rules.dwell_s is None else rules.dwell_s.value
        self._cycle_s = 0.0 if rules.cycle_s is None else rules.cycle_s.value
        self._slack_s = rules.slack_s.value
        self._grace_s = grace_s
        self.reading = RepetitionReading(target, self._dwell_s)
        """The newest reading."""
        self._ready_s: float | None = None  # when the start position was last seen for certain
        self._try: _Try | None = None
        self._last_s: float | None = None

    def update(self, t_s: float, result: FrameResult, valid_s: float) -> RepetitionReading:
        """Take in one frame.

        Args:
            t_s: The moment that the result is about, seconds, by ``READING_LAG_S``. One from the past changes
                nothing.
            result: What the person is doing.
            valid_s: What the hold clock has counted so far.
        """
        if self._last_s is not None and t_s <= self._last_s:
            return self.reading
        lasted_s = 0.0 if self._last_s is None else t_s - self._last_s
        self._last_s = t_s
        verdict = result.reading.verdict
        if result.state is State.NOT_IN_POSITION:
            self._ready_s = self._try = None  # the person does something else
        elif verdict is not None and not _unseen(result) and verdict.start is Answer.PASS:
            self._come_back(t_s, valid_s)
        else:
            self._away_from_start(t_s, result, lasted_s, valid_s)
        top_s, held_s = (self._try.top_s, valid_s - self._try.valid_s) if self._try else (None, 0.0)
        self.reading = replace(self.reading, top_s=top_s, held_s=held_s)
        return self.reading

    def _come_back(self, t_s: float, valid_s: float) -> None:
        over = self._judged(self._try, t_s, valid_s) if self._try else None
        if over is not None:
            self.reading = replace(self.reading, done=(*self.reading.done, over))
        self._try, self._ready_s = None, t_s

    def _away_from_start(self, t_s: float, result: FrameResult, lasted_s: float, valid_s: float) -> None:
        if self._ready_s is None:
            return  # a repetition begins in the start position
        unseen = _unseen(result)
        if self._try is None:
            if unseen:
                return  # the person may still be there
            self._try = _Try(self._ready_s, self._ready_s, valid_s)
        now = self._try
        unseen_s = now.unseen.update(t_s, unseen)
        now.lost = now.lost or (unseen_s is not None and unseen_s > self._grace_s)
        verdict = result.reading.verdict
        if unseen or verdict is None:
            return
        now.likely_top_s = _since(now.likely_top_s, t_s, likely=verdict.likely_position)
        if now.likely_top_s is None and now.top_s is None and verdict.likely_start:
            now.likely_left_s = t_s
        else:
            now.back_s = _since(now.back_s, t_s, likely=verdict.likely_start)
        if verdict.position is Answer.PASS:
            now.top_s = now.likely_top_s if now.top_s is None else now.top_s
            now.in_form = now.in_form or (verdict.doubt is None and not _wrong(verdict))
        elif now.top_s is None:
            now.missing = verdict.position_reason
        for id_ in _wrong(verdict):
            now.faults[id_] = now.faults.get(id_, 0.0) + lasted_s

    def _judged(self, tried: _Try, t_s: float, valid_s: float) -> Repetition | None:
        """The repetition that is over now; None if nothing was tried."""
        start_s, end_s = tried.left_s, t_s
        if tried.top_s is not None:
            start_s, end_s = tried.likely_left_s, t_s if tried.back_s is None else tried.back_s
        elif end_s - start_s < _SHORTEST_TRY_S:
            return None
        held_s = valid_s - tried.valid_s
        reason = self._why_not(tried, end_s - start_s, held_s)
        top_s = None if tried.top_s is None else tried.top_s + POSITIONS_AHEAD_S
        return Repetition(start_s + POSITIONS_AHEAD_S, top_s, end_s + POSITIONS_AHEAD_S, held_s, reason)

    def _why_not(self, tried: _Try, lasted_s: float, held_s: float) -> str | None:
        fault = max(tried.faults, key=lambda id_: tried.faults[id_], default=None)
        if tried.lost:
            return Reason.NOT_SEEN
        if tried.top_s is None:
            return fault or tried.missing or Reason.NOT_SEEN
        if self._dwell_s is None:
            if fault is not None:
                return fault
            if not tried.in_form:
                return Reason.NOT_SEEN
        elif held_s + self._slack_s < self._dwell_s:
            return fault or Reason.TOO_SHORT
        return Reason.TOO_FAST if lasted_s + self._slack_s < self._cycle_s else None


def _since(since_s: float | None, t_s: float, *, likely: bool) -> float | None:
    """When something likely began; None while it is not."""
    if not likely:
        return None
    return t_s if since_s is None else since_s


def _wrong(verdict: Verdict) -> list[str]:
    """The faults that stop the clock."""
    return [fault.id for fault in verdict.faults if fault.severity is Severity.BLOCKING]


def _unseen(result: FrameResult) -> bool:
    """Whether the frame shows nothing of the repetition; at the limit of a position it shows enough."""
    near_limit = result.state is State.UNKNOWN and result.reason not in set(Reason)
    return result.state in UNJUDGED and not near_limit
