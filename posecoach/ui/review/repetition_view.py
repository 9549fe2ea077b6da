"""The repetitions of a set on the Review page: on the timeline, and as a list."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Repetition, State
from posecoach.records import words
from posecoach.ui.charts.style import ORANGE, STATE_COLOURS
from posecoach.ui.charts.timeline_chart import Span

_ROW = "Repetitions"


def repetition_spans(done: Sequence[Repetition], spec: StretchSpec, begin_s: float = 0.0) -> list[Span]:
    """A span for each repetition, with its number if it counts.

    Args:
        done: Those that are over, in order.
        spec: The exercise.
        begin_s: The time that the axis begins at.
    """
    return [
        Span(
            _ROW,
            one.start_s - begin_s,
            one.end_s - begin_s,
            name,
            STATE_COLOURS[State.VALID] if one.counted else ORANGE,
            outcome(one, spec),
        )
        for name, one in zip(names(done), done, strict=True)
    ]


def names(done: Sequence[Repetition]) -> list[str]:
    """What each repetition is called: its number among those that count, or a cross."""
    counted = 0
    called = []
    for one in done:
        counted += one.counted
        called.append(str(counted) if one.counted else "✗")
    return called


def outcome(one: Repetition, spec: StretchSpec) -> str:
    """Whether a repetition counts, and why it doesn't: "counted, held 3.2 s"."""
    if one.reason is not None:
        return f"not counted: {words.reason(one.reason, spec)}"
    held = spec.repetitions is not None and spec.repetitions.dwell_s is not None
    return f"counted, held {words.seconds(one.held_s)}" if held else "counted"


def show_repetitions(done: Sequence[Repetition], spec: StretchSpec) -> None:
    """Shows every repetition with its times, and why those that don't count don't."""
    st.subheader("Repetitions", anchor=False)
    if not done:
        st.write("None in this set: a repetition begins and ends in the start position.")
        return
    rows = [
        {
            "No.": name,
            "Start": f"{one.start_s:.1f} s",
            "Top": "not reached" if one.top_s is None else f"{one.top_s:.1f} s",
            "End": f"{one.end_s:.1f} s",
            "Held": f"{one.held_s:.1f} s",
            "Outcome": outcome(one, spec).capitalize(),
        }
        for name, one in zip(names(done), done, strict=True)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
