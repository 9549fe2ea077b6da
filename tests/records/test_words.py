"""Plain words for every id that the program can show."""

import pytest

from posecoach.coaching.exercise.spec import GateKind, StretchSpec, load_specs
from posecoach.coaching.feedback import State
from posecoach.records import words


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
def test_every_position_gate_says_what_is_wrong_when_it_fails(spec: StretchSpec):
    # Spelled out, the id of a passed gate ("leaning_forward") would say the opposite.
    position = [gate.id for gate in spec.gates if gate.kind is GateKind.POSITION]
    assert not [id_ for id_ in position if words.reason(id_) == id_.replace("_", " ")]


def test_an_id_of_a_users_own_spec_is_spelled_out():
    assert words.reason("elbow_bent") == "elbow bent"


def test_a_gate_that_is_not_decided_is_told_as_perhaps(spec: StretchSpec):
    assert words.why(spec, State.UNKNOWN, "knee_bent") == "perhaps bent knee"
    assert words.why(spec, State.UNKNOWN, "leg_not_seen") == "leg hidden"
    assert words.why(spec, State.FAULT, "knee_bent") == "bent knee"
    assert words.why(spec, State.MOVING, "moving") == ""


@pytest.mark.parametrize(
    ("lasts_s", "said"),
    [(0, "0.0 s"), (9.94, "9.9 s"), (9.97, "10 s"), (59.6, "1 min 00 s"), (185, "3 min 05 s")],
)
def test_durations(lasts_s: float, said: str):
    assert words.seconds(lasts_s) == said


def test_limits_name_both_and_the_way_they_point(spec: StretchSpec):
    gates = {gate.id: gate for gate in spec.gates}
    knee, fold = gates["knee_bent"], gates["folded"]
    assert words.limits(knee) == f"at most {knee.enter:.0f}°, until above {knee.exit:.0f}°"
    assert words.limits(fold) == f"at least {fold.enter:.0f}°, until below {fold.exit:.0f}°"
    assert words.limits(knee.model_copy(update={"exit": knee.enter})) == f"at most {knee.enter:.0f}°"
