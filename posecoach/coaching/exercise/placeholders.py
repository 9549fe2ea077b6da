"""Sentences with placeholders for a leg, a title or a number: which ones they may and must have."""

from collections.abc import Collection
from string import Formatter

from pydantic import AfterValidator

from posecoach.messages import N_, FieldError


def check_placeholders(text: str, *names: str) -> str:
    """The text, if it has exactly these placeholders.

    Args:
        text: A sentence as it stands in a file, e.g. ``Turn your {leg} side to me.``
        names: Its placeholders, without the braces.

    Raises:
        FieldError: for an unknown placeholder, a missing one, or a brace without its partner.
    """
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        raise FieldError(N_("expected braces in pairs, as in {example}"), example="{leg}") from None
    unknown = sorted(found - set(names))
    if unknown:
        if not names:
            raise FieldError(
                N_("unknown placeholder {unknown}; this text has none"), unknown=_listed(unknown)
            )
        raise FieldError(
            N_("unknown placeholder {unknown}; expected {known}"),
            unknown=_listed(unknown),
            known=_listed(sorted(names)),
        )
    missing = sorted(set(names) - found)
    if missing:
        raise FieldError(N_("expected the placeholder {missing}"), missing=_listed(missing))
    return text


def with_placeholders(*names: str) -> AfterValidator:
    """For a field's type: its text has exactly these placeholders."""
    return AfterValidator(lambda text: check_placeholders(text, *names))


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
