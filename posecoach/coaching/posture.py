"""The postures in which an exercise is done, by which way the body lies to gravity."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

Posture = Literal["standing", "seated", "all_fours", "lying", "hook_lying", "prone"]

POSTURES: Final[tuple[Posture, ...]] = get_args(Posture)
"""All of them, the easiest to begin with first."""


@dataclass(frozen=True, slots=True)
class PostureTraits:
    """What judging has to know of a posture.

    Attributes:
        yaw_read_when_leant: Whether it is read well how far the body is turned although the trunk leans.
            People who fold forward standing or seated read less turned than they are.
    """

    yaw_read_when_leant: bool


TRAITS: Final[Mapping[Posture, PostureTraits]] = {
    "standing": PostureTraits(yaw_read_when_leant=False),
    "seated": PostureTraits(yaw_read_when_leant=False),
    "all_fours": PostureTraits(yaw_read_when_leant=True),
    "lying": PostureTraits(yaw_read_when_leant=True),
    "hook_lying": PostureTraits(yaw_read_when_leant=True),
    "prone": PostureTraits(yaw_read_when_leant=True),
}
