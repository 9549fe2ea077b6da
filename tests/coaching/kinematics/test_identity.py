"""The same person and the same legs from frame to frame."""

from dataclasses import replace

import numpy as np
import pytest
from support.stick_figures import FOLDED, LEG_UP, LYING, STANDING, Person, over_time

from posecoach.coaching.kinematics.identity import IdentityKeeper
from posecoach.pose.landmarks import Landmark, Pose, Side

FPS = 25.0
LEG_PARTS = ("hip", "knee", "ankle", "heel", "foot_index")


def with_legs_swapped(pose: Pose) -> Pose:
    points = pose.points.copy()
    for part in LEG_PARTS:
        rows = [side.landmark(part) for side in Side]
        points[rows] = points[rows[::-1]]
    return replace(pose, points=points)


def followed(poses: list[Pose], fps: float = FPS) -> list[Pose | None]:
    keeper = IdentityKeeper()
    return [keeper.follow(pose, index / fps) for index, pose in enumerate(poses)]


@pytest.mark.parametrize("fps", [5.0, 12.0, 25.0])
def test_legs_that_swap_for_a_moment_are_swapped_back(fps: float):
    held = LEG_UP.pose()
    found = followed([held] * 10 + [with_legs_swapped(held)] * 2 + [held] * 5, fps)
    for pose in found:
        assert pose is not None
        assert np.array_equal(pose.points, held.points)


def test_legs_that_stay_swapped_are_believed():
    held = LEG_UP.pose()
    swapped = with_legs_swapped(held)
    found = followed([held] * 10 + [swapped] * 50)
    assert found[-1] is not None
    assert np.array_equal(found[-1].points, swapped.points)


def test_a_leg_that_is_raised_past_the_other_keeps_its_name():
    """The near leg comes down while the far one goes up: they cross."""
    one, other = replace(LYING, leg=165), replace(LYING, other_leg=165)
    poses = [pose for pose, _ in over_time([(1.0, one), (1.5, other), (1.0, other)], FPS)]
    for pose, found in zip(poses, followed(poses), strict=True):
        assert found is not None
        assert np.array_equal(found.points, pose.points)


def test_somebody_who_stands_elsewhere_for_a_moment_is_somebody_else():
    me, other = FOLDED.pose(), replace(STANDING, x=560, size=250).pose()
    found = followed([me] * 10 + [other] * 5 + [me] * 5)
    assert [pose is None for pose in found] == [False] * 10 + [True] * 5 + [False] * 5


def test_who_stays_elsewhere_becomes_the_person():
    me, other = FOLDED.pose(), replace(STANDING, x=560, size=250).pose()
    found = followed([me] * 10 + [other] * 40)
    assert found[10] is None
    assert found[-1] is other


@pytest.mark.parametrize("script", [(STANDING, FOLDED), (LYING, LEG_UP), (STANDING, LYING)])
def test_whoever_moves_as_people_do_is_never_doubted(script: tuple[Person, Person]):
    poses = [pose for pose, _ in over_time([(0.5, script[0]), (1.0, script[1]), (0.5, script[1])], FPS)]
    for pose, found in zip(poses, followed(poses), strict=True):
        assert found is pose


def test_a_pose_without_numbers_is_passed_on_and_forgotten():
    held = FOLDED.pose()
    empty = replace(held, points=np.full((len(Landmark), 2), np.nan))
    found = followed([held, empty, held])
    assert found[1] is empty
    assert found[2] is held
