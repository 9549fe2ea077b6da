"""Whether the picture is upright: judged by how people walk, stand, sit and lie, where that shows it."""

import math
from collections import deque
from collections.abc import Callable, Mapping
from typing import Final

from posecoach.coaching.feedback import Answer
from posecoach.coaching.kinematics.body_axes import BodyAxes
from posecoach.coaching.kinematics.measures.posed_side import UP, between_deg
from posecoach.coaching.kinematics.timing import Since
from posecoach.coaching.kinematics.walking import WalkTracker
from posecoach.pose.landmarks import Pose

_Sign = Callable[[BodyAxes], bool]

LASTS_S: Final = 1.0
"""Engineering-set: a posture that lasts this long isn't a passing one. Rendered people stand or sit
for 1.4 s and more before they fold."""

_AXIS_DEG = 25.0  # from an edge of the picture: a camera that leans by 8, and how people stand, sit and lie
_STRAIGHT_DEG = 25.0  # of hips and knees: upright people read up to 20
_LONG_DEG = 40.0  # of the knee of a leg that is meant to be straight

# A person who sits, or leans on nothing but their own legs, with the trunk across the legs.
_ACROSS_DEG = (60.0, 130.0)  # of fold
# Of the leg, see BodyAxes.overhang. Means over a second in rendered standing folds: -0.1 to 0.05, in one clip
# 0.08; of people who sit, as if on their feet: 0.09-0.17 and more.
_OVERHANG = 0.085
_OVERHANG_OF_SITTING = 0.07  # in single frames
_HANDS_ON_LEGS = 0.25  # of the leg: resting hands 0.05-0.15, hands on a chair 0.4 and more

_LEG_UP_DEG = 25.0  # from the floor
_HANGS_DEG = 25.0  # below the level of the legs: seated people's shoulders stay above it

# From lying flat straight to a deep fold, legs still: nobody sits up so, but people who stand fold so.
_DEEP_DEG = 95.0  # of fold
_FOLDS_WITHIN_S = 6.0
_LEGS_STAY_DEG = 20.0


class CameraUprightCheck:
    """Learns from the person whether the picture is upright. The sets of a session share one check.

    What is seen last decides. The doubtful signs of a turned picture decide only while nothing else has.
    """

    def __init__(self) -> None:
        self._answer = Answer.UNKNOWN
        self._walk = WalkTracker()
        self._bend = _BendFromStraight()
        self._fall = _FallsOver()
        self._lasts: dict[_Sign, Since] = {posture: Since() for posture in (*_UPRIGHT, *_TURNED)}

    def check(self, pose: Pose, t_s: float | None) -> Answer:
        """Take in one frame.

        Args:
            pose: The person.
            t_s: The frame's timestamp, seconds; None for a still, which shows little.

        Returns:
            Whether the picture is upright: fail where it is turned, unknown where nothing has shown it.
        """
        body = BodyAxes(pose)
        if t_s is None:
            return Answer.FAIL if body.whole and _head_hangs(body) else Answer.UNKNOWN
        if not body.whole:
            self._walk.interrupt()
            self._bend.reset()
            self._fall.reset()
            for since in self._lasts.values():
                since.reset()
            return self._answer
        walks = self._walk.update(body, t_s)
        bent = self._bend.update(body, t_s)
        falls = self._fall.update(body, t_s)
        upright, turned = (self._any_lasts(signs, body, t_s) for signs in (_UPRIGHT, _TURNED))
        if walks is not None:
            self._answer = Answer.PASS if walks == UP else Answer.FAIL
        elif upright:
            self._answer = Answer.PASS
        elif self._answer is Answer.UNKNOWN and (turned or bent or falls):
            self._answer = Answer.FAIL
        return self._answer

    def _any_lasts(self, signs: Mapping[_Sign, float], body: BodyAxes, t_s: float) -> bool:
        lasted = [(self._lasts[sign].update(t_s, sign(body)), needed_s) for sign, needed_s in signs.items()]
        return any(for_s is not None and for_s >= needed_s for for_s, needed_s in lasted)


def _stands(body: BodyAxes) -> bool:
    return _straight(body) and _along(body.trunk, UP) and _along(body.leg, -UP)


def _stands_on_head(body: BodyAxes) -> bool:
    return _straight(body) and _along(body.trunk, -UP) and _along(body.leg, UP)


def _sits(body: BodyAxes) -> bool:
    """Upright, with the legs before them: on their feet in a turned picture, they would fall over."""
    level = _level(body.leg)
    return (
        _along(body.trunk, UP)
        and _along(body.leg, level)
        and not any(_along(leg, -UP) for leg, _ in body.legs)
        and body.overhang(-level) >= _OVERHANG_OF_SITTING
    )


