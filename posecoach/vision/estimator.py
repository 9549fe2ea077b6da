"""Pose estimation: a still or a video frame in, an observation of the person in it out."""

from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.observation import Observation
from posecoach.vision.augmentation import AUGMENTATIONS
from posecoach.vision.engine import PoseEngine
from posecoach.vision.frame_observer import FrameObserver, look_at
from posecoach.vision.fusion import fuse_poses, score_pose
from posecoach.vision.light import brightness
from posecoach.vision.second_person import SecondPersonFinder, finder_of_anyone
from posecoach.vision.tracker import largest_person


class _PoseEstimator:
    """What stills and videos share: the engine."""

    def __init__(self, model: Path) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        self._engine = PoseEngine(model)

    def close(self) -> None:
        """Frees the engine. Closing twice is fine."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class StillPoseEstimator(_PoseEstimator):
    """Estimates the pose in single pictures. Not to be shared between threads without a lock.

    A still is looked at in all augmentations, and the poses found are fused.
    """

    def __init__(self, model: Path) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        super().__init__(model)
        self._second_person = SecondPersonFinder(finder_of_anyone(self._engine.detect))

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
        light = brightness(rgb)
        if not scored:
            return Observation(light=light)
        pose = fuse_poses(scored)
        return Observation(pose, light, self._second_person.in_still(rgb, pose))


class VideoPoseEstimator(_PoseEstimator):
    """Estimates the pose in the frames of one stream as they come, e.g. from a camera.

    Not to be shared between threads without a lock. The frames of a file can be looked at side by side, see
    ``posecoach.vision.side_by_side``.
    """

    def __init__(self, model: Path) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        super().__init__(model)
        self._observer = FrameObserver(self._engine.detect)
        self._frames = 0

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
        look = look_at(rgb, self._frames, self._engine.detect)
        self._frames += 1
        return self._observer.observe(rgb, look, t_s)
