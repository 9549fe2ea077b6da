"""Repetitions of made-up stays in the start and the working position."""

from collections.abc import Sequence

import numpy as np
import pytest

from tools.render_samples.truth.limits import RepetitionLimits
from tools.render_samples.truth.repetitions import (
    NOT_REACHED,
    TOO_FAST,
    TOO_SHORT,
    Repetition,
    Span,
    Stays,
    repetitions,
)

HELD = RepetitionLimits(dwell_s=3.0, cycle_s=None, slack_s=0.4)
PASSED = RepetitionLimits(dwell_s=None, cycle_s=2.0, slack_s=0.4)

START, WAY, WORK, ELSEWHERE = "start", "way", "work", "elsewhere"
WHOLE = [(START, 1.0), (WAY, 0.5), (WORK, 4.0), (WAY, 0.5), (START, 1.0)]


def found(
    acts: Sequence[tuple[str, float]],
    limits: RepetitionLimits = HELD,
    held: Sequence[Span] = (),
    wrong: Sequence[tuple[str, Span]] = (),
) -> tuple[Repetition, ...]:
    """What is found in acts, each so many seconds long, at ten frames a second."""
    where = [act for act, seconds in acts for _ in range(round(seconds * 10))]
    stays = Stays(
        times=np.arange(len(where)) / 10,
        posture=np.array([act != ELSEWHERE for act in where]),
        start=np.array([act == START for act in where]),
        work=np.array([act == WORK for act in where]),
    )
    return repetitions(stays, held, wrong, limits)


def test_a_repetition_goes_from_the_start_position_to_the_start_position():
    (one,) = found(WHOLE, held=[Span(1.6, 5.3)])
    assert (one.start_s, one.top_s, one.end_s) == (
        pytest.approx(0.9),
        pytest.approx(1.5),
        pytest.approx(6.0),
    )
    assert one.held_s == pytest.approx(3.7)
    assert one.reason is None


def test_the_times_may_be_missed_by_the_slack_and_no_more():
    assert found(WHOLE, held=[Span(2.0, 4.65)])[0].reason is None
    assert found(WHOLE, held=[Span(2.0, 4.5)])[0].reason == TOO_SHORT


def test_only_what_is_held_within_it_counts():
    assert found(WHOLE + WHOLE, held=[Span(1.6, 5.3)])[1].reason == TOO_SHORT


def test_one_that_falls_short_names_its_fault_or_that_it_was_not_reached():
    short = [(START, 1.0), (WAY, 2.0), (START, 1.0)]
    assert found(short)[0].reason == NOT_REACHED
    assert found(short, wrong=[("knee_bent", Span(1.2, 1.9))])[0].reason == "knee_bent"


def test_a_fault_decides_where_nothing_is_held_and_where_too_little_was():
    wrong = [("squatting", Span(2.0, 3.0))]
    assert found(WHOLE, PASSED, wrong=wrong)[0].reason == "squatting"
    assert found(WHOLE, HELD, held=[Span(1.5, 2.0)], wrong=wrong)[0].reason == "squatting"
    assert found(WHOLE, HELD, held=[Span(3.0, 6.0)], wrong=wrong)[0].reason is None


def test_too_fast_is_from_leaving_to_being_back():
    quick = [(START, 1.0), (WAY, 0.3), (WORK, 0.5), (WAY, 0.3), (START, 1.0)]
    assert found(quick, PASSED)[0].reason == TOO_FAST
    assert found(WHOLE, PASSED)[0].reason is None


def test_half_way_back_and_again_is_one_repetition():
    acts = [(START, 1.0), (WAY, 0.5), (WORK, 2.0), (WAY, 1.0), (WORK, 2.0), (WAY, 0.5), (START, 1.0)]
    (one,) = found(acts, held=[Span(1.5, 3.5), Span(4.5, 6.5)])
    assert one.held_s == pytest.approx(4.0)


def test_a_short_stir_is_no_try_and_what_ends_elsewhere_is_no_repetition():
    assert found([(START, 1.0), (WAY, 0.4), (START, 1.0)]) == ()
    assert found([(START, 1.0), (WORK, 4.0), (ELSEWHERE, 0.3), (WORK, 1.0), (START, 1.0)]) == ()
    assert found([(START, 1.0), (WORK, 4.0)]) == ()
