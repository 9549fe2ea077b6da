"""The poses of another engine through the whole coach, instead of our own engine's."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from posecoach.analysis.one_pass import begin_set, watch
from posecoach.analysis.video import Progress
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.pose.landmarks import Pose, Side, body_size
from posecoach.pose.observation import Observation
from posecoach.records.formats.errors import LandmarksError
from posecoach.records.formats.openpose import read_frames_of_people
from posecoach.records.formats.track import LandmarkTrack
from posecoach.records.report.model import SetReport, report_of
from posecoach.vision.media.info import VideoInfo
from posecoach.vision.media.sampling import bars_of
from posecoach.vision.media.streams import find_film
from posecoach.vision.media.thinning import FrameThinner
from posecoach.vision.media.video import Frame, probe
from posecoach.vision.tracker import PersonTracker


@dataclass(frozen=True, slots=True)
class GivenLandmarks:
    """What another engine found in a video.

    Attributes:
        video: What is known of the video; where there is only the folder, of that.
        times_s: When each frame is shown, seconds.
        people: Everyone found in it.
    """

    video: VideoInfo
    times_s: tuple[float, ...]
    people: tuple[list[Pose], ...]


def landmarks_without_video(folder: Path, fps: float, size: tuple[int, int]) -> GivenLandmarks:
    """A folder of JSON files by itself.

    Args:
        folder: As in ``read_frames_of_people``.
        fps: How many frames a second they are of.
        size: Width and height of the picture, px.

    Raises:
        LandmarksError: if the folder or a file in it can't be used.
    """
    people = read_frames_of_people(folder, *size)
    info = VideoInfo(folder, *size, len(people), len(people) / fps)
    return GivenLandmarks(info, tuple(index / fps for index in range(len(people))), tuple(people))


def landmarks_of_video(folder: Path, video: Path) -> GivenLandmarks:
    """A folder of JSON files, one for each frame of a video, which is not decoded.

    Raises:
        LandmarksError: if the folder or a file in it can't be used, or doesn't belong to the video.
        VideoError: if the video can't be read.
    """
    info, film = probe(video), find_film(video)
    if bars_of(video, film) is not None:
        raise LandmarksError(
            f"{video}: has bars around the picture, so it is not clear where keypoints lie; cut the bars off "
            "and find the keypoints again"
        )
    people = read_frames_of_people(folder, info.width, info.height)
    times_s = tuple(t_s for _, t_s in film.times.entries)
    if len(people) != len(times_s):
        raise LandmarksError(
            f"{folder}: holds {len(people)} JSON files, and {video} has {len(times_s)} frames; one is needed "
            "for each frame"
        )
    # Those that our own engine would look at.
    takes = FrameThinner(film.times.frame_s).takes
    kept = [(t_s, found) for t_s, found in zip(times_s, people, strict=True) if takes(t_s)]
    return GivenLandmarks(info, tuple(t_s for t_s, _ in kept), tuple(found for _, found in kept))


def frames_of_people(given: GivenLandmarks) -> Iterator[tuple[Frame, Observation]]:
    """Yields every frame, without its picture, and what it shows: whom the tracker follows, and no light."""
    nothing = np.empty((0, 0, 3), np.uint8)
    tracker = PersonTracker()
    for t_s, people in zip(given.times_s, given.people, strict=True):
        frame = Frame(nothing, t_s)
        chosen = tracker.choose(people, t_s)
        if chosen is None:
            yield frame, Observation()
            continue
        same = tracker.confirm(chosen, t_s)
        pose = chosen if same is None else same
        yield frame, Observation(pose, None, _second_person(people, chosen), confirmed=same is not None)


def _second_person(people: list[Pose], chosen: Pose) -> float | None:
    """As in ``Observation``; None where only one was found, as some engines look for no more."""
    size = body_size(chosen.points)
    shares = [body_size(pose.points) / size for pose in people if pose is not chosen] if size > 0 else []
    return max((share for share in shares if share > 0), default=None)


def analyze_landmarks(
    given: GivenLandmarks,
    spec: StretchSpec,
    *,
    side: Side | None = None,
    amount: float | None = None,
    progress: Progress | None = None,
    landmarks: LandmarkTrack | None = None,
) -> SetReport:
    """Judges the poses of another engine as one set of one stretch.

    Args:
        given: The poses.
        spec: The stretch to judge them by.
        side: The leg to judge; None lets the coach choose.
        amount: Seconds to hold, or repetitions to do; None takes the spec's.
        progress: Called after each frame.
        landmarks: Takes in the pose of each frame.
    """
    one = begin_set(spec, side, amount)
    done = 0

    def each(frame: Frame, seen: Observation) -> None:
        nonlocal done
        done += 1
        if landmarks is not None:
            landmarks.add(frame.t_s, seen.pose)
        if progress is not None:
            progress(done, len(given.times_s))

    watch(frames_of_people(given), [one], keep_moments=True, each=each)
    return report_of(spec, one.recorder, one.moments, given.video, side)
