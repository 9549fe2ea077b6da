"""Which leg is which while the two do different things: named by where they were, not by the pose engine."""

from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.pose.landmarks import FloatArray
from posecoach.pose.legs import knees_and_ankles, legs_apart, legs_swapped, with_legs_swapped
from posecoach.pose.observation import Observation

_FORGOTTEN_AFTER_S: Final = 1.0  # as the person tracker has it: by then legs may be anywhere


class LegNames:
    """Keeps the legs' names for as long as the legs stay apart, in which they can't have changed places.

    From the side the pose engine guesses which leg is the near one. A leg that is stretched upwards beside a
    foot on the floor makes it change its mind in the middle of a hold (rendered people; the person tracker
    gives in after 0.6 s, as it must with people who walk).
    """

    def __init__(self) -> None:
        self._legs: tuple[float, FloatArray] | None = None  # when, and its knees and ankles

    def rename(self, observation: Observation, t_s: float) -> Observation:
        """The observation with its legs named as in the frame before.

        Args:
            observation: What the frame shows, with a person.
            t_s: The frame's timestamp, seconds.
        """
        pose = observation.person
        if self._legs is not None and 0 <= t_s - self._legs[0] <= _FORGOTTEN_AFTER_S:
            before = self._legs[1]
            if legs_apart(before, pose) and legs_swapped(knees_and_ankles(pose.points), before):
                pose = with_legs_swapped(pose)
                observation = replace(observation, pose=pose)
        if np.isfinite(pose.points).all():
            self._legs = t_s, knees_and_ankles(pose.points)
        return observation
