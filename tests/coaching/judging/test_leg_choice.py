"""Which leg a stretch means, and that a glitch does not change it."""

from dataclasses import replace

import pytest
from support.stick_figures import FOLDED, LEG_UP, LYING, REACHING

from posecoach.coaching.exercise.spec import Leg
from posecoach.coaching.judging.leg_choice import LegChooser
from posecoach.pose.landmarks import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize("near", Side)
def test_of_two_legs_that_do_the_same_the_nearer_is_judged(near: Side):
    assert LegChooser(Leg.NEAREST).choose(replace(FOLDED, near=near).pose(), 0.0) is near


@pytest.mark.parametrize("raised", Side)
@pytest.mark.parametrize("near", Side)
def test_lying_the_raised_leg_is_judged_seen_well_or_not(raised: Side, near: Side):
    assert LegChooser(Leg.RAISED).choose(replace(LEG_UP, judged=raised, near=near).pose(), 0.0) is raised


def test_lying_with_the_other_foot_on_the_floor_the_raised_leg_is_judged():
    tight = replace(LYING, leg=135, other_leg=95, other_knee=100, near=LEFT)
    assert LegChooser(Leg.RAISED).choose(tight.pose(), 0.0) is RIGHT


@pytest.mark.parametrize("near", Side)
def test_seated_the_straight_leg_is_judged_where_both_are_seen(near: Side):
    pose = replace(REACHING, judged=RIGHT, knee=8, other_knee=120, near=near).pose()
    assert LegChooser(Leg.EXTENDED).choose(pose, 0.0) is RIGHT


def test_seated_a_straight_far_leg_that_may_be_invented_does_not_beat_the_near_one():
    pose = replace(REACHING, judged=LEFT, knee=5, other_knee=20, near=RIGHT).pose()
    assert LegChooser(Leg.EXTENDED).choose(pose, 0.0) is RIGHT


def test_seated_a_near_leg_bent_toward_the_camera_is_not_the_straight_one():
    pose = replace(REACHING, judged=LEFT, knee=8, other_knee=20, near=RIGHT).pose()
    rows = [RIGHT.landmark(part) for part in ("hip", "knee", "ankle", "heel", "foot_index")]
    points, visibility = pose.points.copy(), pose.visibility.copy()
    points[rows] = points[rows[0]] + 0.4 * (points[rows] - points[rows[0]])  # seen from its front
    visibility[[LEFT.landmark(part) for part in ("hip", "knee", "ankle")]] = 0.6
    pose = replace(pose, points=points, visibility=visibility)
    assert LegChooser(Leg.EXTENDED).choose(pose, 0.0) is LEFT


@pytest.mark.parametrize("asked", Side)
def test_what_the_person_chose_is_kept(asked: Side):
    assert LegChooser(Leg.RAISED, asked).choose(LEG_UP.pose(), 0.0) is asked


def test_a_swap_of_a_few_frames_changes_nothing_and_a_real_change_is_followed():
    chooser = LegChooser(Leg.RAISED)
    right, left = LEG_UP.pose(), replace(LEG_UP, judged=LEFT).pose()
    sides = [chooser.choose(left if 1.0 <= i / 25 < 1.15 else right, i / 25) for i in range(50)]
    assert set(sides) == {RIGHT}
    sides = [chooser.choose(left, 2.0 + i / 25) for i in range(50)]
    assert sides[-1] is LEFT
