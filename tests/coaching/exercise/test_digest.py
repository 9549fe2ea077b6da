"""What a set was judged by: the digest changes with the limits, and with nothing else."""

import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.digest import judged_alike, judging_digest
from posecoach.coaching.exercise.gate import Gate
from posecoach.coaching.exercise.spec import Leg, StretchSpec

SPECS = load_specs()
SPEC = SPECS["seated_hamstring"]

# What an earlier version recorded with sets of the shipped stretches, whose limits were these.
EARLIER = {
    "standing_hamstring": "a1aa1e924c95",
    "seated_hamstring": "edf2904d2327",
    "lying_hamstring": "426721fad45f",
}


def with_gate(id_: str, **changes: object) -> StretchSpec:
    gates = [Gate.model_validate(dict(gate) | changes) if gate.id == id_ else gate for gate in SPEC.gates]
    return SPEC.model_copy(update={"gates": tuple(gates)})


def with_hold(**changes: object) -> StretchSpec:
    return SPEC.model_copy(update={"hold": SPEC.hold.model_copy(update=changes)})


def waiver(gate_id: str, field: str, **changes: object) -> StretchSpec:
    gate = next(gate for gate in SPEC.gates if gate.id == gate_id)
    return with_gate(gate_id, **{field: getattr(gate, field).model_copy(update=changes)})


@pytest.mark.parametrize(
    "same",
    [
        SPEC.model_copy(update={"texts": {"en": SPEC.english.model_copy(update={"summary": "Other."})}}),
        SPEC.model_copy(update={"sources": SPEC.sources[:1]}),
        with_gate("knee_bent", source="found again"),
        waiver("hands_forward", "unless", source="found again"),
        waiver("back_rounded", "stricter", source="found again"),
        with_hold(arm_s=SPEC.hold.arm_s.model_copy(update={"source": "found again"})),
        with_hold(options_s=(20.0, 45.0)),  # each set records its own target
    ],
)
def test_texts_sources_and_choices_judge_nothing(same: StretchSpec):
    assert judging_digest(same) == judging_digest(SPEC)


@pytest.mark.parametrize(
    "other",
    [
        with_gate("knee_bent", enter=29.0),
        with_gate("knee_bent", exit=32.0),
        with_gate("knee_bent", severity="advice"),
        with_gate("knee_bent", measure="thigh_lean"),
        with_gate("knee_bent", lasts_s=0.2),
        with_gate("back_rounded", sure_beyond=0.4),
        with_gate("back_rounded", blocks=None),
        waiver("back_rounded", "blocks", within=16.0),
        with_gate("back_rounded", stricter=None),
        waiver("back_rounded", "stricter", by=5.0),
        waiver("hands_forward", "unless", at_least=11.0),
        waiver("leaning_forward", "settled_by", at_most=0.55),
        with_hold(grace_s=SPEC.hold.grace_s.model_copy(update={"value": 0.9})),
        SPEC.model_copy(update={"leg": Leg.NEAREST}),
        SPEC.model_copy(update={"posture": "standing"}),
        SPEC.model_copy(update={"gates": SPEC.gates[::-1]}),
        SPEC.model_copy(update={"gates": SPEC.gates[1:]}),
    ],
)
def test_whatever_judges_changes_the_digest(other: StretchSpec):
    assert judging_digest(other) != judging_digest(SPEC)
    assert judged_alike(judging_digest(SPEC), other) is False


def test_a_digest_fits_its_column_and_is_known_again():
    digest = judging_digest(SPEC)
    assert len(digest) == 12
    assert judged_alike(digest, SPEC) is True


@pytest.mark.parametrize("stretch", EARLIER)
def test_a_set_of_an_earlier_version_is_compared_by_its_limits(stretch: str):
    # All three have had a rule more since then.
    assert judged_alike(EARLIER[stretch], SPECS[stretch]) is False
    assert judged_alike(EARLIER["standing_hamstring"], with_gate("knee_bent", enter=29.0)) is False


def test_of_an_unknown_hash_nothing_is_claimed():
    assert judged_alike("0123456789ab", SPEC) is None


def with_rules(**changes: object) -> StretchSpec:
    bridge = SPECS["bridge"]
    assert bridge.repetitions is not None
    return bridge.model_copy(update={"repetitions": bridge.repetitions.model_copy(update=changes)})


def test_how_repetitions_count_is_part_of_it_and_how_many_is_not():
    rules = SPECS["bridge"].repetitions
    assert rules is not None
    assert rules.dwell_s is not None
    fewer = with_rules(count=rules.count.model_copy(update={"value": 5}), options=(5,))
    assert judging_digest(fewer) == judging_digest(SPECS["bridge"])
    for other in (
        with_rules(dwell_s=rules.dwell_s.model_copy(update={"value": 5})),
        with_rules(slack_s=rules.slack_s.model_copy(update={"value": 0.2})),
        with_rules(cycle_s=rules.dwell_s),
    ):
        assert judging_digest(other) != judging_digest(SPECS["bridge"])


def test_an_exercise_that_is_only_timed_is_not_judged_alike():
    assert judging_digest(SPEC.model_copy(update={"timed_only": True})) != judging_digest(SPEC)
