"""Running totals of a live session, without its frames."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Feedback
from posecoach.coaching.judging.set_clock import SetClock
from posecoach.coaching.session import Ended, Session, SessionFeedback, SetOutcome
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.achieved import Achieved, in_total
from posecoach.records.report.evidence import Evidence
from posecoach.records.report.model import SetFacts
from posecoach.records.report.summary import Summary, summary_of
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.rendering.album import Album, Shot
from posecoach.translation import translate as _
from posecoach.translation import translate_plural


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
        """The session in plain words, once it is over: the words and figures of the Review page.

        Returns:
            ``completed`` (every set reached its target), ``headline``, ``next_step`` (the one thing for next
            time; None where no set was begun), ``titles`` of the two lists below, and ``sets``: for each that
            was begun its ``title``, how it ``ended``, and its ``headline``, ``story``, ``went_well`` and
            ``next_step`` (see ``records.report.summary.Summary``).
        """
        self._close_ended_sets()
        outcomes = self._session.outcomes
        done = sum(outcome.ended is Ended.COMPLETED for outcome in outcomes)
        came_to = in_total(Achieved.by(one.clock, self._session.specs[one.number]) for one in outcomes)
        sets = [
            {"title": self._title(outcome), "ended": words.ENDED[outcome.ended], **asdict(tally.summary())}
            for outcome, tally in zip(outcomes, self.over, strict=True)
        ]
        return {
            "completed": done == len(self._session.sets),
            "headline": self._headline(came_to, done),
            "titles": {"went_well": _("What went well."), "next_step": _("Work on this next.")},
            "next_step": self._next_step(sets),
            "sets": sets,
        }

    def _headline(self, came_to: str, done: int) -> str:
        sets = len(self._session.sets)
        if sets == 1:
            return came_to
        return translate_plural(
            "{achieved}, {done} of {count} set done", "{achieved}, {done} of {count} sets done", sets
        ).format(achieved=came_to, done=done, count=sets)

    def _next_step(self, sets: Sequence[Mapping[str, Any]]) -> str | None:
        """Of the set that fell shortest; where all are complete, of the one with most time at fault."""
        if not sets:
            return None
        shortest = min(range(len(sets)), key=lambda at: (self.over[at].share, -self.over[at].at_fault_s))
        step = str(sets[shortest]["next_step"])
        if len(self._session.sets) == 1:
            return step
        return _("{set}: {next_step}").format(set=sets[shortest]["title"], next_step=step)

    def _close_ended_sets(self) -> None:
        """A set may end without a frame, by a button."""
        while len(self.over) < len(self._session.outcomes):
            self.now.finish(self._session.outcomes[len(self.over)].clock)
            self.over.append(self.now)
            self.now = self._next()

    def _next(self) -> "SetTally":
        number = min(self._session.number, len(self._session.sets) - 1)
        planned = self._session.sets[number]
        return SetTally(self._session.specs[number], planned.amount, planned.side)

    def _title(self, outcome: SetOutcome) -> str:
        title = texts_of(self._session.specs[outcome.number]).title
        side = outcome.planned.side
        return f"{title}, {words.SIDES[side]}" if side else title


class SetTally:
    """Totals of a set so far.

    Args:
        spec: Its exercise.
        amount: What the set asks for: seconds, or repetitions.
        side: The leg that was asked for; None if the coach chooses it.
    """

    def __init__(self, spec: StretchSpec, amount: float, side: Side | None = None) -> None:
        self.recorder = SetRecorder()
        self.album = Album(spec)
        self._spec = spec
        self._amount = amount
        self._side = side
        self._evidence = Evidence(spec)
        self._waiting: deque[Shot | None] = deque()  # frames whose moments are not final yet

    def add(self, feedback: Feedback, shot: Shot | None = None) -> None:
        """Takes in the coach's answer to one frame, and the frame where pictures may be kept."""
        self._waiting.append(shot)
        self._note(self.recorder.add(feedback))

    @property
    def clock(self) -> ClockReading:
        """The set's clock so far."""
        return self.recorder.clock or SetClock(self._spec, self._amount).reading

    def finish(self, clock: ClockReading) -> None:
        """Ends the set with the clock that it ended with."""
        self._note(self.recorder.finish(clock))

    def _note(self, moments: Sequence[Feedback]) -> None:
        for moment in moments:
            self._evidence.note(moment)
            shot = self._waiting.popleft()
            if shot is not None:
                self.album.note(shot, moment)

    @property
    def share(self) -> float:
        """How much of the target is reached, 0 to 1."""
        return Achieved.by(self.clock, self._spec).share

    @property
    def at_fault_s(self) -> float:
        """How long faults lasted in total, seconds."""
        return sum(fault.end_s - fault.start_s for fault in self.recorder.record().faults)

    def summary(self) -> Summary:
        """The set in plain words."""
        record = self.recorder.record()
        facts = SetFacts(self._spec, self._side or record.side, record, self.clock)
        return summary_of(facts, self._evidence)
