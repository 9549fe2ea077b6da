"""Since when something has been true, and whether frames come often enough, by the frames' own time."""

import math
from collections import deque
from typing import Final

SAME_TIME_S: Final = 1e-6
"""Sums of timestamps differ by rounding; frames are at least a thousand times as far apart."""

_LONG_GAPS: Final = 3  # fewer are a camera that stuttered
_MOSTLY: Final = 0.75  # of the time since the first of them


class Since:
    """How long something has held without a break.

    A frame earlier than the beginning moves the beginning back to it: a clock that is set back starts
    again from 0, and no duration is ever negative.
    """

    def __init__(self) -> None:
        self._start_s: float | None = None

    def update(self, t_s: float, holds: bool) -> float | None:
        """Take in one frame.

        Args:
            t_s: The frame's timestamp, seconds.
            holds: Whether it is true in this frame.

        Returns:
            Seconds since the first frame of this run in which it was true, 0 in that frame itself; None
            where it is not true.
        """
        if not holds:
            self._start_s = None
            return None
        self._start_s = t_s if self._start_s is None else min(self._start_s, t_s)
        return t_s - self._start_s

    def reset(self) -> None:
        """Forget the run so far: the next frame begins a new one."""
        self._start_s = None


class TooFewFrames:
    """Whether frames have lately been too far apart for any time to count.

    Args:
        max_gap_s: The longest gap between two frames that can count, seconds.
    """

    def __init__(self, max_gap_s: float) -> None:
        self._max_gap_s = max_gap_s
        self._last_s = -math.inf
        self._long: deque[tuple[float, float]] = deque(maxlen=_LONG_GAPS)  # start and length, seconds

    def update(self, t_s: float) -> bool:
        """Take in one frame.

        Args:
            t_s: The frame's timestamp, seconds. One from the past adds nothing.
        """
        gap_s = t_s - self._last_s
        if self._max_gap_s < gap_s < math.inf:
            self._long.append((self._last_s, gap_s))
        self._last_s = max(self._last_s, t_s)
        if len(self._long) < _LONG_GAPS:
            return False
        return sum(gap for _, gap in self._long) >= _MOSTLY * (self._last_s - self._long[0][0])
