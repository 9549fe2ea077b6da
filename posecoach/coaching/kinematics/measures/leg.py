"""The legs: flexions, directions, lengths, and where the foot is. Flexion 0 is straight."""

import math

from posecoach.coaching.kinematics.measures.posed_side import UP, PosedSide, along, from_hanging_deg, turn_deg
from posecoach.pose.landmarks import Side


def hip_flexion(posed: PosedSide, side: Side | None = None) -> float:
    """180 minus the angle shoulder-hip-knee."""
    return turn_deg(posed.at("shoulder", side), posed.at("hip", side), posed.at("knee", side))


def knee_flexion(posed: PosedSide, side: Side | None = None) -> float:
    """180 minus the angle hip-knee-ankle."""
    return turn_deg(posed.at("hip", side), posed.at("knee", side), posed.at("ankle", side))


def other_hip_flexion(posed: PosedSide) -> float:
    """Hip flexion of the leg that is not judged."""
    return hip_flexion(posed, posed.side.other)


def hip_bend(posed: PosedSide) -> float:
    """Hip flexion with a sign: below 0 the thigh is behind the trunk's line, so the hip is extended.

    Which side is the front is read from the chest. NaN where that can't be told.
    """
    trunk = posed.at("shoulder") - posed.at("hip")
    thigh = posed.at("knee") - posed.at("hip")
    # Which side of the trunk's line the front is on, and which the thigh.
    front, bent = ((trunk.conjugate() * way).imag for way in (posed.front, thigh))
    if not math.isfinite(front) or front == 0:
        return math.nan
    return math.copysign(hip_flexion(posed), front * bent)


def fold(posed: PosedSide) -> float:
    """180 minus the angle shoulder-hip-ankle: the hip's flexion without the noise of the knee point."""
    return turn_deg(posed.at("shoulder"), posed.at("hip"), posed.at("ankle"))


def thigh_lean(posed: PosedSide, side: Side | None = None) -> float:
    """Of hip-knee from straight down: 0 standing, 90 seated, 180 pointing up."""
    return from_hanging_deg(posed.at("knee", side) - posed.at("hip", side))


def shin_lean(posed: PosedSide, side: Side | None = None) -> float:
    """Of knee-ankle from straight down."""
    return from_hanging_deg(posed.at("ankle", side) - posed.at("knee", side))


def leg_lean(posed: PosedSide, side: Side | None = None) -> float:
    """Of hip-ankle from straight down: 0 standing, 90 on the floor, 180 pointing up."""
    return from_hanging_deg(posed.at("ankle", side) - posed.at("hip", side))


def other_leg_lean(posed: PosedSide) -> float:
    """Leg lean of the leg that is not judged."""
    return leg_lean(posed, posed.side.other)


def other_thigh_lean(posed: PosedSide) -> float:
    """Thigh lean of the leg that is not judged."""
    return thigh_lean(posed, posed.side.other)


def other_leg_drop(posed: PosedSide) -> float:
    """From the judged hip straight down to the other knee or ankle, whichever is higher, in trunk lengths.

    Sitting on the floor up to 0.43: where the bent leg lies towards a camera that looks down on it, its knee
    is lower in the picture, and its ankle is not. Standing on that leg 0.4-0.7.
    """
    hip = posed.at("hip")
    knee, ankle = (along(-UP, posed.at(part, posed.side.other) - hip) for part in ("knee", "ankle"))
    trunk = abs(posed.at("shoulder") - hip)
    return min(knee, ankle) / trunk if trunk > 0 and math.isfinite(knee + ankle) else math.nan


def leg_length(posed: PosedSide, side: Side | None = None) -> float:
    """Thigh plus shin, px."""
    hip, knee, ankle = (posed.at(part, side) for part in ("hip", "knee", "ankle"))
    return abs(knee - hip) + abs(ankle - knee)


def heel_gap(posed: PosedSide) -> float:
    """From hip to ankle, over the trunk's length: 0.3-0.5 sitting on the heels, 1.0-1.3 on all fours."""
    trunk = abs(posed.at("shoulder") - posed.at("hip"))
    return abs(posed.at("ankle") - posed.at("hip")) / trunk if trunk > 0 else math.nan


def knee_gap(posed: PosedSide) -> float:
    """From the knee to the shoulder, over the trunk's length: 0.5-0.9 with the knee drawn to the chest."""
    trunk = abs(posed.at("shoulder") - posed.at("hip"))
    return abs(posed.at("knee") - posed.at("shoulder")) / trunk if trunk > 0 else math.nan
