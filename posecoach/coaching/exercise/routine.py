"""A routine: sets of stretches in their order, and the pace between them."""

from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from posecoach.coaching.exercise.spec import StretchSpec, default_folder, shipped_folder
from posecoach.coaching.exercise.spec_file import (
    FileModel,
    Number,
    SpecError,
    Text,
    as_tuple,
    enum_member,
    read_model,
)
from posecoach.pose.landmarks import Side

FOLDER: Final = "routines"
# Nobody stretches for longer; a routine that asks for it is a mistake.
_MOST_SETS: Final = 40
_LONGEST_S: Final = 600.0
_PACE: Final[dict[str, Any]] = {
    "rest_s": {"value": 20.0, "source": "engineering-set; as in the ready-made routine"},
    "change_s": {"value": 12.0, "source": "engineering-set; as in the ready-made routine"},
    "move_on_after_s": {"value": 30.0, "source": "engineering-set; as in the ready-made routine"},
    "give_up_after_s": {"value": 120.0, "source": "engineering-set; as in the ready-made routine"},
}


class PlannedSet(FileModel):
    """One set, done ``repeats`` times in a row; ``side`` None lets the coach find the leg."""

    stretch: Text
    side: Side | None = None
    target_s: Annotated[float, Field(gt=0, le=_LONGEST_S)]
    repeats: Annotated[int, Field(ge=1, le=10)] = 1

    @field_validator("side", mode="before")
    @classmethod
    def _name_to_enum(cls, value: object) -> object:
        return enum_member(value, Side)


class Pace(FileModel):
    """The time between holds, seconds.

    Attributes:
        rest_s: Rest after a set.
        change_s: To get into place before cues about place and position are spoken.
        move_on_after_s: Out of the hold for that long, the set is over.
        give_up_after_s: Seen for that long without a hold, the set is over.
    """

    rest_s: Number
    change_s: Number
    move_on_after_s: Number
    give_up_after_s: Number


class Routine(FileModel):
    """Sets in their order."""

    schema_version: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    summary: str = ""
    sets: Annotated[tuple[PlannedSet, ...], Field(min_length=1)]
    pace: Pace = Field(default_factory=lambda: Pace.model_validate(_PACE))

    @field_validator("sets", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: object) -> object:
        return as_tuple(value)

    @model_validator(mode="after")
    def _not_endless(self) -> Self:
        if len(self.in_order) > _MOST_SETS:
            raise ValueError(f"expected at most {_MOST_SETS} sets, repeats included")
        return self

    @property
    def in_order(self) -> tuple[PlannedSet, ...]:
        """Every single set, repeats written out."""
        once = {planned: planned.model_copy(update={"repeats": 1}) for planned in self.sets}
        return tuple(once[planned] for planned in self.sets for _ in range(planned.repeats))

    @property
    def about_s(self) -> float:
        """About how long it takes, if all goes well: holds, rests, and getting into place."""
        sets = self.in_order
        rests_s = (len(sets) - 1) * self.pace.rest_s.value
        return sum(planned.target_s for planned in sets) + rests_s + len(sets) * self.pace.change_s.value


def load_routines(specs: dict[str, StretchSpec], folder: Path | None = None) -> dict[str, Routine]:
    """All routines of a folder by id, in the order of their file names.

    Args:
        specs: The stretches that they may name.
        folder: Where the ``*.yaml`` files are; those that come with the specs where None.

    Raises:
        SpecError: for a wrong file, or one that names a stretch that there is not.
    """
    if folder is None:
        own = default_folder() / FOLDER
        folder = own if own.is_dir() else shipped_folder() / FOLDER
    routines = {}
    for path in sorted(folder.glob("*.yaml")):
        routine = read_model(path, Routine)
        check_stretches(routine, specs, path.name)
        routines[routine.id] = routine
    return routines


def check_stretches(routine: Routine, specs: dict[str, StretchSpec], where: str) -> None:
    """That there are all the stretches that a routine names.

    Raises:
        SpecError: if one is missing; ``where`` names the file in it.
    """
    for number, planned in enumerate(routine.sets):
        if planned.stretch not in specs:
            known = ", ".join(specs)
            raise SpecError(
                f"{where}: sets[{number}].stretch: expected one of {known}, got {planned.stretch!r}"
            )
