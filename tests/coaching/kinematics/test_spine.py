"""The bend of the spine, against the person's own upright back."""

import json
import math
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from support.stick_figures import SITTING, STANDING, Person

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.gate import Gate
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.budgets import SPINE_IN_DEEP_FOLDS, SPINE_OF_ANYONE, SPINE_OF_ONE
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.spine import SpineCalibration
from posecoach.coaching.posture import Posture
from posecoach.pose.landmarks import Landmark, Side

BACKS = json.loads((Path(__file__).parents[2] / "data" / "backs.json").read_text())["backs"]
REAL_BACKS = json.loads((Path(__file__).parents[2] / "data" / "real_backs.json").read_text())
READ = ("back_bulge", "hip_flexion", "head_lift", "trunk_lean")
UPRIGHT = {"standing": {"trunk_lean": 3.0, "leg_lean": 4.0}, "seated": {"trunk_lean": 5.0, "leg_lean": 90.0}}
UPRIGHT_POSE = PosedSide(STANDING.pose(), Side.RIGHT)


def read(back_bulge: float, **values: float) -> dict[str, Measurement]:
    rest = {"knee_flexion": 5.0, "hip_flexion": 100.0, "head_lift": 10.0, "back_bulge": back_bulge}
    taken = {**UPRIGHT["standing"], **rest, **values}
    return {name: Measurement(value, 5.0, math.isfinite(value)) for name, value in taken.items()}


def seen_upright(
    bulge: float,
    posture: str = "standing",
    for_s: float = 1.0,
    posed: PosedSide = UPRIGHT_POSE,
    **values: float,
) -> SpineCalibration:
    back = SpineCalibration()
    for i in range(round(for_s * 25) + 1):
        back.learn(posed, read(bulge, **(UPRIGHT[posture] | values)), i / 25)
    return back


@dataclass(frozen=True)
class Hold:
    """One recorded hold: its posture, what was read of it, and how far the spine was truly bent."""

    posture: Posture
    read: dict[str, Measurement]
    true: float

    @property
    def deep(self) -> bool:
        return self.read["hip_flexion"].value >= 160.0 or self.read["trunk_lean"].value >= 125.0


def holds(recorded: dict) -> list[Hold]:
    return [
        Hold(posture, read(**dict(zip(READ, values, strict=True))), true)
        for posture, *values, true in recorded["holds"]
    ]


def told(
    back: SpineCalibration, measures: dict[str, Measurement], posture: Posture = "seated"
) -> Measurement:
    """The flexion of the spine, by nothing that was read before."""
    back.interrupt()
    return back.spine_flexion(measures, 0.0, posture)


def flexions(recorded: dict, seen: str) -> list[tuple[Hold, Measurement]]:
    """Every hold of one body that was seen upright standing or sitting, and the flexion read."""
    back = seen_upright(recorded["upright"][seen], seen)
    return [(hold, told(back, hold.read, hold.posture)) for hold in holds(recorded)]


@pytest.mark.parametrize("seen", ["standing", "seated"])
@pytest.mark.parametrize("deep", [False, True], ids=["shallow", "deep"])
def test_the_spine_of_many_bodies_is_read_within_its_budget(seen: str, deep: bool):
    readings = [(hold, got) for body in BACKS for hold, got in flexions(body, seen) if hold.deep == deep]
    errors = np.array([got.value - hold.true for hold, got in readings])
    sigma = (SPINE_IN_DEEP_FOLDS if deep else SPINE_OF_ONE).sigma
    assert {got.sigma for _, got in readings} == {sigma}
    assert len(errors) > 80
    assert np.sqrt(np.mean(errors**2)) < 1.05 * sigma
    assert np.mean(np.abs(errors) < 2 * sigma) > 0.93


def test_without_a_calibration_the_error_is_as_large_as_it_says():
    back = SpineCalibration()
    readings = [(hold, told(back, hold.read, hold.posture)) for body in BACKS for hold in holds(body)]
    errors = np.array([got.value - hold.true for hold, got in readings])
    assert {got.sigma for _, got in readings} == {SPINE_OF_ANYONE.sigma}
    assert 0.8 * SPINE_OF_ANYONE.sigma < np.sqrt(np.mean(errors**2)) < SPINE_OF_ANYONE.sigma


@pytest.mark.parametrize("missing", READ)
def test_without_a_calibration_all_of_the_body_must_be_seen(missing: str):
    partly = read(**({"back_bulge": 0.1} | {missing: math.nan}))
    for posture, lean in (("seated", 30.0), ("standing", 110.0), ("standing", 130.0)):
        assert told(SpineCalibration(), read(0.1, trunk_lean=lean), posture).known
        lacking = partly if missing == "trunk_lean" else partly | {"trunk_lean": Measurement(lean, 5.0, True)}
        assert not told(SpineCalibration(), lacking, posture).known


