"""Poses of one person are fused into one, and one that mixes up the legs does not spoil the others."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.stick_figures import LEG_UP

from posecoach.pose.landmarks import Pose, Side
from posecoach.pose.legs import with_legs_swapped
from posecoach.pose.mask_fit import MAX_UNCOVERED_LEG_AREA, uncovered_leg_area
from posecoach.vision.fusion import ScoredPose, fuse_poses, score_pose

THICK = 34  # px: within what the legs of a stick figure of this size may reach
BONES = [
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "foot_index"),
    ("shoulder", "wrist"),
]


def with_outline(pose: Pose, of: Pose | None = None) -> Pose:
    """The pose with the outline of its own sticks, or of those of another."""
    mask = np.zeros((pose.height, pose.width), np.uint8)
    shown = of or pose
    for side in Side:
        for upper, lower in BONES:
            ends = [
                np.rint(shown.points[side.landmark(part)]).astype(int).tolist() for part in (upper, lower)
            ]
            cv2.line(mask, ends[0], ends[1], 1, THICK)
    return replace(pose, mask=mask.astype(bool))


def fused(*poses: Pose) -> Pose:
    return fuse_poses([score_pose(pose) for pose in poses])


def moved(pose: Pose, pixels: float) -> Pose:
    return replace(pose, points=pose.points + pixels)


UP = with_outline(LEG_UP.pose())
MIXED_UP = with_outline(replace(LEG_UP, leg=130, other_leg=125).pose(), of=UP)


def test_two_poses_that_fit_are_averaged_and_the_first_one_gives_the_outline():
    pose = fused(UP, moved(UP, 6.0))
    assert pose.points == pytest.approx(UP.points + 3.0)
    assert pose.mask is UP.mask


def test_legs_that_the_other_pose_names_the_other_way_round_are_no_average_of_both():
    assert fused(UP, with_legs_swapped(UP)).points == pytest.approx(UP.points)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_where_one_pose_leaves_a_leg_uncovered_the_other_is_believed(order: tuple[int, int]):
    assert uncovered_leg_area(MIXED_UP) > MAX_UNCOVERED_LEG_AREA
    poses = [(UP, MIXED_UP)[i] for i in order]
    assert fused(*poses).points == pytest.approx(UP.points)


def test_of_poses_that_all_leave_a_leg_uncovered_the_best_stays_and_with_it_the_doubt():
    other = with_outline(replace(LEG_UP, leg=124, other_leg=128).pose(), of=UP)
    pose = fused(MIXED_UP, other)
    assert uncovered_leg_area(pose) > MAX_UNCOVERED_LEG_AREA
    assert uncovered_leg_area(pose) == min(uncovered_leg_area(MIXED_UP), uncovered_leg_area(other))


def test_most_poses_outvote_one_that_fits_by_chance():
    bent = replace(replace(LEG_UP, leg=60).pose(), mask=None)  # no outline to tell
    pose = fused(bent, UP, moved(UP, 4.0), moved(UP, 8.0))
    assert pose.points == pytest.approx(UP.points + 4.0)


@given(st.permutations([0.0, 2.0, 5.0, 9.0]))
def test_the_order_of_the_poses_changes_nothing(shifts: list[float]):
    assert fused(*[moved(UP, shift) for shift in shifts]).points == pytest.approx(UP.points + 4.0)


def test_somebody_else_is_not_averaged_in():
    elsewhere = replace(LEG_UP, x=560).pose()
    assert np.array_equal(fused(UP, elsewhere).points, UP.points)


def test_poses_without_points_change_nothing():
    nothing = replace(UP, points=np.full_like(UP.points, np.nan))
    assert np.array_equal(fused(UP, nothing).points, UP.points)
    assert np.isnan(fused(nothing, nothing).points).all()


@pytest.mark.parametrize(
    ("uncovered", "others_uncovered", "shift"),
    [(0.06, 0.04, 6.0), (0.04, 0.06, 0.0), (0.07, 0.06, 6.0), (0.06, 0.07, 0.0), (0.05, 0.05, 3.0)],
)
def test_poses_that_fit_are_averaged_and_others_not(uncovered: float, others_uncovered: float, shift: float):
    pose = fuse_poses([ScoredPose(UP, uncovered), ScoredPose(moved(UP, 6.0), others_uncovered)])
    assert pose.points == pytest.approx(UP.points + shift)


def test_the_better_a_pose_fits_the_more_it_counts():
    pose = fuse_poses([ScoredPose(UP, 0.04), ScoredPose(moved(UP, 6.0), 0.0)])
    assert (pose.points - UP.points).min() > 4.0
    assert (pose.points - UP.points).max() < 6.0


def test_how_well_legs_fit_does_not_depend_on_their_names():
    assert uncovered_leg_area(with_legs_swapped(MIXED_UP)) == pytest.approx(uncovered_leg_area(MIXED_UP))
