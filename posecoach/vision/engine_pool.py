"""Pose engines side by side, each in a thread of its own."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import local

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.vision.augmentation import Augmentation
from posecoach.vision.engine import PoseEngine


class EnginePool:
    """Looks at several pictures at a time. MediaPipe releases the interpreter while it works.

    Args:
        model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
        count: How many engines there are at most. Each is loaded when all others are at work.
    """

    def __init__(self, model: Path, count: int) -> None:
        self._model = model
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="posecoach-pose")
        self._mine = local()
        self._engines: list[PoseEngine] = []

    def detect(self, rgb: NDArray[np.uint8], augmentation: Augmentation) -> Future[list[Pose]]:
        """Begins to look at a picture, see ``PoseEngine.detect``.

        Returns:
            The people in it; or the ModelError of a bundle that can't be loaded.
        """
        return self._threads.submit(self._detect, rgb, augmentation)

    def close(self) -> None:
        """Waits for the pictures that are looked at, and frees the engines."""
        self._threads.shutdown(cancel_futures=True)
        while self._engines:
            self._engines.pop().close()

    def _detect(self, rgb: NDArray[np.uint8], augmentation: Augmentation) -> list[Pose]:
        if not hasattr(self._mine, "engine"):
            self._mine.engine = PoseEngine(self._model)
            self._engines.append(self._mine.engine)
        engine: PoseEngine = self._mine.engine
        return engine.detect(rgb, augmentation)
