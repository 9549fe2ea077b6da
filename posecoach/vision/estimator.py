"""Pose estimation: a still or a video frame in, an observation of the person in it out."""

from collections import deque
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import FloatArray, body_size, pose_distance
from posecoach.pose.observation import Observation
from posecoach.vision.augmentation import AUGMENTATIONS, MIRRORED
from posecoach.vision.engine import PoseEngine
from posecoach.vision.fusion import ScoredPose, fuse_poses, score_pose
from posecoach.vision.second_person import SecondPersonFinder
from posecoach.vision.tracker import PersonTracker, largest_person

# Of a video. More frames tell more about a person who holds still, and lag more behind one who moves.
_FUSED_FRAMES = 4
_FUSED_WITHIN_S = 0.3  # the person may have moved between frames that are farther apart
_FOUND_AGAIN = 0.5  # of the body's size: a person found within it again is one and the same
# Light is a matter of large areas: in the mean of 4 x 4 pixels, picked all over the picture, noise is gone.
_LIGHT_GRID = (64, 48)
_LIGHT_SAMPLES = (256, 192)
_LIGHT_PERCENTILE = 90


class _PoseEstimator:
    """What stills and videos share: the engine, and the look for a second person."""

    def __init__(self, model: Path) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        self._engine = PoseEngine(model)
        self._second_person = SecondPersonFinder(self._find_anyone)

    def close(self) -> None:
        """Frees the engine. Closing twice is fine."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _find_anyone(self, rgb: NDArray[np.uint8]) -> FloatArray | None:
        people = self._engine.detect(rgb)
        if not people:
            return None
        # Skeletons where there is nobody are not found again in the mirrored picture.
        again = self._engine.detect(rgb, MIRRORED)
        near = _FOUND_AGAIN * body_size(people[0].points)
        return people[0].points if any(pose_distance(people[0], one) <= near for one in again) else None


class StillPoseEstimator(_PoseEstimator):
    """Estimates the pose in single pictures. Not to be shared between threads without a lock.

    A still is looked at in all augmentations, and the poses found are fused.
    """

    def estimate(self, rgb: NDArray[np.uint8]) -> Observation:
        """Observes one picture.

        Args:
            rgb: (h, w, 3) the picture, any size.

        Returns:
            What it shows, in pixels of ``rgb``.

        Raises:
            ValueError: if the estimator is closed, or ``rgb`` isn't such a picture.
        """
        found = [self._engine.detect(rgb, augmentation) for augmentation in AUGMENTATIONS]
        scored = [score_pose(largest_person(people)) for people in found if people]
        light = _light(rgb)
        if not scored:
            return Observation(light=light)
        pose = fuse_poses(scored)
        return Observation(pose, light, self._second_person.in_still(rgb, pose))


class VideoPoseEstimator(_PoseEstimator):
    """Estimates the pose in the frames of one video. Not to be shared between threads without a lock.

    Each frame is looked at in one augmentation, in turns, and its pose fused with those of the frames just
    before.
    """

    def __init__(self, model: Path) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        super().__init__(model)
        self._tracker = PersonTracker()
        self._augmentations = cycle(AUGMENTATIONS)
        self._recent: deque[tuple[float, ScoredPose]] = deque(maxlen=_FUSED_FRAMES)  # the newest first

    def estimate(self, rgb: NDArray[np.uint8], t_s: float) -> Observation:
        """Observes the next frame.

        Args:
            rgb: (h, w, 3) the frame, any size.
            t_s: The frame's own timestamp, seconds. A frame from the past is not fused with later ones.

        Returns:
            What it shows, in pixels of ``rgb``.

        Raises:
            ValueError: if the estimator is closed, or ``rgb`` isn't such a picture.
        """
        chosen = self._tracker.choose(self._engine.detect(rgb, next(self._augmentations)), t_s)
        light = _light(rgb)
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


def _light(rgb: NDArray[np.uint8]) -> float:
    """The brightness that a tenth of the picture exceeds, 0..1: dark clothes don't make a dark room."""
    some = cv2.resize(rgb, _LIGHT_SAMPLES, interpolation=cv2.INTER_NEAREST)
    small = cv2.cvtColor(cv2.resize(some, _LIGHT_GRID, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    return float(np.percentile(small, _LIGHT_PERCENTILE)) / np.iinfo(np.uint8).max
