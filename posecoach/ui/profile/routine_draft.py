"""A routine while it is being edited: rows in their order, and the routine that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from posecoach.catalog.own_routines import own_id
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import Leg, StretchSpec
from posecoach.pose.landmarks import Side

AUTO: Final = "auto"
LEGS: Final[Mapping[str, tuple[Side | None, ...]]] = {
    AUTO: (None,),
    "left": (Side.LEFT,),
    "right": (Side.RIGHT,),
    "left_right": (Side.LEFT, Side.RIGHT),
    "right_left": (Side.RIGHT, Side.LEFT),
}
"""What can be chosen, and the legs of the sets that come of it."""


@dataclass(slots=True)
class Row:
    """One row.

    Attributes:
        number: Its own for as long as it is edited, wherever it is moved to.
        stretch: The id of the exercise.
        leg: One of ``LEGS``.
        amount: Seconds, or repetitions of an exercise that is repeated.
        times: How often in a row.
    """

    number: int
    stretch: str
    amount: float
    leg: str = AUTO
    times: int = 1

    def use(self, spec: StretchSpec) -> None:
        """Takes another exercise, with its usual amount."""
        self.stretch, self.amount = spec.id, spec.amount
        if not asks_leg(spec):
            self.leg = AUTO


@dataclass(slots=True)
class Draft:
    """Rows in their order; two edits of the same routine never share the number of a row."""

    rows: list[Row]
    next_number: int

    @classmethod
    def of(cls, routine: Routine) -> "Draft":
        """The rows of a routine."""
        rows = [_row(number, planned) for number, planned in enumerate(routine.sets)]
        return cls(rows, len(rows))

    def add(self, spec: StretchSpec) -> None:
        """Adds a row at the end."""
        self.rows.append(Row(self.next_number, spec.id, spec.amount))
        self.next_number += 1

    def remove(self, row: Row) -> None:
        """Takes a row out."""
        self.rows.remove(row)

    def move(self, row: Row, by: int) -> None:
        """Moves a row up (-1) or down (1); the first and the last stay where they are."""
        at = self.rows.index(row)
        to = min(max(at + by, 0), len(self.rows) - 1)
        self.rows.insert(to, self.rows.pop(at))


def asks_leg(spec: StretchSpec) -> bool:
    """Whether a leg can be chosen: not of repetitions or timed exercises that both legs do alike."""
    is_hold = spec.repetitions is None and not spec.timed_only
    return is_hold or spec.leg is not Leg.NEAREST


def routine_of(
    base: Routine, title: str, rows: list[Row], specs: Mapping[str, StretchSpec], rest_s: float
) -> Routine:
    """The routine that rows make. One with two legs becomes a set of each, in turns where done several times.

    Args:
        base: The routine it is made from; everything of its pace but the rest stays.
        title: Its name.
        rows: In their order.
        specs: The exercises by id.
        rest_s: Rest after a set, seconds.

    Raises:
        ValidationError: if the name or the rows are missing, or something is out of its range.
    """
    sets = [made for row in rows for made in _sets(row, specs[row.stretch])]
    pace: dict[str, Any] = base.pace.model_dump()
    pace["rest_s"] = {"value": float(rest_s), "source": "the person's own choice"}
    return Routine.model_validate({"id": own_id(title), "title": title.strip(), "sets": sets, "pace": pace})


def _row(number: int, planned: PlannedSet) -> Row:
    leg = str(planned.side) if planned.side else AUTO
    return Row(number, planned.stretch, planned.amount, leg, planned.repeats)


def _sets(row: Row, spec: StretchSpec) -> list[dict[str, Any]]:
    asked = {"target_s": row.amount} if spec.repetitions is None else {"repetitions": int(row.amount)}
    made = [{"stretch": spec.id, "side": leg, **asked} for leg in LEGS[row.leg]]
    if len(made) == 1:
        return [made[0] | {"repeats": row.times}]
    return made * row.times
