"""Values that make no sense, as a damaged file holds them, are noticed when a row is read."""

import math
from typing import Any, Final

from pydantic import BaseModel, FiniteFloat, TypeAdapter, ValidationError
from sqlalchemy import JSON, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.elements import KeyedColumnElement

from posecoach.pose.landmarks import Side


class DamagedValueError(ValueError):
    """A row says what can't be; the message names it."""


class _Angle(BaseModel):
    value: FiniteFloat
    sigma: FiniteFloat


class _Fault(BaseModel):
    id: str


class _Repetition(BaseModel):
    start_s: FiniteFloat
    top_s: FiniteFloat | None
    end_s: FiniteFloat
    held_s: FiniteFloat
    reason: str | None


_SIDES: Final = frozenset(Side)
_SHAPES: Final[dict[str, TypeAdapter[Any]]] = {
    "paused_s": TypeAdapter(dict[str, FiniteFloat]),
    "best": TypeAdapter(dict[str, _Angle]),
    "typical": TypeAdapter(dict[str, _Angle]),
    "faults": TypeAdapter(list[_Fault]),
    "repetitions": TypeAdapter(list[_Repetition]),
}


def check_rows_of(base: type[DeclarativeBase]) -> None:
    """From now on, reading a row of these tables raises ``DamagedValueError`` for a value that can't be.

    Columns that are read by themselves (``spans``, ``readings``) are not checked.
    """
    event.listen(base, "load", _check, propagate=True)


def _check(row: DeclarativeBase, _: object) -> None:
    for column in row.__table__.columns:
        # Not getattr, which would read what is deferred.
        if column.key in row.__dict__ and not _can_be(row.__dict__[column.key], column):
            raise DamagedValueError(f"{column.table.name} {row.__dict__.get('id')}: {column.key}")


def _can_be(value: object, column: KeyedColumnElement[Any]) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, JSON):
        try:
            _SHAPES[column.key].validate_python(value)
        except ValidationError:
            return False
        return True
    if column.key == "side":
        return value in _SIDES
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, column.type.python_type)
