"""What is learnt of this person: which of their legs the stretch means, and how long their legs are."""

import math
from collections.abc import Mapping

from posecoach.coaching.exercise.spec import Leg
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.measures import Figure, knee_flexion, leg_lean, leg_length
from posecoach.pose.landmarks import Pose, Side

_FOLLOW_S = 0.4  # time constant: a swap of the landmarks for a frame or two changes nothing
_SWITCH_AT = 0.25  # how much better the other leg must be, in units of the scales below
_KNEE_SCALE_DEG = 40.0  # a straight against a clearly bent knee
_RAISE_SCALE_DEG = 30.0  # a raised leg against one on the floor
_REACH_SCALE = 0.5  # from hip to ankle, of the trunk: straight legs 1.3-2.5, bent toward the camera 0.5-1
_SEEN_SCALE = 0.3  # near legs read 0.9 and more of visibility, far ones 0.14-0.6

_LEARN_S = 2.0  # time constant of the leg's own length
_LEARNT_S = 1.0  # before that it may be a stumble
_STRAIGHT_DEG = 25.0  # of knee flexion: upright, real straight knees read up to 20
_OPEN_DEG = 100.0  # of hip flexion: further folded the trunk comes out short
# Of the own length: rendered straight legs in a hold come out at 0.76 of it and more; a knee bent by
# 90 that hides on the line hip-ankle leaves 0.71.
_SHORTEST_SHARE = 0.73

_LEG_PARTS = ("hip", "knee", "ankle")


class LegChooser:
    """Says which leg a stretch means, frame by frame, without flickering.

    Args:
        leg: The spec's rule.
        asked: The side that the person chose; None to find it.
    """

    def __init__(self, leg: Leg, asked: Side | None = None) -> None:
        self._leg = leg
        self._asked = asked
        self._preference = 0.0  # above 0 for left
        self._side: Side | None = None
        self._last_t_s: float | None = None

    def choose(self, pose: Pose, t_s: float) -> Side:
        """The judged side in this frame.

        Args:
            pose: The frame's pose.
            t_s: The frame's timestamp.
        """
        if self._asked is not None:
            return self._asked
        preference = _preference(pose, self._leg)
        if self._side is None or self._last_t_s is None:
            self._preference = preference
            self._side = Side.LEFT if preference >= 0 else Side.RIGHT
        elif math.isfinite(preference):
            follow = 1 - math.exp(-max(0.0, t_s - self._last_t_s) / _FOLLOW_S)
            self._preference += follow * (preference - self._preference)
            if self._preference > _SWITCH_AT:
                self._side = Side.LEFT
            elif self._preference < -_SWITCH_AT:
                self._side = Side.RIGHT
        self._last_t_s = t_s
        return self._side


def _preference(pose: Pose, leg: Leg) -> float:
    """How much the left leg rather than the right one is meant; below 0 for right."""
    left, right = (_score(Figure(pose, side), leg) for side in (Side.LEFT, Side.RIGHT))
    return left - right


def _score(figure: Figure, leg: Leg) -> float:
    if leg is Leg.RAISED:
        return leg_lean(figure) / _RAISE_SCALE_DEG
    rows = [figure.side.landmark(part) for part in _LEG_PARTS]
    seen = float(figure.pose.visibility[rows].mean()) / _SEEN_SCALE
    if leg is Leg.NEAREST:
        return seen
    # Side-on the far bent leg is often invented as a straight one along the near leg: being seen counts too.
    # A near leg bent toward the camera may read straight, but it does not reach as far.
    trunk = abs(sum(figure.at("shoulder", side) - figure.at("hip", side) for side in Side)) / 2
    reaches = abs(figure.at("ankle") - figure.at("hip")) / trunk if trunk > 0 else math.nan
    return seen - knee_flexion(figure) / _KNEE_SCALE_DEG + reaches / _REACH_SCALE


class OwnLeg:
    """How long this person's leg is, learnt while they stand, sit tall or lie flat with it straight.

    In trunk lengths, so that coming nearer changes nothing.
    """

    def __init__(self) -> None:
        self._length = math.nan
        self._learnt_s = 0.0
        self._last_t_s: float | None = None

    @property
    def shortest(self) -> float:
        """As short as the leg may come out when straight, of the trunk's length; 0 before it is known."""
        return _SHORTEST_SHARE * self._length if self._learnt_s >= _LEARNT_S else 0.0

    def learn(self, figure: Figure, measures: Mapping[str, Measurement], t_s: float) -> None:
        """Take in one frame, if it shows the leg well.

        Args:
            figure: The pose and its judged side, in a picture that is fit to judge.
            measures: Of that figure.
            t_s: The frame's timestamp.
        """
        knee, hip = measures["knee_flexion"], measures["hip_flexion"]
        trunk = abs(figure.at("shoulder") - figure.at("hip"))
        shows_it = knee.known and knee.value <= _STRAIGHT_DEG and hip.known and hip.value <= _OPEN_DEG
        if not shows_it or trunk == 0:
            self._last_t_s = None
            return
        length = leg_length(figure) / trunk
        if self._last_t_s is not None:
            gone_s = max(0.0, t_s - self._last_t_s)
            self._learnt_s += gone_s
            self._length += (1 - math.exp(-gone_s / _LEARN_S)) * (length - self._length)
        elif math.isnan(self._length):
            self._length = length
        self._last_t_s = t_s
