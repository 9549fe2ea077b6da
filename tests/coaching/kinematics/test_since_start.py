"""A measure against how it was when the set began."""

import math

import pytest

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.since_start import SINCE_START, SinceStart, changes_of_anyone
from posecoach.coaching.reasons import Reason

BACK = frozenset({"back_change"})


def read(bulge: float, *, known: bool = True, trunk_lean: float = 85.0) -> dict[str, Measurement]:
    why_not = None if known else Reason.HIP_OUT_OF_PICTURE
    return {
        "back_bulge": Measurement(bulge, 0.03, known, why_not),
        "trunk_lean": Measurement(trunk_lean, 5.0, known, why_not),
    }


def learnt(flat: float, seconds: float = 1.2) -> SinceStart:
    since = SinceStart("all_fours", BACK)
    for frame in range(round(seconds * 10) + 1):
        since.learn(read(flat), frame / 10, at_start=True)
    return since


@pytest.mark.parametrize("flat", [-0.05, 0.0, 0.04])
def test_bodies_differ_and_their_cats_do_not(flat: float):
    change = learnt(flat).changes(read(flat + 0.1))["back_change"]
    assert change.known
    assert change.value == pytest.approx(0.1)


def test_a_trunk_that_is_raised_counts_upward():
    since = SinceStart("prone", frozenset({"chest_raise"}))
    for frame in range(13):
        since.learn(read(0.0, trunk_lean=88), frame / 10, at_start=True)
    assert since.changes(read(0.0, trunk_lean=66))["chest_raise"].value == pytest.approx(22)


def test_only_what_is_asked_for_is_taken():
    assert SinceStart("all_fours", frozenset({"trunk_lean"})).changes(read(0.0)) == {}
    assert set(SinceStart("all_fours", BACK | {"trunk_lean"}).changes(read(0.0))) == BACK


def test_before_a_second_nothing_is_known():
    change = learnt(0.0, seconds=0.7).changes(read(0.1))["back_change"]
    assert (change.known, change.why_not) == (False, Reason.TOO_EARLY)


def test_it_is_learnt_once_so_that_a_rounded_back_does_not_become_the_usual():
    since = learnt(0.0)
    for frame in range(100):
        since.learn(read(0.15), 2.0 + frame / 10, at_start=True)
    assert since.changes(read(0.15))["back_change"].value == pytest.approx(0.15)


def test_out_of_the_start_position_nothing_is_learnt():
    since = SinceStart("all_fours", BACK)
    for frame in range(50):
        since.learn(read(0.0), frame / 10, at_start=False)
    assert not since.changes(read(0.1))["back_change"].known


def test_an_outline_that_is_not_known_stays_unknown():
    change = learnt(0.0).changes(read(0.1, known=False))["back_change"]
    assert (change.known, change.why_not) == (False, Reason.HIP_OUT_OF_PICTURE)


def test_a_picture_by_itself_is_compared_with_people_in_general_and_is_less_sure():
    (change,) = changes_of_anyone(read(0.15), "all_fours", BACK).values()
    assert change.value == pytest.approx(0.15)
    assert change.sigma > learnt(0.0).changes(read(0.15))["back_change"].sigma
    unknown = changes_of_anyone(read(math.nan, known=False), "prone", frozenset(SINCE_START))
    assert not any(measured.known for measured in unknown.values())
