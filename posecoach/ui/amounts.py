"""How much of an exercise a set asks for: in words, and as a choice."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from posecoach.coaching.exercise.routine import PlannedSet
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.records.achieved import repetitions
from posecoach.translation import format_exact, format_list
from posecoach.translation import translate as _


def only_timed() -> str:
    """What people have to know of an exercise that is only timed."""
    return _(
        "A camera can't judge how well you do this one. The coach checks that you are in place and counts "
        "the time; it says nothing about your form."
    )


def in_words(planned: PlannedSet) -> str:
    """What a set asks for, e.g. "30 s" or "8 repetitions"."""
    if planned.repetitions is None:
        return f"{format_exact(planned.amount)} s"
    return repetitions(planned.repetitions)


def choices(spec: StretchSpec) -> str:
    """What can be chosen, and what counts: "5, 8 or 12 repetitions, each held for 3 s"."""
    amounts = format_list(map(format_exact, spec.amounts), "or")
    rules = spec.repetitions
    if rules is None:
        return _("{amounts} seconds").format(amounts=amounts)
    held, taking = (
        None if number is None else format_exact(number.value) for number in (rules.dwell_s, rules.cycle_s)
    )
    if taking is None:
        text = _("{amounts} repetitions, each held for {held} s")
    elif held is None:
        text = _("{amounts} repetitions, each taking at least {taking} s")
    else:
        text = _("{amounts} repetitions, each held for {held} s and taking at least {taking} s")
    return text.format(amounts=amounts, held=held, taking=taking)


def ask_amount(
    spec: StretchSpec,
    place: DeltaGenerator | None = None,
    key: str | None = None,
    default: float | None = None,
) -> float:
    """Shows the amounts of an exercise to choose from; returns the chosen one.

    Args:
        spec: The exercise.
        place: Where to show them; None for the page itself.
        key: Of the widget.
        default: The amount chosen at first, if the exercise offers it; else its usual one.
    """
    repeats = spec.repetitions is not None
    label = _("Repetitions") if repeats else _("How long") if spec.timed_only else _("Hold for")
    chosen = (place or st).segmented_control(
        label,
        spec.amounts,
        format_func=lambda option: format_exact(option) if repeats else f"{format_exact(option)} s",
        default=default if default in spec.amounts else spec.amount,
        required=True,
        key=key,
    )
    return float(chosen)
