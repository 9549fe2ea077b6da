"""A live session summed up as it goes, without keeping its frames."""

from collections import Counter, defaultdict
from typing import Any

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Feedback, Severity
from posecoach.coaching.session import Ended, Session, SessionFeedback, SetOutcome
from posecoach.records import words
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.rendering.album import Album, Shot

# Less than this is a frame or two: not worth a line.
_WORTH_TELLING_S = 0.2


class SessionTally:
    """What came of a session so far, set by set."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.over: list[SetTally] = []
        """Of the sets that are over, in the order of the session's outcomes."""
        self.now = self._next()
        """Of the set under way."""

    def add(self, answer: SessionFeedback, shot: Shot | None = None) -> None:
        """Takes in the session's answer to one frame; with the frame itself, where pictures may be kept."""
        if answer.feedback is not None:
            self.now.add(answer.feedback, shot)
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
                {
                    "title": self._title(outcome),
                    "ended": words.ENDED[outcome.ended],
                    **tally.summary(self._session.specs[outcome.number]),
                }
                for outcome, tally in zip(outcomes, self.over, strict=True)
            ],
        }

    def _keep_up(self) -> None:
        """Sets may end without a frame: by a button."""
        while len(self.over) < len(self._session.outcomes):
            self.over.append(self.now)
            self.now = self._next()

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
        self.recorder = SetRecorder()
        self.album = Album()
        self._target_s = target_s
        self._clock = ClockReading(0.0, target_s, running=False)

    def add(self, feedback: Feedback, shot: Shot | None = None) -> None:
        """Takes in the coach's answer to one frame, and the frame where pictures may be kept."""
        self.recorder.add(feedback)
        if shot is not None:
            self.album.note(shot, feedback)
        self._clock = feedback.clock

    def summary(self, spec: StretchSpec) -> dict[str, Any]:
        """The set in plain words.

        Args:
            spec: Its stretch.

        Returns:
            ``completed``, ``headline``, and two lists of ``{"label", "seconds", "times", "note"}``, the
            longest first: ``pauses`` (null where there was no hold), and ``faults`` that were seen.
        """
        clock = self._clock
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
                    (fault.id, words.SEVERITIES[Severity(fault.severity)], fault.end_s - fault.start_s)
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
        if lasted[id_, note] >= _WORTH_TELLING_S
    ]
