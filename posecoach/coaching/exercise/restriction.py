"""What a person may have to leave out, and so what an exercise may be wrong for."""

from enum import StrEnum


class Restriction(StrEnum):
    """A reason to leave an exercise out; the safety questions find out which of them a person has.

    An exercise names those that it is not for (``not_for`` in its spec).
    """

    BENDING = "bending"  # the trunk folds forward, or the back is rounded
    EXTENSION = "extension"  # the back or the hips are arched
    HIP_REPLACEMENT = "hip_replacement"  # the hip bends past a right angle, or turns
    PREGNANCY = "pregnancy"  # lying flat on the back, or on the belly
