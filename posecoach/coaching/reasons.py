"""Why a moment does not count, or a measure is not known: one vocabulary for gates, clock, words and voice.

A gate that fails is a reason too, by its own id; those belong to the exercises.
"""

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Every reason that is not the id of an exercise's gate.

    A voice file has words for each of them (``reasons`` in ``stretch_specs/voice/LANGUAGE.yaml``).
    """

    # What the person does, where the state itself is the reason.
    NO_PERSON = "no_person"
    MOVING = "moving"

    # Why a repetition does not count, and what lies between its two positions.
    ON_THE_WAY = "on_the_way"
    TOO_SHORT = "too_short"
    TOO_FAST = "too_fast"
    NOT_SEEN = "not_seen"

    # What the picture lacks.
    ENOUGH_LIGHT = "enough_light"
    ONE_PERSON = "one_person"
    CAMERA_UPRIGHT = "camera_upright"
    WHOLE_BODY = "whole_body"
    FEET_IN_PICTURE = "feet_in_picture"
    HEAD_IN_PICTURE = "head_in_picture"
    NEAR_ENOUGH = "near_enough"
    SIDE_ON = "side_on"

    # What time does not allow to count.
    ARMING = "arming"
    NOT_SETTLED = "not_settled"
    GAP = "gap"
    TOO_FEW_PICTURES = "too_few_pictures"

    # Why a whole frame, or a measure in it, is in doubt.
    SOMEBODY_ELSE = "somebody_else"
    NEAR_LIMIT = "near_limit"
    TOO_EARLY = "too_early"
    NOT_MEASURED = "not_measured"
    LEG_NOT_SEEN = "leg_not_seen"
    LEG_IMPLAUSIBLE = "leg_implausible"
    LEG_TOO_SHORT = "leg_too_short"
    LEG_MIXED_UP = "leg_mixed_up"

    EAR_OUT_OF_PICTURE = "ear_out_of_picture"
    SHOULDER_OUT_OF_PICTURE = "shoulder_out_of_picture"
    HIP_OUT_OF_PICTURE = "hip_out_of_picture"
    KNEE_OUT_OF_PICTURE = "knee_out_of_picture"
    ANKLE_OUT_OF_PICTURE = "ankle_out_of_picture"
    WRIST_OUT_OF_PICTURE = "wrist_out_of_picture"

    HIP_FLEXION_NOT_MEASURABLE = "hip_flexion_not_measurable"
    KNEE_FLEXION_NOT_MEASURABLE = "knee_flexion_not_measurable"
    FOLD_NOT_MEASURABLE = "fold_not_measurable"
    TRUNK_LEAN_NOT_MEASURABLE = "trunk_lean_not_measurable"
    FORWARD_LEAN_NOT_MEASURABLE = "forward_lean_not_measurable"
    THIGH_LEAN_NOT_MEASURABLE = "thigh_lean_not_measurable"
    SHIN_LEAN_NOT_MEASURABLE = "shin_lean_not_measurable"
    LEG_LEAN_NOT_MEASURABLE = "leg_lean_not_measurable"
    OTHER_LEG_LEAN_NOT_MEASURABLE = "other_leg_lean_not_measurable"
    REACH_NOT_MEASURABLE = "reach_not_measurable"
    HAND_DROP_NOT_MEASURABLE = "hand_drop_not_measurable"
    HAND_RISE_NOT_MEASURABLE = "hand_rise_not_measurable"
    FLOOR_REACH_NOT_MEASURABLE = "floor_reach_not_measurable"
    HEAD_LIFT_NOT_MEASURABLE = "head_lift_not_measurable"
    BACK_BULGE_NOT_MEASURABLE = "back_bulge_not_measurable"
    BELLY_UP_NOT_MEASURABLE = "belly_up_not_measurable"
    HIP_BEND_NOT_MEASURABLE = "hip_bend_not_measurable"
    HIP_RISE_NOT_MEASURABLE = "hip_rise_not_measurable"
    HEEL_GAP_NOT_MEASURABLE = "heel_gap_not_measurable"
    KNEE_GAP_NOT_MEASURABLE = "knee_gap_not_measurable"
    OTHER_HIP_FLEXION_NOT_MEASURABLE = "other_hip_flexion_not_measurable"
    OTHER_THIGH_LEAN_NOT_MEASURABLE = "other_thigh_lean_not_measurable"
    OTHER_LEG_DROP_NOT_MEASURABLE = "other_leg_drop_not_measurable"
    FOREARM_LEAN_NOT_MEASURABLE = "forearm_lean_not_measurable"
    ARM_LEAN_NOT_MEASURABLE = "arm_lean_not_measurable"

    @classmethod
    def out_of_picture(cls, part: str) -> "Reason":
        """A part of the body (``knee``) that is outside the picture."""
        return cls(f"{part}_out_of_picture")

    @classmethod
    def not_measurable(cls, measure: str) -> "Reason":
        """A measure (``hip_flexion``) whose points give no number."""
        return cls(f"{measure}_not_measurable")


FRAMING: Final = (
    Reason.ENOUGH_LIGHT,
    Reason.ONE_PERSON,
    Reason.CAMERA_UPRIGHT,
    Reason.WHOLE_BODY,
    Reason.FEET_IN_PICTURE,
    Reason.HEAD_IN_PICTURE,
    Reason.NEAR_ENOUGH,
    Reason.SIDE_ON,
)
"""What a picture must have to be judged, the more important first.

With two people in it, all but the light may be about the wrong one."""
