"""The measures that specs name, worked out from the true joints of a body seen exactly from the side.

Joints are points in the person's own side-on plane: x the way the person faces, y up. In clips with
the camera side on they are the joints' pixels, turned to those axes: what a measurement of the picture
without any error would give. In the others they are the joints' metres. `knee_flexion` alone is
the joint's angle in space.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tools.render_samples.posing.rotations import FloatArray, interior_angle

OTHER = {"left": "right", "right": "left"}
UP = np.array([0.0, 1.0])
FLAT_BACK_BULGE, BULGE_PER_DEG = 0.01, 1 / 430
"""An average person's back, flat, and per degree of spine flexion; in trunk lengths. A body's own outline
says less: buttocks and belly shift it by as much as a round back does."""
KNEELING_SHIN_DEG = 60
STANDING_CHANGE_PER_DEG, KNEELING_CHANGE_PER_DEG, HOLLOW_CHANGE_PER_DEG = 1 / 760, 1 / 880, 1 / 530
"""How much more the back stands out than flat: bent over, on hands and knees where the pelvis turns with it,
and there hollow; in trunk lengths per degree. Of the outlines of 8 rendered bodies."""
ON_FLOOR = 0.25
"""Of the leg above the ankle: up to there a hand is on the floor."""


@dataclass(frozen=True)
class TrueFrame:
    """A body in one frame.

    Attributes:
        t_s: Time of the frame.
        side_on: Joint -> 'left' / 'right' -> (2,) in the side-on plane; 'ear' is the same on both.
        knee_flexion: 'left' / 'right' -> degrees, in space.
        spine_flexion_deg: The sum of lumbar and thoracic flexion.
        judged: The side of the working leg.
    """

    t_s: float
    side_on: Mapping[str, Mapping[str, FloatArray]]
    knee_flexion: Mapping[str, float]
    spine_flexion_deg: float
    judged: str

    def at(self, joint: str, side: str | None = None) -> FloatArray:
        """(2,) a joint of the judged side, or of the one given."""
        return self.side_on[joint][side or self.judged]


def hip_flexion(frame: TrueFrame, side: str | None = None) -> float:
    """180 minus the angle shoulder-hip-knee, degrees; of the judged side, or of the one given."""
    return 180 - interior_angle(frame.at("shoulder", side), frame.at("hip", side), frame.at("knee", side))


def _from_up(direction: FloatArray) -> float:
    return interior_angle(direction, np.zeros(2), UP)


def _trunk_lean(frame: TrueFrame) -> float:
    return _from_up(frame.at("shoulder") - frame.at("hip"))


def _forward_lean(frame: TrueFrame) -> float:
    towards_foot = (frame.at("shoulder") - frame.at("hip"))[0] * (frame.at("toe") - frame.at("hip"))[0] >= 0
    return _trunk_lean(frame) if towards_foot else -_trunk_lean(frame)


def _from_hanging(frame: TrueFrame, start: str, end: str, side: str | None = None) -> float:
    return 180 - _from_up(frame.at(end, side) - frame.at(start, side))


def _leg_lean(frame: TrueFrame, side: str | None = None) -> float:
    return _from_hanging(frame, "hip", "ankle", side)


def _thigh_lean(frame: TrueFrame, side: str | None = None) -> float:
    return _from_hanging(frame, "hip", "knee", side)


def _trunk(frame: TrueFrame) -> FloatArray:
    return frame.at("shoulder") - frame.at("hip")


def _chest(frame: TrueFrame) -> FloatArray:
    """(2,) the direction that the chest faces, of length 1: the trunk's line turned a quarter forward."""
    trunk = _trunk(frame)
    facing: FloatArray = np.array([trunk[1], -trunk[0]]) / np.linalg.norm(trunk)
    return facing


def _other_leg_drop(frame: TrueFrame) -> float:
    drop = min((frame.at("hip") - frame.at(part, OTHER[frame.judged]))[1] for part in ("knee", "ankle"))
    return float(drop / np.linalg.norm(_trunk(frame)))


def _hip_bend(frame: TrueFrame) -> float:
    ahead = (frame.at("knee") - frame.at("hip")) @ _chest(frame) >= 0
    return hip_flexion(frame) if ahead else -hip_flexion(frame)


