import json
import math
from typing import Any

import numpy as np
import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, ClockReading, Cue, CueKind, Feedback, GateResult, State
from posecoach.coaching.session import Phase, Session, SessionFeedback
from posecoach.coaching.speech.presence import Chime
from posecoach.pose.landmarks import Landmark, Pose, Side
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
    assert message["points"][0] == [0.25, 0.125, 0.9]
    assert message["judged"]["gates"] == [{"id": "folded", "answer": "unknown", "value": None}]
    assert message["cue"] == {"id": "knee_bent", "kind": "blocking", "text": "Straighten your knees."}
    assert (message["frame"], message["t_s"], message["say"], message["chime"]) == (7, 1.235, None, "seen")


def bands_of(spec: StretchSpec) -> list[dict[str, Any]]:
    routine = Routine.model_validate(
        {"id": "tried", "title": "Tried", "sets": [{"stretch": spec.id, "target_s": 20.0}]}
    )
    english = load_phrases()
    session = Session(routine, {spec.id: spec}, english)
    (planned,) = json.loads(session_message(session, routine.title, english, resumed=False))["sets"]
    return planned["bands"]


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
def test_each_judged_angle_has_one_band_with_all_its_gates(spec: StretchSpec):
    bands = bands_of(spec)
    by_measure = {band["measure"]: band for band in bands}
    assert len(by_measure) == len(bands)
    for gate in spec.gates:
        if gate.measure in by_measure:
            band = by_measure[gate.measure]
            assert gate.id in band["gates"]
            assert gate.enter in (band["at_least"], band["at_most"])
    assert by_measure["knee_flexion"]["text"].startswith("at most ")


def test_a_measure_with_two_gates_has_a_band_between_them():
    spec = load_specs()["lying_hamstring"]
    limits = sorted(gate.enter for gate in spec.gates if gate.measure == "trunk_lean")
    bands = bands_of(spec)
    trunk = next(band for band in bands if band["measure"] == "trunk_lean")
    assert [trunk["at_least"], trunk["at_most"]] == limits
    assert trunk["text"] == f"{limits[0]:.0f}° to {limits[1]:.0f}°"
