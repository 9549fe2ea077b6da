"""Pose estimation: a still or a video frame in, an observation of the person in it out."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.augmentation import AUGMENTATIONS
from posecoach.vision.engine import PoseEngine
from posecoach.vision.engine_pool import EnginePool
from posecoach.vision.frame_observer import FrameLook, FrameObserver
from posecoach.vision.fusion import fuse_poses, score_pose
from posecoach.vision.light import brightness
from posecoach.vision.second_person import SecondPersonFinder, finder_of_anyone
from posecoach.vision.tracker import largest_person


class _PoseEstimator(ABC):
    """What stills and videos share: an estimator is closed in the end."""

    @abstractmethod
    def close(self) -> None:
        """Frees the engine. Closing twice is fine."""

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
        self._engine = PoseEngine(model)
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

    def close(self) -> None:
        """Frees the engine. Closing twice is fine."""
        self._engine.close()


class VideoPoseEstimator(_PoseEstimator):
    """Estimates the pose in the frames of one stream as they come, e.g. from a camera.

    Several frames can be looked at at a time: ``look`` at each as it comes, and ``observe`` what was found in
    the same order. Not to be shared between threads without a lock. Those of a file are better read ahead:
    ``posecoach.vision.side_by_side``.
    """

    def __init__(self, model: Path, engines: int = 1) -> None:
        """Prepares the engines, which are loaded with the first frames; that takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
            engines: How many frames are looked at at a time, at most.
        """
        self._engines = EnginePool(model, engines)
        self._observer = FrameObserver(self._engines.detect)
        self._frames = 0

    def look(self, rgb: NDArray[np.uint8], people: Sequence[Pose] | None = None) -> Future[FrameLook]:
        """Begins to look at the next frame.

        Args:
            rgb: (h, w, 3) the frame, any size.
            people: Who was found in it, where an engine has looked at it before.

        Returns:
            What ``observe`` takes; or what ``estimate`` raises.
        """
        look = self._engines.look_at(rgb, self._frames, people)
        self._frames += 1
        return look

    def observe(self, rgb: NDArray[np.uint8], look: FrameLook, t_s: float) -> Observation:
        """Observes the next frame from what it shows by itself.

        Args:
            rgb: (h, w, 3) the frame.
            look: What ``look`` made of it.
            t_s: The frame's own timestamp, seconds. A frame from the past is not fused with later ones.

        Returns:
            What it shows, in pixels of ``rgb``.
        """
        return self._observer.observe(rgb, look, t_s)

    def estimate(self, rgb: NDArray[np.uint8], t_s: float) -> Observation:
        """Looks at the next frame and observes it.

        Args:
            rgb: (h, w, 3) the frame, any size.
            t_s: The frame's own timestamp, seconds. A frame from the past is not fused with later ones.

        Returns:
            What it shows, in pixels of ``rgb``.

        Raises:
            ModelError: if the bundle can't be loaded.
            RuntimeError: if the estimator is closed.
            ValueError: if ``rgb`` isn't such a picture.
        """
        return self.observe(rgb, self.look(rgb).result(), t_s)

    def close(self) -> None:
        """Frees the engines, once they have looked at what they began. Closing twice is fine."""
        self._engines.close()
