"""The table of named measures: what is read off one pose, and how.

Angles are taken in pixels of an aspect-true picture. Flexion 0 is straight. Directions are from
vertical, by the picture's own up and down.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.pose.silhouette import back_bulge

Unit = Literal["deg", "ratio"]

_UP = -1j  # picture coordinates: y points down
_THIGH_IS_AHEAD_DEG = 60.0  # of hip flexion: below it the foot shows better where the front is


class PosedSide:
    """A pose with its judged side; its points as complex numbers x + iy, px, y down."""

    def __init__(self, pose: Pose, side: Side) -> None:
        self.pose = pose
        self.side = side
        self._points = [complex(x, y) for x, y in pose.points.tolist()]

    def at(self, part: str, side: Side | None = None) -> complex:
        """The point of a paired part, e.g. ``at("hip")``, on the judged side or the one given."""
        return self._points[(side or self.side).landmark(part)]

    def point(self, landmark: Landmark) -> complex:
        """The point of a landmark."""
        return self._points[landmark]


def turn_deg(a: complex, b: complex, c: complex) -> float:
    """How far the path a-b-c turns at b, 0..180 degrees: the flexion of a joint at b."""
    return _between_deg(b - a, c - b)


def _between_deg(u: complex, v: complex) -> float:
    if u == 0 or v == 0:
        return math.nan
    return abs(_turn_from(u, v))


def _turn_from(u: complex, v: complex) -> float:
    # Not cmath.phase: it raises for turns too small for a float.
    turn = v / u
    return math.degrees(math.atan2(turn.imag, turn.real))


def hip_flexion(posed: PosedSide, side: Side | None = None) -> float:
    """180 minus the angle shoulder-hip-knee."""
    return turn_deg(posed.at("shoulder", side), posed.at("hip", side), posed.at("knee", side))


def knee_flexion(posed: PosedSide, side: Side | None = None) -> float:
    """180 minus the angle hip-knee-ankle."""
    return turn_deg(posed.at("hip", side), posed.at("knee", side), posed.at("ankle", side))


def fold(posed: PosedSide) -> float:
    """180 minus the angle shoulder-hip-ankle: the hip's flexion without the noise of the knee point."""
    return turn_deg(posed.at("shoulder"), posed.at("hip"), posed.at("ankle"))


def trunk_lean(posed: PosedSide) -> float:
    """Of hip-shoulder from upright: 0 standing, 90 lying, above 90 head below the hips."""
    return _between_deg(_UP, posed.at("shoulder") - posed.at("hip"))


def forward_lean(posed: PosedSide) -> float:
    """Trunk lean with a sign: positive toward the side where the judged foot is."""
    trunk = posed.at("shoulder") - posed.at("hip")
    foot = posed.at("foot_index") - posed.at("hip")
    across = _UP * 1j
    same_way = (trunk * across.conjugate()).real * (foot * across.conjugate()).real >= 0
    return trunk_lean(posed) if same_way else -trunk_lean(posed)


def thigh_lean(posed: PosedSide) -> float:
    """Of hip-knee from straight down: 0 standing, 90 seated, 180 pointing up."""
    return _between_deg(-_UP, posed.at("knee") - posed.at("hip"))


def shin_lean(posed: PosedSide) -> float:
    """Of knee-ankle from straight down."""
    return _between_deg(-_UP, posed.at("ankle") - posed.at("knee"))


def leg_lean(posed: PosedSide, side: Side | None = None) -> float:
    """Of hip-ankle from straight down: 0 standing, 90 on the floor, 180 pointing up."""
    return _between_deg(-_UP, posed.at("ankle", side) - posed.at("hip", side))


def other_leg_lean(posed: PosedSide) -> float:
    """Leg lean of the leg that is not judged."""
    return leg_lean(posed, posed.side.other)


def leg_length(posed: PosedSide, side: Side | None = None) -> float:
    """Thigh plus shin, px."""
    hip, knee, ankle = (posed.at(part, side) for part in ("hip", "knee", "ankle"))
    return abs(knee - hip) + abs(ankle - knee)


