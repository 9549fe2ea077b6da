"""Which leg a stretch judges."""

import math

from posecoach.coaching.exercise.spec import Leg
from posecoach.coaching.kinematics.measures.leg import hip_flexion, knee_flexion, leg_lean
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.pose.landmarks import Pose, Side

_FOLLOW_S = 0.4  # time constant: landmarks that are swapped for a frame or two change nothing
_SWITCH_AT = 0.25  # how much better the other leg must be, in units of the scales below
_KNEE_SCALE_DEG = 40.0  # a straight against a clearly bent knee
_RAISE_SCALE_DEG = 30.0  # a raised leg against one on the floor
_REACH_SCALE = 0.5  # from hip to ankle, of the trunk: straight legs 1.3-2.5, bent toward the camera 0.5-1
_SEEN_SCALE = 0.3  # near legs read 0.9 and more of visibility, far ones 0.14-0.6

_LEG_PARTS = ("hip", "knee", "ankle")


class LegChooser:
    """Chooses the judged leg frame by frame, without flickering.

    Args:
        leg: The spec's rule.
        asked: The side that the person chose; None to find it. Of legs that do different things on the floor
            the one that does the exercise is judged: which is left, a view from the side can't tell for sure.
    """

    def __init__(self, leg: Leg, asked: Side | None = None) -> None:
        self._leg = leg
        self._asked = None if leg is Leg.BENT else asked
        self._preference = 0.0  # above 0 for left
        self._side: Side | None = None
        self._last_t_s: float | None = None

    def choose(self, pose: Pose, t_s: float) -> Side:
        """The judged side in this frame.

        Args:
            pose: The frame's pose.
            t_s: The frame's timestamp, seconds.
        """
        if self._asked is not None:
            return self._asked
        preference = _preference(pose, self._leg)
        if not math.isfinite(preference):
            self._last_t_s = t_s
            return self._side or Side.RIGHT  # nothing is known of a leg: what is judged of it isn't, either
        if self._side is None or self._last_t_s is None:
            self._preference = preference
            self._side = Side.LEFT if preference >= 0 else Side.RIGHT
        else:
            follow = 1 - math.exp(-max(0.0, t_s - self._last_t_s) / _FOLLOW_S)
            self._preference += follow * (preference - self._preference)
            if self._preference > _SWITCH_AT:
                self._side = Side.LEFT
            elif self._preference < -_SWITCH_AT:
                self._side = Side.RIGHT
        self._last_t_s = t_s
        return self._side


def _preference(pose: Pose, leg: Leg) -> float:
    """How much the left leg fits the rule better than the right one; below 0 for right."""
    left, right = (_score(PosedSide(pose, side), leg) for side in (Side.LEFT, Side.RIGHT))
    return left - right


def _score(posed: PosedSide, leg: Leg) -> float:
    if leg is Leg.RAISED:
        return leg_lean(posed) / _RAISE_SCALE_DEG
    if leg is Leg.BENT:
        return hip_flexion(posed) / _RAISE_SCALE_DEG
    rows = [posed.side.landmark(part) for part in _LEG_PARTS]
    seen = float(posed.pose.visibility[rows].mean()) / _SEEN_SCALE
    if leg is Leg.NEAREST:
        return seen
    # Side-on the far bent leg is often invented as a straight one along the near leg: being seen counts too.
    # A near leg bent toward the camera may read straight, but it does not reach as far.
    trunk = abs(sum(posed.at("shoulder", side) - posed.at("hip", side) for side in Side)) / 2
    reaches = abs(posed.at("ankle") - posed.at("hip")) / trunk if trunk > 0 else math.nan
    return seen - knee_flexion(posed) / _KNEE_SCALE_DEG + reaches / _REACH_SCALE
