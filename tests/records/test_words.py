"""Plain words for every id that the program can show."""

import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.exercise.texts import GateTexts
from posecoach.coaching.feedback import State
from posecoach.coaching.reasons import Reason
from posecoach.records import words


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
def test_a_gate_is_called_what_its_stretch_calls_it(spec: StretchSpec):
    for gate in spec.gates:
        assert (
            words.reason(gate.id, spec)
            == words.reason(gate.id, spec.id)
            == spec.english.gates[gate.id].reason
        )
    assert words.stretch(spec.id) == spec.english.name


def test_a_stretch_may_call_a_gate_otherwise_than_others(spec: StretchSpec):
    gates = {**spec.english.gates, "knee_bent": GateTexts(reason="knee off the line", cues=("Align it.",))}
    other = spec.model_copy(update={"texts": {"en": spec.english.model_copy(update={"gates": gates})}})
    assert words.reason("knee_bent", other) == "knee off the line"
    assert words.reason("knee_bent", spec) == "bent knee"


@pytest.mark.parametrize("of", [None, "a_stretch_that_is_gone", "standing_hamstring"])
def test_a_gate_of_no_known_stretch_has_the_words_of_one_that_has_it(of: str | None):
    assert words.reason("other_leg_lifted", of) == "other leg lifted"
    gates = [spec.english.gates.get("hips_on_floor") for spec in load_specs().values()]
    assert words.reason("hips_on_floor", of) in {gate.reason for gate in gates if gate is not None}


def test_what_nothing_knows_is_spelled_out():
    assert words.reason("elbow_bent") == "elbow bent"
    assert words.stretch("calf_stretch") == "Calf stretch"


def test_other_reasons_have_the_words_of_the_english_voice(spec: StretchSpec):
    assert words.reason(Reason.GAP) == "no pictures from the camera"
    assert words.named("too_early", spec) == "Not watched for long enough yet"
    assert words.reason(State.NOT_FRAMED) == "not fully in view"
    assert words.reason(None) == ""


def test_a_gate_that_is_not_decided_is_reported_as_perhaps(spec: StretchSpec):
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
    assert words.limits(gates["back_rounded"]) == "at most 56°, until above 57°; stricter by up to 6°"
