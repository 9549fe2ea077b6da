"""Which outline a pose's legs leave uncovered: a leg without landmarks, and no hair that hangs down."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from support.stick_figures import FOLDED, STANDING, TRUNK

from posecoach.pose.landmarks import Pose, Side
from posecoach.pose.mask_fit import MAX_UNCOVERED_LEG_AREA, uncovered_leg_area

DEEP = replace(FOLDED, trunk=135, leg=4, other_leg=4, arm=-60)  # hands behind the calves
UNIT = TRUNK * DEEP.size  # px
LIMB_PX, HAIR_PX = 34, 26
BONES = [
    ("ear", "shoulder"),
    ("shoulder", "hip"),
    ("shoulder", "wrist"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "foot_index"),
]

Line = tuple[complex, complex]


def at(pose: Pose, part: str) -> complex:
    return complex(*pose.points[Side.RIGHT.landmark(part)])


def seen(pose: Pose, *more: Line, shown: Pose | None = None) -> Pose:
    """The pose with the outline of its own sticks, or of those of another, and of hair or limbs besides."""
    shown = shown or pose
    mask = np.zeros((pose.height, pose.width), np.uint8)
    sticks = [
        tuple(complex(*shown.points[side.landmark(part)]) for part in bone) for side in Side for bone in BONES
    ]
    for lines, width in ((sticks, LIMB_PX), (more, HAIR_PX)):
        for line in lines:
            start, end = ([round(point.real), round(point.imag)] for point in line)
            cv2.line(mask, start, end, 1, width)
    return replace(pose, mask=mask.astype(bool))


def hair(pose: Pose) -> Line:
    """A pony tail that hangs from the ear straight down."""
    ear = at(pose, "ear")
    return ear, ear + 1.2j * UNIT


@pytest.mark.parametrize("trunk", [115, 125, 135, 145])
@pytest.mark.parametrize("facing", [1, -1])
def test_hair_that_hangs_from_a_folded_head_is_no_leg(trunk: int, facing: int):
    pose = replace(DEEP, trunk=trunk, facing=facing).pose()
    assert uncovered_leg_area(seen(pose, hair(pose))) == 0


def test_a_leg_that_no_landmark_has_still_shows_beside_hanging_hair():
    pose = DEEP.pose()
    hip = at(pose, "hip")
    third = (hip, hip + np.exp(1j * np.radians(130)) * 1.6 * UNIT)  # behind the person
    both = uncovered_leg_area(seen(pose, hair(pose), third))
    assert both > MAX_UNCOVERED_LEG_AREA
    assert both == pytest.approx(uncovered_leg_area(seen(pose, third)))


@pytest.mark.parametrize("facing", [1, -1])
def test_a_far_leg_that_landmarks_miss_in_a_fold_is_found(facing: int):
    step = replace(DEEP, facing=facing, other_leg=-38)
    together = replace(step, other_leg=step.leg)
    assert uncovered_leg_area(seen(step.pose())) == 0
    assert uncovered_leg_area(seen(together.pose(), shown=step.pose())) > MAX_UNCOVERED_LEG_AREA


@pytest.mark.parametrize(("trunk", "left_out"), [(85, False), (95, True)])
def test_only_where_the_shoulders_are_below_the_hips_is_anything_left_out(trunk: int, left_out: bool):
    pose = replace(FOLDED, trunk=trunk, arm=-60).pose()
    toes, below_head = at(pose, "foot_index"), at(pose, "ear") + 1j * UNIT
    step = (toes + below_head) / 2, below_head
    assert (uncovered_leg_area(seen(pose, step)) < MAX_UNCOVERED_LEG_AREA) == left_out


def test_a_leg_beside_an_upright_person_is_found():
    pose = STANDING.pose()
    hip = at(pose, "hip")
    assert uncovered_leg_area(seen(pose)) == 0
    assert uncovered_leg_area(seen(pose, (hip, hip + (1 + 1j) * UNIT))) > MAX_UNCOVERED_LEG_AREA


def test_without_an_outline_nothing_is_uncovered_and_without_landmarks_nothing_is_known():
    assert uncovered_leg_area(DEEP.pose()) == 0
    pose = seen(DEEP.pose())
    assert np.isnan(uncovered_leg_area(replace(pose, points=np.full_like(pose.points, np.nan))))
