"""Which exercises have a depth: how far hips bend says how far they went."""

from posecoach.coaching.exercise.gate import GateKind, PassWhen
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.records.timeline.recorder import DEPTH


def has_depth(spec: StretchSpec) -> bool:
    """Whether the bend of the hip says how far a person got in an exercise.

    It does in a judged hold that asks for a bent hip. In a bridge the most bent hip is the lowest one.
    """
    return (
        spec.repetitions is None
        and not spec.timed_only
        and any(
            gate.kind is GateKind.POSITION and gate.measure == DEPTH and gate.pass_when is PassWhen.AT_LEAST
            for gate in spec.gates
        )
    )
