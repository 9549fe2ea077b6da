"""The arms: directions, and how far the hands are from where they belong."""

import math

from posecoach.coaching.kinematics.measures.leg import leg_length
from posecoach.coaching.kinematics.measures.posed_side import UP, PosedSide, along, from_hanging_deg
from posecoach.pose.landmarks import Side

# Wrists of raised arms of rendered people: up to 0.9 where they are read right, 0.35-0.75 behind the head.
_ARM_SEEN = 0.8


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
    return max(along(-UP, posed.at("wrist", side) - shoulder) for side in Side) / trunk


def arm_lean(posed: PosedSide) -> float:
    """Of shoulder-wrist from straight down, of the arm that is nearer to it: hands under shoulders 0-20."""
    return min(_arm_lean(posed, side) for side in Side)


def raised_arm_lean(posed: PosedSide) -> float:
    """Of shoulder-wrist from straight down, of the arm that is farther from it: 90 level, 180 overhead.

    NaN where that arm is hidden, as the far one is behind the head.
    """
    raised = max(Side, key=lambda side: _arm_lean(posed, side))
    seen = posed.pose.visibility[raised.landmark("wrist")] >= _ARM_SEEN
    return _arm_lean(posed, raised) if seen else math.nan


def _arm_lean(posed: PosedSide, side: Side) -> float:
    return from_hanging_deg(posed.at("wrist", side) - posed.at("shoulder", side))
