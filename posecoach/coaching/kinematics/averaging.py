"""Two means: one that ignores outliers among a few readings, and one that learns a value slowly."""

import math
from typing import Final

import numpy as np

from posecoach.pose.landmarks import FloatArray

_TRIMMED: Final = 0.25  # of the readings, at either end


def trimmed_mean(readings: FloatArray) -> FloatArray:
    """The mean of the middle half of some readings; of fewer than four, the mean of all.

    Args:
        readings: (n, ...) n readings of the same shape, at least one. NaN sorts to the end: one is
            trimmed like an outlier, and where more remain the mean is NaN.

    Returns:
        (...) the mean over the first axis.
    """
    trimmed = int(len(readings) * _TRIMMED)
    middle = np.sort(readings, axis=0)[trimmed:-trimmed] if trimmed else readings
    mean: FloatArray = np.asarray(middle.mean(axis=0))
    return mean


class SlowMean:
    """A mean that follows its readings slowly, and knows for how long it has been learning.

    Args:
        time_constant_s: After this many seconds of a new value, the mean is two thirds of the way there.
    """

    def __init__(self, time_constant_s: float) -> None:
        self.value = math.nan
        """NaN before the first reading."""
        self.learnt_s = 0.0
        """How many seconds of readings went into it."""
        self._time_constant_s = time_constant_s
        self._last_t_s: float | None = None

    def add(self, reading: float, t_s: float) -> None:
        """Take in a reading; it stands for the time since the one before, unless there was a break.

        Args:
            reading: The value read.
            t_s: The frame's timestamp, seconds. A frame from the past stands for no time.
        """
        if self._last_t_s is not None:
            lasted_s = max(0.0, t_s - self._last_t_s)
            self.learnt_s += lasted_s
            self.value += (1 - math.exp(-lasted_s / self._time_constant_s)) * (reading - self.value)
        elif math.isnan(self.value):
            self.value = reading
        self._last_t_s = t_s

    def interrupt(self) -> None:
        """Nothing is read here: the time until the next reading counts for nothing."""
        self._last_t_s = None
