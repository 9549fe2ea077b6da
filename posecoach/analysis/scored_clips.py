"""A clip with labelled spans judged by several exercises in one pass of the pose engine."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from posecoach.analysis.given_landmarks import frames_of_people, landmarks_of_video
from posecoach.analysis.one_pass import ExerciseSet, begin_set, watch
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.evaluation.labelled.clips import JudgedClip, judge_clip
from posecoach.evaluation.labelled.segments import ClassRule, Segment
from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.rendering.canvas import Image
from posecoach.rendering.contact_sheet import tile_picture
from posecoach.vision.media.video import Frame, read_frames
from posecoach.vision.side_by_side import observe_frames


@dataclass(frozen=True, slots=True)
class ClipToScore:
    """A clip and its labels.

    Attributes:
        path: The file.
        segments: Its labelled spans, in order, at least one.
        draw: Whether to make pictures of what was missed.
        landmarks: The folder of another engine's poses of it; None where our own is to look at it.
    """

    path: Path
    segments: tuple[Segment, ...]
    draw: bool
    landmarks: Path | None = None


@dataclass(frozen=True, slots=True)
class ScoredClip:
    """What came of a clip.

    Attributes:
        judged: By exercise, in order.
        pictures: The frame in the middle of each span that was missed or counted falsely, with the skeleton,
            by exercise and that time; empty where none are asked for.
    """

    judged: tuple[JudgedClip, ...]
    pictures: Mapping[tuple[str, float], Image]


def score_clip_spans(
    asked: ClipToScore, specs: Mapping[str, StretchSpec], rules: Sequence[ClassRule], model: Path | None
) -> ScoredClip:
    """Judges a clip as one set of each exercise. One that ends too early is judged up to there.

    Args:
        asked: The clip.
        specs: The exercises by id.
        rules: Which classes are right for which exercise.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model``; None with another engine's poses.

    Raises:
        VideoError: if the video can't be read.
        ModelError: if the model can't be loaded.
    """
    sets = {id_: begin_set(spec) for id_, spec in specs.items()}
    poses = _watch(asked, sets, model)
    judged = []
    for id_, one in sets.items():
        assert one.recorder.clock is not None  # every video has a frame
        runs = one.recorder.record().spans
        judged.append(judge_clip(asked.segments, id_, rules, one.recorder.clock, runs))
    return ScoredClip(tuple(judged), _pictures(asked.path, judged, sets, poses) if asked.draw else {})


def _watch(asked: ClipToScore, sets: Mapping[str, ExerciseSet], model: Path | None) -> list[Pose | None]:
    """Feeds all sets with the clip; returns the pose of every frame where pictures are asked for."""
    poses: list[Pose | None] = []

    def keep_pose(_frame: Frame, seen: Observation) -> None:
        # Drawing needs no outlines, and those of a whole clip take gigabytes.
        poses.append(None if seen.pose is None else replace(seen.pose, mask=None))

    if asked.landmarks is not None:
        watch(
            frames_of_people(landmarks_of_video(asked.landmarks, asked.path)),
            list(sets.values()),
            keep_moments=False,
        )
        return poses
    assert model is not None
    with closing(observe_frames(read_frames(asked.path), model)) as observed:
        each = keep_pose if asked.draw else None
        watch(observed, list(sets.values()), keep_moments=asked.draw, each=each)
    return poses


def _pictures(
    path: Path,
    judged: Sequence[JudgedClip],
    sets: Mapping[str, ExerciseSet],
    poses: Sequence[Pose | None],
) -> dict[tuple[str, float], Image]:
    """Reads the clip again for the frames that are asked for: keeping all of them takes gigabytes."""
    times = [moment.t_s for moment in next(iter(sets.values())).moments]
    wanted: dict[int, list[tuple[str, float]]] = {}
    for clip in judged:
        for missed in clip.misses:
            nearest = min(range(len(times)), key=lambda index: abs(times[index] - missed.middle_s))
            wanted.setdefault(nearest, []).append((clip.exercise, missed.middle_s))
    pictures = {}
    frames = read_frames(path)
    for index, frame in zip(range(max(wanted, default=-1) + 1), frames, strict=False):
        for exercise, middle_s in wanted.get(index, ()):
            moment = sets[exercise].moments[index]
            pictures[exercise, middle_s] = tile_picture(frame.rgb, poses[index], moment)
    frames.close()
    return pictures
