"""Pose engines side by side, each in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import local

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.vision.augmentation import Augmentation
from posecoach.vision.engine import PoseEngine
from posecoach.vision.frame_observer import FrameLook, look_at, look_of


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
        self._first: SimpleQueue[Callable[[], None]] = SimpleQueue()  # what goes before all that waits

    def look_at(
        self, rgb: NDArray[np.uint8], index: int, people: Sequence[Pose] | None = None
    ) -> Future[FrameLook]:
        """Begins to look at a frame, see ``frame_observer.look_at``.

        Args:
            rgb: (h, w, 3) the frame.
            index: Its number in the video, from 0.
            people: Who was found in it, where an engine has looked at it before.

        Returns:
            What it shows by itself; or the ModelError of a bundle that can't be loaded, or the ValueError of
            what is no picture.

        Raises:
            RuntimeError: if the pool is closed.
        """
        return self._threads.submit(self._look_at, rgb, index, people)

    def detect(self, rgb: NDArray[np.uint8], augmentation: Augmentation) -> list[Pose]:
        """As ``PoseEngine.detect``, by the engine that is free first: the frames that wait come after it."""
        found: Future[list[Pose]] = Future()

        def detect() -> None:
            try:
                found.set_result(self._engine().detect(rgb, augmentation))
            except BaseException as error:
                found.set_exception(error)

        self._first.put(detect)
        self._threads.submit(self._do_first)
        return found.result()

    def close(self) -> None:
        """Waits for the pictures that are looked at, and frees the engines. Closing twice is fine."""
        self._threads.shutdown(cancel_futures=True)
        while self._engines:
            self._engines.pop().close()

    def _look_at(self, rgb: NDArray[np.uint8], index: int, people: Sequence[Pose] | None) -> FrameLook:
        self._do_first()
        return look_at(rgb, index, self._engine().detect) if people is None else look_of(rgb, people)

    def _do_first(self) -> None:
        with suppress(Empty):
            self._first.get_nowait()()

    def _engine(self) -> PoseEngine:
        if not hasattr(self._mine, "engine"):
            self._mine.engine = PoseEngine(self._model)
            self._engines.append(self._mine.engine)
        engine: PoseEngine = self._mine.engine
        return engine
