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

_UP, _DOWN = -1j, 1j  # picture coordinates: y points down
_THIGH_IS_AHEAD_DEG = 60.0  # of hip flexion: before it the foot tells better where the front is


class Figure:
    """One pose with a judged side; its points as complex numbers x + iy, px, y down."""

    def __init__(self, pose: Pose, side: Side, up: complex = _UP) -> None:
        self.pose = pose
        self.side = side
        self.up = up
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


def hip_flexion(figure: Figure, side: Side | None = None) -> float:
    """180 minus the angle shoulder-hip-knee."""
    return turn_deg(figure.at("shoulder", side), figure.at("hip", side), figure.at("knee", side))


def knee_flexion(figure: Figure, side: Side | None = None) -> float:
    """180 minus the angle hip-knee-ankle."""
    return turn_deg(figure.at("hip", side), figure.at("knee", side), figure.at("ankle", side))


def fold(figure: Figure) -> float:
    """180 minus the angle shoulder-hip-ankle: the hip's flexion without the noise of the knee point."""
    return turn_deg(figure.at("shoulder"), figure.at("hip"), figure.at("ankle"))


def trunk_lean(figure: Figure) -> float:
    """Of hip-shoulder from upright: 0 standing, 90 lying, above 90 head below the hips."""
    return _between_deg(figure.up, figure.at("shoulder") - figure.at("hip"))


def forward_lean(figure: Figure) -> float:
    """Trunk lean with a sign: positive toward the side where the judged foot is."""
    trunk = figure.at("shoulder") - figure.at("hip")
    foot = figure.at("foot_index") - figure.at("hip")
    across = figure.up * 1j
    same_way = (trunk * across.conjugate()).real * (foot * across.conjugate()).real >= 0
    return trunk_lean(figure) if same_way else -trunk_lean(figure)


def thigh_lean(figure: Figure) -> float:
    """Of hip-knee from straight down: 0 standing, 90 seated, 180 pointing up."""
    return _between_deg(-figure.up, figure.at("knee") - figure.at("hip"))


def shin_lean(figure: Figure) -> float:
    """Of knee-ankle from straight down."""
    return _between_deg(-figure.up, figure.at("ankle") - figure.at("knee"))


def leg_lean(figure: Figure, side: Side | None = None) -> float:
    """Of hip-ankle from straight down: 0 standing, 90 on the floor, 180 pointing up."""
    return _between_deg(-figure.up, figure.at("ankle", side) - figure.at("hip", side))


def other_leg_lean(figure: Figure) -> float:
    """Leg lean of the leg that is not judged."""
    return leg_lean(figure, figure.side.other)


def leg_length(figure: Figure, side: Side | None = None) -> float:
    """Thigh plus shin, px."""
    hip, knee, ankle = (figure.at(part, side) for part in ("hip", "knee", "ankle"))
    return abs(knee - hip) + abs(ankle - knee)


def reach(figure: Figure) -> float:
    """From the nearer wrist to the judged ankle, over the leg's length: 0 at the ankle, 0.5 at the knee."""
    ankle, length = figure.at("ankle"), leg_length(figure)
    if length == 0:
        return math.nan
    return min(abs(figure.at("wrist", side) - ankle) for side in Side) / length


def hand_drop(figure: Figure) -> float:
    """From the shoulder straight down to the lower hand, over the trunk's length: arms that hang 0.7-1.3."""
    shoulder = figure.at("shoulder")
    trunk = abs(shoulder - figure.at("hip"))
    if trunk == 0:
        return math.nan
    return max(((figure.at("wrist", side) - shoulder) * -figure.up.conjugate()).real for side in Side) / trunk


def head_lift(figure: Figure) -> float:
    """Of shoulder-ear against the trunk's line, positive toward the ceiling: 0 flat on the floor."""
    trunk = figure.at("shoulder") - figure.at("hip")
    head = figure.at("ear") - figure.at("shoulder")
    if trunk == 0 or head == 0:
        return math.nan
    turned = _turn_from(trunk, head)
    rises = (trunk * 1j * figure.up.conjugate()).real > 0  # a positive turn goes up
    return turned if rises else -turned


def _back_bulge(figure: Figure) -> float:
    pose = figure.pose
    if pose.mask is None:
        return math.nan
    hip, shoulder = figure.at("hip"), figure.at("shoulder")
    bent = hip_flexion(figure) >= _THIGH_IS_AHEAD_DEG
    front = figure.at("knee") - hip if bent else figure.at("foot_index") - figure.at("heel")
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
        compute: From a figure to a value; NaN where it has none.
        parts: The paired parts it rests on. All must be in the picture, and a leg among them likely.
        other_leg: Whether those are the parts of the leg that is not judged.
    """

    compute: Callable[[Figure], float]
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
