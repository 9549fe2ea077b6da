"""A live session summed up as it goes, without keeping its frames."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from posecoach.coaching.feedback import Feedback, Severity
from posecoach.coaching.session import Ended, Session, SessionFeedback, SetOutcome
from posecoach.records import words

# Less than this is a frame or two: not worth a line.
_WORTH_TELLING_S = 0.2


@dataclass(slots=True)
class _FaultSeen:
    id: str
    severity: Severity
    start_s: float
    end_s: float


class SessionTally:
    """What came of a session so far, set by set."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._over: list[SetTally] = []
        self._now = self._next()

    def add(self, answer: SessionFeedback) -> None:
        """Takes in the session's answer to one frame."""
        if answer.feedback is not None:
            self._now.add(answer.feedback)
        self._keep_up()

    def summary(self) -> dict[str, Any]:
        """The session in plain words, once it is over.

        Returns:
            ``completed`` (every set reached its target), ``headline``, and ``sets``: for each that was
            begun its ``title``, how it ``ended``, and what ``SetTally.summary`` tells.
        """
        self._keep_up()
        outcomes = self._session.outcomes
        done = sum(outcome.ended is Ended.COMPLETED for outcome in outcomes)
        valid_s = sum(outcome.clock.valid_s for outcome in outcomes)
        sets = len(self._session.sets)
        return {
            "completed": done == sets,
            "headline": f"{words.seconds(valid_s)} held well"
            + (f", {done} of {sets} sets done" if sets > 1 else ""),
            "sets": [
                {"title": self._title(outcome), "ended": words.ENDED[outcome.ended], **tally.summary()}
                for outcome, tally in zip(outcomes, self._over, strict=True)
            ],
        }

    def _keep_up(self) -> None:
        """Sets may end without a frame: by a button."""
        while len(self._over) < len(self._session.outcomes):
            self._over.append(self._now)
            self._now = self._next()

    def _next(self) -> "SetTally":
        number = min(self._session.number, len(self._session.sets) - 1)
        return SetTally(self._session.sets[number].target_s)

    def _title(self, outcome: SetOutcome) -> str:
        title = self._session.specs[outcome.number].title
        side = outcome.planned.side
        return f"{title}, {words.SIDES[side]}" if side else title


class SetTally:
    """What came of a set so far."""

    def __init__(self, target_s: float) -> None:
        self._target_s = target_s
        self._last: Feedback | None = None
        self._faults: dict[tuple[str, float], _FaultSeen] = {}
        self._lasting: set[tuple[str, float]] = set()

    def add(self, feedback: Feedback) -> None:
        """Takes in the coach's answer to one frame."""
        for key in self._lasting:
            self._faults[key].end_s = feedback.t_s
        self._lasting = set()
        for fault in feedback.faults:
            key = (fault.id, fault.start_s)
            self._faults[key] = _FaultSeen(fault.id, fault.severity, fault.start_s, feedback.t_s)
            self._lasting.add(key)
        self._last = feedback

    def summary(self) -> dict[str, Any]:
        """The set in plain words.

        Returns:
            ``completed``, ``headline``, and two lists of ``{"label", "seconds", "times", "note"}``, the
            longest first: ``pauses`` (null where there was no hold), and ``faults`` that were seen.
        """
        clock = self._last.clock if self._last else None
        valid_s = clock.valid_s if clock else 0.0
        holds = len(clock.holds) if clock else 0
        return {
            "completed": bool(clock and clock.completed),
            "headline": f"{words.seconds(valid_s)} of {words.seconds(self._target_s)} held well"
            + (f" in {holds} holds" if holds > 1 else ""),
            "pauses": _added_up([(pause.reason, "", pause.end_s - pause.start_s) for pause in clock.pauses])
            if clock and holds
            else None,
            "faults": _added_up(
                [
                    (fault.id, words.SEVERITIES[fault.severity], fault.end_s - fault.start_s)
                    for fault in self._faults.values()
                ]
            ),
        }


def _added_up(spans: list[tuple[str, str, float]]) -> list[dict[str, Any]]:
    """Spans of (id, note, seconds) with the same id as one line each, the longest first."""
    lasted: defaultdict[tuple[str, str], float] = defaultdict(float)
    for id_, note, duration_s in spans:
        lasted[id_, note] += duration_s
    times = Counter((id_, note) for id_, note, _ in spans)
    return [
        {
            "label": words.reason(id_).capitalize(),
            "seconds": words.seconds(lasted[id_, note]),
            "times": times[id_, note],
            "note": note,
        }
        for id_, note in sorted(lasted, key=lasted.__getitem__, reverse=True)
        if lasted[id_, note] >= _WORTH_TELLING_S
    ]
