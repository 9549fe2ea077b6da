"""Which leg is which while the two do different things: named by where they were, not by the pose engine."""

from dataclasses import replace

from posecoach.pose.legs import LegsBefore, with_legs_swapped
from posecoach.pose.observation import Observation


class LegNames:
    """Keeps the legs' names for as long as the legs stay apart, in which they can't have changed places.

    From the side the pose engine guesses which leg is the near one. A leg that is stretched upwards beside a
    foot on the floor makes it change its mind in the middle of a hold (rendered people; the person tracker
    gives in after 0.6 s, as it must with people who walk).
    """

    def __init__(self) -> None:
        self._before = LegsBefore()

    def rename(self, observation: Observation, t_s: float) -> Observation:
        """The observation with its legs named as in the frame before.

        Args:
            observation: What the frame shows, with a person.
            t_s: The frame's timestamp, seconds.
        """
        pose = observation.person
        if self._before.swapped(pose, t_s):
            pose = with_legs_swapped(pose)
            observation = replace(observation, pose=pose)
        self._before.remember(pose, t_s)
        return observation
