"""Measures on poses with exact angles, and the reasons for not knowing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.stick_figures import FOLDED, LEG_UP, LYING, REACHING, SITTING, STANDING, Person

from posecoach.coaching.exercise.gate import ALL_MEASURES
from posecoach.coaching.kinematics.budgets import BUDGETS
from posecoach.coaching.kinematics.measures.posed_side import PosedSide, turn_deg
from posecoach.coaching.kinematics.reading import take_measures
from posecoach.pose.landmarks import Landmark, Pose, Side

angles = st.floats(0, 120)


def measured(person: Person, side: Side = Side.RIGHT) -> dict[str, float]:
    taken = take_measures(PosedSide(person.pose(), side), "standing")
    return {name: one.value for name, one in taken.items()}


def changed(pose: Pose, landmark: Landmark, point: tuple[float, float]) -> Pose:
    points = pose.points.copy()
    points[landmark] = point
    return replace(pose, points=points)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (STANDING, {"trunk_lean": 0, "leg_lean": 0, "knee_flexion": 5, "forward_lean": 0}),
        (FOLDED, {"trunk_lean": 95, "forward_lean": 95, "leg_lean": 8, "knee_flexion": 12}),
        (SITTING, {"trunk_lean": 2, "leg_lean": 88}),
        (replace(SITTING, trunk=-20), {"trunk_lean": 20, "forward_lean": -20}),
        (REACHING, {"forward_lean": 40, "leg_lean": 88}),
        (LYING, {"trunk_lean": 90, "leg_lean": 90, "other_leg_lean": 90, "head_lift": 0}),
        (LEG_UP, {"trunk_lean": 90, "leg_lean": 165, "other_leg_lean": 90}),
        (replace(LYING, head=30), {"head_lift": 30}),
        (replace(LYING, head=-10), {"head_lift": -10}),
    ],
)
def test_measures_read_the_commanded_angles(person: Person, expected: dict[str, float]):
    values = measured(person)
    assert {name: values[name] for name in expected} == pytest.approx(expected, abs=1e-6)


def test_a_turn_too_small_for_a_float_is_no_turn():
    assert measured(Person(trunk=4.5e-173, leg=4.5e-173))["leg_lean"] == pytest.approx(0, abs=1e-9)
    assert turn_deg(0, 1, complex(2, 5e-324)) == pytest.approx(0)


@given(trunk=angles, leg=st.floats(-20, 90), knee=angles)
def test_hip_flexion_is_trunk_lean_plus_thigh_lean(trunk: float, leg: float, knee: float):
    person = Person(trunk=trunk, leg=leg, knee=knee)
    values = measured(person)
    thigh = values["thigh_lean"] if person.pose().points[Landmark.RIGHT_KNEE][0] >= person.x else None
    if thigh is not None and trunk + thigh <= 180:
        assert values["hip_flexion"] == pytest.approx(trunk + thigh, abs=1e-6)
    assert values["knee_flexion"] == pytest.approx(knee, abs=1e-6)


@given(
    trunk=angles,
    leg=st.floats(0, 170),
    knee=angles,
    size=st.floats(150, 500),
    x=st.floats(0, 600),
    y=st.floats(0, 400),
)
def test_mirrored_moved_or_larger_people_measure_the_same(trunk, leg, knee, size, x, y):
    person = Person(trunk=trunk, leg=leg, knee=knee)
    moved = replace(person, facing=-1, size=size, x=x, y=y)
    assert measured(moved) == pytest.approx(measured(person), abs=1e-6, nan_ok=True)


def test_sides_are_the_persons_own():
    person = replace(FOLDED, judged=Side.LEFT, knee=40, other_knee=10)
    values = measured(person, Side.LEFT)
    assert values["left_knee_flexion"] == pytest.approx(40)
    assert values["right_knee_flexion"] == pytest.approx(10)
    assert values["knee_flexion"] == values["left_knee_flexion"]


def test_a_joint_out_of_the_picture_is_named_and_what_rests_on_it_unknown():
    pose = changed(FOLDED.pose(), Landmark.RIGHT_ANKLE, (330, 520))
    taken = take_measures(PosedSide(pose, Side.RIGHT), "standing")
    assert not taken["knee_flexion"].known
    assert taken["knee_flexion"].why_not == "ankle_out_of_picture"
    assert taken["trunk_lean"].known


@pytest.mark.parametrize("point", [(np.nan, 100), (100, np.nan), (np.inf, 100)])
def test_a_joint_that_is_no_number_is_never_known(point: tuple[float, float]):
    pose = changed(FOLDED.pose(), Landmark.RIGHT_KNEE, point)
    taken = take_measures(PosedSide(pose, Side.RIGHT), "standing")
    assert not taken["knee_flexion"].known
    assert not taken["hip_flexion"].known
    assert taken["left_knee_flexion"].known


def test_a_collapsed_leg_is_not_seen_rather_than_bent():
    pose = FOLDED.pose()
    hip = pose.points[Landmark.RIGHT_HIP]
    pose = changed(pose, Landmark.RIGHT_KNEE, (hip[0] + 5, hip[1] + 5))
    taken = take_measures(PosedSide(pose, Side.RIGHT), "standing")
    assert taken["knee_flexion"].why_not == "leg_not_seen"


@pytest.mark.parametrize(("share", "known"), [(1.0, True), (0.85, True), (0.72, False)])
def test_a_bent_knee_that_lies_on_the_line_from_hip_to_ankle_is_not_called_straight(
    share: float, known: bool
):
    """The engine misses a bend that hides: the leg reads straight, and too short for the trunk."""
    pose = REACHING.pose()
    points = pose.points.copy()
    hip = points[Side.RIGHT.landmark("hip")]
    for part in ("knee", "ankle"):
        row = Side.RIGHT.landmark(part)
        points[row] = hip + share * (points[row] - hip)
    knee = take_measures(PosedSide(replace(pose, points=points), Side.RIGHT), "seated")["knee_flexion"]
    assert knee.value == pytest.approx(5.0)
    assert (knee.known, knee.why_not) == (known, None if known else "leg_too_short")


def test_a_leg_that_reads_bent_is_bent_however_short_it_is():
    pose = replace(REACHING, knee=70).pose()
    points = pose.points.copy()
    rows = [Side.RIGHT.landmark(part) for part in ("hip", "knee", "ankle")]
    points[rows] = points[rows[0]] + 0.7 * (points[rows] - points[rows[0]])
    knee = take_measures(PosedSide(replace(pose, points=points), Side.RIGHT), "seated")["knee_flexion"]
    assert knee.known
    assert knee.value == pytest.approx(70.0)


def test_a_leg_that_nobody_has_is_implausible():
    pose = FOLDED.pose()
    knee = pose.points[Landmark.RIGHT_KNEE]
    pose = changed(pose, Landmark.RIGHT_ANKLE, (knee[0], knee[1] + 37))
    taken = take_measures(PosedSide(pose, Side.RIGHT), "standing")
    assert taken["knee_flexion"].why_not == "leg_implausible"


def test_the_other_legs_trouble_is_its_own():
    pose = changed(LEG_UP.pose(), Landmark.LEFT_ANKLE, (1000, 330))
    taken = take_measures(PosedSide(pose, Side.RIGHT), "lying")
    assert taken["other_leg_lean"].why_not == "ankle_out_of_picture"
    assert taken["leg_lean"].known


def test_every_measure_has_an_error_budget_with_a_source():
    for name in ALL_MEASURES:
        for posture, budget in BUDGETS[name].items():
            assert budget.sigma > 0, (name, posture)
            assert budget.source, (name, posture)


def with_hands(person: Person, name: str, *places: complex) -> float:
    """A measure of a person whose hands are this far from the judged ankle or hip, px."""
    pose = person.pose()
    part = "hip" if name == "hand_rise" else "ankle"
    x, y = pose.points[Side.RIGHT.landmark(part)]
    for side, place in zip(Side, places, strict=True):
        pose = changed(pose, side.landmark("wrist"), (x + place.real, y + place.imag))
    return take_measures(PosedSide(pose, Side.RIGHT), "standing", more=[name])[name].value


def test_hands_on_the_floor_are_read_by_how_far_they_are_from_the_feet():
    pose = PosedSide(FOLDED.pose(), Side.RIGHT)
    leg = abs(pose.at("knee") - pose.at("hip")) + abs(pose.at("ankle") - pose.at("knee"))
    assert with_hands(FOLDED, "floor_reach", leg, 1.5 * leg) == pytest.approx(1.0)
    assert with_hands(FOLDED, "floor_reach", -leg, -1.5 * leg) == pytest.approx(1.0)
    assert np.isnan(with_hands(FOLDED, "floor_reach", leg - 0.3j * leg, leg))  # one hand in the air


def test_the_higher_hand_is_read_above_the_hip():
    pose = PosedSide(LEG_UP.pose(), Side.RIGHT)
    trunk = abs(pose.at("shoulder") - pose.at("hip"))
    assert with_hands(LEG_UP, "hand_rise", 0.2j * trunk, 0.1j * trunk) == pytest.approx(-0.1)
    assert with_hands(LEG_UP, "hand_rise", 0.2j * trunk, -0.5j * trunk) == pytest.approx(0.5)


# Where the camera looks down on it, a bent leg on the floor has its knee low in the picture, not its ankle.
@pytest.mark.parametrize(
    ("lean", "knee", "expected"), [(0, 0, 0.83), (90, 0, 0.0), (60, 0, 0.42), (0, 150, 0.28)]
)
def test_the_other_leg_is_read_straight_down_from_the_hip(lean: float, knee: float, expected: float):
    person = replace(STANDING, leg=80, other_leg=lean, other_knee=knee, y=400)  # below the picture at 0
    drop = take_measures(PosedSide(person.pose(), Side.RIGHT), "seated", more=["other_leg_drop"])[
        "other_leg_drop"
    ]
    assert drop.known
    assert drop.value == pytest.approx(expected, abs=0.01)
