"""What an estimator observes of poses that are made up, one a frame."""

from collections.abc import Iterable, Iterator

from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.tracker import PersonTracker


class Observer:
    """A video estimator whose engine finds the pose that it is given, whoever's that is."""

    def __init__(self) -> None:
        self._tracker = PersonTracker()

    def observe(self, pose: Pose | None, t_s: float) -> Observation:
        if pose is None:
            return Observation()
        same = self._tracker.confirm(pose, t_s)
        return Observation(pose if same is None else same, confirmed=same is not None)


def observed(frames: Iterable[tuple[Pose | None, float]]) -> Iterator[tuple[Observation, float]]:
    """The observations of one video, with their times."""
    observer = Observer()
    return ((observer.observe(pose, t_s), t_s) for pose, t_s in frames)
