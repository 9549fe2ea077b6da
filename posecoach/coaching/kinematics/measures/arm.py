"""The arms: directions, and how far the hands are from where they belong."""

import math

from posecoach.coaching.kinematics.measures.leg import leg_length
from posecoach.coaching.kinematics.measures.posed_side import UP, PosedSide, along, from_hanging_deg, least
from posecoach.pose.landmarks import Side

_ON_FLOOR = 0.25  # of the leg, above the ankle: wrists of hands on the floor read 0.05-0.15


def reach(posed: PosedSide) -> float:
    """From the nearer wrist to the judged ankle, over the leg's length: 0 at the ankle, 0.5 at the knee."""
    ankle, length = posed.at("ankle"), leg_length(posed)
    if length == 0:
        return math.nan
    return least(abs(posed.at("wrist", side) - ankle) for side in Side) / length


def hand_drop(posed: PosedSide) -> float:
    """From the shoulder straight down to the lower hand, over the trunk's length: arms that hang 0.7-1.3."""
    shoulder = posed.at("shoulder")
    trunk = abs(shoulder - posed.at("hip"))
    if trunk == 0:
        return math.nan
    return -least(along(UP, posed.at("wrist", side) - shoulder) for side in Side) / trunk


def hand_rise(posed: PosedSide) -> float:
    """From the hip straight up to the higher hand, over the trunk's length.

    Lying, with the arms on the floor -0.25 to -0.12, with the hands on a strap or on the leg 0.1-0.8.
    """
    hip = posed.at("hip")
    trunk = abs(posed.at("shoulder") - hip)
    if trunk == 0:
        return math.nan
    return -least(along(-UP, posed.at("wrist", side) - hip) for side in Side) / trunk


def floor_reach(posed: PosedSide) -> float:
    """Along the floor from the judged ankle to the nearer hand, over the leg's length; NaN off the floor.

    Folded over the legs 0-0.5, in a downward dog 1.2-1.8.
    """
    ankle, length = posed.at("ankle"), leg_length(posed)
    if length == 0:
        return math.nan
    hands = [posed.at("wrist", side) - ankle for side in Side]
    if any(along(UP, hand) > _ON_FLOOR * length for hand in hands):
        return math.nan
    return least(abs(along(UP * 1j, hand)) for hand in hands) / length


def arm_lean(posed: PosedSide) -> float:
    """Of shoulder-wrist from straight down, of the arm that is nearer to it: hands under shoulders 0-20."""
    arms = [posed.at("wrist", side) - posed.at("shoulder", side) for side in Side]
    return least(from_hanging_deg(arm) for arm in arms)


def forearm_lean(posed: PosedSide) -> float:
    """Of elbow-wrist from straight down, of the arm that is seen better: flat on the floor 79-90."""
    seen = max(Side, key=lambda side: float(posed.pose.visibility[side.landmark("elbow")]))
    return from_hanging_deg(posed.at("wrist", seen) - posed.at("elbow", seen))
