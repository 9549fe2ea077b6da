"""Since when something has been true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.coaching.kinematics.timing import Since


def test_it_counts_from_the_first_frame_of_a_run_and_a_break_ends_the_run():
    since = Since()
    frames = [(0.0, False), (1.0, True), (1.5, True), (2.0, False), (3.0, True), (3.25, True)]
    assert [since.update(t_s, holds) for t_s, holds in frames] == [None, 0.0, 0.5, None, 0.0, 0.25]


@pytest.mark.parametrize("start_s", [0.0, -3.0, 1e6])
def test_zero_is_a_time_like_any_other(start_s: float):
    since = Since()
    assert [since.update(start_s + later_s, True) for later_s in (0.0, 0.5, 2.0)] == [0.0, 0.5, 2.0]


def test_a_frame_from_before_the_beginning_moves_the_beginning_back():
    since = Since()
    assert [since.update(t_s, True) for t_s in (9.0, 10.0, 5.0, 7.0)] == [0.0, 1.0, 0.0, 2.0]


def test_a_frame_from_the_past_but_within_the_run_changes_nothing():
    since = Since()
    assert [since.update(t_s, True) for t_s in (5.0, 7.0, 6.0, 8.0)] == [0.0, 2.0, 1.0, 3.0]


def test_after_a_reset_a_new_run_begins():
    since = Since()
    since.update(1.0, True)
    since.reset()
    assert since.update(4.0, True) == 0.0


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.booleans())))
def test_there_is_a_duration_where_it_is_true_and_never_a_negative_one(frames: list[tuple[float, bool]]):
    since = Since()
    for t_s, holds in frames:
        lasted_s = since.update(t_s, holds)
        assert (lasted_s is not None) == holds
        assert lasted_s is None or lasted_s >= 0
