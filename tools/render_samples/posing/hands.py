"""Hands where they belong: on a leg, around a strap, on the floor."""

from dataclasses import dataclass

import numpy as np

from tools.render_samples.posing.figure import FORWARD, LATERAL, UP, Figure, Stance
from tools.render_samples.posing.posture import Grip, Hands, Posture
from tools.render_samples.posing.rotations import (
    FloatArray,
    about_axis,
    about_y,
    aligning,
    frame_of,
    partly,
    unit,
)
from tools.render_samples.posing.skeleton import JOINT_BONES, Placement, Side, Skeleton

STRAIGHTEST_ARM = 0.985
"""Share of the arm's length that a reach may use: an elbow is hardly ever quite straight."""
SHORTEST_REACH = 0.25
"""Where hands stay on the leg whose arms are too short: as `Hands.reach`."""
REACH_HALVINGS = 12
"""Steps of the search for how far the hands come down the leg."""
WRIST_ABOVE_SKIN_M = 0.035
HANDS_APART_M = 0.05
"""Each from the middle of the leg that both lie on."""
HANDS_AROUND_THIGH_M = 0.10
STRAP_HANDS_APART_M = 0.04
FLOOR_HANDS_APART_M = 0.19
BEHIND_SHARE = 0.4
"""Wrists of hands that clasp a leg from behind are beside it, so far towards its back."""
PALM_ABOVE_FLOOR_M = 0.04
ELBOW_ABOVE_FLOOR_M = 0.05
WRIST_TURN = 0.85
"""How far a hand turns to lie flat on what it touches; a wrist does not bend freely."""
KNEE_FROM, KNEE_OVER = 0.85, 0.3
"""Where along the leg a hand begins to turn from the thigh's direction to the shin's, and over how much."""
FOOT_FROM, FOOT_OVER = 1.55, 0.45
"""The same from the shin's direction to the foot's."""
ELBOW_OUT, ELBOW_DOWN, ELBOW_BACK = 1.0, 0.6, 0.25
"""Direction of a bent elbow from the line between shoulder and wrist."""
FOLDED_ARM_M, STRETCHED_ARM = 0.02, 0.997
"""Limits of the shoulder's distance from the wrist: above the bones' difference, and of their sum."""
SOLE_BELOW_BALL_M, STRAP_EDGE_M = 0.035, 0.03
STRAP_AROUND_FOOT_M, STRAP_UNDER_FOOT_M = 0.05, 0.02
"""Half the strap's width across the foot, at the foot's edges and under the sole."""
FINGER_CURL = {
    Grip.FREE: 16.0,
    Grip.LEG: 18.0,
    Grip.BEHIND_LEG: 30.0,
    Grip.STRAP: 70.0,
    Grip.FLOOR: 2.0,
    Grip.FOREARMS: 4.0,
}


@dataclass(frozen=True)
class HandGoal:
    """What a hand should do.

    Attributes:
        wrist: (3,) metres.
        fingers: (3,) where they point.
        palm: (3,) what it faces.
        elbow: (3,) metres, where the elbow has its own place; None where it may hang.
    """

    wrist: FloatArray
    fingers: FloatArray
    palm: FloatArray
    elbow: FloatArray | None = None


def set_hands(
    figure: Figure,
    turns: dict[str, FloatArray],
    root: FloatArray,
    posture: Posture,
    stance: Stance,
    hands: tuple[tuple[Hands, float], ...],
) -> None:
    """Bend the arms of `turns` in place.

    Args:
        figure: The body.
        turns: (3, 3) rotation by bone; those of arms, wrists and fingers are changed.
        root: (3,) where the root bone is, metres.
        posture: Its turn counts.
        stance: Facing and working leg.
        hands: What the hands come from and go to, each with its share.
    """
    skeleton = figure.skeleton
    placed = skeleton.place(turns, root)
    curl = sum(FINGER_CURL[hand.grip] * weight for hand, weight in hands)
    held = sum(weight for hand, weight in hands if hand.grip is not Grip.FREE)
    for side in Side:
        rest_fingers, rest_palm = _rest_hand(skeleton, side)
        for finger in range(2, 6):
            for joint in range(1, 4):
                axis = np.cross(rest_fingers, rest_palm)
                turns[f"finger{finger}-{joint}.{side}"] = about_axis(axis, curl)
        if held <= 0:
            continue
        goals = [(_hand_goal(figure, placed, posture, stance, hand, side), weight) for hand, weight in hands]
        wrist = sum((goal.wrist * weight for goal, weight in goals), np.zeros(3))
        fingers = sum((goal.fingers * weight for goal, weight in goals), np.zeros(3))
        palm = sum((goal.palm * weight for goal, weight in goals), np.zeros(3))
        shoulder = skeleton.where(placed, f"upperarm01.{side}")
        pole = sum((_pole(goal, shoulder, side, stance) * weight for goal, weight in goals), np.zeros(3))
        _bend_arm(skeleton, turns, root, side, wrist, pole)
        now = skeleton.place(turns, root)
        bone = f"wrist.{side}"
        above = now.rotations[skeleton.parent_of(bone)]
        wanted = frame_of(fingers, palm) @ frame_of(rest_fingers, rest_palm).T
        turns[bone] = partly(above.T @ wanted, WRIST_TURN * held)


