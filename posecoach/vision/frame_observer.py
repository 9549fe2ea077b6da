"""What the frames of a video show: each looked at by itself, and then put together in their order."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class FrameLook:
    """What one frame shows by itself.

    Attributes:
        people: Everyone the engine found in it.
        light: As in ``Observation.light``.
    """

    people: tuple[ScoredPose, ...]
    light: float


def look_at(rgb: NDArray[np.uint8], index: int, detect: Detect) -> FrameLook:
    """Looks at one frame: all that needs no other, and can be done in any order and thread.

    Args:
        rgb: (h, w, 3) the frame.
        index: Its number in the video, from 0.
        detect: The engine.
    """
    return look_of(rgb, detect(rgb, augmentation_of(index)))


def look_of(rgb: NDArray[np.uint8], people: Sequence[Pose]) -> FrameLook:
    """What one frame shows by itself, where the people in it have been found.

    Args:
        rgb: (h, w, 3) the frame.
        people: What the engine found, looking at the variant that ``augmentation_of`` gives.
    """
    return FrameLook(tuple(score_pose(pose) for pose in people), brightness(rgb))


class FrameObserver:
    """Follows the coached person through one video, frame by frame in order.

    Args:
        detect: The engine, for the second person.
    """

    def __init__(self, detect: Detect) -> None:
        self._tracker = PersonTracker()
        self._second_person = SecondPersonFinder(finder_of_anyone(detect))
        self._recent: deque[tuple[float, ScoredPose]] = deque(maxlen=_FUSED_FRAMES)  # the newest first

    def observe(self, rgb: NDArray[np.uint8], look: FrameLook, t_s: float) -> Observation:
        """Observes the next frame. Its pose is fused with those of the frames just before.

        Args:
            rgb: (h, w, 3) the frame.
            look: What ``look_at`` made of it.
            t_s: The frame's own timestamp, seconds. A frame from the past is not fused with later ones.

        Returns:
            What it shows, in pixels of ``rgb``.
        """
        chosen = self._tracker.choose([one.pose for one in look.people], t_s)
        if chosen is None:
            self._recent.clear()
            return Observation(light=look.light)
        self._recent.appendleft((t_s, next(one for one in look.people if one.pose is chosen)))
        while not 0 <= t_s - self._recent[-1][0] <= _FUSED_WITHIN_S:
            self._recent.pop()
        fused = fuse_poses([scored for _, scored in self._recent])
        second_person = self._second_person.in_video(rgb, fused, t_s)
        same = self._tracker.confirm(fused, t_s)
        shown = fused if same is None else same
        return Observation(shown, look.light, second_person, confirmed=same is not None)
