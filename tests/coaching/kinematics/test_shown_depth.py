import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.feedback import Answer, GateResult, Measurement
from posecoach.coaching.kinematics.shown_depth import as_shown, gates_as_shown, true_depth
from posecoach.coaching.posture import POSTURES

FOLDED = {
    "hip_flexion": Measurement(140.0, 10.0, True),
    "left_hip_flexion": Measurement(140.0, 10.0, True),
    "right_hip_flexion": Measurement(math.nan, 10.0, False, "knee_not_seen"),
    "knee_flexion": Measurement(140.0, 6.0, True),
}
angle = st.floats(0.0, 180.0)


@given(angle, angle)
def test_who_folds_deeper_is_shown_deeper(one: float, other: float):
    assert (true_depth(one) <= true_depth(other)) == (one <= other)


@given(angle)
def test_no_fold_is_shown_deeper_than_it_is_read(read: float):
    assert true_depth(read) <= read + 1e-9


@given(st.floats(0.0, 90.0))
def test_what_limits_are_compared_with_is_shown_as_it_is_read(read: float):
    assert true_depth(read) == pytest.approx(read)


def test_only_the_hips_of_those_who_stand_are_changed():
    shown = as_shown(FOLDED, "standing")
    deep = true_depth(140.0)
    assert deep < 130
    assert shown["hip_flexion"] == shown["left_hip_flexion"] == Measurement(deep, 10.0, True)
    assert shown["knee_flexion"] == FOLDED["knee_flexion"]
    for posture in POSTURES:
        if posture != "standing":
            assert as_shown(FOLDED, posture) == FOLDED


def test_what_is_not_known_stays_so():
    unknown = as_shown(FOLDED, "standing")["right_hip_flexion"]
    assert math.isnan(unknown.value)
    assert (unknown.known, unknown.why_not) == (False, "knee_not_seen")


def test_a_gate_names_the_depth_that_its_measure_is_shown_with():
    def gate(measure: str) -> GateResult:
        return GateResult("folded", measure, Answer.PASS, 140.0, 10.0, 33.0)

    hip, knee = gates_as_shown([gate("hip_flexion"), gate("knee_flexion")], "standing")
    assert (hip.value, hip.limit, hip.answer) == (true_depth(140.0), 33.0, Answer.PASS)
    assert knee == gate("knee_flexion")
    assert gates_as_shown([gate("hip_flexion")], "seated") == (gate("hip_flexion"),)


def test_every_limit_of_a_hip_lies_where_it_is_shown_as_it_is_read():
    for spec in load_specs().values():
        for gate in spec.gates:
            if spec.posture == "standing" and gate.measure == "hip_flexion":
                for limit in (gate.enter, gate.exit):
                    assert true_depth(limit) == pytest.approx(limit)
