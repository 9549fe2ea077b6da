"""Each moment's verdict waits a little, so that what follows can still revoke a good one."""

from collections import deque

from posecoach.coaching.feedback import State
from posecoach.coaching.judging.frame_result import FrameResult
from posecoach.coaching.kinematics.budgets import HINDSIGHT_S
from posecoach.coaching.kinematics.timing import SAME_TIME_S


class Hindsight:
    """Holds back the results of the last ``HINDSIGHT_S``."""

    def __init__(self) -> None:
        self._recent: deque[FrameResult] = deque()

    @property
    def newest(self) -> FrameResult | None:
        """The result that came in last; None before the first frame."""
        return self._recent[-1] if self._recent else None

    def add(self, newest: FrameResult) -> FrameResult:
        """The result to issue for the moment ``HINDSIGHT_S`` ago, now that the newest one is in.

        Leaving a hold begins more slowly than what counts as still, so a good moment that is followed at
        once by a bad one was no longer good: the bad result is issued in its place. An unknown one that
        follows proves nothing.
        """
        self._recent.append(newest)
        while len(self._recent) > 1 and not self._within(newest.t_s - self._recent[0].t_s):
            self._recent.popleft()
        due = self._recent[0]
        if due.state is not State.VALID:
            return due
        return next((later for later in self._recent if later.state not in (State.VALID, State.UNKNOWN)), due)

    @staticmethod
    def _within(age_s: float) -> bool:
        """Whether a result is not older than ``HINDSIGHT_S``, nor from a time yet to come."""
        return 0 <= age_s <= HINDSIGHT_S + SAME_TIME_S