def _hip_rise(frame: TrueFrame) -> float:
    shoulder = frame.at("shoulder")
    line = frame.at("knee") - shoulder
    above = np.array([-line[1], line[0]]) * np.sign(line[0])
    rise = (frame.at("hip") - shoulder) @ above / np.linalg.norm(line)
    return float(rise / np.linalg.norm(_trunk(frame)))


def _gap(frame: TrueFrame, start: str, end: str) -> float:
    return float(np.linalg.norm(frame.at(end) - frame.at(start)) / np.linalg.norm(_trunk(frame)))


def _reach(frame: TrueFrame) -> float:
    hip, knee, ankle = (frame.at(joint) for joint in ("hip", "knee", "ankle"))
    leg = np.linalg.norm(knee - hip) + np.linalg.norm(ankle - knee)
    return float(min(np.linalg.norm(frame.at("wrist", side) - ankle) for side in OTHER) / leg)


def _hand_drop(frame: TrueFrame) -> float:
    shoulder = frame.at("shoulder")
    trunk = np.linalg.norm(shoulder - frame.at("hip"))
    return float(max((shoulder - frame.at("wrist", side))[1] for side in OTHER) / trunk)


def _floor_reach(frame: TrueFrame) -> float:
    """0 for hands in the air: those are not on the floor ahead of the feet."""
    hip, knee, ankle = (frame.at(joint) for joint in ("hip", "knee", "ankle"))
    leg = np.linalg.norm(knee - hip) + np.linalg.norm(ankle - knee)
    hands = [frame.at("wrist", side) - ankle for side in OTHER]
    if any(hand[1] > ON_FLOOR * leg for hand in hands):
        return 0.0
    return float(min(abs(hand[0]) for hand in hands) / leg)


def _head_lift(frame: TrueFrame) -> float:
    trunk = frame.at("shoulder") - frame.at("hip")
    head = frame.at("ear") - frame.at("shoulder")
    turn = np.degrees(np.arctan2(trunk[0] * head[1] - trunk[1] * head[0], trunk @ head))
    upward = np.array([-trunk[1], trunk[0]])[1] > 0
    return float(turn if upward else -turn)


def _back_change(frame: TrueFrame) -> float:
    flexion_deg = frame.spine_flexion_deg
    if _from_hanging(frame, "knee", "ankle") < KNEELING_SHIN_DEG:
        return STANDING_CHANGE_PER_DEG * flexion_deg
    return (KNEELING_CHANGE_PER_DEG if flexion_deg > 0 else HOLLOW_CHANGE_PER_DEG) * flexion_deg


MEASURES: Mapping[str, Callable[[TrueFrame], float]] = {
    "hip_flexion": hip_flexion,
    "knee_flexion": lambda frame: frame.knee_flexion[frame.judged],
    "trunk_lean": _trunk_lean,
    "forward_lean": _forward_lean,
    "thigh_lean": _thigh_lean,
    "shin_lean": lambda frame: _from_hanging(frame, "knee", "ankle"),
    "leg_lean": _leg_lean,
    "other_leg_lean": lambda frame: _leg_lean(frame, OTHER[frame.judged]),
    "reach": _reach,
    "hand_drop": _hand_drop,
    "floor_reach": _floor_reach,
    "head_lift": _head_lift,
    "spine_flexion": lambda frame: frame.spine_flexion_deg,
    "back_bulge": lambda frame: FLAT_BACK_BULGE + BULGE_PER_DEG * frame.spine_flexion_deg,
    # Every clip begins with a flat back.
    "back_change": _back_change,
    "belly_up": lambda frame: float(_chest(frame) @ UP),
    "hip_bend": _hip_bend,
    "hip_rise": _hip_rise,
    "heel_gap": lambda frame: _gap(frame, "hip", "ankle"),
    "knee_gap": lambda frame: _gap(frame, "shoulder", "knee"),
    "other_hip_flexion": lambda frame: hip_flexion(frame, OTHER[frame.judged]),
    "other_thigh_lean": lambda frame: _thigh_lean(frame, OTHER[frame.judged]),
    "other_leg_drop": _other_leg_drop,
    "forearm_lean": lambda frame: max(_from_hanging(frame, "elbow", "wrist", side) for side in OTHER),
    "arm_lean": lambda frame: min(_from_hanging(frame, "shoulder", "wrist", side) for side in OTHER),
}
SINCE_START: Mapping[str, tuple[str, int]] = {"chest_raise": ("trunk_lean", -1)}
"""A measure against its value in the clip's first frame: of which, and which way it counts."""
