"""Which exercises have a depth."""

from collections.abc import Sequence

import pytest
from support.sets.made_up_repetitions import BRIDGE, timed_only

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.gate import Gate, PassWhen
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.records.timeline.depth import has_depth

SPECS = load_specs()
STRETCHES = ("standing_hamstring", "seated_hamstring", "lying_hamstring")
LYING = SPECS["lying_hamstring"]


def with_gates(gates: Sequence[Gate]) -> StretchSpec:
    return LYING.model_copy(update={"gates": tuple(gates)})


@pytest.mark.parametrize("id_", STRETCHES)
def test_the_stretches_have_one(id_: str):
    assert has_depth(SPECS[id_])


@pytest.mark.parametrize(
    "spec",
    [
        BRIDGE,
        BRIDGE.model_copy(update={"gates": LYING.gates}),
        timed_only(LYING),
        with_gates([gate for gate in LYING.gates if gate.id != "hip_bent"]),
        with_gates(
            [
                gate.model_copy(update={"pass_when": PassWhen.AT_MOST}) if gate.id == "hip_bent" else gate
                for gate in LYING.gates
            ]
        ),
    ],
    ids=["repetitions", "repetitions that ask for a bent hip", "only timed", "no hip", "a straight hip"],
)
def test_other_exercises_have_none(spec: StretchSpec):
    assert not has_depth(spec)
