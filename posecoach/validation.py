"""What is wrong with a file, in one line for people: the field, what was expected, and what was found."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from posecoach.messages import FieldError
from posecoach.translation import N_, Texts, format_list
from posecoach.translation import translate as _

_LONGEST_VALUE = 60  # characters of a value that are shown

_EXPECTED = Texts(
    {
        "missing": N_("this field is required"),
        "extra_forbidden": N_("unknown field, take it out or check its spelling"),
        "float_type": N_("expected a number"),
        "int_type": N_("expected a whole number"),
        "bool_type": N_("expected true or false"),
        "string_type": N_("expected text"),
        "tuple_type": N_("expected a list"),
        "dict_type": N_("expected a mapping of fields"),
        "model_type": N_("expected a mapping of fields"),
        "model_attributes_type": N_("expected a mapping of fields"),
        "finite_number": N_("expected a finite number"),
        "string_too_short": N_("expected some text"),
        "too_short": N_("expected at least one entry"),
        "string_pattern_mismatch": N_("expected small letters, digits and underscores"),
    }
)


def first_problem(error: ValidationError) -> str:
    """The first of a model's problems, e.g. ``gates[2].enter: expected a number, got 'abc'``.

    Args:
        error: What pydantic found. The number of further problems follows in brackets.
    """
    problems = error.errors(include_url=False)
    # A list with a wrong entry also counts as too short, which would report the same mistake twice.
    own = [problem for problem in problems if not _follows_from_another(problem, problems)]
    first = own[0]
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    text = f"{path}: {_expected(first)}" if path else _expected(first)
    return (
        _("{problem} (and {count} more)").format(problem=text, count=len(own) - 1) if len(own) > 1 else text
    )


def shown(value: object) -> str:
    """A value short enough for one line."""
    if isinstance(value, Sequence | Mapping) and not isinstance(value, str | bytes):
        return _("a list") if isinstance(value, Sequence) else _("a mapping")
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."


def in_words(error: ValueError) -> str:
    """What is wrong with a field, in the language that texts are in."""
    if not isinstance(error, FieldError):
        return str(error)
    text = _(error.text).format(**error.values)
    return f"{error.place}: {text}" if error.place else text


def _follows_from_another(problem: ErrorDetails, problems: Sequence[ErrorDetails]) -> bool:
    place = problem["loc"]
    return problem["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in problems
    )


def _expected(problem: ErrorDetails) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        text = in_words(context["error"])
        found = problem["input"]
        return text if isinstance(found, Mapping) else _got(text, found)
    if kind in ("missing", "extra_forbidden"):
        return _EXPECTED[kind]
    if kind == "json_invalid":
        return _("is not valid JSON ({reason})").format(reason=context["error"])
    if kind in ("literal_error", "enum"):
        choices = str(context["expected"]).replace(" or ", ", ").split(", ")  # pydantic joins them in English
        text = _("expected {what}").format(what=format_list(choices, "or"))
    elif kind == "greater_than_equal":
        text = _("expected a number of {least} or more").format(least=f"{context['ge']:g}")
    elif kind == "greater_than":
        text = _("expected a number above {limit}").format(limit=f"{context['gt']:g}")
    elif kind == "less_than_equal":
        text = _("expected a number of {most} or less").format(most=f"{context['le']:g}")
    elif kind == "string_too_long":
        text = _("expected at most {count} characters").format(count=context["max_length"])
    else:
        text = _EXPECTED.get(kind, problem["msg"])
    return _got(text, problem["input"])


def _got(text: str, found: object) -> str:
    return _("{expected}, got {found}").format(expected=text, found=shown(found))