def _rest_hand(skeleton: Skeleton, side: Side) -> tuple[FloatArray, FloatArray]:
    """Where the fingers point and the palm faces in the rest pose."""
    fingers = unit(skeleton.head(f"finger3-1.{side}") - skeleton.head(f"wrist.{side}"))
    across = skeleton.head(f"finger2-1.{side}") - skeleton.head(f"finger5-1.{side}")
    return fingers, unit(np.cross(fingers, across) * side.outward)


def _hand_goal(
    figure: Figure, placed: Placement, posture: Posture, stance: Stance, hands: Hands, side: Side
) -> HandGoal:
    skeleton = figure.skeleton
    shoulder = skeleton.where(placed, f"upperarm01.{side}")
    lateral = about_y(stance.heading + posture.turn) @ LATERAL
    if hands.grip is Grip.FREE or (hands.one and side is not stance.working):
        rotation = placed.rotations[skeleton.index(f"wrist.{side}")]
        fingers, palm = _rest_hand(skeleton, side)
        return HandGoal(skeleton.where(placed, f"wrist.{side}"), rotation @ fingers, rotation @ palm)
    if hands.grip is Grip.STRAP:
        sole = skeleton.where(placed, f"toe2-1.{stance.working}")
        pull = unit(sole - shoulder)
        return HandGoal(
            shoulder + pull * hands.reach - lateral * side.outward * STRAP_HANDS_APART_M,
            pull,
            -lateral * side.outward,
        )
    if hands.grip is Grip.FLOOR:
        hips = skeleton.where(placed, "root") * [1, 0, 1]
        spot = (
            hips
            + stance.forward * hands.reach
            + lateral * side.outward * FLOOR_HANDS_APART_M
            + UP * PALM_ABOVE_FLOOR_M
        )
        return HandGoal(spot, stance.forward, -UP)
    if hands.grip is Grip.FOREARMS:
        return _on_forearm(skeleton, shoulder, lateral * side.outward, stance, hands, side)
    leg = side if hands.each_own_leg else stance.working
    front = hands.grip is Grip.LEG
    beside = 0.0 if hands.each_own_leg else HANDS_APART_M if front else HANDS_AROUND_THIGH_M
    apart = lateral * side.outward * beside
    longest = STRAIGHTEST_ARM * _arm_length(skeleton, side)

    def goal(reach: float) -> HandGoal:
        return _on_leg(figure, placed, leg, reach, front, apart)

    near, far = SHORTEST_REACH, hands.reach
    if np.linalg.norm(goal(far).wrist - shoulder) > longest:
        for _ in range(REACH_HALVINGS):
            middle = (near + far) / 2
            if np.linalg.norm(goal(middle).wrist - shoulder) > longest:
                far = middle
            else:
                near = middle
        return goal(near)
    return goal(far)


def _on_forearm(
    skeleton: Skeleton, shoulder: FloatArray, outward: FloatArray, stance: Stance, hands: Hands, side: Side
) -> HandGoal:
    """An elbow and a palm on the floor; an upper arm too long for the shoulder's height leans outward."""
    upper, lower = _bone_lengths(skeleton, side)
    longest_drop = np.sqrt(upper**2 - hands.reach**2)
    drop = min(float(shoulder[1]) - ELBOW_ABOVE_FLOOR_M, longest_drop)
    aside = np.sqrt(longest_drop**2 - drop**2)
    elbow = shoulder + stance.forward * hands.reach + outward * aside - UP * drop
    wrist = elbow + stance.forward * lower
    wrist[1] = max(float(elbow[1]) - ELBOW_ABOVE_FLOOR_M, 0.0) + PALM_ABOVE_FLOOR_M
    return HandGoal(wrist, stance.forward, -UP, elbow)


def _bone_lengths(skeleton: Skeleton, side: Side) -> tuple[float, float]:
    """Of the upper arm and the forearm, metres."""
    shoulder, elbow, wrist = (
        skeleton.head(f"{JOINT_BONES[j]}.{side}") for j in ("shoulder", "elbow", "wrist")
    )
    return float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))


def _arm_length(skeleton: Skeleton, side: Side) -> float:
    return sum(_bone_lengths(skeleton, side))


