"""Running totals of a live session, without its frames."""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from typing import Any

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Feedback
from posecoach.coaching.session import Ended, Session, SessionFeedback, SetOutcome
from posecoach.records import words
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.rendering.album import Album, Shot

# Less than this is a frame or two: not worth a line.
_WORTH_SHOWING_S = 0.2


class SessionTally:
    """Totals of a session so far, set by set."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.over: list[SetTally] = []
        """Of the sets that are over, in the order of the session's outcomes."""
        self.now = self._next()
        """Of the set under way."""

    def add(self, answer: SessionFeedback, shot: Shot | None = None) -> None:
        """Adds the session's answer to one frame, and the frame itself where pictures may be stored."""
        if answer.feedback is not None:
            self.now.add(answer.feedback, shot)
        self._close_ended_sets()

    def summary(self) -> dict[str, Any]:
        """The session in plain words, once it is over.

        Returns:
            ``completed`` (every set reached its target), ``headline``, and ``sets``: for each that was
            begun its ``title``, how it ``ended``, and the fields of ``SetTally.summary``.
        """
        self._close_ended_sets()
        outcomes = self._session.outcomes
        done = sum(outcome.ended is Ended.COMPLETED for outcome in outcomes)
        valid_s = sum(outcome.clock.valid_s for outcome in outcomes)
        sets = len(self._session.sets)
        return {
            "completed": done == sets,
            "headline": f"{words.seconds(valid_s)} held well"
            + (f", {done} of {sets} sets done" if sets > 1 else ""),
            "sets": [
                {
                    "title": self._title(outcome),
                    "ended": words.ENDED[outcome.ended],
                    **tally.summary(self._session.specs[outcome.number]),
                }
                for outcome, tally in zip(outcomes, self.over, strict=True)
            ],
        }

    def _close_ended_sets(self) -> None:
        """A set may end without a frame, by a button."""
        while len(self.over) < len(self._session.outcomes):
            self.now.finish(self._session.outcomes[len(self.over)].clock)
            self.over.append(self.now)
            self.now = self._next()

    def _next(self) -> "SetTally":
        number = min(self._session.number, len(self._session.sets) - 1)
        return SetTally(self._session.sets[number].amount)

    def _title(self, outcome: SetOutcome) -> str:
        title = self._session.specs[outcome.number].title
        side = outcome.planned.side
        return f"{title}, {words.SIDES[side]}" if side else title


class SetTally:
    """Totals of a set so far."""

    def __init__(self, target_s: float) -> None:
        self.recorder = SetRecorder()
        self.album = Album()
        self._target_s = target_s
        self._waiting: deque[Shot | None] = deque()  # frames whose moments are not final yet

    def add(self, feedback: Feedback, shot: Shot | None = None) -> None:
        """Takes in the coach's answer to one frame, and the frame where pictures may be kept."""
        self._waiting.append(shot)
        self._note(self.recorder.add(feedback))

    def finish(self, clock: ClockReading) -> None:
        """Ends the set with the clock that it ended with."""
        self._note(self.recorder.finish(clock))

    def _note(self, moments: Sequence[Feedback]) -> None:
        for moment in moments:
            shot = self._waiting.popleft()
            if shot is not None:
                self.album.note(shot, moment)

    def summary(self, spec: StretchSpec) -> dict[str, Any]:
        """The set in plain words.

        Args:
            spec: Its stretch.

        Returns:
            ``completed``, ``headline``, and two lists of ``{"label", "seconds", "times", "note"}``, the
            longest first: ``pauses`` (None where there was no hold), and ``faults`` that were seen.
        """
        clock = self.recorder.clock or ClockReading(0.0, self._target_s, running=False)
        holds = len(clock.holds)
        faults = self.recorder.record().faults
        return {
            "completed": clock.completed,
            "headline": f"{words.seconds(clock.valid_s)} of {words.seconds(self._target_s)} held well"
            + (f" in {holds} holds" if holds > 1 else ""),
            "pauses": _added_up(
                [(pause.reason, "", pause.end_s - pause.start_s) for pause in clock.pauses], spec
            )
            if holds
            else None,
            "faults": _added_up(
                [
                    (fault.id, words.SEVERITIES[fault.severity], fault.end_s - fault.start_s)
                    for fault in faults
                ],
                spec,
            ),
        }


def _added_up(spans: list[tuple[str, str, float]], spec: StretchSpec) -> list[dict[str, Any]]:
    """Spans of (id, note, seconds) with the same id as one line each, the longest first."""
    lasted: defaultdict[tuple[str, str], float] = defaultdict(float)
    for id_, note, duration_s in spans:
        lasted[id_, note] += duration_s
    times = Counter((id_, note) for id_, note, _ in spans)
    return [
        {
            "label": words.reason(id_, spec).capitalize(),
            "seconds": words.seconds(lasted[id_, note]),
            "times": times[id_, note],
            "note": note,
        }
        for id_, note in sorted(lasted, key=lasted.__getitem__, reverse=True)
        if lasted[id_, note] >= _WORTH_SHOWING_S
    ]