def _lies_with_a_leg_up(body: BodyAxes) -> bool:
    return _lies_with_a_leg(body, UP)


def _lies_with_a_leg_down(body: BodyAxes) -> bool:
    """Where the floor would be."""
    return _lies_with_a_leg(body, -UP)


def _lies_with_a_leg(body: BodyAxes, toward: complex) -> bool:
    if not _along(body.trunk, _level(body.trunk)):
        return False
    (one, one_bent), (other, other_bent) = body.legs
    return any(
        bent <= _LONG_DEG
        and between_deg(leg, toward) <= 90 - _LEG_UP_DEG
        and rest_bent <= _LONG_DEG
        and _along(rest, -_level(body.trunk))
        for leg, bent, rest, rest_bent in (
            (one, one_bent, other, other_bent),
            (other, other_bent, one, one_bent),
        )
    )


def _head_hangs(body: BodyAxes) -> bool:
    """Below legs that lie level: there the floor would be."""
    return (
        _along(body.leg, _level(body.leg))
        and any(bent <= _LONG_DEG and _along(leg, _level(leg)) for leg, bent in body.legs)
        and not any(_along(leg, -UP) for leg, _ in body.legs)
        and between_deg(body.trunk, -UP) <= 90 - _HANGS_DEG
    )


def _straight(body: BodyAxes) -> bool:
    return body.fold_deg <= _STRAIGHT_DEG and body.knees_deg <= _STRAIGHT_DEG


def _along(direction: complex, axis: complex) -> bool:
    return between_deg(direction, axis) <= _AXIS_DEG


def _level(direction: complex) -> complex:
    """The level direction on the same side."""
    return complex(math.copysign(1.0, direction.real))


_UPRIGHT: Final[dict[_Sign, float]] = {_stands: LASTS_S, _sits: LASTS_S, _lies_with_a_leg_up: LASTS_S}
_TURNED: Final[dict[_Sign, float]] = {
    _stands_on_head: LASTS_S,
    _lies_with_a_leg_down: LASTS_S,
    _head_hangs: 0.3,  # engineering-set: no person on the floor comes through it
}


class _FallsOver:
    """Finds a trunk across legs that point down, without other support, where nobody could stay up."""

    def __init__(self) -> None:
        self._overhangs: deque[tuple[float, float]] = deque()  # when, and how much
        self._lasts = Since()

    def update(self, body: BodyAxes, t_s: float) -> bool:
        """Whether the centre of mass has been off the feet for a while: a person who sits."""
        least, most = _ACROSS_DEG
        posed = (
            _along(body.leg, -UP) and least <= body.fold_deg <= most and body.hands_off_leg <= _HANDS_ON_LEGS
        )
        lasts_s = self._lasts.update(t_s, posed)
        if lasts_s is None or lasts_s == 0:
            self._overhangs.clear()
        self._overhangs.append((t_s, body.overhang(UP)))
        while t_s - self._overhangs[0][0] > LASTS_S:
            self._overhangs.popleft()
        mean = sum(overhang for _, overhang in self._overhangs) / len(self._overhangs)
        return lasts_s is not None and lasts_s >= LASTS_S and mean >= _OVERHANG

    def reset(self) -> None:
        """Nobody is wholly in the picture."""
        self._lasts.reset()


class _BendFromStraight:
    """Finds a body that lies level in one line and then folds over legs that stay where they are."""

    def __init__(self) -> None:
        self._straight = Since()
        self._paused = Since()
        self._legs: complex | None = None
        self._straight_until_s = -math.inf

    def update(self, body: BodyAxes, t_s: float) -> bool:
        """Whether the fold has been reached in this frame."""
        level = _level(body.leg)
        straight = _straight(body) and _along(body.leg, level) and _along(body.trunk, -level)
        straight_s = self._straight.update(t_s, straight)
        if straight_s is not None and straight_s >= LASTS_S:
            self._legs, self._straight_until_s = body.leg, t_s
        least, _ = _ACROSS_DEG
        paused_s = self._paused.update(t_s, least <= body.fold_deg <= _DEEP_DEG)
        if (
            self._legs is None
            or not 0 <= t_s - self._straight_until_s <= _FOLDS_WITHIN_S
            or body.knees_deg > _LONG_DEG
            or between_deg(body.leg, self._legs) > _LEGS_STAY_DEG
            or (paused_s is not None and paused_s >= LASTS_S)
        ):
            self._legs = None
        return self._legs is not None and body.fold_deg >= _DEEP_DEG

    def reset(self) -> None:
        """Nobody is wholly in the picture."""
        self._straight.reset()
        self._paused.reset()
        self._legs = None
