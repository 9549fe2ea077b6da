"""Two looks at one person become one pose, and a look that mixes up the legs does not spoil the other."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stick_figures import FOLDED, LEG_UP, STANDING, Person

from posecoach.vision.fit import MOST_BESIDE, legs_beside
from posecoach.vision.landmarks import Landmark, Pose, Side, with_legs_swapped
from posecoach.vision.looks import Look, look_at, mirrored
from posecoach.vision.looks import agreed as agreed_looks

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


def agreed(now: Pose, other: Pose) -> Pose:
    return agreed_looks(look_at(now), look_at(other))


def moved(pose: Pose, pixels: float) -> Pose:
    return replace(pose, points=pose.points + pixels)


UP = with_outline(LEG_UP.pose())
MIXED_UP = with_outline(replace(LEG_UP, leg=130, other_leg=125).pose(), of=UP)


@given(st.sampled_from([STANDING, FOLDED, LEG_UP]), st.integers(0, 40))
def test_the_mirror_image_of_the_mirror_image_is_the_picture(person: Person, yaw: int):
    pose = with_outline(replace(person, yaw=yaw).pose())
    twice = mirrored(mirrored(pose))
    assert twice.points == pytest.approx(pose.points)
    assert twice.world == pytest.approx(pose.world)
    assert np.array_equal(twice.visibility, pose.visibility)
    assert np.array_equal(twice.mask, pose.mask)


def test_in_the_mirror_left_is_right_and_the_outline_stays_on_the_body():
    pose = with_outline(LEG_UP.pose())
    image = mirrored(pose)
    left, right = Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE
    assert image.points[left] == pytest.approx([pose.width - pose.points[right, 0], pose.points[right, 1]])
    assert image.visibility[left] == pose.visibility[right]
    assert legs_beside(image) == pytest.approx(legs_beside(pose), abs=0.005)


def test_two_looks_that_fit_are_averaged():
    other = replace(moved(UP, 6.0), light=0.9)
    pose = agreed(replace(UP, light=0.5), other)
    assert pose.points == pytest.approx(UP.points + 3.0)
    assert pose.light == 0.5


def test_legs_that_the_other_look_names_the_other_way_round_are_no_average_of_both():
    assert agreed(UP, with_legs_swapped(UP)).points == pytest.approx(UP.points)


@pytest.mark.parametrize("now_is_wrong", [True, False])
def test_where_one_look_leaves_a_leg_bare_the_other_is_believed(now_is_wrong: bool):
    assert legs_beside(MIXED_UP) > MOST_BESIDE
    now, other = (MIXED_UP, UP) if now_is_wrong else (UP, MIXED_UP)
    assert agreed(now, other).points == pytest.approx(UP.points)


def test_of_two_looks_that_leave_a_leg_bare_the_doubt_stays():
    other = with_outline(replace(LEG_UP, leg=124, other_leg=128).pose(), of=UP)
    assert legs_beside(agreed(MIXED_UP, other)) > MOST_BESIDE


def test_a_look_at_somebody_else_changes_nothing():
    elsewhere = replace(LEG_UP, x=560).pose()
    assert np.array_equal(agreed(UP, elsewhere).points, UP.points)


def test_a_look_without_points_changes_nothing():
    nothing = replace(UP, points=np.full_like(UP.points, np.nan))
    assert np.array_equal(agreed(UP, nothing).points, UP.points)


@pytest.mark.parametrize(
    ("misfit", "others_misfit", "kept"),
    [
        (0.06, 0.04, "now"),
        (0.04, 0.06, "other"),
        (0.06, 0.02, "other"),
        (0.02, 0.06, "now"),
        (0.05, 0.04, "mean"),
    ],
)
def test_a_doubt_is_dropped_only_for_a_look_that_fits_much_better(
    misfit: float, others_misfit: float, kept: str
):
    shift = {"now": 0.0, "mean": 3.0, "other": 6.0}[kept]
    pose = agreed_looks(Look(UP, misfit), Look(moved(UP, 6.0), others_misfit))
    assert pose.points == pytest.approx(UP.points + shift)


def test_how_well_legs_fit_does_not_depend_on_their_names():
    assert legs_beside(with_legs_swapped(MIXED_UP)) == pytest.approx(legs_beside(MIXED_UP))