def reach(posed: PosedSide) -> float:
    """From the nearer wrist to the judged ankle, over the leg's length: 0 at the ankle, 0.5 at the knee."""
    ankle, length = posed.at("ankle"), leg_length(posed)
    if length == 0:
        return math.nan
    return min(abs(posed.at("wrist", side) - ankle) for side in Side) / length


def hand_drop(posed: PosedSide) -> float:
    """From the shoulder straight down to the lower hand, over the trunk's length: arms that hang 0.7-1.3."""
    shoulder = posed.at("shoulder")
    trunk = abs(shoulder - posed.at("hip"))
    if trunk == 0:
        return math.nan
    return max(((posed.at("wrist", side) - shoulder) * -_UP.conjugate()).real for side in Side) / trunk


def head_lift(posed: PosedSide) -> float:
    """Of shoulder-ear against the trunk's line, positive toward the ceiling: 0 flat on the floor."""
    trunk = posed.at("shoulder") - posed.at("hip")
    head = posed.at("ear") - posed.at("shoulder")
    if trunk == 0 or head == 0:
        return math.nan
    turned = _turn_from(trunk, head)
    rises = (trunk * 1j * _UP.conjugate()).real > 0  # a positive turn goes up
    return turned if rises else -turned


def _back_bulge(posed: PosedSide) -> float:
    pose = posed.pose
    if pose.mask is None:
        return math.nan
    hip, shoulder = posed.at("hip"), posed.at("shoulder")
    bent = hip_flexion(posed) >= _THIGH_IS_AHEAD_DEG
    front = posed.at("knee") - hip if bent else posed.at("foot_index") - posed.at("heel")
    return back_bulge(pose.mask, (pose.width, pose.height), hip, shoulder, front)


_LEG = ("hip", "knee", "ankle")


@dataclass(frozen=True, slots=True)
class Named:
    """What a measure is called.

    Attributes:
        label: Its name for people.
        unit: ``deg`` or ``ratio``.
    """

    label: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Measure(Named):
    """A measure that one pose is enough for.

    Attributes:
        compute: From a pose and its judged side to a value; NaN where it has none.
        parts: The paired parts it rests on. All must be in the picture, and a leg among them plausible.
        other_leg: Whether those are the parts of the leg that is not judged.
    """

    compute: Callable[[PosedSide], float]
    parts: tuple[str, ...]
    other_leg: bool = False


MEASURES: Final[dict[str, Measure]] = {
    "hip_flexion": Measure("Hip flexion", "deg", hip_flexion, ("shoulder", *_LEG)),
    "knee_flexion": Measure("Knee flexion", "deg", knee_flexion, _LEG),
    "fold": Measure("Trunk against leg", "deg", fold, ("shoulder", *_LEG)),
    "trunk_lean": Measure("Trunk from upright", "deg", trunk_lean, ("shoulder", "hip")),
    "forward_lean": Measure("Trunk forward", "deg", forward_lean, ("shoulder", "hip")),
    "thigh_lean": Measure("Thigh from straight down", "deg", thigh_lean, _LEG),
    "shin_lean": Measure("Shin from straight down", "deg", shin_lean, _LEG),
    "leg_lean": Measure("Leg from straight down", "deg", leg_lean, _LEG),
    "other_leg_lean": Measure("Other leg from straight down", "deg", other_leg_lean, _LEG, other_leg=True),
    "reach": Measure("Hand to ankle, in leg lengths", "ratio", reach, _LEG),
    "hand_drop": Measure(
        "Hand below the shoulder, in trunk lengths", "ratio", hand_drop, ("shoulder", "hip")
    ),
    "head_lift": Measure("Head from the trunk's line", "deg", head_lift, ("ear", "shoulder", "hip")),
    "back_bulge": Measure(
        "Middle of the back beyond its ends, in trunk lengths", "ratio", _back_bulge, ("shoulder", *_LEG)
    ),
}
