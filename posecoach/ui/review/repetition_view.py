"""The repetitions of a set on the Review page: on the timeline, and as a list."""

from collections.abc import Sequence

import streamlit as st

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Repetition, State
from posecoach.records import palette
from posecoach.records.achieved import outcome
from posecoach.translation import capitalized, format_seconds
from posecoach.translation import translate as _
from posecoach.ui.charts.timeline_chart import Span

_MISSED = "✗"


def repetition_spans(
    done: Sequence[Repetition],
    spec: StretchSpec | str,
    *,
    held: bool,
    begin_s: float = 0.0,
    row: str | None = None,
) -> list[Span]:
    """A span for each repetition, with its number if it counts.

    Args:
        done: Those that are over, in order.
        spec: The exercise, or its id.
        held: Whether the working position is to be held, and not only passed through.
        begin_s: The time at which the axis begins.
        row: The band on the timeline; "Repetitions" where None.
    """
    return [
        Span(
            row or _("Repetitions"),
            one.start_s - begin_s,
            one.end_s - begin_s,
            name,
            palette.STATES[State.VALID if one.counted else State.NOT_IN_POSITION],
            outcome(one, spec, held=held),
        )
        for name, one in zip(names(done), done, strict=True)
    ]


def names(done: Sequence[Repetition]) -> list[str]:
    """What each repetition is called: its number among those that count, or a cross."""
    counted = 0
    called = []
    for one in done:
        counted += one.counted
        called.append(str(counted) if one.counted else _MISSED)
    return called


def show_repetitions(
    done: Sequence[Repetition], spec: StretchSpec | str, *, held: bool, begin_s: float = 0.0
) -> None:
    """Shows every repetition with its times, and why those that don't count don't; see above."""
    st.header(_("Repetitions"), anchor=False)
    if not done:
        st.write(_("None in this set: a repetition begins and ends in the start position."))
        return
    rows = []
    for name, one in zip(names(done), done, strict=True):
        rows.append(
            {
                _("No."): name,
                _("Start"): format_seconds(one.start_s - begin_s, 1),
                _("Top"): _("not reached") if one.top_s is None else format_seconds(one.top_s - begin_s, 1),
                _("End"): format_seconds(one.end_s - begin_s, 1),
                _("Outcome"): capitalized(outcome(one, spec, held=held)),
            }
        )
    st.table(rows, hide_index=True)
