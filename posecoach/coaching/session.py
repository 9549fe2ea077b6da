"""A whole session without a hand: the sets of a routine, rests between them, and what is said around them."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from posecoach.coaching.coach import Coach
from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Cue, CueKind, Feedback, State
from posecoach.coaching.judging.single_person import Alone
from posecoach.coaching.kinematics.spine import OwnBack
from posecoach.coaching.speech.presence import Chime, Presence
from posecoach.coaching.speech.scheduler import NEVER_HUSHED, Floor, spoken_s
from posecoach.pose.observation import Observation

# The person comes from the laptop, so a way into the picture may be told almost at once.
_FIRST_LOOK_S: Final = 2.0

_OUT: Final = (State.NO_PERSON, State.NOT_FRAMED, State.NOT_IN_POSITION)


class Phase(StrEnum):
    """What a session is at."""

    SET = "set"
    REST = "rest"
    PAUSED = "paused"
    DONE = "done"


class Ended(StrEnum):
    """Why a set is over."""

    COMPLETED = "completed"
    LEFT = "left"  # the person came out of it and stayed out, or never could be judged
    SKIPPED = "skipped"
    REPEATED = "repeated"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """A set that is over.

    Attributes:
        number: Its place in the routine, from 0.
        planned: What was to be done.
        ended: Why it is over.
        clock: What was held.
    """

    number: int
    planned: PlannedSet
    ended: Ended
    clock: ClockReading


@dataclass(frozen=True, slots=True)
class SessionFeedback:
    """The session's answer to one frame.

    Attributes:
        t_s: The frame's timestamp.
        phase: What the session is at.
        number: Which set, from 0: the one under way, or in a rest the one to come.
        feedback: The coach's answer; None where nothing is judged (rest, pause).
        cue: What to show now.
        say: What to begin speaking in this frame.
        chime: A sound to make in this frame.
        left_s: What is left of a rest, seconds; None outside of one.
    """

    t_s: float
    phase: Phase
    number: int
    feedback: Feedback | None
    cue: Cue | None
    say: Cue | None
    chime: Chime | None
    left_s: float | None


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
        """The set under way, or in a rest the one to come; from 0."""
        self._pace = routine.pace
        self._phrases = phrases
        self._floor = Floor()
        self._back = OwnBack()
        self._alone = Alone()
        self._presence = Presence()
        self._now_s = 0.0
        self._phase = Phase.SET
        self._paused: tuple[Phase, float] | None = None  # in what, and how much of the rest was left
        self._rest_until_s = 0.0
        self._to_say: list[Cue] = [phrases.cue("welcome", CueKind.SAFETY)]
        self._said: Cue | None = None  # last, by the session itself
        self._out_since_s: float | None = None
        self._begun: dict[str, int] = {}  # how often each stretch was begun
        self._begin()

    @property
    def done(self) -> bool:
        """Whether all is over and said."""
        return self._phase is Phase.DONE

    def update(self, observation: Observation, t_s: float) -> SessionFeedback:
        """Take in the next frame.

        Args:
            observation: What it shows.
            t_s: Its timestamp.
        """
        lasted_s = max(0.0, t_s - self._now_s)
        self._now_s += lasted_s
        if self._resting and self._now_s >= self._rest_until_s:
            self._begin()
        if self._phase is not Phase.SET:
            return self._between_sets(t_s)
        number, feedback = self.number, self._coach.update(observation, t_s)
        self._clock = feedback.clock
        if feedback.state is not State.NO_PERSON:  # who is away is waited for
            self._tried_s += lasted_s
        if self._clock.valid_s > 0 and self._begin_cue in self._to_say:
            self._to_say.remove(self._begin_cue)  # nobody need be told what they do
        chime = self._presence.note(feedback.state, self._now_s)
        if chime is Chime.SEEN and not self._announced:
            self._announce()
        cue, say = feedback.cue, feedback.say
        own = self._own_word()
        if own is not None:
            cue, say = own, own
        elif self._still_guiding(feedback):
            cue = self._begin_cue
        self._end_if_over(feedback)
        return SessionFeedback(t_s, Phase.SET, number, feedback, cue, say, chime, None)

    def pause(self) -> None:
        """Nothing is judged and no time passes until ``resume``."""
        if self._phase in (Phase.SET, Phase.REST):
            self._paused = (self._phase, self._rest_until_s - self._now_s)
            self._phase = Phase.PAUSED
            self._interrupt(self._phrases.cue("paused", CueKind.GUIDE))

    def resume(self) -> None:
        """Goes on where it was paused."""
        if self._paused is None:
            return
        (self._phase, left_s), self._paused = self._paused, None
        self._rest_until_s = self._now_s + left_s
        self._out_since_s = None
        self._interrupt(self._phrases.cue("resumed", CueKind.GUIDE))
        if self._phase is Phase.SET:
            self._give_time(self._now_s)

    def skip(self) -> None:
        """On to the next set at once, without a rest; after the last one the session is over."""
        if self._phase is not Phase.DONE:
            self._leave_set(Ended.SKIPPED)
            self._begin_or_finish()

    def repeat(self) -> None:
        """The set under way from its beginning; in a rest, the one just done."""
        if self._phase is not Phase.DONE:
            self._leave_set(Ended.REPEATED)
            self.number -= 1
            self._begin()

    def stop(self) -> None:
        """Ends the session; the set under way is kept as stopped."""
        self._leave_set(Ended.STOPPED)
        self._phase = Phase.DONE

    @property
    def _resting(self) -> bool:
        """Whether another set follows the rest, so that it has an end."""
        return self._phase is Phase.REST and self.number < len(self.sets)

    def _begin(self) -> None:
        planned, spec = self.sets[self.number], self.specs[self.number]
        self._phase = Phase.SET
        self._coach = Coach(
            spec, planned.side, planned.target_s, self._phrases, self._floor, self._back, self._alone
        )
        self._clock = ClockReading(0.0, planned.target_s, running=False)
        self._out_since_s = None
        self._tried_s = 0.0
        times = self._begun.get(spec.id, 0)
        self._begun[spec.id] = times + 1
        self._begin_cue = self._phrases.begin(spec, planned.side, times=times)
        # Who comes from the laptop is led into the picture first, then into the stretch.
        self._announced = self._presence.in_view or bool(self.outcomes)
        if self._announced:
            self._announce()
        else:
            self._floor.hush(CueKind.FRAMING, self._now_s + _FIRST_LOOK_S)
            self._floor.hush(CueKind.POSITION, math.inf)

    def _announce(self) -> None:
        self._announced = True
        self._to_say.append(self._begin_cue)
        # Nothing else is asked until the words are spoken.
        self._give_time(self._now_s + sum(spoken_s(cue.text) for cue in self._to_say))

    def _give_time(self, from_s: float) -> None:
        """Time to get into place before the coach says that the person is not in it."""
        change_s = self._pace.change_s.value
        self._floor.hush(CueKind.POSITION, from_s + change_s)
        self._floor.hush(CueKind.FRAMING, from_s + change_s)

    def _still_guiding(self, feedback: Feedback) -> bool:
        """Whether the way into the stretch stays on the screen instead of what is not right yet."""
        if not self._announced or feedback.clock.valid_s > 0 or feedback.clock.running:
            return False
        cue = feedback.cue
        if cue is not None and cue.id in NEVER_HUSHED:
            return False
        return self._floor.hushed(cue.kind if cue else CueKind.POSITION, self._now_s)

    def _end_if_over(self, feedback: Feedback) -> None:
        if feedback.clock.completed:
            self._close_set(Ended.COMPLETED)
        elif self._left(feedback):
            self._close_set(Ended.LEFT)
            self._to_say.append(self._phrases.cue("moving_on", CueKind.GUIDE))
        else:
            return
        if self.number == len(self.sets):
            self._begin_or_finish()
            return
        rest_s = self._pace.rest_s.value
        side, title = self.sets[self.number].side, self._phrases.title(self.specs[self.number])
        self._to_say.append(
            self._phrases.cue("rest", CueKind.GUIDE, side, seconds=round(rest_s), title=title)
        )
        self._phase = Phase.REST
        self._rest_until_s = self._now_s + rest_s

    def _left(self, feedback: Feedback) -> bool:
        """Whether the person came out and stayed out, or tried for long and never could be judged."""
        if feedback.state not in _OUT:
            self._out_since_s = None
        elif self._out_since_s is None:
            self._out_since_s = self._now_s
        if feedback.clock.valid_s == 0:
            return self._tried_s >= self._pace.give_up_after_s.value
        out_s = 0.0 if self._out_since_s is None else self._now_s - self._out_since_s
        return out_s >= self._pace.move_on_after_s.value

    def _leave_set(self, ended: Ended) -> None:
        """Closes the set that is under way, if one is, and drops what was to be said."""
        phase = self._paused[0] if self._paused else self._phase
        if phase is Phase.SET:
            self._close_set(ended)
        self._paused = None
        self._to_say.clear()
        self._floor.stop()

    def _close_set(self, ended: Ended) -> None:
        self.outcomes.append(SetOutcome(self.number, self.sets[self.number], ended, self._clock))
        self.number += 1

    def _begin_or_finish(self) -> None:
        if self.number < len(self.sets):
            self._begin()
            return
        self._phase = Phase.REST
        self._to_say.append(self._phrases.cue("all_done", CueKind.GUIDE))

    def _between_sets(self, t_s: float) -> SessionFeedback:
        say = self._own_word()
        if self._phase is Phase.REST and self.number == len(self.sets) and not self._to_say:
            self._phase = Phase.DONE
        left_s = max(0.0, self._rest_until_s - self._now_s) if self._resting else None
        number = min(self.number, len(self.sets) - 1)
        shown = self._to_say[0] if self._to_say else self._said
        return SessionFeedback(t_s, self._phase, number, None, say or shown, say, None, left_s)

    def _own_word(self) -> Cue | None:
        """The session's own next cue, once nothing else is being said."""
        if not self._to_say or not self._floor.silent(self._now_s):
            return None
        self._said = self._to_say.pop(0)
        self._floor.take(self._said, self._now_s)
        return self._said

    def _interrupt(self, cue: Cue) -> None:
        self._to_say.insert(0, cue)
        self._floor.stop()
