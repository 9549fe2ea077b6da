"""The trunk: its lean, what it faces, the outline of the back, the head above it."""

import math

from posecoach.coaching.kinematics.measures.posed_side import (
    UP,
    PosedSide,
    along,
    from_upright_deg,
    turn_from,
)
from posecoach.pose.silhouette import back_bulge as outline_bulge


def trunk_lean(posed: PosedSide) -> float:
    """Of hip-shoulder from upright: 0 standing, 90 lying, above 90 head below the hips."""
    return from_upright_deg(posed.at("shoulder") - posed.at("hip"))


def forward_lean(posed: PosedSide) -> float:
    """Trunk lean with a sign: positive toward the side where the judged foot is; NaN without it."""
    trunk = posed.at("shoulder") - posed.at("hip")
    foot = posed.at("foot_index") - posed.at("hip")
    across = UP * 1j
    same_way = along(across, trunk) * along(across, foot)
    if math.isnan(same_way):
        return math.nan
    return trunk_lean(posed) if same_way >= 0 else -trunk_lean(posed)


def belly_up(posed: PosedSide) -> float:
    """How far the chest faces up: 1 flat on the back, 0 upright, -1 face down; NaN where it can't be told."""
    return -float(posed.chest_normal[1])


def hip_rise(posed: PosedSide) -> float:
    """How far the hip lies above the line shoulder-knee, over the trunk's length.

    In a bridge -0.03 to 0.21 at the top, -0.43 to -0.26 with the hips on the floor.
    """
    shoulder, hip, knee = (posed.at(part) for part in ("shoulder", "hip", "knee"))
    trunk, line = abs(shoulder - hip), knee - shoulder
    if trunk == 0 or line == 0:
        return math.nan
    normal = line / abs(line) * 1j
    above = normal if along(UP, normal) >= 0 else -normal
    return along(above, hip - shoulder) / trunk


def head_lift(posed: PosedSide) -> float:
    """Of shoulder-ear against the trunk's line, positive toward the ceiling: 0 flat on the floor."""
    trunk = posed.at("shoulder") - posed.at("hip")
    head = posed.at("ear") - posed.at("shoulder")
    if trunk == 0 or head == 0:
        return math.nan
    turned = turn_from(trunk, head)
    rises = along(UP, trunk * 1j) > 0  # a positive turn goes up
    return turned if rises else -turned


def back_bulge(posed: PosedSide) -> float:
    """How far the middle of the back stands out, see ``posecoach.pose.silhouette.back_bulge``."""
    pose = posed.pose
    if pose.mask is None:
        return math.nan
    size = (pose.width, pose.height)
    return outline_bulge(pose.mask, size, posed.at("hip"), posed.at("shoulder"), posed.front)
