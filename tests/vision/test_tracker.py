"""The same person and the same legs from frame to frame."""

from dataclasses import replace

import numpy as np
import pytest
from support.stick_figures import FOLDED, LEG_UP, LYING, STANDING, Person, over_time

from posecoach.pose.landmarks import Landmark, Pose
from posecoach.pose.legs import with_legs_swapped
from posecoach.vision.tracker import PersonTracker, largest_person

FPS = 25.0
ME, OTHER = replace(STANDING, x=330).pose(), replace(STANDING, x=210, size=300).pose()


def test_nobody_is_chosen_where_there_is_nobody():
    assert PersonTracker().choose([], 0.0) is None


def test_the_largest_is_chosen_at_first():
    assert largest_person([OTHER, ME]) is ME
    assert PersonTracker().choose([OTHER, ME], 0.0) is ME


def test_a_person_who_folds_stays_chosen_although_the_other_is_larger():
    tracker = PersonTracker()
    watcher = replace(STANDING, x=210, size=420).pose()
    for pose, t_s in over_time([(1.0, replace(STANDING, x=330)), (1.5, replace(FOLDED, x=330))]):
        people = [pose] if t_s < 0.5 else [watcher, pose]
        assert tracker.choose(people, t_s) is pose


def test_a_skeleton_between_two_people_does_not_lead_away():
    tracker = PersonTracker()
    tracker.choose([ME], 0.0)
    between = replace(ME, points=(ME.points + OTHER.points) / 2)
    assert tracker.choose([between], 0.04) is between
    assert tracker.choose([OTHER, ME], 0.08) is ME


def test_a_person_who_stays_elsewhere_is_chosen():
    tracker = PersonTracker()
    tracker.choose([ME], 0.0)
    for i in range(20):
        tracker.choose([OTHER], (i + 1) / 25)
    assert tracker.choose([ME, OTHER], 0.9) is OTHER


def confirmed(poses: list[Pose], fps: float = FPS) -> list[Pose | None]:
    tracker = PersonTracker()
    return [tracker.confirm(pose, index / fps) for index, pose in enumerate(poses)]


@pytest.mark.parametrize("fps", [5.0, 12.0, 25.0])
def test_legs_that_swap_for_a_moment_are_swapped_back(fps: float):
    held = LEG_UP.pose()
    for pose in confirmed([held] * 10 + [with_legs_swapped(held)] * 2 + [held] * 5, fps):
        assert pose is not None
        assert np.array_equal(pose.points, held.points)
        assert np.array_equal(pose.visibility, held.visibility)


def test_legs_that_stay_swapped_are_believed():
    held = LEG_UP.pose()
    swapped = with_legs_swapped(held)
    last = confirmed([held] * 10 + [swapped] * 50)[-1]
    assert last is not None
    assert np.array_equal(last.points, swapped.points)


def test_legs_that_lie_together_are_not_renamed():
    held = replace(LYING, other_leg=92).pose()
    swapped = with_legs_swapped(held)
    assert confirmed([held] * 10 + [swapped] * 2)[-1] is swapped


def test_legs_seen_long_ago_rename_nothing():
    held = LEG_UP.pose()
    swapped, tracker = with_legs_swapped(held), PersonTracker()
    tracker.confirm(held, 0.0)
    assert tracker.confirm(swapped, 1.1) is swapped


def test_a_leg_that_is_raised_past_the_other_keeps_its_name():
    """The near leg comes down while the far one goes up: they cross."""
    one, other = replace(LYING, leg=165), replace(LYING, other_leg=165)
    poses = [pose for pose, _ in over_time([(1.0, one), (1.5, other), (1.0, other)], FPS)]
    for pose, found in zip(poses, confirmed(poses), strict=True):
        assert found is not None
        assert np.array_equal(found.points, pose.points)


def test_a_person_who_is_elsewhere_for_a_moment_is_not_confirmed():
    me, other = FOLDED.pose(), replace(STANDING, x=560, size=250).pose()
    found = confirmed([me] * 10 + [other] * 5 + [me] * 5)
    assert [pose is None for pose in found] == [False] * 10 + [True] * 5 + [False] * 5


def test_a_person_who_stays_elsewhere_is_confirmed():
    me, other = FOLDED.pose(), replace(STANDING, x=560, size=250).pose()
    found = confirmed([me] * 10 + [other] * 40)
    assert found[10] is None
    assert found[-1] is other


@pytest.mark.parametrize("script", [(STANDING, FOLDED), (LYING, LEG_UP), (STANDING, LYING)])
def test_a_person_who_moves_as_people_do_is_always_confirmed(script: tuple[Person, Person]):
    poses = [pose for pose, _ in over_time([(0.5, script[0]), (1.0, script[1]), (0.5, script[1])], FPS)]
    for pose, found in zip(poses, confirmed(poses), strict=True):
        assert found is pose


def test_a_pose_without_numbers_is_passed_on_and_forgotten():
    held = FOLDED.pose()
    empty = replace(held, points=np.full((len(Landmark), 2), np.nan))
    found = confirmed([held, empty, held])
    assert found[1] is empty
    assert found[2] is held
