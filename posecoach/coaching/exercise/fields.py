"""What the models of exercises, texts, routines and safety questions share: strictness and common fields."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Text = Annotated[str, Field(min_length=1)]
# A strict model would take tuples and members of an enumeration only; files have lists and names.
Many = Annotated[tuple[T, ...], Field(min_length=1, strict=False)]
"""A list with at least one entry."""
ByName = Annotated[T, Field(strict=False)]
"""A member of an enumeration, by its name in the file."""


class FileModel(BaseModel):
    """What all models of our files share: no unknown fields, no conversions, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Number(FileModel):
    """A number with where it comes from."""

    value: Annotated[float, Field(gt=0)]
    source: Text
