"""Who is who: the coached person from frame to frame, and that person's left and right leg."""

import math
from dataclasses import dataclass

import numpy as np

from posecoach.coaching.kinematics.measures import PosedSide, leg_length
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import FloatArray, Pose, Side, body_size, with_legs_swapped

SOMEBODY_ELSE = Reason.SOMEBODY_ELSE
"""Why a frame is not judged in which the person does not seem to be the coached one."""

# Nobody's hips get so far away: of the body's height, at once and for each second.
_JUMP = 0.25
_JUMP_PER_S = 1.5
_BELIEVED_AFTER_S = 0.6  # who jumps and stays is the person; landmarks that swap and stay are right
# Legs are swapped when the other way round they lie much nearer to where they just were, and are
# far enough apart to tell.
_MUCH_NEARER = 0.4
_APART = 0.15  # of the leg's length
_FORGOTTEN_S = 1.0  # legs may have moved anywhere since

_TOLD_BY = ("knee", "ankle")
_TOLD_BY_ROWS = {side: [side.landmark(part) for part in _TOLD_BY] for side in Side}


@dataclass(frozen=True, slots=True)
class _Body:
    """Where a body is and how large it appears, px."""

    t_s: float
    hips: complex
    size: float


class IdentityKeeper:
    """Keeps to one person, and to that person's left and right leg, where the engine does not."""

    def __init__(self) -> None:
        self._body: _Body | None = None
        self._other: tuple[_Body, float] | None = None  # not believed: now, and since when
        self._legs: tuple[float, FloatArray] | None = None
        self._swapped_since_s: float | None = None

    def follow(self, pose: Pose, t_s: float) -> Pose | None:
        """The same person as before with the legs named as before; None where it is somebody else.

        Args:
            pose: What the engine found.
            t_s: The frame's timestamp.
        """
        if not self._is_the_same(pose, t_s):
            return None
        if self._legs_are_swapped(pose, t_s):
            since_s = t_s if self._swapped_since_s is None else self._swapped_since_s
            self._swapped_since_s = since_s
            if t_s - since_s < _BELIEVED_AFTER_S:
                pose = with_legs_swapped(pose)
        else:
            self._swapped_since_s = None
        if np.isfinite(pose.points).all():
            self._legs = t_s, pose.points
        return pose

    def _is_the_same(self, pose: Pose, t_s: float) -> bool:
        body = _body(pose, t_s)
        if body is None:
            return True  # measures will say that they know nothing
        if self._body is None or _can_be(self._body, body):
            self._body, self._other = body, None
            return True
        goes_on = self._other is not None and _can_be(self._other[0], body)
        since_s = self._other[1] if self._other is not None and goes_on else t_s
        self._other = body, since_s
        if t_s - since_s < _BELIEVED_AFTER_S:
            return False
        self._body, self._other, self._legs = body, None, None
        return True

    def _legs_are_swapped(self, pose: Pose, t_s: float) -> bool:
        if self._legs is None or not 0 <= t_s - self._legs[0] <= _FORGOTTEN_S:
            return False
        before = self._legs[1]
        left, right = (pose.points[_TOLD_BY_ROWS[side]] for side in Side)
        was_left, was_right = (before[_TOLD_BY_ROWS[side]] for side in Side)
        apart = _distance(was_left, was_right)
        if apart <= _APART * max(leg_length(PosedSide(pose, side)) for side in Side):
            return False
        as_named = _distance(left, was_left) + _distance(right, was_right)
        other_way = _distance(left, was_right) + _distance(right, was_left)
        return other_way < _MUCH_NEARER * as_named


def _body(pose: Pose, t_s: float) -> _Body | None:
    left, right = (PosedSide(pose, side) for side in Side)
    hips = (left.at("hip") + right.at("hip")) / 2
    size = body_size(pose.points)
    if not (math.isfinite(hips.real) and math.isfinite(hips.imag) and math.isfinite(size) and size > 0):
        return None
    return _Body(t_s, hips, size)


def _can_be(before: _Body, after: _Body) -> bool:
    """Whether the one body can be the other some time later."""
    seconds = max(0.0, after.t_s - before.t_s)
    far = abs(after.hips - before.hips) / max(before.size, after.size)
    return far <= _JUMP + _JUMP_PER_S * seconds


def _distance(one: FloatArray, other: FloatArray) -> float:
    return float(np.linalg.norm(one - other, axis=1).mean())
