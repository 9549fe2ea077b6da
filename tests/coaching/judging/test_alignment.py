import pytest

from posecoach.coaching.judging.alignment import Alignment
from posecoach.coaching.judging.frame_result import Reading
from posecoach.coaching.kinematics.budgets import ANGLES_WAIT_S


@pytest.mark.parametrize("fps", [8, 12.5, 25, 29.97, 60])
def test_the_reading_is_the_one_nearest_to_what_stillness_speaks_of(fps: float):
    alignment = Alignment()
    for number in range(200):
        newest_s = number / fps
        read_s, _ = alignment.add(newest_s, Reading())
        if newest_s > ANGLES_WAIT_S:
            assert abs(newest_s - ANGLES_WAIT_S - read_s) <= 0.5 / fps + 1e-6


def test_at_first_the_oldest_reading_stands_in():
    alignment = Alignment()
    first = Reading(doubt="first")
    assert alignment.add(0.0, first) == (0.0, first)
    assert alignment.add(0.05, Reading()) == (0.0, first)


def test_nothing_read_before_the_person_was_out_of_sight_comes_back():
    alignment = Alignment()
    alignment.add(0.0, Reading(doubt="before"))
    alignment.clear()
    after = Reading(doubt="after")
    assert alignment.add(0.04, after) == (0.04, after)


def test_a_clock_that_is_set_back_begins_anew():
    alignment = Alignment()
    alignment.add(10.0, Reading(doubt="before"))
    after = Reading(doubt="after")
    assert alignment.add(3.0, after) == (3.0, after)
