"""A whole hands-free session: the sets of a routine, the rests between them, and what is said around them."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from posecoach.coaching.context import SessionContext
from posecoach.coaching.current_set import CurrentSet
from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Cue, CueKind, Feedback
from posecoach.coaching.speech.presence import Chime, Presence
from posecoach.coaching.speech.scheduler import NEVER_DEFERRED, spoken_s
from posecoach.pose.observation import Observation

# The person comes from the laptop, and takes this long to walk back and turn.
_TIME_TO_STEP_BACK_S: Final = 8.0


class Phase(StrEnum):
    """What a session is doing."""

    SET = "set"
    REST = "rest"
    PAUSED = "paused"
    GOODBYE = "goodbye"  # all sets are over, and the last words are being said
    DONE = "done"


class Ended(StrEnum):
    """Why a set is over."""

    COMPLETED = "completed"  # its target was reached
    LEFT = "left"  # the person came out and stayed out, or no time counted for long
    SKIPPED = "skipped"
    REPEATED = "repeated"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """A set that is over.

    Attributes:
        number: Its place in the routine, from 0.
        planned: What was to be done.
        ended: Why it is over; ``COMPLETED`` whenever the target was reached.
        clock: What was held until the target was reached, or else until the set's last frame.
    """

    number: int
    planned: PlannedSet
    ended: Ended
    clock: ClockReading


@dataclass(frozen=True, slots=True)
class SessionFeedback:
    """The session's feedback to one frame.

    Attributes:
        t_s: The frame's timestamp, seconds.
        phase: What the session is doing.
        number: Which set, from 0: the one under way, in a rest the next one, at the end the last one.
        feedback: The coach's; None where nothing is judged (rest, pause, goodbye).
        cue: What to show now.
        say: What to begin speaking in this frame.
        chime: A sound to make in this frame.
        left_s: What is left of a rest, seconds; None outside a rest.
        preview: Whether the session still waits to see the person for the first time.
    """

    t_s: float
    phase: Phase
    number: int
    feedback: Feedback | None
    cue: Cue | None
    say: Cue | None
    chime: Chime | None
    left_s: float | None
    preview: bool = False


class Session:
    """Leads through a routine. All times are the frames' own.

    Args:
        routine: The sets.
        specs: The stretches by id; those of the routine must be among them.
        phrases: The language that it speaks.

    Raises:
        KeyError: for a stretch that is not among the specs.
    """

    def __init__(self, routine: Routine, specs: dict[str, StretchSpec], phrases: Phrases) -> None:
        self.sets = routine.in_order
        self.specs = tuple(specs[planned.stretch] for planned in self.sets)
        self.outcomes: list[SetOutcome] = []
        self.number = 0
        """The set under way, or in a rest the next one; from 0. After the last set, how many there are."""
        self._pace = routine.pace
        self._context = SessionContext(phrases)
        self._phrases = phrases
        self._scheduler = self._context.scheduler
        self._presence = Presence()
        self._now_s = 0.0
        self._phase = Phase.SET
        self._paused: tuple[Phase, float] | None = None  # the phase, and how much of the rest was left
        self._rest_until_s = 0.0
        self._announcements: list[Cue] = [phrases.cue("welcome", CueKind.SAFETY)]  # still to be spoken
        self._step_back = phrases.cue("step_back", CueKind.GUIDE)
        self._last_announced: Cue | None = None
        self._times_begun: dict[str, int] = {}  # by stretch
        self._current: CurrentSet | None = None
        self._begin()

    @property
    def done(self) -> bool:
        """Whether everything is over and said."""
        return self._phase is Phase.DONE

    def update(self, observation: Observation, t_s: float) -> SessionFeedback:
        """Take in the next frame.

        Args:
            observation: What it shows.
            t_s: Its timestamp, seconds.
        """
        lasted_s = max(0.0, t_s - self._now_s)
        self._now_s += lasted_s
        if self._phase is Phase.REST and self._now_s >= self._rest_until_s:
            self._begin()
        if self._phase is not Phase.SET or self._current is None:
            return self._between_sets(t_s)
        number, current = self.number, self._current
        feedback = current.update(observation, t_s, lasted_s)
        if feedback.clock.begun:  # the person is in the stretch already
            self._drop(current.begin_cue)
        chime = self._presence.note(feedback.state, self._now_s)
        if chime is Chime.SEEN and not current.introduced:
            self._introduce(current)
        cue, say = feedback.cue, feedback.say
        announcement = self._next_announcement()
        if announcement is not None:
            cue, say = announcement, announcement
        else:
            cue = self._way_in(current, feedback) or cue
        preview = not (current.introduced or feedback.clock.begun)
        self._end_if_over(current, feedback)
        return SessionFeedback(t_s, Phase.SET, number, feedback, cue, say, chime, None, preview)

    def pause(self) -> None:
        """Nothing is judged and no time passes until ``resume``."""
        if self._phase in (Phase.SET, Phase.REST, Phase.GOODBYE):
            self._paused = (self._phase, self._rest_until_s - self._now_s)
            self._phase = Phase.PAUSED
            self._interrupt(self._phrases.cue("paused", CueKind.GUIDE))

    def resume(self) -> None:
        """Goes on where it was paused."""
        if self._paused is None:
            return
        (self._phase, left_s), self._paused = self._paused, None
        self._rest_until_s = self._now_s + left_s
        self._interrupt(self._phrases.cue("resumed", CueKind.GUIDE))
        if self._current is not None:
            self._current.resume()
            self._give_time(self._now_s)

    def skip(self) -> None:
        """On to the next set at once, without a rest; after the last one the session is over."""
        if self._phase is not Phase.DONE:
            self._leave_set(Ended.SKIPPED)
            self._begin_or_say_goodbye()

    def repeat(self) -> None:
        """The set under way from its beginning; in a rest, the one just done."""
        if self._phase is not Phase.DONE:
            self._leave_set(Ended.REPEATED)
            self.number -= 1
            self._begin()

    def stop(self) -> None:
        """Ends the session; the outcome of the set under way is ``STOPPED``."""
        self._leave_set(Ended.STOPPED)
        self._phase = Phase.DONE

    def _begin(self) -> None:
        planned, spec = self.sets[self.number], self.specs[self.number]
        self._phase = Phase.SET
        times = self._times_begun.get(spec.id, 0)
        self._times_begun[spec.id] = times + 1
        begin_cue = self._phrases.begin(spec, planned.side, times=times)
        self._current = CurrentSet(planned, spec, self._pace, self._context, begin_cue)
        # A person who comes from the laptop is led into the picture first, then into the stretch.
        if self._presence.in_view or self.outcomes:
            self._introduce(self._current)
        else:
            self._announcements.append(self._step_back)
            self._scheduler.defer(CueKind.FRAMING, self._now_s + _TIME_TO_STEP_BACK_S)
            self._scheduler.defer(CueKind.POSITION, math.inf)

    def _introduce(self, current: CurrentSet) -> None:
        """Says how to get into the stretch, and asks for nothing else until that is spoken."""
        current.introduced = True
        self._drop(self._step_back)  # the person has done so already
        self._announcements.append(current.begin_cue)
        self._give_time(self._now_s + sum(spoken_s(cue.text) for cue in self._announcements))

    def _give_time(self, from_s: float) -> None:
        """Time to get into place before the coach says that the person is not there yet."""
        change_s = self._pace.change_s.value
        self._scheduler.defer(CueKind.POSITION, from_s + change_s)
        self._scheduler.defer(CueKind.FRAMING, from_s + change_s)

    def _way_in(self, current: CurrentSet, feedback: Feedback) -> Cue | None:
        """The way into the stretch, as long as the screen shows it instead of what is not right yet."""
        cue, clock = feedback.cue, feedback.clock
        if clock.begun or clock.running or (cue is not None and cue.id in NEVER_DEFERRED):
            return None
        if not self._scheduler.is_deferred(cue.kind if cue else CueKind.POSITION, self._now_s):
            return None
        return current.begin_cue if current.introduced else self._step_back

    def _end_if_over(self, current: CurrentSet, feedback: Feedback) -> None:
        if feedback.clock.completed:
            self._close(Ended.COMPLETED, feedback.clock)
        elif current.has_left(feedback, self._now_s):
            self._close(Ended.LEFT, current.finish())
            self._announcements.append(self._phrases.cue("moving_on", CueKind.GUIDE))
        else:
            return
        if self.number == len(self.sets):
            self._begin_or_say_goodbye()
            return
        rest_s = self._pace.rest_s.value
        self._announcements.append(self._rest_cue(round(rest_s)))
        self._phase = Phase.REST
        self._rest_until_s = self._now_s + rest_s

    def _rest_cue(self, seconds: int) -> Cue:
        planned = self.sets[self.number]
        if planned == self.sets[self.number - 1]:
            return self._phrases.cue("rest_again", CueKind.GUIDE, seconds=seconds)
        title = self._phrases.title(self.specs[self.number])
        return self._phrases.cue("rest", CueKind.GUIDE, planned.side, seconds=seconds, title=title)

    def _leave_set(self, ended: Ended) -> None:
        """Closes the set under way, if there is one, and drops what was still to be said."""
        if self._current is not None:
            self._close(ended, self._current.finish())
        self._paused = None
        self._announcements.clear()
        self._scheduler.stop()

    def _close(self, ended: Ended, clock: ClockReading) -> None:
        ended = Ended.COMPLETED if clock.completed else ended
        self.outcomes.append(SetOutcome(self.number, self.sets[self.number], ended, clock))
        self.number += 1
        self._current = None
        self._drop(self._step_back)

    def _begin_or_say_goodbye(self) -> None:
        if self.number < len(self.sets):
            self._begin()
            return
        self._phase = Phase.GOODBYE
        self._announcements.append(self._phrases.cue("all_done", CueKind.GUIDE))

    def _between_sets(self, t_s: float) -> SessionFeedback:
        say = self._next_announcement()
        if self._phase is Phase.GOODBYE and not self._announcements:
            self._phase = Phase.DONE
        left_s = max(0.0, self._rest_until_s - self._now_s) if self._phase is Phase.REST else None
        number = min(self.number, len(self.sets) - 1)
        shown = self._announcements[0] if self._announcements else self._last_announced
        return SessionFeedback(t_s, self._phase, number, None, say or shown, say, None, left_s)

    def _next_announcement(self) -> Cue | None:
        """The session's own next cue, once nothing else is being said."""
        if not self._announcements or not self._scheduler.is_silent(self._now_s):
            return None
        self._last_announced = self._announcements.pop(0)
        self._scheduler.start(self._last_announced, self._now_s)
        return self._last_announced

    def _drop(self, cue: Cue) -> None:
        """Leaves out an announcement that has not been spoken, and is of no use any more."""
        if cue in self._announcements:
            self._announcements.remove(cue)

    def _interrupt(self, cue: Cue) -> None:
        self._announcements.insert(0, cue)
        self._scheduler.stop()
