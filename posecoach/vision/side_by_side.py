"""The frames of a video looked at side by side.

The engine looks at each frame afresh, so it need not see them in order. What it finds is taken in in order.
"""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import local
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.augmentation import Augmentation
from posecoach.vision.engine import PoseEngine
from posecoach.vision.found_people import FoundPeople
from posecoach.vision.frame_observer import FrameObserver, augmentation_of
from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import Frame

# No engine waits while the caller is busy with a frame or looks for a second person; more only takes memory.
_AHEAD_PER_WORKER = 3


def observe_frames(
    frames: Iterable[Frame], model: Path, workers: int = 1, found: FoundPeople | None = None
) -> Generator[tuple[Frame, Observation]]:
    """Yields every frame of a video with what it shows, in order; the same whatever the number of workers.

    Frames are read a few ahead of those that are yielded. Close the generator when it is left early: that
    ends its threads.

    Args:
        frames: In order.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
        workers: How many frames are looked at at a time, each by an engine and a thread of its own.
        found: Whom others have found already; only the frames that they lack are looked at.

    Raises:
        ModelError: if the bundle can't be loaded.
        VideoError: if the frames' video can't be read any further, after all frames that came before.
    """
    # Looking for a second person has an engine of its own: those of the workers need not be waited for.
    with PoseEngine(model) as looks, _Workers(model, workers) as finders:
        observer = FrameObserver(looks.detect)
        source = enumerate(frames)
        waiting: deque[tuple[Frame, Future[list[Pose]]]] = deque()
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
                    people = None if found is None else found.of(index, frame.rgb)
                    waiting.append((frame, finders.find(frame.rgb, augmentation_of(index), people)))
            if waiting:
                frame, answer = waiting.popleft()
                yield frame, observer.observe(frame.rgb, answer.result(), frame.t_s)
    if ended is not None:
        raise ended


class _Workers:
    """Threads, each with a pose engine of its own that is loaded with its first frame."""

    def __init__(self, model: Path, count: int) -> None:
        self._model = model
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="posecoach-pose")
        self._mine = local()
        self._engines: list[PoseEngine] = []

    def find(
        self, rgb: NDArray[np.uint8], augmentation: Augmentation, found: list[Pose] | None
    ) -> Future[list[Pose]]:
        if found is None:
            return self._threads.submit(self._find, rgb, augmentation)
        there: Future[list[Pose]] = Future()
        there.set_result(found)
        return there

    def _find(self, rgb: NDArray[np.uint8], augmentation: Augmentation) -> list[Pose]:
        if not hasattr(self._mine, "engine"):
            self._mine.engine = PoseEngine(self._model)
            self._engines.append(self._mine.engine)
        engine: PoseEngine = self._mine.engine
        return engine.detect(rgb, augmentation)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        for engine in self._engines:
            engine.close()
