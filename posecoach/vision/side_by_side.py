"""The frames of a video looked at side by side.

The engine looks at each frame afresh, so it need not see them in order. What it finds is taken in in order.
"""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.engine import PoseEngine
from posecoach.vision.engine_pool import EnginePool
from posecoach.vision.frame_observer import FrameObserver, augmentation_of
from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import Frame

# No engine waits while the caller is busy with a frame or looks for a second person; more only takes memory.
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
    # Looking for a second person has an engine of its own: those of the workers need not be waited for.
    with PoseEngine(model) as looks, closing(EnginePool(model, workers)) as finders:
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
                    waiting.append((frame, finders.detect(frame.rgb, augmentation_of(index))))
            if waiting:
                frame, found = waiting.popleft()
                yield frame, observer.observe(frame.rgb, found.result(), frame.t_s)
    if ended is not None:
        raise ended