@pytest.mark.parametrize(("missing", "known"), list(zip(READ, (False, True, True, False), strict=True)))
def test_half_way_down_the_bulge_is_enough(missing: str, known: bool):
    """Soft knees bend the hips, and people look up or down, whatever the back does."""
    values = {"back_bulge": 0.1, "trunk_lean": 80.0, missing: math.nan}
    assert told(SpineCalibration(), read(**values), "standing").known is known
    some = {"back_bulge": 0.1, "trunk_lean": 80.0}
    for nods in ({"hip_flexion": 140.0}, {"head_lift": -40.0}):
        here, nodding = (told(SpineCalibration(), read(**some, **more), "standing") for more in ({}, nods))
        assert nodding == here


def test_on_the_way_down_one_reading_gives_way_to_the_other_without_a_step():
    leans = np.arange(80.0, 140.0, 0.5)
    flexions = [
        told(SpineCalibration(), read(0.15, trunk_lean=lean, hip_flexion=lean), "standing").value
        for lean in leans
    ]
    assert np.abs(np.diff(flexions)).max() < 2.0
    ends = [told(SpineCalibration(), read(0.15, trunk_lean=lean), "standing") for lean in (80.0, 130.0)]
    assert [end.sigma for end in ends] == [SPINE_OF_ANYONE.sigma] * 2


def back_gate(stretch: str) -> Gate:
    (gate,) = (gate for gate in find_spec(stretch).gates if gate.id == "back_rounded")
    return gate


def called_rounded(gate: Gate, got: Measurement, measures: dict[str, Measurement]) -> bool:
    assert gate.stricter is not None
    limit = gate.enter - gate.stricter.amount(measures)
    return got.value >= limit + gate.sure_beyond * got.sigma


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring"])
def test_a_flat_and_a_rounded_back_of_one_body_are_told_apart(stretch: str):
    gate = back_gate(stretch)
    told_apart, in_order, pairs = 0, 0, 0
    for body in BACKS:
        readings = [
            (hold.true, got.value, called_rounded(gate, got, hold.read))
            for hold, got in flexions(body, "standing")
            if stretch.startswith(hold.posture)
        ]
        flat = [rest for true, *rest in readings if true <= 45]
        rounded = [rest for true, *rest in readings if true >= 85]
        pairs += len(flat) * len(rounded)
        for (low, flat_named), (high, rounded_named) in product(flat, rounded):
            in_order += low < high
            told_apart += rounded_named and not flat_named
    assert pairs > 80
    assert in_order >= 0.97 * pairs
    assert told_apart >= 0.9 * pairs


def test_a_flat_back_is_hardly_ever_called_rounded():
    gates = {posture: back_gate(f"{posture}_hamstring") for posture in UPRIGHT}
    flat = [
        (
            called_rounded(gates[hold.posture], got, hold.read),
            called_rounded(gates[hold.posture], any_, hold.read),
        )
        for body in BACKS
        for hold, got in flexions(body, "standing")
        if hold.true <= 45
        for any_ in [told(SpineCalibration(), hold.read, hold.posture)]
    ]
    of_one, of_anyone = np.mean(flat, axis=0)
    assert of_one < 0.01
    assert of_anyone < 0.05


def real_backs(kind: str) -> dict[str, list[tuple[float, bool]]]:
    """What is said of backs of real people never seen upright: how far they are bent, and whether rounded."""
    said: dict[str, list[tuple[float, bool]]] = {}
    for name, posture, *values in REAL_BACKS[kind]:
        measures = read(**dict(zip(READ, values, strict=True)))
        got = told(SpineCalibration(), measures, posture)
        named = called_rounded(back_gate(f"{posture}_hamstring"), got, measures)
        said.setdefault(name, []).append((got.value, named))
    return said


def test_most_rounded_backs_of_real_people_are_named_and_no_flat_one():
    rounded, flat = real_backs("rounded"), real_backs("flat")
    assert len(rounded) == 10
    assert all(rounded[name][0] > flat[name][0] for name in rounded)
    assert sum(named for ((_, named),) in rounded.values()) >= 8
    assert not any(named for backs in flat.values() for _, named in backs)


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring"])
def test_good_form_is_hardly_ever_paused(stretch: str):
    gate = back_gate(stretch)
    good = [got for body in BACKS for hold, got in flexions(body, "standing") if hold.true <= 55]
    paused = [got.sigma <= gate.blocks.within and got.value >= gate.blocks.beyond + got.sigma for got in good]
    assert np.mean(paused) < 0.02


