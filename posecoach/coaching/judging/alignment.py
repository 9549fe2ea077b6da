"""Angles wait for stillness, so that a verdict rests on one moment."""

from collections import deque

from posecoach.coaching.judging.frame_result import Reading
from posecoach.coaching.kinematics.budgets import ANGLES_WAIT_S
from posecoach.coaching.kinematics.timing import SAME_TIME_S


class Alignment:
    """Delays what is read off a pose by ``ANGLES_WAIT_S``; stillness is measured over a longer window."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Reading]] = deque()

    def add(self, t_s: float, newest: Reading) -> tuple[float, Reading]:
        """The reading that belongs to the newest stillness, and the timestamp of its frame.

        Args:
            t_s: The newest frame's timestamp, seconds. One from the past forgets the readings before it.
            newest: What was read off it.
        """
        if self._recent and t_s < self._recent[-1][0]:
            self.clear()
        self._recent.append((t_s, newest))
        due_s = t_s - ANGLES_WAIT_S
        while len(self._recent) > 1 and not self._nearer(due_s):
            self._recent.popleft()
        return self._recent[0]

    def clear(self) -> None:
        """Forgets all readings: the person is out of sight."""
        self._recent.clear()

    def _nearer(self, due_s: float) -> bool:
        """Whether the oldest reading is nearer to the due time than the one after it."""
        (oldest_s, _), (next_s, _) = self._recent[0], self._recent[1]
        return abs(oldest_s - due_s) < abs(next_s - due_s) - SAME_TIME_S
