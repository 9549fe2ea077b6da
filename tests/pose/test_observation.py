"""An observation says so where it shows nobody."""

import pytest
from support.stick_figures import STANDING

from posecoach.pose.observation import Observation


def test_the_person_is_the_pose_that_was_found():
    pose = STANDING.pose()
    assert Observation(pose).person is pose


def test_nobody_has_no_person():
    with pytest.raises(ValueError, match="shows nobody"):
        _ = Observation(light=0.5).person
