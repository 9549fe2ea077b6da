"""Person tracking: who of the people in a frame is the coached person, and which leg is left."""

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from posecoach.pose.landmarks import Pose, Side, body_size, joints_of, lengths
from posecoach.pose.legs import LegsBefore, with_legs_swapped

# Of the body's size. From frame to frame joints are read 0.015 apart in the median, 0.12 in 99 of 100
# rendered frames; the other of two people, and skeletons with a leg of each, lie 0.37-0.47 away.
_SAME_PERSON = 0.15
# Hips never get farther: of the body's size, at once and for each second.
_HIP_JUMP = 0.25
_HIP_SPEED_PER_S = 1.5
# After so long the tracker gives in: a person who stays elsewhere is the person, and legs that stay swapped
# are named right.
_BELIEVED_AFTER_S = 0.6


def largest_person(people: Sequence[Pose]) -> Pose:
    """The one of at least one person who appears largest: mostly the nearest."""
    return max(people, key=_size)


def _size(pose: Pose) -> float:
    size = body_size(pose.points)
    return size if math.isfinite(size) else 0.0


@dataclass(frozen=True, slots=True)
class _Body:
    """Where a body's hips are, x + iy in px, and how large it appears, px."""

    t_s: float
    hips: complex
    size: float


class PersonTracker:
    """Follows one person through a video, and that person's left and right leg.

    A frame takes two steps: ``choose`` among the people found in it, before poses are fused, and ``confirm``
    the fused pose. All times are the frames' own, in seconds.
    """

    def __init__(self) -> None:
        self._chosen: tuple[float, Pose] | None = None  # when, and who
        self._body: _Body | None = None
        self._candidate: tuple[_Body, float] | None = None  # another body, not believed yet, and since when
        self._legs = LegsBefore()
        self._swapped_since_s: float | None = None

    def choose(self, people: Sequence[Pose], t_s: float) -> Pose | None:
        """Chooses the tracked person; at first, the largest.

        Args:
            people: Everyone the engine found in the frame.
            t_s: The frame's timestamp.

        Returns:
            One of ``people``; None if there is nobody.
        """
        if not people:
            return None
        if self._chosen is None:
            largest = largest_person(people)
            self._chosen = t_s, largest
            return largest
        before_s, before = self._chosen
        distances = [_apart(pose, before) for pose in people]
        least = min(distances)
        nearest = people[distances.index(least)]
        same = least <= _SAME_PERSON * body_size(before.points)
        if same or abs(t_s - before_s) >= _BELIEVED_AFTER_S:
            self._chosen = t_s, nearest
        return nearest

    def confirm(self, pose: Pose, t_s: float) -> Pose | None:
        """Confirms that a fused pose is of the tracked person, and names its legs as before.

        Args:
            pose: The fused pose of the chosen person.
            t_s: The frame's timestamp.

        Returns:
            The pose, its legs swapped where the engine mixed them up; None while it may be another person.
        """
        if not self._is_same_person(pose, t_s):
            return None
        if self._legs.swapped(pose, t_s):
            since_s = t_s if self._swapped_since_s is None else self._swapped_since_s
            self._swapped_since_s = since_s
            if t_s - since_s < _BELIEVED_AFTER_S:
                pose = with_legs_swapped(pose)
        else:
            self._swapped_since_s = None
        self._legs.remember(pose, t_s)
        return pose

    def _is_same_person(self, pose: Pose, t_s: float) -> bool:
        body = _body_of(pose, t_s)
        if body is None:
            return True  # nothing is known of it, and its measures will say so
        if self._body is None or _may_become(self._body, body):
            self._body, self._candidate = body, None
            return True
        goes_on = self._candidate is not None and _may_become(self._candidate[0], body)
        since_s = self._candidate[1] if self._candidate is not None and goes_on else t_s
        self._candidate = body, since_s
        if t_s - since_s < _BELIEVED_AFTER_S:
            return False
        self._body, self._candidate, self._legs = body, None, LegsBefore()
        return True


def _apart(pose: Pose, before: Pose) -> float:
    """How far two poses are apart by the joints that both have, px; infinite where they share none."""
    apart = lengths(joints_of(pose.points) - joints_of(before.points))
    known = apart[np.isfinite(apart)]
    return float(known.mean()) if known.size else math.inf


def _body_of(pose: Pose, t_s: float) -> _Body | None:
    """None where the pose has no finite hips or size."""
    left, right = (complex(*pose.points[side.landmark("hip")].tolist()) for side in Side)
    hips = (left + right) / 2
    size = body_size(pose.points)
    if not (cmath.isfinite(hips) and math.isfinite(size) and size > 0):
        return None
    return _Body(t_s, hips, size)


def _may_become(before: _Body, after: _Body) -> bool:
    """Whether a body can have moved from the one place to the other."""
    seconds = max(0.0, after.t_s - before.t_s)
    moved = abs(after.hips - before.hips) / max(before.size, after.size)
    return moved <= _HIP_JUMP + _HIP_SPEED_PER_S * seconds