def test_a_moment_upright_is_not_enough():
    assert seen_upright(-0.03, for_s=1.0).known
    assert not seen_upright(-0.03, for_s=0.3).known
    assert told(seen_upright(-0.03, for_s=0.3), read(0.05)).sigma == SPINE_OF_ANYONE.sigma


def test_time_between_two_looks_teaches_nothing():
    back = SpineCalibration()
    for t_s in (0.0, 60.0, 120.0):
        back.learn(UPRIGHT_POSE, read(-0.03), t_s)
        back.interrupt()
    assert not back.known


@pytest.mark.parametrize(
    "values",
    [{"trunk_lean": 40.0}, {"leg_lean": 40.0}, {"knee_flexion": 60.0}, {"knee_flexion": math.nan}],
    ids=["leaning", "half way down", "crouching", "knee unknown"],
)
def test_only_people_upright_show_their_own_back(values: dict[str, float]):
    assert not seen_upright(-0.03, **values).known


def test_an_outline_that_is_not_seen_teaches_nothing():
    assert not seen_upright(math.nan).known
    assert not told(seen_upright(-0.03), read(math.nan)).known


def test_an_arm_behind_the_back_spoils_its_outline():
    pose = STANDING.pose()
    behind = pose.points.copy()
    hip, toes = (pose.points[landmark] for landmark in (Landmark.RIGHT_HIP, Landmark.RIGHT_FOOT_INDEX))
    away = -np.sign(toes[0] - hip[0])
    behind[Landmark.LEFT_ELBOW] = hip + np.array([away * 80, -60])
    hands_on_hips = PosedSide(replace(pose, points=behind), Side.RIGHT)
    assert seen_upright(-0.03).known
    assert not seen_upright(-0.03, posed=hands_on_hips).known


@pytest.mark.parametrize("person", [STANDING, SITTING], ids=["standing", "seated"])
def test_hands_at_rest_spoil_nothing(person: Person):
    assert seen_upright(-0.03, posed=PosedSide(person.pose(), Side.RIGHT)).known


def test_standing_and_sitting_upright_tell_of_the_same_back():
    standing, sitting = seen_upright(-0.04), seen_upright(-0.02, "seated")
    fold = read(0.06)
    assert told(sitting, fold).value == pytest.approx(told(standing, fold).value, abs=0.1)


def test_outlines_of_two_looks_in_turns_settle_between_them():
    back = seen_upright(-0.03)
    back.interrupt()
    for i in range(50):
        last = back.spine_flexion(read(0.06 if i % 2 else 0.10), i / 25, "standing")
    middle = told(seen_upright(-0.03), read(0.08)).value
    assert last.value == pytest.approx(middle, abs=3.0)


def test_an_outline_that_is_wrong_for_a_moment_changes_little():
    back = seen_upright(-0.03)
    back.interrupt()
    told_of = [
        back.spine_flexion(read(0.3 if 10 <= i < 12 else math.nan if i == 14 else 0.08), i / 25, "standing")
        for i in range(20)
    ]
    usual = told(seen_upright(-0.03), read(0.08)).value
    assert [got.value for got in told_of if got.known] == [pytest.approx(usual, abs=0.1)] * 19
    assert not told_of[14].known


def test_a_back_that_rounds_is_reported_within_half_a_second():
    back = seen_upright(-0.03)
    back.interrupt()
    for i in range(25):
        back.spine_flexion(read(0.05), i / 25, "standing")
    for i in range(25, 38):
        rounded = back.spine_flexion(read(0.17), i / 25, "standing")
    flat, full = (told(seen_upright(-0.03), read(bulge)).value for bulge in (0.05, 0.17))
    assert rounded.value > flat + 0.75 * (full - flat)


@pytest.mark.parametrize(("name", "limit"), [("hip_flexion", 160.0), ("trunk_lean", 125.0)])
def test_a_fold_held_near_the_limit_of_a_deep_one_is_read_with_one_error(name: str, limit: float):
    def errors(*values: float) -> list[float]:
        back = seen_upright(0.0)
        return [
            back.spine_flexion(read(0.1, **{name: value}), i / 25, "standing").sigma
            for i, value in enumerate(values)
        ]

    one, deep = SPINE_OF_ONE.sigma, SPINE_IN_DEEP_FOLDS.sigma
    assert errors(limit - 1, limit, limit - 4, limit + 1, limit - 4) == [one, deep, deep, deep, deep]
    assert errors(limit, limit - 6, limit - 4, limit) == [deep, one, one, deep]  # an angle is read to 5
