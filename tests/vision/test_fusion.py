"""Looks at one person become one pose, and one that mixes up the legs does not spoil the others."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.stick_figures import LEG_UP

from posecoach.pose.landmarks import Pose, Side, with_legs_swapped
from posecoach.pose.mask_fit import MOST_BESIDE, legs_beside
from posecoach.vision.fusion import Look, look_at
from posecoach.vision.fusion import agreed as agreed_looks

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


def agreed(*poses: Pose) -> Pose:
    return agreed_looks([look_at(pose) for pose in poses])


def moved(pose: Pose, pixels: float) -> Pose:
    return replace(pose, points=pose.points + pixels)


UP = with_outline(LEG_UP.pose())
MIXED_UP = with_outline(replace(LEG_UP, leg=130, other_leg=125).pose(), of=UP)


def test_two_looks_that_fit_are_averaged():
    other = replace(moved(UP, 6.0), light=0.9)
    pose = agreed(replace(UP, light=0.5), other)
    assert pose.points == pytest.approx(UP.points + 3.0)
    assert pose.light == 0.5


def test_legs_that_the_other_look_names_the_other_way_round_are_no_average_of_both():
    assert agreed(UP, with_legs_swapped(UP)).points == pytest.approx(UP.points)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_where_one_look_leaves_a_leg_bare_the_other_is_believed(order: tuple[int, int]):
    assert legs_beside(MIXED_UP) > MOST_BESIDE
    looks = [(UP, MIXED_UP)[i] for i in order]
    assert agreed(*looks).points == pytest.approx(UP.points)


def test_of_looks_that_all_leave_a_leg_bare_the_best_stays_and_with_it_the_doubt():
    other = with_outline(replace(LEG_UP, leg=124, other_leg=128).pose(), of=UP)
    pose = agreed(MIXED_UP, other)
    assert legs_beside(pose) > MOST_BESIDE
    assert legs_beside(pose) == min(legs_beside(MIXED_UP), legs_beside(other))


def test_most_looks_outvote_one_that_fits_by_chance():
    bent = replace(replace(LEG_UP, leg=60).pose(), mask=None)  # no outline to tell
    pose = agreed(bent, UP, moved(UP, 4.0), moved(UP, 8.0))
    assert pose.points == pytest.approx(UP.points + 4.0)


@given(st.permutations([0.0, 2.0, 5.0, 9.0]))
def test_the_order_of_the_looks_changes_nothing(shifts: list[float]):
    assert agreed(*[moved(UP, shift) for shift in shifts]).points == pytest.approx(UP.points + 4.0)


def test_somebody_else_is_not_averaged_in():
    elsewhere = replace(LEG_UP, x=560).pose()
    assert np.array_equal(agreed(UP, elsewhere).points, UP.points)


def test_looks_without_points_change_nothing():
    nothing = replace(UP, points=np.full_like(UP.points, np.nan))
    assert np.array_equal(agreed(UP, nothing).points, UP.points)
    assert np.isnan(agreed(nothing, nothing).points).all()


@pytest.mark.parametrize(
    ("misfit", "others_misfit", "shift"),
    [(0.06, 0.04, 6.0), (0.04, 0.06, 0.0), (0.07, 0.06, 6.0), (0.06, 0.07, 0.0), (0.05, 0.05, 3.0)],
)
def test_looks_that_fit_are_averaged_and_others_not(misfit: float, others_misfit: float, shift: float):
    pose = agreed_looks([Look(UP, misfit), Look(moved(UP, 6.0), others_misfit)])
    assert pose.points == pytest.approx(UP.points + shift)


def test_the_better_a_look_fits_the_more_it_counts():
    pose = agreed_looks([Look(UP, 0.04), Look(moved(UP, 6.0), 0.0)])
    assert (pose.points - UP.points).min() > 4.0
    assert (pose.points - UP.points).max() < 6.0


def test_how_well_legs_fit_does_not_depend_on_their_names():
    assert legs_beside(with_legs_swapped(MIXED_UP)) == pytest.approx(legs_beside(MIXED_UP))
