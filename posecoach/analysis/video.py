"""A video through the whole coach: frames, poses, the answers to them, and the report of the set."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from posecoach.coaching.coach import Coach
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Pose, Side
from posecoach.records.report.model import SetReport, build_report
from posecoach.rendering.overlay import draw_feedback
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.video import Frame, VideoWriter, probe, read_frames

Progress = Callable[[int, int], None]
"""Called after each frame with the number of frames done and the number there are."""


def analyze_frames(
    video: Path, spec: StretchSpec, model: Path, *, side: Side | None = None, target_s: float | None = None
) -> Iterator[tuple[Frame, Pose | None, Feedback]]:
    """Yields every frame of a video with the pose found in it and the coach's answer.

    With the last one the set is over: a hold that goes on in it counts up to its own time.

    Args:
        video: The video file.
        spec: The stretch to judge it by.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
        side: The leg to judge; None lets the coach choose.
        target_s: Seconds to hold; None takes the spec's.

    Raises:
        VideoError: if the video can't be read, or is damaged further on.
        ModelError: if the model can't be loaded.
    """
    coach = Coach(spec, side, target_s)
    with VideoPoseEstimator(model) as estimator:
        newest: tuple[Frame, Pose | None, Feedback] | None = None
        for frame in read_frames(video):
            if newest is not None:
                yield newest
            seen = estimator.estimate(frame.rgb, frame.t_s)
            newest = frame, seen.pose, coach.update(seen, frame.t_s)
        if newest is not None:
            frame, pose, answer = newest
            yield frame, pose, replace(answer, clock=coach.finish())


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
        model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
        side: The leg to judge; None lets the coach choose.
        target_s: Seconds to hold; None takes the spec's.
        annotated: Where to write a copy of the video with the coach's answers drawn on it.
        progress: Called after each frame.

    Raises:
        VideoError: if the video can't be read or its copy can't be written; no copy is left then.
        ModelError: if the model can't be loaded.
    """
    info = probe(video)
    answers: list[Feedback] = []
    with nullcontext() if annotated is None else VideoWriter(annotated, info.width, info.height) as copy:
        for frame, pose, feedback in analyze_frames(video, spec, model, side=side, target_s=target_s):
            if copy is not None:
                copy.write(draw_feedback(frame.rgb, pose, feedback), frame.t_s)
            answers.append(feedback)
            if progress is not None:
                progress(len(answers), info.frames)
    return build_report(spec, answers, info, side)
