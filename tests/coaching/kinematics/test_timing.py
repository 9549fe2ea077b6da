"""Since when something has been true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.coaching.kinematics.timing import Since, TooFewFrames


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


def _too_few(*gaps_s: float) -> list[bool]:
    rate, t_s = TooFewFrames(0.5), 7.0
    answers = [rate.update(t_s)]
    for gap_s in gaps_s:
        t_s += gap_s
        answers.append(rate.update(t_s))
    return answers


def test_frames_a_second_apart_are_too_few_after_the_third_gap():
    assert _too_few(*[1.0] * 6) == [False] * 3 + [True] * 4


def test_frames_within_the_longest_gap_are_enough():
    assert not any(_too_few(*[0.5] * 20))


def test_a_camera_that_stutters_is_no_slow_one():
    assert not any(_too_few(*[0.1] * 20, 4.0, *[0.1] * 20, 4.0, *[0.1] * 20, 1.0))


def test_pairs_of_frames_with_a_second_between_are_too_few():
    assert _too_few(*[1.0, 0.04] * 5)[-1]


def test_once_frames_come_again_they_are_enough():
    answers = _too_few(*[1.0] * 5, *[0.1] * 15)
    assert answers[5]
    assert not answers[-1]


def test_a_frame_from_the_past_is_no_gap():
    rate = TooFewFrames(0.5)
    for t_s in (0.0, 0.1, 9.0, 0.0, 0.1, 0.2, 0.3):
        assert not rate.update(t_s)
