import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.sets.repetition_clocks import BRIDGE, COUNTED, LOW, ONLY_TIMED, SLOW_MOTION, bridging, clock_of

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import languages, load_phrases
from posecoach.coaching.exercise.gate import PassWhen
from posecoach.coaching.exercise.gate import Phase as SpecPhase
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    Answer,
    ClockReading,
    Cue,
    CueKind,
    Feedback,
    GateResult,
    Requirement,
    State,
)
from posecoach.coaching.session import Phase, Session, SessionFeedback
from posecoach.coaching.speech.presence import Chime
from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.records.words import STATE_WORDS
from posecoach.ui.live.wire import feedback_message, session_message

POSE = Pose(
    points=np.tile([160.0, 60.0], (len(Landmark), 1)),
    visibility=np.full(len(Landmark), 0.9),
    world=np.zeros((len(Landmark), 3)),
    width=640,
    height=480,
)


def test_feedback_travels_with_points_as_fractions_and_unknown_values_as_null():
    cue = Cue("knee_bent", CueKind.BLOCKING, "Straighten your knees.")
    feedback = Feedback(
        t_s=1.23456,
        as_of_s=1.23456,
        state=State.FAULT,
        reason="knee_bent",
        side=Side.LEFT,
        measures={},
        gates=(GateResult("folded", "hip_flexion", Answer.UNKNOWN, math.nan, math.nan, 50.0),),
        faults=(),
        cue=cue,
        say=None,
        clock=ClockReading(3.456, 20.0, running=False),
    )
    answer = SessionFeedback(1.23456, Phase.SET, 0, feedback, cue, None, Chime.SEEN, None)
    message = json.loads(feedback_message(7, POSE, answer))
    assert message["judged"]["repetitions"] is None
    assert (message["judged"]["reason"], message["judged"]["needs"]) == ("knee_bent", [])
    assert (message["preview"], message["outline"]) == (False, None)
    assert message["points"][0] == [0.25, 0.125, 0.9]
    assert message["judged"]["gates"] == [{"id": "folded", "answer": "unknown", "value": None}]
    assert message["cue"] == {"id": "knee_bent", "kind": "blocking", "text": "Straighten your knees."}
    assert (message["frame"], message["t_s"], message["say"], message["chime"]) == (7, 1.235, None, "seen")


def test_in_the_preview_all_that_the_picture_lacks_travels_with_the_outline():
    mask = np.zeros((48, 64), bool)
    mask[12:36, 16:48] = True
    lacks = tuple(
        Requirement(id_, id_ == "near_enough", "") for id_ in ("whole_body", "near_enough", "side_on")
    )
    feedback = Feedback(
        t_s=1.0,
        as_of_s=1.0,
        state=State.NOT_FRAMED,
        reason="whole_body",
        side=Side.LEFT,
        measures={},
        gates=(),
        faults=(),
        cue=None,
        say=None,
        clock=ClockReading(0.0, 20.0, running=False),
        framing=lacks,
    )
    answer = SessionFeedback(1.0, Phase.SET, 0, feedback, None, None, None, None, preview=True)
    message = json.loads(feedback_message(7, replace(POSE, mask=mask), answer))
    assert message["judged"]["needs"] == ["whole_body", "side_on"]
    corners = sorted(map(tuple, message["outline"]))
    assert corners == [(0.25, 0.25), (0.25, 0.729), (0.734, 0.25), (0.734, 0.729)]
    assert json.loads(feedback_message(7, None, answer))["outline"] is None
    assert json.loads(feedback_message(7, POSE, answer))["outline"] is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reason_of_a_set_has_words_in_the_language_of_the_coach(language: str):
    spec = load_specs()["standing_hamstring"]
    planned = described(spec, language)
    assert set(planned["reasons"]) == {gate.id for gate in spec.gates}
    assert planned["begin"] == spec.texts_in(language).begin[0]


