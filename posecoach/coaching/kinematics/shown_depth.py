"""How deep a fold is, as it is shown: hips of deep standing folds read deeper than they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from posecoach.coaching.feedback import GateResult, Measurement
from posecoach.coaching.posture import Posture

# Hip flexion as read, degrees, and what it is on average: a curve between what the eight people of the sample
# clips and others drawn at random read; real people read alike (docs/accuracy.md, *Real people*).
_READ: Final = (0.0, 100.0, 120.0, 150.0, 180.0)
_TRUE: Final = (0.0, 100.0, 115.0, 132.0, 150.0)

_HIPS: Final = ("hip_flexion", "left_hip_flexion", "right_hip_flexion")


def as_shown(measures: Mapping[str, Measurement], posture: Posture) -> dict[str, Measurement]:
    """The measures with the hips' average error taken out, for people to see.

    Gates judge the readings as they are: their limits were set on those, and lie where both are the same.

    Args:
        measures: By name.
        posture: Of the exercise; only standing folds have such an error.
    """
    shown = dict(measures)
    if posture != "standing":
        return shown
    for name in _HIPS:
        read = shown.get(name)
        if read is not None:
            shown[name] = Measurement(true_depth(read.value), read.sigma, read.known, read.why_not)
    return shown


def gates_as_shown(gates: Sequence[GateResult], posture: Posture) -> tuple[GateResult, ...]:
    """The gates' answers with the values that ``as_shown`` gives their measures.

    Args:
        gates: As they were judged.
        posture: Of the exercise.
    """
    if posture != "standing":
        return tuple(gates)
    return tuple(
        replace(gate, value=true_depth(gate.value)) if gate.measure in _HIPS else gate for gate in gates
    )


def true_depth(hip_flexion: float) -> float:
    """What the hip flexion of a standing fold is on average, where so much is read; degrees, NaN for NaN."""
    return float(np.interp(hip_flexion, _READ, _TRUE))
