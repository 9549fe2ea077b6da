"""Poses are made steady in seconds, not in frames, and without following what jumps."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.stick_figures import STANDING

from posecoach.coaching.kinematics.smoothing import SMOOTH_OVER_S, PoseSmoother
from posecoach.pose.landmarks import Landmark, Pose
from posecoach.pose.observation import Observation

POSE = STANDING.pose()
KNEE = Landmark.RIGHT_KNEE


def at(x: float) -> Pose:
    return replace(POSE, points=POSE.points + np.array([x, 0.0]))


def smoothed(xs: list[float], fps: float = 25.0) -> list[float]:
    smoother = PoseSmoother()
    poses = [smoother.smooth(Observation(at(x)), i / fps).person for i, x in enumerate(xs)]
    return [float(pose.points[KNEE, 0] - POSE.points[KNEE, 0]) for pose in poses]


def test_who_keeps_still_stays_where_they_are():
    assert smoothed([3.0] * 20) == pytest.approx([3.0] * 20)


@given(st.floats(10.0, 60.0))
def test_an_even_motion_is_read_half_the_window_late_at_any_frame_rate(fps: float):
    last = smoothed([100.0 * i / fps for i in range(60)], fps)[-1]
    late_s = (59 / fps) - last / 100.0
    # the window holds whole frames: at most one frame less than it could
    assert SMOOTH_OVER_S / 2 - 1 / fps <= late_s <= SMOOTH_OVER_S / 2 + 1e-6


def test_a_landmark_that_jumps_for_a_frame_counts_for_nothing():
    assert max(smoothed([0.0] * 10 + [200.0] + [0.0] * 10)) == pytest.approx(0.0)


def test_jitter_gets_less():
    jitter = np.random.default_rng(1).normal(0, 3.0, 500).tolist()
    assert np.std(smoothed(jitter)) < 0.6 * np.std(jitter)


def test_a_single_frame_without_numbers_counts_for_nothing():
    assert smoothed([0.0] * 10 + [np.nan] + [0.0] * 10) == pytest.approx([0.0] * 21)


def test_what_is_not_known_for_longer_is_no_number():
    readings = np.array(smoothed([0.0] * 10 + [np.nan] * 4 + [0.0] * 10))
    assert np.isfinite(readings[:10]).all()
    assert np.isnan(readings[11:17]).all()  # two of the six or seven in the window are missing, or more
    assert np.isfinite(readings[-4:]).all()


def test_outline_light_and_second_person_are_those_of_the_moment_which_is_reported():
    smoother = PoseSmoother()
    seen = [
        Observation(replace(POSE, mask=np.full((2, 2), bool(i % 2))), light=i / 10, second_person=i / 7)
        for i in range(7)
    ]
    told = [smoother.smooth(observation, i / 25) for i, observation in enumerate(seen)][-1]
    assert told.person.mask is seen[3].person.mask
    assert (told.light, told.second_person) == (seen[3].light, seen[3].second_person)


def test_a_frame_from_the_past_begins_anew():
    smoother = PoseSmoother()
    smoother.smooth(Observation(at(0.0)), 10.0)
    assert smoother.smooth(Observation(at(50.0)), 1.0).person.points == pytest.approx(at(50.0).points)
