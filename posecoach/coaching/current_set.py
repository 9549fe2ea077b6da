"""The set of a session that is under way: its coach, the way into it, and whether the person has left it."""

from typing import Final

from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.routine import Pace, PlannedSet
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Cue, Feedback, State
from posecoach.coaching.kinematics.timing import Since
from posecoach.pose.observation import Observation

# Resting in the start position of a repetition is no work either.
_OUT: Final = (State.NO_PERSON, State.NOT_FRAMED, State.NOT_IN_POSITION, State.READY)


class CurrentSet:
    """One set while it lasts.

    Args:
        planned: What is to be done.
        spec: Its stretch.
        pace: The routine's.
        context: What the sets of the session share.
        begin_cue: The cue that says how to get into the stretch.
    """

    def __init__(
        self, planned: PlannedSet, spec: StretchSpec, pace: Pace, context: SessionContext, begin_cue: Cue
    ) -> None:
        self.begin_cue = begin_cue
        self.introduced = False
        """Whether the begin cue has been scheduled."""
        self._coach = Coach(spec, context, planned.side, planned.amount)
        self._pace = pace
        self._tried_s = 0.0  # with a person in the picture
        self._out = Since()

    def update(self, observation: Observation, t_s: float, lasted_s: float) -> Feedback:
        """Judge the next frame.

        Args:
            observation: What it shows.
            t_s: Its timestamp, seconds.
            lasted_s: The time since the frame before, seconds.
        """
        feedback = self._coach.update(observation, t_s)
        if feedback.state is not State.NO_PERSON:  # while the person is away, the set waits
            self._tried_s += lasted_s
        return feedback

    def resume(self) -> None:
        """Goes on after a pause: the person may have gone out of position meanwhile."""
        self._out.reset()

    def has_left(self, feedback: Feedback, t_s: float) -> bool:
        """Whether the person left the hold for good, or tried for long without any time counting.

        Args:
            feedback: To the newest frame.
            t_s: The session's time, seconds.
        """
        out_s = self._out.update(t_s, feedback.state in _OUT)
        if not feedback.clock.begun:
            return self._tried_s >= self._pace.give_up_after_s.value
        return out_s is not None and out_s >= self._pace.move_on_after_s.value

    def finish(self) -> ClockReading:
        """The clock of a set that ends before its target: its last moments count as those of a video do."""
        return self._coach.finish()
