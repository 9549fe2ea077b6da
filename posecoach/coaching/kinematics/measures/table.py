"""The table of named measures: what is read off one pose, and how.

Angles are taken in pixels of an aspect-true picture. Flexion 0 is straight. Directions are from
vertical, by the picture's own up and down.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from posecoach.coaching.kinematics.measures import arm, leg, trunk
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.messages import N_

Unit = Literal["deg", "ratio"]

_LEG = ("hip", "knee", "ankle")
_ARM = ("shoulder", "wrist")


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


ALWAYS_TAKEN: Final = (
    *("hip_flexion", "knee_flexion", "fold", "trunk_lean", "forward_lean", "thigh_lean", "shin_lean"),
    *("leg_lean", "other_leg_lean", "reach", "hand_drop", "head_lift", "back_bulge"),
)
"""What is read of every exercise: reports, calibration and motion rest on it."""

MEASURES: Final[dict[str, Measure]] = {
    "hip_flexion": Measure(N_("Hip flexion"), "deg", leg.hip_flexion, ("shoulder", *_LEG)),
    "knee_flexion": Measure(N_("Knee flexion"), "deg", leg.knee_flexion, _LEG),
    "fold": Measure(N_("Trunk against leg"), "deg", leg.fold, ("shoulder", *_LEG)),
    "trunk_lean": Measure(N_("Trunk from upright"), "deg", trunk.trunk_lean, ("shoulder", "hip")),
    "forward_lean": Measure(N_("Trunk forward"), "deg", trunk.forward_lean, ("shoulder", "hip")),
    "thigh_lean": Measure(N_("Thigh from straight down"), "deg", leg.thigh_lean, _LEG),
    "shin_lean": Measure(N_("Shin from straight down"), "deg", leg.shin_lean, _LEG),
    "leg_lean": Measure(N_("Leg from straight down"), "deg", leg.leg_lean, _LEG),
    "other_leg_lean": Measure(
        N_("Other leg from straight down"), "deg", leg.other_leg_lean, _LEG, other_leg=True
    ),
    "reach": Measure(N_("Hand to ankle, in leg lengths"), "ratio", arm.reach, _LEG),
    "hand_drop": Measure(
        N_("Hand below the shoulder, in trunk lengths"), "ratio", arm.hand_drop, ("shoulder", "hip")
    ),
    "head_lift": Measure(
        N_("Head from the trunk's line"), "deg", trunk.head_lift, ("ear", "shoulder", "hip")
    ),
    "back_bulge": Measure(
        N_("Middle of the back beyond its ends, in trunk lengths"),
        "ratio",
        trunk.back_bulge,
        ("shoulder", "hip"),  # chest and back are told apart by the trunk itself
    ),
    "belly_up": Measure(N_("Chest facing up"), "ratio", trunk.belly_up, ("shoulder", "hip")),
    "hip_bend": Measure(N_("Hip bend, extension below 0"), "deg", leg.hip_bend, ("shoulder", *_LEG)),
    "hip_rise": Measure(
        N_("Hip above the line from shoulder to knee, in trunk lengths"),
        "ratio",
        trunk.hip_rise,
        ("shoulder", *_LEG),
    ),
    "heel_gap": Measure(N_("Hip to ankle, in trunk lengths"), "ratio", leg.heel_gap, ("shoulder", *_LEG)),
    "knee_gap": Measure(N_("Knee to shoulder, in trunk lengths"), "ratio", leg.knee_gap, ("shoulder", *_LEG)),
    "other_hip_flexion": Measure(
        N_("Hip flexion of the other leg"), "deg", leg.other_hip_flexion, ("shoulder", *_LEG), other_leg=True
    ),
    "other_thigh_lean": Measure(
        N_("Other thigh from straight down"), "deg", leg.other_thigh_lean, _LEG, other_leg=True
    ),
    "other_leg_drop": Measure(
        N_("Other leg below the hip, in trunk lengths"),
        "ratio",
        leg.other_leg_drop,
        ("shoulder", "hip"),  # a leg guessed below the picture is far below the hip all the same
    ),
    "hand_rise": Measure(
        N_("Higher hand above the hip, in trunk lengths"), "ratio", arm.hand_rise, ("shoulder", "hip")
    ),
    "floor_reach": Measure(N_("Hands on the floor to ankle, in leg lengths"), "ratio", arm.floor_reach, _LEG),
    "forearm_lean": Measure(N_("Forearm from straight down"), "deg", arm.forearm_lean, _ARM),
    "arm_lean": Measure(N_("Supporting arm from straight down"), "deg", arm.arm_lean, _ARM),
}
