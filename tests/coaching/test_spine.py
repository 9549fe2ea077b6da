"""The bend of the spine, against the person's own upright back."""

import json
import math
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from stick_figures import SITTING, STANDING, Person

from posecoach.coaching.budgets import SPINE_OF_ANYONE, SPINE_OF_ONE
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.measures import Figure
from posecoach.coaching.spec import find_spec
from posecoach.coaching.spine import OwnBack
from posecoach.vision.landmarks import Landmark, Side

BACKS = json.loads((Path(__file__).parent.parent / "data" / "backs.json").read_text())["backs"]
UPRIGHT = {"standing": {"trunk_lean": 3.0, "leg_lean": 4.0}, "seated": {"trunk_lean": 5.0, "leg_lean": 90.0}}
FIGURE = Figure(STANDING.pose(), Side.RIGHT)


def read(bend: float, **values: float) -> dict[str, Measurement]:
    taken = {**UPRIGHT["standing"], "knee_flexion": 5.0, "back_bend": bend, **values}
    return {name: Measurement(value, 5.0, math.isfinite(value)) for name, value in taken.items()}


def seen_upright(
    bend: float, posture: str = "standing", for_s: float = 1.0, figure: Figure = FIGURE, **values: float
) -> OwnBack:
    back = OwnBack()
    for i in range(round(for_s * 25) + 1):
        back.learn(figure, read(bend, **(UPRIGHT[posture] | values)), i / 25)
    return back


def flexions(recorded: dict) -> list[tuple[float, float]]:
    """Read and true flexion of every hold of one body."""
    back = seen_upright(recorded["upright"], recorded["posture"])
    return [(back.spine_flexion(read(outline)).value, true) for outline, true in recorded["holds"]]


def test_the_spine_of_many_bodies_is_read_within_its_budget():
    errors = np.array([got - true for recorded in BACKS for got, true in flexions(recorded)])
    assert len(errors) > 400
    assert np.sqrt(np.mean(errors**2)) < 1.2 * SPINE_OF_ONE.sigma
    assert np.mean(np.abs(errors) < 2 * SPINE_OF_ONE.sigma) > 0.9


def test_without_the_own_back_the_error_is_as_large_as_it_says():
    back = OwnBack()
    errors = np.array(
        [
            back.spine_flexion(read(outline)).value - true
            for recorded in BACKS
            for outline, true in recorded["holds"]
        ]
    )
    assert np.sqrt(np.mean(errors**2)) == pytest.approx(SPINE_OF_ANYONE.sigma, rel=0.15)


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring"])
def test_a_flat_and_a_rounded_back_of_one_body_are_told_apart(stretch: str):
    (gate,) = (gate for gate in find_spec(stretch).gates if gate.id == "back_rounded")
    advised_at = gate.enter + SPINE_OF_ONE.sigma
    told, pairs = 0, 0
    for recorded in BACKS:
        if not stretch.startswith(recorded["posture"]):
            continue
        holds = flexions(recorded)
        flat = [got for got, true in holds if true <= 45]
        rounded = [got for got, true in holds if true >= 85]
        pairs += len(flat) * len(rounded)
        told += sum(one < advised_at <= other for one, other in product(flat, rounded))
    assert pairs > 80
    assert told >= 0.9 * pairs


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring"])
def test_good_form_is_hardly_ever_paused(stretch: str):
    (gate,) = (gate for gate in find_spec(stretch).gates if gate.id == "back_rounded")
    good = [got for recorded in BACKS for got, true in flexions(recorded) if true <= 55]
    assert np.mean([got >= gate.blocks.beyond + SPINE_OF_ONE.sigma for got in good]) < 0.01


def test_a_moment_upright_is_not_enough():
    assert seen_upright(-20.0, for_s=1.0).known
    assert not seen_upright(-20.0, for_s=0.3).known
    assert seen_upright(-20.0, for_s=0.3).spine_flexion(read(0.0)).sigma == SPINE_OF_ANYONE.sigma


def test_time_between_two_looks_teaches_nothing():
    back = OwnBack()
    for t_s in (0.0, 60.0, 120.0):
        back.learn(FIGURE, read(-20.0), t_s)
        back.look_away()
    assert not back.known


@pytest.mark.parametrize(
    "values",
    [{"trunk_lean": 40.0}, {"leg_lean": 40.0}, {"knee_flexion": 60.0}, {"knee_flexion": math.nan}],
    ids=["leaning", "half way down", "crouching", "knee unknown"],
)
def test_only_people_upright_show_their_own_back(values: dict[str, float]):
    assert not seen_upright(-20.0, **values).known


def test_an_outline_that_is_not_seen_teaches_nothing():
    assert not seen_upright(math.nan).known
    assert not seen_upright(-20.0).spine_flexion(read(math.nan)).known


def test_an_arm_behind_the_back_spoils_its_outline():
    pose = STANDING.pose()
    behind = pose.points.copy()
    hip, toes = (pose.points[landmark] for landmark in (Landmark.RIGHT_HIP, Landmark.RIGHT_FOOT_INDEX))
    away = -np.sign(toes[0] - hip[0])
    behind[Landmark.LEFT_ELBOW] = hip + np.array([away * 80, -60])
    hands_on_hips = Figure(replace(pose, points=behind), Side.RIGHT)
    assert seen_upright(-20.0).known
    assert not seen_upright(-20.0, figure=hands_on_hips).known


@pytest.mark.parametrize("person", [STANDING, SITTING], ids=["standing", "seated"])
def test_hands_at_rest_spoil_nothing(person: Person):
    assert seen_upright(-20.0, figure=Figure(person.pose(), Side.RIGHT)).known


def test_standing_and_sitting_upright_tell_of_the_same_back():
    # people sit upright with the spine bent by some 15 degrees, which turns the outline by 15 / 2.4
    standing, sitting = seen_upright(-24.0), seen_upright(-24.0 + 15 / 2.4, "seated")
    fold = read(5.0)
    assert sitting.spine_flexion(fold).value == pytest.approx(standing.spine_flexion(fold).value, abs=0.1)
