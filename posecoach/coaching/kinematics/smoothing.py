"""Poses made steady over a fraction of a second, by the frames' own time."""

from collections import deque
from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.pose.landmarks import FloatArray
from posecoach.pose.observation import Observation

SMOOTH_OVER_S: Final = 0.24
"""Readings come half of this late. Over 0.16 s, photos of real people that are held still are left out for a
twentieth of the time, over this for a fiftieth (benchmarks/accuracy/held_stills.py)."""

_DROPPED = 0.25  # of the readings at either end: a landmark that jumps for a frame counts for nothing
_ENOUGH_TO_DROP = 4


class PoseSmoother:
    """Takes each landmark's trimmed mean over the last moments.

    A mean lags by half its window whatever the person does, so what is read is dated right
    (``READING_LAG_S``); filters that follow faster motion faster don't lag evenly.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Observation]] = deque()

    def smooth(self, observation: Observation, t_s: float) -> Observation:
        """The steady pose half a window ago, with the outline and all else that was seen at that time.

        Args:
            observation: What the frame shows; somebody was found in it.
            t_s: The frame's timestamp. One from the past begins anew.
        """
        if self._recent and t_s < self._recent[-1][0]:
            self._recent.clear()
        self._recent.append((t_s, observation))
        while t_s - self._recent[0][0] > SMOOTH_OVER_S:
            self._recent.popleft()
        observations = [recent for _, recent in self._recent]
        middle = observations[(len(observations) - 1) // 2]
        poses = [recent.person for recent in observations]
        pose = replace(
            middle.person,
            points=_trimmed_mean(np.stack([recent.points for recent in poses])),
            visibility=_trimmed_mean(np.stack([recent.visibility for recent in poses])),
            world=_trimmed_mean(np.stack([recent.world for recent in poses])),
        )
        return replace(middle, pose=pose)


def _trimmed_mean(readings: FloatArray) -> FloatArray:
    """Over the first axis. NaN sorts to the end: one is dropped as a jump would be, more tell NaN."""
    count = len(readings)
    if count < _ENOUGH_TO_DROP:
        mean: FloatArray = readings.mean(axis=0)
        return mean
    dropped = int(count * _DROPPED)
    kept: FloatArray = np.sort(readings, axis=0)[dropped : count - dropped].mean(axis=0)
    return kept
