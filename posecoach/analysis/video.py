"""A video through the whole coach: frames, poses, what each moment was, and the report of the set."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback, State
from posecoach.coaching.reasons import Reason
from posecoach.cores import usable_cores
from posecoach.pose.landmarks import Pose, Side
from posecoach.pose.observation import Observation
from posecoach.records import words
from posecoach.records.formats.track import LandmarkTrack
from posecoach.records.report.model import SetReport, report_of
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.rendering.overlay import draw_feedback
from posecoach.vision.media.info import VideoCutError
from posecoach.vision.media.video import Frame, VideoWriter, probe, read_frames
from posecoach.vision.model.bundle import inspect_bundle
from posecoach.vision.side_by_side import observe_frames

# Beyond it the coach's own share of the frames, done in one thread, would not keep up with the engines.
_MOST_WORKERS = 6

Progress = Callable[[int, int], None]
"""Called after each frame with the number of frames done and the number there are."""


class WatchedSet:
    """One set, frame by frame as they come out of a video.

    A frame waits until its moment is final, see ``posecoach.records.timeline``.

    Args:
        coach: Judges the set.
        recorder: Keeps what came of it.
    """

    def __init__(self, coach: Coach, recorder: SetRecorder) -> None:
        self._coach = coach
        self._recorder = recorder
        self._answer: Feedback | None = None

    def add(self, observation: Observation, t_s: float) -> list[Feedback]:
        """Takes in the next frame; returns the moments that are final with it."""
        moments = [] if self._answer is None else self._recorder.add(self._answer)
        self._answer = self._coach.update(observation, t_s)
        return moments

    def finish(self, *, cut: bool) -> list[Feedback]:
        """Ends the set, and returns the moments that were left.

        Args:
            cut: Whether the video ends too early.
        """
        if self._answer is None:
            return []
        end = self._answer.clock if cut else self._coach.finish()
        last = _unsettled(self._answer) if cut else self._answer
        return [*self._recorder.add(last), *self._recorder.finish(end)]


def analyze_frames(
    observed: Iterable[tuple[Frame, Observation]], coach: Coach, recorder: SetRecorder
) -> Iterator[tuple[Frame, Pose | None, Feedback]]:
    """Yields every frame of a set with the pose found in it, and what its moment was.

    With the last one the set is over, and ``recorder`` has all of it.

    Args:
        observed: The frames with what they show, in order.
        coach: Judges the set.
        recorder: Keeps what came of it.

    Raises:
        VideoCutError: after the last moment, if the frames' video ends too early.
        VideoError: if the frames' video is damaged further on.
    """
    waiting: deque[tuple[Frame, Pose | None]] = deque()
    watched = WatchedSet(coach, recorder)
    cut: VideoCutError | None = None
    try:
        for frame, observation in observed:
            waiting.append((frame, observation.pose))
            for moment in watched.add(observation, frame.t_s):
                yield *waiting.popleft(), moment
    except VideoCutError as early:
        cut = early
    for moment in watched.finish(cut=cut is not None):
        yield *waiting.popleft(), moment
    if cut is not None:
        raise cut


def _unsettled(answer: Feedback) -> Feedback:
    """The last answer before a cut: what would have settled the newest frames is missing, so none counts.

    At the end of a whole video they count. A person who is cut off while leaving had left the hold already.
    """
    return replace(answer, as_of_s=answer.t_s, state=State.UNKNOWN, reason=Reason.NOT_SETTLED)


def workers_for_a_video(cores: int | None = None) -> int:
    """How many frames of a video to look at at a time.

    Args:
        cores: How many processor cores it has for itself; None for all.
    """
    return min(cores or usable_cores(), _MOST_WORKERS)


def analyze_video(
    video: Path,
    spec: StretchSpec,
    model: Path,
    *,
    side: Side | None = None,
    amount: float | None = None,
    annotated: Path | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    landmarks: LandmarkTrack | None = None,
) -> SetReport:
    """Judges a video as one set of one stretch, in one pass. One that ends too early is judged up to there.

    Args:
        video: The video file.
        spec: The stretch to judge it by.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model``.
        side: The leg to judge; None lets the coach choose.
        amount: Seconds to hold, or repetitions to do; None takes the spec's.
        annotated: Where to write a copy of the video with what each moment was drawn on it.
        progress: Called after each frame.
        workers: How many frames are looked at at a time; the verdict is the same.
        landmarks: Takes in the pose of each frame.

    Raises:
        VideoError: if the video can't be read or its copy can't be written; no copy is left then.
        ModelError: if the model is no such bundle, or can't be loaded.
    """
    info, network = probe(video), inspect_bundle(model)
    coach, recorder = Coach(spec, SessionContext(words.phrases()), side, amount), SetRecorder()
    moments: list[Feedback] = []
    with (
        nullcontext() if annotated is None else VideoWriter(annotated, info.width, info.height) as copy,
        closing(observe_frames(read_frames(video), model, workers)) as observed,
    ):
        try:
            for frame, pose, moment in analyze_frames(observed, coach, recorder):
                if copy is not None:
                    copy.write(draw_feedback(frame.rgb, pose, moment, spec), frame.t_s)
                moments.append(moment)
                if landmarks is not None:
                    landmarks.add(frame.t_s, pose)
                if progress is not None:
                    progress(len(moments), info.frames)
        except VideoCutError as cut:
            info = info.cut_off(cut)
    return report_of(spec, recorder, moments, info, side, network)
