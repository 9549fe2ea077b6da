"""Reading a YAML file of ours into its model, and saying in one line what is wrong with it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from posecoach.errors import PoseCoachError

Text = Annotated[str, Field(min_length=1)]


class SpecError(PoseCoachError):
    """A spec file that can't be used; names the file, the field, the value and what was expected."""


class FileModel(BaseModel):
    """What all models of our files share: no unknown fields, no conversions, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Number(FileModel):
    """A number with where it comes from."""

    value: Annotated[float, Field(gt=0)]
    source: Text


_ModelT = TypeVar("_ModelT", bound=FileModel)


def read_model(path: Path, kind: type[_ModelT]) -> _ModelT:
    """Read one YAML file.

    Raises:
        SpecError: where the file can't be read or a field is wrong: one line with the file's
            name, the field, the value and what was expected.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SpecError(f"{path}: can't be read ({error.strerror}); give the path of a spec file") from error
    except UnicodeDecodeError as error:
        raise SpecError(f"{path.name}: is not a text file in UTF-8; give a YAML spec file") from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise SpecError(f"{path.name}: is not valid YAML{line}; check its indentation and quotes") from error
    if not isinstance(data, Mapping):
        raise SpecError(f"{path.name}: expected a mapping of fields such as id and gates, got {_shown(data)}")
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise SpecError(f"{path.name}: {_first_problem(error)}") from error


def enum_member(value: object, kind: type[StrEnum]) -> object:
    """Strict models take enum members only; YAML has names."""
    if not isinstance(value, str):
        return value
    if value not in set(kind):
        names = [f"'{member.value}'" for member in kind]
        raise ValueError(f"expected {', '.join(names[:-1])} or {names[-1]}")
    return kind(value)


def as_tuple(value: object) -> object:
    """Strict models take tuples only; YAML has lists."""
    return tuple(value) if isinstance(value, list) else value


_EXPECTED = {
    "missing": "this field is required",
    "extra_forbidden": "unknown field, take it out or check its spelling",
    "float_type": "expected a number",
    "is_instance_of": "expected a name",
    "int_type": "expected a whole number",
    "string_type": "expected text",
    "tuple_type": "expected a list",
    "model_type": "expected a mapping of fields",
    "model_attributes_type": "expected a mapping of fields",
    "finite_number": "expected a finite number",
    "string_too_short": "expected some text",
    "too_short": "expected at least one entry",
}


def _first_problem(error: ValidationError) -> str:
    problems = error.errors()
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    return f"{path + ': ' if path else ''}{_expected(first)}{more}"


def _expected(problem: ErrorDetails) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        text = str(context["error"])
        shown = problem["input"]
        return text if isinstance(shown, Mapping) else f"{text}, got {_shown(shown)}"
    if kind in ("missing", "extra_forbidden"):
        return _EXPECTED[kind]
    if kind == "literal_error":
        text = f"expected {context['expected']}"
    elif kind == "greater_than_equal":
        text = f"expected a number of {context['ge']:g} or more"
    elif kind == "greater_than":
        text = f"expected a number above {context['gt']:g}"
    elif kind == "string_pattern_mismatch":
        text = "expected small letters, digits and underscores"
    else:
        text = _EXPECTED.get(kind, problem["msg"])
    return f"{text}, got {_shown(problem['input'])}"


def _shown(value: object) -> str:
    """A value short enough for one line."""
    if isinstance(value, Sequence | Mapping) and not isinstance(value, str):
        return f"a {'list' if isinstance(value, Sequence) else 'mapping'}"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
