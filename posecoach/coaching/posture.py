"""The postures in which an exercise is done."""

from typing import Final, Literal, get_args

Posture = Literal["standing", "seated", "lying"]

POSTURES: Final[tuple[Posture, ...]] = get_args(Posture)
"""All of them, the easiest to begin with first."""