def described(spec: StretchSpec, language: str = "en") -> dict[str, Any]:
    routine = Routine(id="tried", title="Tried", sets=(PlannedSet.of(spec, None, spec.amount),))
    phrases = load_phrases(language)
    session = Session(routine, {spec.id: spec}, phrases)
    (planned,) = json.loads(session_message(session, routine.title, phrases, resumed=False))["sets"]
    return planned


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
def test_each_judged_angle_has_one_band_with_all_its_gates(spec: StretchSpec):
    bands = described(spec)["bands"]
    by_measure = {band["measure"]: band for band in bands}
    assert len(by_measure) == len(bands)
    for gate in spec.gates:
        if gate.measure not in by_measure:
            continue
        band = by_measure[gate.measure]
        assert (gate.id in band["gates"]) is (gate.phase is not SpecPhase.START)
        if gate.id not in band["gates"]:
            continue
        if gate.pass_when is PassWhen.AT_LEAST:
            assert band["at_least"] >= gate.enter
        else:
            assert band["at_most"] <= gate.enter


def test_a_band_asks_for_the_strictest_of_its_gates():
    (knee,) = (band for band in described(BRIDGE)["bands"] if band["measure"] == "knee_flexion")
    assert (knee["at_least"], knee["text"]) == (72, "at least 72°")


def test_a_measure_with_two_gates_has_a_band_between_them():
    spec = load_specs()["lying_hamstring"]
    limits = sorted(gate.enter for gate in spec.gates if gate.measure == "trunk_lean")
    bands = described(spec)["bands"]
    trunk = next(band for band in bands if band["measure"] == "trunk_lean")
    assert [trunk["at_least"], trunk["at_most"]] == limits
    assert trunk["text"] == f"{limits[0]:.0f}° to {limits[1]:.0f}°"


@pytest.mark.parametrize(
    ("spec", "kind", "amount"),
    [
        (load_specs()["seated_hamstring"], "hold", 20.0),
        (BRIDGE, "repetitions", 8),
        (SLOW_MOTION, "repetitions", SLOW_MOTION.amount),
        (ONLY_TIMED, "timed", ONLY_TIMED.amount),
    ],
    ids=lambda value: value.id if isinstance(value, StretchSpec) else "",
)
def test_a_set_says_what_kind_of_amount_it_asks_for(spec: StretchSpec, kind: str, amount: float):
    planned = described(spec)
    assert (planned["kind"], planned["amount"]) == (kind, amount)


@pytest.mark.parametrize("language", languages())
def test_what_is_only_timed_has_no_word_of_good_form(language: str):
    states = described(ONLY_TIMED, language)["states"]
    phrases = load_phrases(language)
    assert states["valid"]["label"] == phrases.screen["only_timed"] != phrases.states["valid"]
    assert states["valid"]["colour"] != STATE_WORDS[State.VALID].css_colour


def test_a_position_that_is_passed_through_is_not_said_to_be_held():
    (state, look), *others = described(SLOW_MOTION, "de")["states"].items()
    assert (state, look["label"], others) == ("valid", "Rücken rund", [])
    assert described(BRIDGE)["states"] == {}


@pytest.mark.parametrize(
    ("clock", "sent"),
    [
        (clock_of(COUNTED, LOW), {"counted": 1, "dwell_s": 3.0, "held_s": 0.0, "at_top": False}),
        (clock_of(COUNTED, top=True, held_s=1.234), {"held_s": 1.23, "at_top": True}),
        (clock_of(COUNTED, dwell_s=None), {"counted": 1, "target": 8, "dwell_s": None}),
    ],
)
def test_feedback_has_the_repetitions_so_far(clock: ClockReading, sent: dict[str, Any]):
    feedback = bridging(State.READY, clock, SpecPhase.START)
    message = json.loads(
        feedback_message(1, POSE, SessionFeedback(20.0, Phase.SET, 0, feedback, None, None, None, None))
    )
    assert message["judged"]["repetitions"].items() >= sent.items()
    assert message["judged"]["state"] == "ready"
