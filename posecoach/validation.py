"""What is wrong with a file, in one line for people: the field, what was expected, and what was found."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_LONGEST_VALUE = 60  # characters of a value that are shown

_EXPECTED = {
    "missing": "this field is required",
    "extra_forbidden": "unknown field, take it out or check its spelling",
    "float_type": "expected a number",
    "int_type": "expected a whole number",
    "bool_type": "expected true or false",
    "string_type": "expected text",
    "tuple_type": "expected a list",
    "dict_type": "expected a mapping of fields",
    "model_type": "expected a mapping of fields",
    "model_attributes_type": "expected a mapping of fields",
    "finite_number": "expected a finite number",
    "string_too_short": "expected some text",
    "too_short": "expected at least one entry",
    "string_pattern_mismatch": "expected small letters, digits and underscores",
}


def first_problem(error: ValidationError) -> str:
    """The first of a model's problems, e.g. ``gates[2].enter: expected a number, got 'abc'``.

    Args:
        error: What pydantic found. The number of further problems follows in brackets.
    """
    problems = error.errors(include_url=False)
    # A list with a wrong entry also counts as too short, which would report the same mistake twice.
    own = [problem for problem in problems if not _follows_from_another(problem, problems)]
    first = own[0]
    more = f" (and {len(own) - 1} more)" if len(own) > 1 else ""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    return f"{path + ': ' if path else ''}{_expected(first)}{more}"


def shown(value: object) -> str:
    """A value short enough for one line."""
    if isinstance(value, Sequence | Mapping) and not isinstance(value, str | bytes):
        return f"a {'list' if isinstance(value, Sequence) else 'mapping'}"
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."


def _follows_from_another(problem: ErrorDetails, problems: Sequence[ErrorDetails]) -> bool:
    place = problem["loc"]
    return problem["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in problems
    )


def _expected(problem: ErrorDetails) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        text = str(context["error"])
        found = problem["input"]
        return text if isinstance(found, Mapping) else f"{text}, got {shown(found)}"
    if kind in ("missing", "extra_forbidden"):
        return _EXPECTED[kind]
    if kind == "json_invalid":
        return f"is not valid JSON ({context['error']})"
    if kind in ("literal_error", "enum"):
        text = f"expected {context['expected']}"
    elif kind == "greater_than_equal":
        text = f"expected a number of {context['ge']:g} or more"
    elif kind == "greater_than":
        text = f"expected a number above {context['gt']:g}"
    elif kind == "less_than_equal":
        text = f"expected a number of {context['le']:g} or less"
    elif kind == "string_too_long":
        text = f"expected at most {context['max_length']} characters"
    else:
        text = _EXPECTED.get(kind, problem["msg"])
    return f"{text}, got {shown(problem['input'])}"
