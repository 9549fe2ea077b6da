"""Legs that are named the other way round are found, and renamed."""

from dataclasses import replace

import numpy as np
import pytest
from support.stick_figures import FOLDED, LEG_UP, SITTING, Person

from posecoach.pose.landmarks import Landmark
from posecoach.pose.legs import knees_and_ankles, legs_swapped, with_legs_swapped

APART = [LEG_UP, SITTING]


@pytest.mark.parametrize("person", APART)
def test_legs_are_swapped_against_those_named_the_other_way_round_and_no_others(person: Person):
    legs, other = (
        knees_and_ankles(pose.points) for pose in (person.pose(), with_legs_swapped(person.pose()))
    )
    assert legs_swapped(legs, other)
    assert not legs_swapped(legs, legs)


@pytest.mark.parametrize(("moved", "swapped"), [(0.2, True), (0.3, True), (0.35, False), (0.6, False)])
def test_halfway_between_both_names_nothing_is_swapped(moved: float, swapped: bool):
    """Of the way from the legs named the other way round to the legs as named."""
    legs = knees_and_ankles(LEG_UP.pose().points)
    exchanged = knees_and_ankles(with_legs_swapped(LEG_UP.pose()).points)
    assert legs_swapped(exchanged + moved * (legs - exchanged), legs) == swapped


def test_many_pairs_are_compared_at_once():
    one, other = (knees_and_ankles(pose.points) for pose in (LEG_UP.pose(), with_legs_swapped(LEG_UP.pose())))
    legs = np.stack([one, other, one])
    expected = [[False, True, False], [True, False, True], [False, True, False]]
    assert legs_swapped(legs[:, None], legs[None]).tolist() == expected


def test_legs_that_are_no_numbers_are_not_swapped():
    legs = knees_and_ankles(LEG_UP.pose().points)
    assert not legs_swapped(np.full_like(legs, np.nan), legs)


def test_only_legs_change_their_names():
    pose = replace(FOLDED, other_leg=40).pose()
    swapped = with_legs_swapped(pose)
    for part in ("HIP", "KNEE", "ANKLE", "HEEL", "FOOT_INDEX"):
        left, right = Landmark[f"LEFT_{part}"], Landmark[f"RIGHT_{part}"]
        assert np.array_equal(swapped.points[left], pose.points[right])
        assert swapped.visibility[left] == pose.visibility[right]
    above = slice(0, Landmark.LEFT_HIP)
    assert np.array_equal(swapped.points[above], pose.points[above])
    assert swapped.world is pose.world
    assert np.array_equal(with_legs_swapped(swapped).points, pose.points)
