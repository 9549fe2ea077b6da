"""Of several people the same one stays the followed one."""

from dataclasses import replace

from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.vision.tracker import Follower

ME, OTHER = replace(STANDING, x=330).pose(), replace(STANDING, x=210, size=300).pose()


def test_nobody_is_followed_where_nobody_is():
    assert Follower().choose([], 0.0) is None


def test_the_nearest_is_followed_at_first_and_in_a_still():
    assert Follower().choose([OTHER, ME], 0.0) is ME
    follower = Follower()
    assert follower.choose([OTHER, ME], None) is ME
    assert follower.choose([OTHER], None) is OTHER
    assert follower.choose([ME, OTHER], None) is ME


def test_who_folds_is_kept_although_the_other_is_larger():
    follower = Follower()
    watcher = replace(STANDING, x=210, size=420).pose()
    for pose, t_s in over_time([(1.0, replace(STANDING, x=330)), (1.5, replace(FOLDED, x=330))]):
        people = [pose] if t_s < 0.5 else [watcher, pose]
        assert follower.choose(people, t_s) is pose


def test_a_skeleton_between_two_people_is_not_followed_away():
    follower = Follower()
    follower.choose([ME], 0.0)
    between = replace(ME, points=(ME.points + OTHER.points) / 2)
    assert follower.choose([between], 0.04) is between
    assert follower.choose([OTHER, ME], 0.08) is ME


def test_who_stays_elsewhere_is_followed():
    follower = Follower()
    follower.choose([ME], 0.0)
    for i in range(20):
        follower.choose([OTHER], (i + 1) / 25)
    assert follower.choose([ME, OTHER], 0.9) is OTHER