def _on_leg(
    figure: Figure, placed: Placement, side: Side, reach: float, front: bool, apart: FloatArray
) -> HandGoal:
    """A hand flat on the leg at a share of its length, fingers towards the foot."""
    skeleton = figure.skeleton
    hip, knee, ankle, toe = (
        skeleton.where(placed, f"{JOINT_BONES[j]}.{side}") for j in ("hip", "knee", "ankle", "toe")
    )
    spot = hip + (knee - hip) * reach if reach < 1 else knee + (ankle - knee) * (reach - 1)
    lower = float(np.clip((reach - KNEE_FROM) / KNEE_OVER, 0, 1))
    thigh_front, shin_front = (
        placed.rotations[skeleton.index(f"{bone}.{side}")]
        @ skeleton.straight[f"upperleg01.{side}"].T
        @ FORWARD
        for bone in ("upperleg01", "lowerleg01")
    )
    outside = unit(thigh_front * (1 - lower) + shin_front * lower) * (1.0 if front else -1.0)
    along = unit(knee - hip) * (1 - lower) + unit(ankle - knee) * lower
    over_foot = float(np.clip((reach - FOOT_FROM) / FOOT_OVER, 0, 1)) if front else 0.0
    fingers = unit(along * (1 - over_foot) + unit(toe - ankle) * over_foot)
    away = figure.leg_radius(reach, front)
    away = away + WRIST_ABOVE_SKIN_M if front else away * BEHIND_SHARE
    return HandGoal(spot + outside * away + apart, fingers, -outside)


def _pole(goal: HandGoal, shoulder: FloatArray, side: Side, stance: Stance) -> FloatArray:
    """(3,) where the elbow is from the line between shoulder and wrist: outward, down and back by itself."""
    if goal.elbow is not None:
        return goal.elbow - shoulder
    lateral = about_y(stance.heading) @ LATERAL * side.outward
    return ELBOW_OUT * lateral - ELBOW_DOWN * UP - ELBOW_BACK * stance.forward


def _bend_arm(
    skeleton: Skeleton,
    turns: dict[str, FloatArray],
    root: FloatArray,
    side: Side,
    target: FloatArray,
    pole: FloatArray,
) -> None:
    """Two-bone inverse kinematics: the wrist to the target, the elbow towards the pole."""
    upper, lower, wrist = f"upperarm01.{side}", f"lowerarm01.{side}", f"wrist.{side}"
    placed = skeleton.place(turns, root)
    shoulder = skeleton.where(placed, upper)
    a = float(np.linalg.norm(skeleton.head(lower) - skeleton.head(upper)))
    b = float(np.linalg.norm(skeleton.head(wrist) - skeleton.head(lower)))
    line = target - shoulder
    distance = float(np.clip(np.linalg.norm(line), abs(a - b) + FOLDED_ARM_M, (a + b) * STRETCHED_ARM))
    line = unit(line)
    cosine = (a * a + distance * distance - b * b) / (2 * a * distance)
    elbow_angle = np.arccos(np.clip(cosine, -1, 1))
    pole = unit(pole - (pole @ line) * line)
    elbow = shoulder + a * (np.cos(elbow_angle) * line + np.sin(elbow_angle) * pole)
    above = placed.rotations[skeleton.parent_of(upper)]
    world = above @ turns[upper]
    world = aligning(world @ (skeleton.head(lower) - skeleton.head(upper)), elbow - shoulder) @ world
    turns[upper] = above.T @ world
    reached = shoulder + distance * line
    bend = aligning(world @ (skeleton.head(wrist) - skeleton.head(lower)), reached - elbow)
    turns[lower] = world.T @ bend @ world


def strap_line(skeleton: Skeleton, placed: Placement, stance: Stance) -> FloatArray:
    """(6, 3) metres: from one fist around the ball of the working foot to the other fist."""
    ball, ankle, knee = (
        skeleton.where(placed, f"{JOINT_BONES[j]}.{stance.working}") for j in ("toe", "ankle", "knee")
    )
    fists = [skeleton.where(placed, f"finger3-1.{side}") for side in Side]
    lateral = about_y(stance.heading) @ LATERAL
    down_the_shin = unit(ankle - knee)
    sole = ball + down_the_shin * SOLE_BELOW_BALL_M
    edge = down_the_shin * STRAP_EDGE_M
    return np.array(
        [
            fists[0],
            sole + lateral * STRAP_AROUND_FOOT_M - edge,
            sole + lateral * STRAP_UNDER_FOOT_M,
            sole - lateral * STRAP_UNDER_FOOT_M,
            sole - lateral * STRAP_AROUND_FOOT_M - edge,
            fists[1],
        ]
    )
