"""A routine: sets of stretches in their order, and the pace between them."""

from math import ceil
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from posecoach.coaching.exercise.fields import ByName, FileModel, Id, Many, Number, Text
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.messages import N_, FieldError
from posecoach.pose.landmarks import Side

# Nobody stretches for longer; a routine that asks for it is a mistake.
_MOST_SETS: Final = 40
_LONGEST_S: Final = 600.0
_MOST_REPETITIONS: Final = 50
_A_REPETITION_S: Final = 8.0  # engineering-set; bridges of real people take 4-8 s, with a hold of 3-5 s
_PACE: Final[dict[str, Any]] = {
    "rest_s": {"value": 20.0, "source": "engineering-set; as in the ready-made routine"},
    "change_s": {"value": 12.0, "source": "engineering-set; as in the ready-made routine"},
    "move_on_after_s": {"value": 30.0, "source": "engineering-set; as in the ready-made routine"},
    "give_up_after_s": {"value": 120.0, "source": "engineering-set; as in the ready-made routine"},
}


class PlannedSet(FileModel):
    """One set, done ``repeats`` times in a row; ``side`` None lets the coach find the leg.

    It asks for ``target_s`` seconds of an exercise that is one hold, or for ``repetitions`` of another.
    """

    stretch: Text
    side: ByName[Side] | None = None
    target_s: Annotated[float, Field(gt=0, le=_LONGEST_S)] | None = None
    repetitions: Annotated[int, Field(ge=1, le=_MOST_REPETITIONS)] | None = None
    repeats: Annotated[int, Field(ge=1, le=10)] = 1

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if (self.target_s is None) == (self.repetitions is None):
            raise FieldError(N_("expected target_s or repetitions, one of the two"))
        return self

    @classmethod
    def of(cls, spec: StretchSpec, side: Side | None, amount: float) -> Self:
        """One set of an exercise, for as many seconds or repetitions."""
        if spec.repetitions is None:
            return cls(stretch=spec.id, side=side, target_s=amount)
        return cls(stretch=spec.id, side=side, repetitions=int(amount))

    @property
    def amount(self) -> float:
        """What completes it: seconds, or repetitions."""
        amount = self.target_s if self.repetitions is None else self.repetitions
        assert amount is not None  # the set's own rule
        return amount

    @property
    def about_s(self) -> float:
        """About how long it takes, if all goes well."""
        return self.amount if self.repetitions is None else self.amount * _A_REPETITION_S


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
    id: Id
    title: Annotated[str, Field(min_length=1, max_length=80)]
    summary: str = ""
    sets: Many[PlannedSet]
    pace: Pace = Field(default_factory=lambda: Pace.model_validate(_PACE))

    @model_validator(mode="after")
    def _not_endless(self) -> Self:
        if len(self.in_order) > _MOST_SETS:
            raise FieldError(N_("expected at most {count} sets, repeats included"), count=_MOST_SETS)
        return self

    @property
    def in_order(self) -> tuple[PlannedSet, ...]:
        """Every single set, repeats written out."""
        once = {planned: planned.model_copy(update={"repeats": 1}) for planned in self.sets}
        return tuple(once[planned] for planned in self.sets for _again in range(planned.repeats))

    @property
    def about_s(self) -> float:
        """About how long it takes, if all goes well: holds, rests, and getting into place."""
        sets = self.in_order
        rests_s = (len(sets) - 1) * self.pace.rest_s.value
        return sum(planned.about_s for planned in sets) + rests_s + len(sets) * self.pace.change_s.value

    @property
    def about_min(self) -> int:
        """The same in whole minutes, begun ones counted."""
        return ceil(self.about_s / 60)
