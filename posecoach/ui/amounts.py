"""How much of an exercise a set asks for: in words, and as a choice."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from posecoach.coaching.exercise.routine import PlannedSet
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.records.achieved import repetitions

ONLY_TIMED = (
    "A camera can't judge how well you do this one. The coach checks that you are in place and counts the "
    "time; it says nothing about your form."
)
"""What people have to know of an exercise that is only timed."""


def in_words(planned: PlannedSet) -> str:
    """What a set asks for, e.g. "30 s" or "8 repetitions"."""
    if planned.repetitions is None:
        return f"{planned.amount:g} s"
    return repetitions(planned.repetitions)


def choices(spec: StretchSpec) -> str:
    """What can be chosen, and what counts: "5, 8 or 12 repetitions, each held for 3 s"."""
    *others, last = (f"{amount:g}" for amount in spec.amounts)
    listed = f"{', '.join(others)} or {last}" if others else last
    rules = spec.repetitions
    if rules is None:
        return f"{listed} seconds"
    each = []
    if rules.dwell_s is not None:
        each.append(f"held for {rules.dwell_s.value:g} s")
    if rules.cycle_s is not None:
        each.append(f"taking at least {rules.cycle_s.value:g} s")
    return f"{listed} repetitions, each {' and '.join(each)}"


def ask_amount(spec: StretchSpec, place: DeltaGenerator | None = None, key: str | None = None) -> float:
    """Shows the amounts of an exercise to choose from; returns the chosen one.

    Args:
        spec: The exercise.
        place: Where to show them; None for the page itself.
        key: Of the widget.
    """
    repeats = spec.repetitions is not None
    label = "Repetitions" if repeats else "How long" if spec.timed_only else "Hold for"
    chosen = (place or st).segmented_control(
        label,
        spec.amounts,
        format_func=lambda option: f"{option:g}" if repeats else f"{option:g} s",
        default=spec.amount,
        required=True,
        key=key,
    )
    return float(chosen)
