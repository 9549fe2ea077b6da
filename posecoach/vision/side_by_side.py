"""The frames of a video looked at side by side.

The engine looks at each frame afresh, so it need not see them in order. What it finds is taken in in order.
A look for a second person is waited for, so it goes to the engine that is free first.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import local
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.augmentation import Augmentation
from posecoach.vision.engine import PoseEngine
from posecoach.vision.frame_observer import FrameLook, FrameObserver, look_at
from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import Frame

# No engine waits while the caller is busy with a frame or waits for a second person; more only takes memory.
_AHEAD_PER_WORKER = 3


def observe_frames(
    frames: Iterable[Frame], model: Path, workers: int = 1
) -> Generator[tuple[Frame, Observation]]:
    """Yields every frame of a video with what it shows, in order; the same whatever the number of workers.

    Frames are read a few ahead of those that are yielded. Close the generator when it is left early: that
    ends its threads.

    Args:
        frames: In order.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
        workers: How many frames are looked at at a time, each by an engine and a thread of its own.

    Raises:
        ModelError: if the bundle can't be loaded.
        VideoError: if the frames' video can't be read any further, after all frames that came before.
    """
    with _Workers(model, workers) as lookers:
        observer = FrameObserver(lookers.detect)
        source = enumerate(frames)
        waiting: deque[tuple[Frame, Future[FrameLook]]] = deque()
        ended: VideoError | None = None
        more = True
        while more or waiting:
            while more and len(waiting) < _AHEAD_PER_WORKER * workers:
                try:
                    index, frame = next(source)
                except StopIteration:
                    more = False
                except VideoError as error:
                    more, ended = False, error
                else:
                    waiting.append((frame, lookers.look_at(frame.rgb, index)))
            if waiting:
                frame, look = waiting.popleft()
                yield frame, observer.observe(frame.rgb, look.result(), frame.t_s)
    if ended is not None:
        raise ended


class _Workers:
    """Threads, each with a pose engine of its own that is loaded with its first frame."""

    def __init__(self, model: Path, count: int) -> None:
        self._model = model
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="posecoach-pose")
        self._mine = local()
        self._engines: list[PoseEngine] = []
        self._first: SimpleQueue[Callable[[], None]] = SimpleQueue()  # what goes before all that waits

    def look_at(self, rgb: NDArray[np.uint8], index: int) -> Future[FrameLook]:
        return self._threads.submit(self._look_at, rgb, index)

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

    def _look_at(self, rgb: NDArray[np.uint8], index: int) -> FrameLook:
        self._do_first()
        return look_at(rgb, index, self._engine().detect)

    def _do_first(self) -> None:
        with suppress(Empty):
            self._first.get_nowait()()

    def _engine(self) -> PoseEngine:
        if not hasattr(self._mine, "engine"):
            self._mine.engine = PoseEngine(self._model)
            self._engines.append(self._mine.engine)
        engine: PoseEngine = self._mine.engine
        return engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        for engine in self._engines:
            engine.close()
