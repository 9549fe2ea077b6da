"""What the frames of a video show, from the people found in each: the part that goes by the frames' order."""

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.augmentation import AUGMENTATIONS, Augmentation
from posecoach.vision.fusion import ScoredPose, fuse_poses, score_pose
from posecoach.vision.light import brightness
from posecoach.vision.second_person import Detect, SecondPersonFinder, finder_of_anyone
from posecoach.vision.tracker import PersonTracker

# More frames tell more about a person who holds still, and lag more behind one who moves.
_FUSED_FRAMES = 4
_FUSED_WITHIN_S = 0.3  # the person may have moved between frames that are farther apart


def augmentation_of(index: int) -> Augmentation:
    """The variant in which a video's frame of this number, counted from 0, is looked at."""
    return AUGMENTATIONS[index % len(AUGMENTATIONS)]


class FrameObserver:
    """Follows the coached person through one video, frame by frame in order.

    The people in each frame are found by others, in whatever order and wherever suits them.

    Args:
        detect: The engine, for the second person.
    """

    def __init__(self, detect: Detect) -> None:
        self._tracker = PersonTracker()
        self._second_person = SecondPersonFinder(finder_of_anyone(detect))
        self._recent: deque[tuple[float, ScoredPose]] = deque(maxlen=_FUSED_FRAMES)  # the newest first

    def observe(self, rgb: NDArray[np.uint8], people: Sequence[Pose], t_s: float) -> Observation:
        """Observes the next frame. Its pose is fused with those of the frames just before.

        Args:
            rgb: (h, w, 3) the frame.
            people: Everyone the engine found in it, looking at the variant that ``augmentation_of`` gives.
            t_s: The frame's own timestamp, seconds. A frame from the past is not fused with later ones.

        Returns:
            What it shows, in pixels of ``rgb``.
        """
        chosen = self._tracker.choose(people, t_s)
        light = brightness(rgb)
        if chosen is None:
            self._recent.clear()
            return Observation(light=light)
        self._recent.appendleft((t_s, score_pose(chosen)))
        while not 0 <= t_s - self._recent[-1][0] <= _FUSED_WITHIN_S:
            self._recent.pop()
        fused = fuse_poses([scored for _, scored in self._recent])
        second_person = self._second_person.in_video(rgb, fused, t_s)
        same = self._tracker.confirm(fused, t_s)
        return Observation(fused if same is None else same, light, second_person, confirmed=same is not None)
