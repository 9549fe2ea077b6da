"""Which leg a stretch means, and that a glitch does not change it."""

from dataclasses import replace

import pytest
from support.stick_figures import FOLDED, LEG_UP, LYING, REACHING, STANDING, Person

from posecoach.coaching.exercise.spec import Leg
from posecoach.coaching.judging.leg_choice import LegChooser, OwnLeg
from posecoach.coaching.kinematics.measures import Figure, leg_length
from posecoach.coaching.kinematics.reading import take_measures
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


def learnt(seconds: float, *persons: Person, fps: float = 25.0) -> OwnLeg:
    own = OwnLeg()
    for person_no, person in enumerate(persons):
        figure = Figure(person.pose(), RIGHT)
        measures = take_measures(figure, "standing")
        for index in range(round(seconds * fps) + 1):
            own.learn(figure, measures, person_no * (seconds + 1) + index / fps)
    return own


@pytest.mark.parametrize("fps", [5.0, 25.0])
def test_the_own_leg_is_known_after_a_second_of_standing(fps: float):
    figure = Figure(STANDING.pose(), RIGHT)
    length = leg_length(figure) / abs(figure.at("shoulder") - figure.at("hip"))
    assert learnt(0.8, STANDING, fps=fps).shortest == 0
    assert learnt(1.2, STANDING, fps=fps).shortest == pytest.approx(0.73 * length)


def test_coming_nearer_does_not_change_the_own_leg():
    near = replace(STANDING, size=1.5 * STANDING.size)
    assert learnt(2.0, STANDING, near).shortest == pytest.approx(learnt(2.0, STANDING).shortest)


def test_nothing_is_learnt_of_a_leg_in_a_fold_or_bent():
    assert learnt(5.0, replace(FOLDED, trunk=130), replace(STANDING, knee=40)).shortest == 0
