"""How deep a fold is, as it is shown: hips of deep standing folds read deeper than they are."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.posture import Posture

# Hip flexion as read, degrees, and what it is on average. Fitted to N rendered people in standing folds
# (docs/accuracy.md, *Depth*); real people read alike.
_READ: Final = (0.0, 100.0, 120.0, 150.0, 180.0)
_TRUE: Final = (0.0, 100.0, 115.0, 132.0, 150.0)

_HIPS: Final = ("hip_flexion", "left_hip_flexion", "right_hip_flexion")


def as_shown(measures: Mapping[str, Measurement], posture: Posture) -> dict[str, Measurement]:
    """The measures with the hips' average error taken out, for people to see.

    Gates have judged the readings as they are: their limits were set on those.

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


def true_depth(hip_flexion: float) -> float:
    """What the hip flexion of a standing fold is on average, where so much is read; degrees, NaN for NaN."""
    return float(np.interp(hip_flexion, _READ, _TRUE))
