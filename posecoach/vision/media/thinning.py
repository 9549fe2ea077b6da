"""Which frames of a fast film are looked at: a verdict needs about 30 a second, and each takes its time."""

import math
from typing import Final

_EVERY_S: Final = 1 / 30
_FASTEST_PER_S: Final = 33.0
"""Films up to here are looked at whole: cameras that are set to 30 frames a second come near it."""


class FrameThinner:
    """Chooses the frames of one film by their times, so that about 30 a second are left.

    Args:
        frame_s: How long a frame of the film lasts, seconds, as in ``DisplayTimes``.
    """

    def __init__(self, frame_s: float) -> None:
        self._all = frame_s * _FASTEST_PER_S >= 1
        self._early_s = frame_s / 2  # nearer to its time than the next frame
        self._due_s = -math.inf

    def takes(self, t_s: float) -> bool:
        """Whether the next frame is to be looked at.

        Args:
            t_s: When it is shown, seconds.
        """
        if self._all:
            return True
        if t_s < self._due_s - self._early_s:
            return False
        on_time = t_s - self._due_s < _EVERY_S
        self._due_s = (self._due_s if on_time else t_s) + _EVERY_S
        return True
