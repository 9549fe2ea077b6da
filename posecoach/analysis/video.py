"""A video through the whole coach: frames, poses, what each moment was, and the report of the set."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Pose, Side
from posecoach.records.report.model import SetReport, report_of
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.rendering.overlay import draw_feedback
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.video import Frame, VideoWriter, probe, read_frames

Progress = Callable[[int, int], None]
"""Called after each frame with the number of frames done and the number there are."""


def analyze_frames(
    frames: Iterable[Frame], estimator: VideoPoseEstimator, coach: Coach, recorder: SetRecorder
) -> Iterator[tuple[Frame, Pose | None, Feedback]]:
    """Yields every frame of a set with the pose found in it, and what its moment was.

    A frame waits until its moment is final, see ``posecoach.records.timeline``. With the last one the set is
    over, and ``recorder`` has all of it.

    Args:
        frames: In order.
        estimator: Finds the person, one video in its life.
        coach: Judges the set.
        recorder: Keeps what came of it.

    Raises:
        VideoError: if the frames' video is damaged further on.
    """
    waiting: deque[tuple[Frame, Pose | None]] = deque()
    for frame in frames:
        observation = estimator.estimate(frame.rgb, frame.t_s)
        waiting.append((frame, observation.pose))
        for moment in recorder.add(coach.update(observation, frame.t_s)):
            yield *waiting.popleft(), moment
    for moment in recorder.finish(coach.finish()):
        yield *waiting.popleft(), moment


def analyze_video(
    video: Path,
    spec: StretchSpec,
    model: Path,
    *,
    side: Side | None = None,
    target_s: float | None = None,
    annotated: Path | None = None,
    progress: Progress | None = None,
) -> SetReport:
    """Judges a video as one set of one stretch, in one pass.

    Args:
        video: The video file.
        spec: The stretch to judge it by.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model``.
        side: The leg to judge; None lets the coach choose.
        target_s: Seconds to hold; None takes the spec's.
        annotated: Where to write a copy of the video with what each moment was drawn on it.
        progress: Called after each frame.

    Raises:
        VideoError: if the video can't be read or its copy can't be written; no copy is left then.
        ModelError: if the model can't be loaded.
    """
    info = probe(video)
    coach, recorder = Coach(spec, SessionContext(load_phrases()), side, target_s), SetRecorder()
    moments: list[Feedback] = []
    with (
        nullcontext() if annotated is None else VideoWriter(annotated, info.width, info.height) as copy,
        VideoPoseEstimator(model) as estimator,
    ):
        for frame, pose, moment in analyze_frames(read_frames(video), estimator, coach, recorder):
            if copy is not None:
                copy.write(draw_feedback(frame.rgb, pose, moment), frame.t_s)
            moments.append(moment)
            if progress is not None:
                progress(len(moments), info.frames)
    return report_of(spec, recorder, moments, info, side)
