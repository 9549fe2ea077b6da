"""Of the people in a picture the one who was there before."""

from collections.abc import Sequence

from posecoach.pose.landmarks import Pose, body_size
from posecoach.vision.fusion import distance

# Of the body's size. From frame to frame joints are read 0.015 apart in the median, 0.12 in 99 of 100
# rendered frames; the other of two people, and skeletons with a leg of each, lie 0.37-0.47 away.
_SAME = 0.15
_BELIEVED_AFTER_S = 0.6  # who stays elsewhere is the person


class Follower:
    """Keeps to one person where the engine finds several, and to the nearest of them at first."""

    def __init__(self) -> None:
        self._person: Pose | None = None
        self._seen_s: float | None = None

    def choose(self, people: Sequence[Pose], t_s: float | None) -> Pose | None:
        """The followed person; None where nobody is there.

        Args:
            people: All that the engine found.
            t_s: The frame's timestamp; None for a picture by itself, where the nearest is chosen.
        """
        if not people:
            return None
        before = self._person
        if before is None or t_s is None:
            chosen = max(people, key=lambda pose: body_size(pose.points))
        else:
            chosen = min(people, key=lambda pose: distance(pose, before))
        gone_s = None if t_s is None or self._seen_s is None else abs(t_s - self._seen_s)
        same = before is not None and distance(chosen, before) <= _SAME * body_size(before.points)
        if same or gone_s is None or gone_s >= _BELIEVED_AFTER_S:
            self._person, self._seen_s = chosen, t_s
        return chosen
