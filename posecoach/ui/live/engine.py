"""The pose engine of one live session: an estimator, and a thread that takes in what it finds."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from posecoach import memory
from posecoach.cores import usable_cores
from posecoach.pose.observation import Observation
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.frame_observer import FrameLook
from posecoach.vision.model.choice import Purpose, model_for

# A frame that comes while the last one is looked at need not wait where a second core is free. A third engine
# would find no frame: a camera sends 30 a second.
_MOST_ENGINES = 2
# What a webcam sends (height, width, RGB).
_WARM_UP_SHAPE = (480, 640, 3)

_Result = TypeVar("_Result")


class Estimator(Protocol):
    """What a session uses of ``VideoPoseEstimator``."""

    def look(self, rgb: NDArray[np.uint8]) -> Future[FrameLook]:
        """Begins to look at the next frame."""

    def observe(self, rgb: NDArray[np.uint8], look: FrameLook, t_s: float) -> Observation:
        """Observes the next frame from what it shows by itself."""

    def close(self) -> None:
        """Frees the engines."""


def looks_at_once() -> int:
    """How many frames of a session are looked at at a time."""
    return min(_MOST_ENGINES, usable_cores())


def open_estimator() -> VideoPoseEstimator:
    """An estimator for one stream of camera frames.

    Raises:
        ModelError: if there is no model that can be used.
    """
    return VideoPoseEstimator(model_for(Purpose.LIVE).path, looks_at_once())


def warm_up() -> None:
    """Loads what the first session would otherwise wait for.

    Raises:
        ModelError: if there is no model that can be used.
    """
    with open_estimator() as estimator:
        estimator.estimate(np.zeros(_WARM_UP_SHAPE, np.uint8), 0.0)


class SessionEngine:
    """Runs a session's work in one thread, where its estimator is opened, used and closed.

    The estimator is opened with the first frame, so that the socket is read while it loads.
    """

    def __init__(self, open_one: Callable[[], Estimator]) -> None:
        self._open = open_one
        self._estimator: Estimator | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="posecoach-live")

    async def run(self, work: Callable[[], _Result]) -> _Result:
        """Does the work in the session's thread, after all before it, and in the caller's language."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, copy_context().run, work)

    def look(self, rgb: NDArray[np.uint8]) -> Future[FrameLook]:
        """Begins to look at the next frame. Only for the session's thread."""
        if self._estimator is None:
            self._estimator = self._open()
        return self._estimator.look(rgb)

    def observe(self, rgb: NDArray[np.uint8], look: FrameLook, t_s: float) -> Observation:
        """Observes the next frame from what it shows by itself. Only for the session's thread."""
        assert self._estimator is not None, "looked at by it"
        return self._estimator.observe(rgb, look, t_s)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self.run(self._close)
        finally:
            self._thread.shutdown(wait=False)

    def _close(self) -> None:
        if self._estimator is not None:
            self._estimator.close()
            self._estimator = None
            memory.release()
