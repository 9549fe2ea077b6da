"""A video watched by several exercises in one pass of the pose engine."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from posecoach.analysis.video import Progress, WatchedSet
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation
from posecoach.records import words
from posecoach.records.report.model import SetReport, report_of
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.vision.found_people import FoundPeople
from posecoach.vision.media.info import VideoCutError
from posecoach.vision.media.video import Frame, probe, read_frames
from posecoach.vision.model.bundle import inspect_bundle
from posecoach.vision.side_by_side import observe_frames


@dataclass(slots=True)
class ExerciseSet:
    """A video as one set of one exercise.

    Attributes:
        spec: The exercise.
        watched: Takes in the frames.
        recorder: Keeps what came of them.
        moments: What each frame was, in order, where they are wanted.
    """

    spec: StretchSpec
    watched: WatchedSet
    recorder: SetRecorder
    moments: list[Feedback] = field(default_factory=list)


def begin_set(spec: StretchSpec, side: Side | None = None, amount: float | None = None) -> ExerciseSet:
    """A set that has seen nothing yet.

    Args:
        spec: The exercise.
        side: The leg to judge; None lets the coach choose.
        amount: Seconds to hold, or repetitions to do; None takes the spec's.
    """
    recorder = SetRecorder()
    coach = Coach(spec, SessionContext(words.phrases()), side, amount)
    return ExerciseSet(spec, WatchedSet(coach, recorder), recorder)


def watch(
    observed: Iterable[tuple[Frame, Observation]],
    sets: Sequence[ExerciseSet],
    *,
    keep_moments: bool,
    each: Callable[[Frame, Observation], None] | None = None,
) -> VideoCutError | None:
    """Feeds all sets with a video to its end, or to where it is cut off.

    Args:
        observed: The frames with what they show, in order.
        sets: The sets; they are over then.
        keep_moments: Whether to keep what each frame was: of a long video that takes much memory.
        each: Called with each frame and what it shows.

    Returns:
        Where and how the video is cut off; None for a whole one.

    Raises:
        VideoError: if the video is damaged further on.
    """
    cut: VideoCutError | None = None
    try:
        for frame, seen in observed:
            for one in sets:
                moments = one.watched.add(seen, frame.t_s)
                if keep_moments:
                    one.moments += moments
            if each is not None:
                each(frame, seen)
    except VideoCutError as early:
        cut = early
    for one in sets:
        moments = one.watched.finish(cut=cut is not None)
        if keep_moments:
            one.moments += moments
    return cut


def analyze_by_several(
    video: Path,
    specs: Sequence[StretchSpec],
    model: Path,
    *,
    side: Side | None = None,
    amounts: Mapping[str, float] | None = None,
    timelines: bool = True,
    named: Path | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    found: FoundPeople | None = None,
) -> list[SetReport]:
    """Judges a video as one set of each exercise. One that ends too early is judged up to there.

    Args:
        video: The video file.
        specs: The exercises.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model``.
        side: The leg to judge; None lets the coach choose.
        amounts: Seconds to hold, or repetitions to do, by the exercise's id; its own where there is none.
        timelines: Whether the reports have every moment; without, they have no timeline and no ``best``.
        named: What the reports call the file; None for its path.
        progress: Called after each frame.
        workers: How many frames are looked at at a time; the verdict is the same.
        found: Whom others have found in its frames already; the verdict is the same.

    Returns:
        A report for each exercise, in order.

    Raises:
        VideoError: if the video can't be read.
        ModelError: if the model is no such bundle, or can't be loaded.
    """
    info, network = probe(video), inspect_bundle(model)
    sets = [begin_set(spec, side, (amounts or {}).get(spec.id)) for spec in specs]
    frames = 0

    def count(_frame: Frame, _seen: Observation) -> None:
        nonlocal frames
        frames += 1
        if progress is not None:
            progress(frames, info.frames)

    with closing(observe_frames(read_frames(video), model, workers, found)) as observed:
        cut = watch(observed, sets, keep_moments=timelines, each=count)
    info = replace(info if cut is None else info.cut_off(cut), path=named or info.path, frames=frames)
    reports = [report_of(one.spec, one.recorder, one.moments, info, side, network) for one in sets]
    return [replace(report, video=info) for report in reports]
