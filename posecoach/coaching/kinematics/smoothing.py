"""Poses smoothed over a fraction of a second, by the frames' own time."""

from collections import deque
from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.coaching.kinematics.averaging import trimmed_mean
from posecoach.pose.landmarks import FloatArray, stacked, with_numbers
from posecoach.pose.observation import Observation

SMOOTH_OVER_S: Final = 0.24
"""The window, seconds; what is read lags by half of it. Of photos of real people that are held still, a
window of 0.16 s leaves a twentieth of the time uncounted, this one a fiftieth
(benchmarks/accuracy/held_stills.py)."""


class PoseSmoother:
    """Takes each landmark's trimmed mean over a short window: one that jumps for a frame changes nothing.

    A mean lags by half its window whatever the person does, so readings can be dated correctly
    (``READING_LAG_S``). Filters that adapt to faster motion don't lag evenly.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Observation, FloatArray]] = deque()

    def smooth(self, observation: Observation, t_s: float) -> Observation:
        """The smoothed pose of half a window ago, with the mask and everything else seen at that time.

        Args:
            observation: What the frame shows, with a person.
            t_s: The frame's timestamp, seconds. One from the past empties the window.
        """
        if self._recent and t_s < self._recent[-1][0]:
            self._recent.clear()
        self._recent.append((t_s, observation, stacked(observation.person)))
        while t_s - self._recent[0][0] > SMOOTH_OVER_S:
            self._recent.popleft()
        middle = self._recent[(len(self._recent) - 1) // 2][1]
        mean = trimmed_mean(np.array([numbers for *_, numbers in self._recent]))
        return replace(middle, pose=with_numbers(middle.person, mean))
