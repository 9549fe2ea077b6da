"""Legs that stay apart keep their names."""

from dataclasses import replace

import numpy as np
import pytest
from support.observations import observed
from support.stick_figures import LEG_UP, STANDING

from posecoach.coaching.kinematics.leg_names import LegNames
from posecoach.pose.landmarks import Pose
from posecoach.pose.legs import with_legs_swapped

HELD = LEG_UP.pose()
SWAPPED = with_legs_swapped(HELD)


def named(*film: tuple[Pose | None, float]) -> list[Pose]:
    """The poses of a film of poses, each for so many seconds, at 10 frames a second."""
    names, times, frames = LegNames(), iter(np.arange(0, 100, 0.1).tolist()), []
    for pose, lasts_s in film:
        frames += [(pose, next(times)) for _ in range(round(lasts_s * 10))]
    return [names.rename(seen, t_s).person for seen, t_s in observed(frames) if seen.pose is not None]


def test_legs_that_are_named_the_other_way_round_keep_their_names():
    for pose in named((HELD, 1.0), (SWAPPED, 10.0)):
        assert np.array_equal(pose.points, HELD.points)
        assert np.array_equal(pose.visibility, HELD.visibility)


@pytest.mark.parametrize("between", [(None, 1.5), (STANDING.pose(), 0.5)], ids=["unseen", "together"])
def test_legs_that_may_have_changed_places_are_named_anew(between: tuple[Pose | None, float]):
    last = named((HELD, 1.0), between, (SWAPPED, 1.0))[-1]
    assert np.array_equal(last.points, SWAPPED.points)


def test_legs_that_move_keep_their_own_names():
    moving = [(replace(LEG_UP, leg=LEG_UP.leg - step).pose(), 0.1) for step in range(0, 40, 4)]
    for pose, (real, _) in zip(named(*moving), moving, strict=True):
        assert real is not None
        assert np.array_equal(pose.points, real.points)
