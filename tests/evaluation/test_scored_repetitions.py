"""The coach's repetitions against the true ones: pairs, counts and times, all known."""

import pytest

from posecoach.coaching.feedback import Repetition
from posecoach.evaluation.ground_truth.repetitions import add_up, match
from posecoach.evaluation.ground_truth.truth import TrueRepetition


def true(
    start_s: float, end_s: float, reason: str | None = None, top_s: float | None = None
) -> TrueRepetition:
    top_s = start_s + 1 if top_s is None else top_s
    return TrueRepetition(
        start_s=start_s, top_s=top_s, end_s=end_s, held_s=3.0, counted=reason is None, reason=reason
    )


def seen(start_s: float, end_s: float, reason: str | None = None) -> Repetition:
    return Repetition(start_s, start_s + 1.5, end_s, 3.0, reason)


def test_the_times_of_good_ones_are_compared_moment_by_moment():
    totals = add_up(match([true(1, 6), true(8, 14)], [seen(1.2, 6.1), seen(7.6, 14.3)]))
    assert (totals.good, totals.good_counted, totals.wrong, totals.wrong_counted) == (2, 2, 0, 0)
    assert totals.start is not None
    assert totals.top is not None
    assert totals.end is not None
    assert (totals.start.mean, totals.start.worst) == (pytest.approx(-0.1), pytest.approx(-0.4))
    assert (totals.top.mean, totals.top.worst) == (pytest.approx(0.4), pytest.approx(0.7))
    assert (totals.end.mean, totals.end.worst) == (pytest.approx(0.2), pytest.approx(0.3))


def test_a_good_one_that_is_missed_or_refused_is_not_counted():
    totals = add_up(match([true(1, 6), true(8, 14)], [seen(8, 14, "too_short")]))
    assert (totals.good, totals.good_counted) == (2, 0)
    assert totals.start is None


def test_a_wrong_one_that_counts_is_wrongly_counted_and_has_no_times():
    totals = add_up(
        match([true(1, 6, "too_short"), true(8, 14, "arched")], [seen(1, 6), seen(8, 14, "arched")])
    )
    assert (totals.good, totals.wrong, totals.wrong_counted) == (0, 2, 1)
    assert totals.top is None


def test_one_counted_where_there_was_none_is_wrong_and_one_only_seen_there_is_nothing():
    pairs = match([true(1, 6)], [seen(1, 6), seen(10, 14), seen(20, 22, "too_short")])
    assert [(pair.good, pair.counted) for pair in pairs] == [(True, True), (False, True)]
    assert add_up(pairs).wrong_counted == 1


def test_of_two_that_overlap_a_true_one_the_longer_share_is_its_own():
    (pair, extra) = match([true(1, 10)], [seen(0.5, 3), seen(3, 10)])
    assert {pair.coach, extra.coach} == {seen(0.5, 3), seen(3, 10)}
    assert next(one for one in (pair, extra) if one.true is not None).coach == seen(3, 10)


def test_two_true_ones_that_the_coach_took_for_one_make_one_missed():
    totals = add_up(match([true(1, 6), true(6, 9)], [seen(1, 9)]))
    assert (totals.good, totals.good_counted) == (2, 1)
