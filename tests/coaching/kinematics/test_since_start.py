"""The back against how it was when the set began."""

import pytest
from posecoach.coaching.kinematics.back_at_start import BackAtStart

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.reasons import Reason


def bulge(value: float, *, known: bool = True) -> dict[str, Measurement]:
    return {"back_bulge": Measurement(value, 0.03, known, None if known else Reason.HIP_OUT_OF_PICTURE)}


def learnt(flat: float, seconds: float = 1.2) -> BackAtStart:
    back = BackAtStart("all_fours")
    for frame in range(round(seconds * 10) + 1):
        back.learn(bulge(flat), frame / 10, in_posture=True)
    return back


@pytest.mark.parametrize("flat", [-0.05, 0.0, 0.04])
def test_bodies_differ_and_their_cats_do_not(flat: float):
    change = learnt(flat).change(bulge(flat + 0.1))
    assert change.known
    assert change.value == pytest.approx(0.1)


def test_before_a_second_nothing_is_known():
    change = learnt(0.0, seconds=0.7).change(bulge(0.1))
    assert (change.known, change.why_not) == (False, Reason.TOO_EARLY)


def test_it_is_learnt_once_so_that_a_rounded_back_does_not_become_the_usual():
    back = learnt(0.0)
    for frame in range(100):
        back.learn(bulge(0.15), 2.0 + frame / 10, in_posture=True)
    assert back.change(bulge(0.15)).value == pytest.approx(0.15)


def test_out_of_the_posture_nothing_is_learnt():
    back = BackAtStart("all_fours")
    for frame in range(50):
        back.learn(bulge(0.0), frame / 10, in_posture=False)
    assert not back.change(bulge(0.1)).known


def test_an_outline_that_is_not_known_stays_unknown():
    change = learnt(0.0).change(bulge(0.1, known=False))
    assert (change.known, change.why_not) == (False, Reason.HIP_OUT_OF_PICTURE)
