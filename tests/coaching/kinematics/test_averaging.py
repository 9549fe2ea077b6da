"""A mean without outliers, and one that learns slowly."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.coaching.kinematics.averaging import SlowMean, trimmed_mean


@pytest.mark.parametrize(
    ("readings", "mean"),
    [
        ([3.0], 3.0),
        ([0.0, 0.0, 90.0], 30.0),  # too few to trim
        ([90.0, 1.0, 3.0, -90.0], 2.0),
        ([1.0] * 6 + [50.0, -70.0], 1.0),
        ([0.0, 1.0, 2.0, 3.0, 4.0, 100.0, 100.0], 22.0),  # one at either end, though two are wrong
    ],
)
def test_a_quarter_at_either_end_is_left_out(readings: list[float], mean: float):
    assert trimmed_mean(np.array(readings)) == pytest.approx(mean)


def test_each_coordinate_is_trimmed_by_itself():
    readings = np.array([[0.0, 99.0], [1.0, 2.0], [99.0, 3.0], [2.0, 0.0]])
    assert trimmed_mean(readings) == pytest.approx([1.5, 2.5])


def test_one_missing_reading_is_trimmed_and_more_make_the_mean_unknown():
    assert trimmed_mean(np.array([1.0, 2.0, math.nan, 2.0])) == pytest.approx(2.0)
    assert math.isnan(trimmed_mean(np.array([1.0, math.nan, math.nan, 2.0])))
    assert math.isnan(trimmed_mean(np.array([1.0, math.nan])))


@pytest.mark.parametrize("fps", [5.0, 25.0])
def test_after_its_time_constant_a_slow_mean_is_two_thirds_of_the_way(fps: float):
    mean = SlowMean(2.0)
    mean.add(10.0, 0.0)
    for frame in range(round(2.0 * fps)):
        mean.add(20.0, (frame + 1) / fps)
    assert mean.value == pytest.approx(20.0 - 10.0 * math.exp(-1))
    assert mean.learnt_s == pytest.approx(2.0)


def test_before_the_first_reading_nothing_is_known():
    mean = SlowMean(2.0)
    assert (math.isnan(mean.value), mean.learnt_s) == (True, 0.0)


def test_a_break_teaches_nothing_and_forgets_nothing():
    mean = SlowMean(2.0)
    for t_s in (0.0, 1.0):
        mean.add(10.0, t_s)
    mean.interrupt()
    mean.add(90.0, 60.0)
    assert (mean.value, mean.learnt_s) == (10.0, 1.0)


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0, 1e3)), min_size=1))
def test_a_slow_mean_stays_within_its_readings_whatever_their_order(frames: list[tuple[float, float]]):
    mean = SlowMean(2.0)
    for reading, t_s in frames:
        mean.add(reading, t_s)
    readings = [reading for reading, _ in frames]
    assert min(readings) - 1e-6 <= mean.value <= max(readings) + 1e-6
    assert mean.learnt_s >= 0
