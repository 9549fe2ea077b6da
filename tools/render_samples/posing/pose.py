"""From a posture to placed bones: joint turns, contact with the floor, hands where they belong."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tools.render_samples.posing.figure import Figure, Stance
from tools.render_samples.posing.hands import set_hands, strap_line
from tools.render_samples.posing.posture import Grip, Hands, Leg, Posture
from tools.render_samples.posing.rotations import FloatArray, about_x, about_y, about_z, partly
from tools.render_samples.posing.skeleton import Placement, Side, Skeleton

LUMBAR_SHARES = {"spine05": 0.3, "spine04": 0.4, "spine03": 0.3}
THORACIC_SHARES = {"spine02": 0.5, "spine01": 0.5}
NECK_SHARES = {"neck01": 0.4, "neck02": 0.2, "neck03": 0.2, "head": 0.2}

FLOOR_CLEARANCE_M = 0.008
"""Cloth and mat between skin and floor."""
GROUNDING_STEPS = 3
"""Of the search for the tilt that brings a leg to the floor."""
SHORTEST_LEVER_M = 0.2
"""From the hip to the lowest point of the leg, for that search."""
STRAP_SHARE = 0.5
"""Hands that are more than so far on their way to the strap, or from it, hold it."""


@dataclass(frozen=True)
class Posed:
    """A posed body.

    Attributes:
        placed: All bones.
        strap: (n, 3) the line of the strap, metres, or None.
    """

    placed: Placement
    strap: FloatArray | None


def joint_turns(skeleton: Skeleton, posture: Posture, stance: Stance) -> dict[str, FloatArray]:
    """(3, 3) rotation by bone of a posture's angles, before feet and hands are set on anything."""
    turns = {"root": about_y(stance.heading + posture.turn) @ about_x(posture.pitch) @ about_z(posture.roll)}
    for amount, shares in (
        (posture.lumbar, LUMBAR_SHARES),
        (posture.thoracic, THORACIC_SHARES),
        (posture.neck, NECK_SHARES),
    ):
        turns.update({bone: about_x(amount * share) for bone, share in shares.items()})
    for side in Side:
        leg = posture.working if side is stance.working else posture.other
        turns.update(_leg_turns(skeleton, leg, side))
        turns.update(_arm_turns(skeleton, posture, side))
    return turns


def _leg_turns(skeleton: Skeleton, leg: Leg, side: Side) -> dict[str, FloatArray]:
    thigh, shin = f"upperleg01.{side}", f"lowerleg01.{side}"
    hang = skeleton.straight[thigh]
    hip = about_x(-leg.hip) @ about_z(side.outward * leg.abduction) @ about_y(side.outward * leg.rotation)
    return {
        thigh: hip @ hang,
        shin: hang.T @ about_x(leg.knee) @ hang @ skeleton.straight[shin],
        f"foot.{side}": about_x(-leg.ankle),
    }


def _arm_turns(skeleton: Skeleton, posture: Posture, side: Side) -> dict[str, FloatArray]:
    upper, lower = f"upperarm01.{side}", f"lowerarm01.{side}"
    hang = skeleton.straight[upper]
    flexion = posture.arm_flexion + side.outward * posture.arm_swing
    return {
        upper: about_x(-flexion) @ about_z(side.outward * posture.arm_abduction) @ hang,
        lower: hang.T @ about_x(-posture.elbow) @ hang @ skeleton.straight[lower],
    }


def pose(figure: Figure, posture: Posture, stance: Stance, hands_next: Hands, share: float) -> Posed:
    """Place a body.

    Args:
        figure: Whose body.
        posture: The angles; `posture.hands` is what the hands come from.
        stance: Facing and working leg.
        hands_next: What the hands go to.
        share: How far they have gone, 0..1.
    """
    skeleton = figure.skeleton
    turns = joint_turns(skeleton, posture, stance)
    _flatten_feet(skeleton, turns, posture, stance)
    root = _root_place(figure, turns, posture, stance)
    _ground_legs(figure, turns, root, posture, stance)
    hands = ((posture.hands, 1 - share), (hands_next, share))
    set_hands(figure, turns, root, posture, stance, hands)
    placed = skeleton.place(turns, root)
    strap = None
    if sum(weight for hand, weight in hands if hand.grip is Grip.STRAP) > STRAP_SHARE:
        strap = strap_line(skeleton, placed, stance)
    return Posed(placed, strap)


def _flatten_feet(skeleton: Skeleton, turns: dict[str, FloatArray], posture: Posture, stance: Stance) -> None:
    placed = skeleton.place(turns)
    level = about_y(stance.heading + posture.turn)
    for side in Side:
        flat = (posture.working if side is stance.working else posture.other).flat_foot
        if flat > 0:
            bone = f"foot.{side}"
            above = placed.rotations[skeleton.parent_of(bone)]
            turns[bone] = turns[bone] @ partly(turns[bone].T @ above.T @ level, flat)


def _root_place(
    figure: Figure, turns: Mapping[str, FloatArray], posture: Posture, stance: Stance
) -> FloatArray:
    skeleton = figure.skeleton
    placed = skeleton.place(turns, np.zeros(3))
    ankles = (skeleton.where(placed, "foot.L") + skeleton.where(placed, "foot.R")) / 2
    target = stance.forward * posture.along
    place, total = np.zeros(3), 0.0
    for part, weight in vars(posture.support).items():
        if weight <= 0:
            continue
        spot = target - ankles * [1, 0, 1] if part == "feet" else target.copy()
        spot[1] = FLOOR_CLEARANCE_M - figure.lowest(placed, part)[1]
        place, total = place + weight * spot, total + weight
    if total == 0:
        raise ValueError("posture without support: give Support(...) at least one weight above 0")
    return place / total


def _ground_legs(
    figure: Figure, turns: dict[str, FloatArray], root: FloatArray, posture: Posture, stance: Stance
) -> None:
    for side in Side:
        grounded = (posture.working if side is stance.working else posture.other).grounded
        if grounded <= 0:
            continue
        bone = f"upperleg01.{side}"
        original, tilt = turns[bone], 0.0
        for _ in range(GROUNDING_STEPS):
            turns[bone] = about_x(-tilt) @ original
            placed = figure.skeleton.place(turns, root)
            low = figure.lowest(placed, f"leg.{side}")
            lever = float((low - figure.skeleton.where(placed, bone)) @ stance.forward)
            lever = np.copysign(max(abs(lever), SHORTEST_LEVER_M), lever)
            tilt -= np.degrees((low[1] - FLOOR_CLEARANCE_M) / lever)
        turns[bone] = about_x(-tilt * grounded) @ original
