"""The frames of a video looked at side by side.

The engine looks at each frame afresh, so it need not see them in order. What it finds is taken in in order.
A look for a second person is waited for, so it goes to the engine that is free first.
"""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future
from pathlib import Path

from posecoach.pose.observation import Observation
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.found_people import FoundPeople
from posecoach.vision.frame_observer import FrameLook
from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import Frame

# No engine waits while the caller is busy with a frame or waits for a second person; more only takes memory.
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
    with VideoPoseEstimator(model, workers) as estimator:
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
                    people = None if found is None else found.of(index, frame.rgb)
                    waiting.append((frame, estimator.look(frame.rgb, people)))
            if waiting:
                frame, look = waiting.popleft()
                yield frame, estimator.observe(frame.rgb, look.result(), frame.t_s)
    if ended is not None:
        raise ended
