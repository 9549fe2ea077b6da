"""A set of an earlier session on the Review page: what was kept of it."""

import math
from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

from posecoach.coaching.exercise.digest import judged_alike
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Severity, State
from posecoach.records import words
from posecoach.records.history.baseline import against_own_past
from posecoach.records.history.schema import Profile, SessionRow, SetRow
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Which
from posecoach.records.timeline.recorder import Reading
from posecoach.records.words import STATE_WORDS
from posecoach.ui.charts import set_charts as charts
from posecoach.ui.charts.set_charts import Curve, Span
from posecoach.ui.profile.profiles import choose_profile, open_history
from posecoach.ui.review.set_view import legend

_LOOKED_BACK = timedelta(weeks=52)
_TITLES = {Which.BEST: "Best moment", Which.WORST: "Worst moment"}
_COACH, _FAULTS = "Coach", "Faults"
_ABOUT_LIMITS = {  # by whether a set was judged by the limits of today
    True: "",
    False: "The limits of this stretch have changed since: today's coach may answer differently.",
    None: "This set is of an earlier version, and its limits may have been different from today's.",
}


def show_past(specs: dict[str, StretchSpec]) -> None:
    """Asks which set, and shows it.

    Args:
        specs: The stretches there are now; a set may be of one that is gone.

    Raises:
        HistoryError: if the history can't be read.
    """
    history = open_history()
    profile = choose_profile(history)
    sessions = history.sessions(profile.id, datetime.now(UTC) - _LOOKED_BACK)
    if not sessions:
        st.info(
            "Nothing here yet. Do a session on the Coach page: what you held is kept on this computer.",
            icon=":material/footprint:",
        )
        return
    which, number = st.columns([3, 2])
    by_id = {session.id: session for session in reversed(sessions)}
    session = by_id[which.selectbox("Session", by_id, format_func=lambda id_: _session_title(by_id[id_]))]
    rows = {row.id: row for row in session.sets}
    row = rows[
        number.selectbox(
            "Set", rows, format_func=lambda id_: _set_title(rows[id_]), key=f"set of {session.id}"
        )
    ]
    _show_set(history, row, specs.get(row.stretch))
    _tell_own_past(session, sessions)


def show_against_own_past(history: History, profile: Profile, session_id: int) -> None:
    """How far a session went against the person's own past, where there is enough of it.

    Raises:
        HistoryError: if the history can't be read.
    """
    sessions = history.sessions(profile.id, datetime.now(UTC) - _LOOKED_BACK)
    session = next((session for session in sessions if session.id == session_id), None)
    if session is not None:
        _tell_own_past(session, sessions)


def _tell_own_past(session: SessionRow, sessions: list[SessionRow]) -> None:
    told = [comparison.told() for comparison in against_own_past(session, sessions)]
    if told:
        st.markdown("**How far, against your own past**\n\n" + "\n".join(f"- {line}" for line in told))


def _session_title(session: SessionRow) -> str:
    return f"{session.started_at.astimezone():%d %B %Y, %H:%M}: {session.title}"


def _set_title(row: SetRow) -> str:
    return f"{row.number + 1}. {words.stretch(row.stretch)}" + (f", {row.side} leg" if row.side else "")


def _show_set(history: History, row: SetRow, spec: StretchSpec | None) -> None:
    st.subheader(f"{words.seconds(row.valid_s)} of {words.seconds(row.target_s)} held well", anchor=False)
    st.progress(min(1.0, row.valid_s / row.target_s))
    st.caption(_angles(row))
    if spec is not None and (note := _ABOUT_LIMITS[judged_alike(row.spec_version, spec)]):
        st.caption(note)
    _show_timeline(row, history.spans(row.id), spec)
    if spec is not None:
        _show_angles(history.readings(row.id), spec)
    pictures = history.pictures(row.id)
    for column, picture in zip(st.columns(2), pictures, strict=False):
        column.markdown(f"**{_TITLES[picture.which]}**")
        column.image(picture.jpeg, caption=picture.told)
    if not pictures:
        st.caption("No pictures were kept of this set. On the Coach page you can choose to keep some.")


def _angles(row: SetRow) -> str:
    told = []
    for measure, typical in row.typical.items():
        value, sigma = (words.value(measure, typical[part]) for part in ("value", "sigma"))
        most = f", at most {words.value(measure, row.best[measure]['value'])}" if measure in row.best else ""
        told.append(f"{words.measure_label(measure)}: typically {value}{most} (± {sigma})")
    return "; ".join(told) or "No angle was known while it counted."


def _show_angles(readings: dict[str, list[Reading]], spec: StretchSpec) -> None:
    """How the angles went, with their errors and today's limits."""
    known = {
        name: curve for name, curve in readings.items() if any(value is not None for _, value, _ in curve)
    }
    for column, (measure, curve) in zip(st.columns(2), known.items(), strict=False):
        begin_s = curve[0][0]
        gates = [gate for gate in spec.gates if gate.measure == measure]
        chart = charts.measure_chart(
            Curve(
                measure=measure,
                t_s=[t_s - begin_s for t_s, _, _ in curve],
                value=[math.nan if value is None else value for _, value, _ in curve],
                sigma=[math.nan if sigma is None else sigma for _, _, sigma in curve],
                truth=(),
            ),
            gates,
            curve[-1][0] - begin_s,
        )
        with column:
            limits = "; ".join(words.limits(gate) for gate in gates)
            st.markdown(f"**{words.measure_label(measure)}**" + (f": {limits}" if limits else ""))
            st.altair_chart(chart, alt=f"{words.measure_label(measure)} over the set, with its limits.")
    if known:
        st.caption("The line is the angle, the ribbon its error budget, the green band what is asked for.")


def _show_timeline(row: SetRow, kept: list[tuple[str, str, float, float]], spec: StretchSpec | None) -> None:
    if not kept:
        return
    # A session's clock runs on from set to set.
    begin_s, end_s = kept[0][2], kept[-1][3]
    spans = [
        Span(
            _COACH,
            start_s - begin_s,
            stop_s - begin_s,
            STATE_WORDS[State(state)].label,
            charts.STATE_COLOURS[State(state)],
            words.why(spec, State(state), reason or None) if spec else words.reason(reason, row.stretch),
        )
        for state, reason, start_s, stop_s in kept
    ]
    faults = [
        Span(
            _FAULTS,
            fault["start_s"] - begin_s,
            fault["end_s"] - begin_s,
            words.reason(fault["id"], row.stretch).capitalize(),
            charts.SEVERITY_COLOURS[Severity(fault["severity"])],
            words.SEVERITIES[Severity(fault["severity"])],
        )
        for fault in row.faults
    ]
    st.subheader("Second by second", anchor=False)
    st.html(legend(spans))
    st.altair_chart(
        charts.timeline(spans + faults, end_s - begin_s),
        alt=f"States of the set over {words.seconds(end_s - begin_s)}; the same spans are in the table.",
    )
    st.caption("Point at a band to see the time, the state and the reason.")
    with st.expander("As a table", icon=":material/table:"):
        table = [
            {
                "When": f"{span.start_s:.1f} - {span.end_s:.1f} s",
                "What": span.label,
                "Why": span.detail,
            }
            for span in sorted(spans + faults, key=lambda span: span.start_s)
        ]
        st.dataframe(pd.DataFrame(table), hide_index=True)
