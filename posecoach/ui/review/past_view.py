"""A set of a past session on the Review page."""

import math
from datetime import UTC, datetime, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from posecoach.coaching.exercise.digest import judged_alike
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Repetition, Severity, State
from posecoach.pose.landmarks import Side
from posecoach.records import palette, words
from posecoach.records.history.baseline import compare_with_past
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.schema import SessionRow, SetRow
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Which
from posecoach.records.timeline.recorder import Reading
from posecoach.translation import N_, Texts, format_moment, format_number
from posecoach.translation import translate as _
from posecoach.ui.charts.measure_chart import Curve, measure_chart
from posecoach.ui.charts.timeline_chart import Span, state_spans, timeline_chart
from posecoach.ui.profile.profiles import choose_profile
from posecoach.ui.review.repetition_view import repetition_spans, show_repetitions
from posecoach.ui.review.set_view import legend, picture_text

_CHOSEN = "past_session"
_LOOK_BACK = timedelta(weeks=52)
PICTURE_TITLES = Texts({Which.BEST: N_("Best moment"), Which.WORST: N_("Worst moment")})
_COACH, _FAULTS = N_("Coach"), N_("Faults")
_ABOUT_LIMITS = Texts(  # by whether a set was judged by the limits of today
    {
        True: "",
        False: N_("The limits of this stretch have changed since: today's coach may answer differently."),
        None: N_("This set is of an earlier version, and its limits may have been different from today's."),
    }
)


def show_past(specs: dict[str, StretchSpec]) -> None:
    """Asks which set to show, and shows it.

    Args:
        specs: The stretches there are now; a set may be of a stretch that was removed.

    Raises:
        HistoryError: if the history can't be read.
    """
    history = open_history()
    profile = choose_profile(history)
    sessions = history.sessions(profile.id, datetime.now(UTC) - _LOOK_BACK)
    if not sessions:
        st.info(
            _("Nothing here yet. Do a session on the Coach page; it is saved on this computer."),
            icon=":material/footprint:",
        )
        return
    which, number = st.columns([3, 2])
    by_id = {session.id: session for session in reversed(sessions)}
    if st.session_state.get(_CHOSEN) not in by_id:
        st.session_state.pop(_CHOSEN, None)  # of another person, or deleted
    session = by_id[
        which.selectbox(_("Session"), by_id, format_func=lambda id_: _session_title(by_id[id_]), key=_CHOSEN)
    ]
    rows = {row.id: row for row in session.sets}
    row = rows[
        number.selectbox(
            _("Set"), rows, format_func=lambda id_: _set_title(rows[id_]), key=f"set of {session.id}"
        )
    ]
    _show_set(history, row, specs.get(row.stretch))
    show_comparison_of(session, sessions)


def choose_session(session_id: int) -> None:
    """Makes ``show_past`` begin with a session, by its id."""
    st.session_state[_CHOSEN] = session_id


def has_past() -> bool:
    """Whether there is a session to show; not where the history can't be read."""
    since = datetime.now(UTC) - _LOOK_BACK
    try:
        history = open_history()
        times = [history.session_times(profile.id) for profile in history.profiles()]
    except HistoryError:
        return False
    return any(of_one[-1] >= since for of_one in times if of_one)


def show_comparison_of(session: SessionRow, sessions: list[SessionRow]) -> None:
    """Compares a session with the person's usual range, once there is one.

    Args:
        session: The session.
        sessions: The same person's sessions.
    """
    lines = [comparison.sentence() for comparison in compare_with_past(session, sessions)]
    if lines:
        title = _("Compared with your earlier sessions")
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))


def _session_title(session: SessionRow) -> str:
    return f"{format_moment(session.started_at)}: {session.title}"


def _set_title(row: SetRow) -> str:
    title = f"{row.number + 1}. {words.stretch(row.stretch)}"
    return f"{title}, {words.SIDES[Side(row.side)]}" if row.side else title


def _show_set(history: History, row: SetRow, spec: StretchSpec | None) -> None:
    st.header(row.achieved.text, anchor=False)
    st.progress(row.achieved.share)
    st.caption(_angles(row))
    if spec is not None and (note := _ABOUT_LIMITS[judged_alike(row.spec_version, spec)]):
        st.caption(note)
    runs = history.spans(row.id)
    _show_timeline(row, runs, spec)
    done = _repetitions(row)
    if done is not None:
        show_repetitions(done, row.stretch, held=row.target_s > 0, begin_s=runs[0][2] if runs else 0.0)
    if spec is not None:
        _show_angles(history.readings(row.id), spec)
    pictures = history.pictures(row.id)
    for column, picture in zip(st.columns(2), pictures, strict=False):
        column.markdown(f"**{PICTURE_TITLES[picture.which]}**")
        # The live page sends smaller pictures where the computer is busy.
        column.image(picture.jpeg, caption=picture.caption, width="stretch", alt=picture_text())
    if not pictures:
        st.caption(_("No pictures were saved of this set. The Coach page has a switch for pictures."))


def _repetitions(row: SetRow) -> tuple[Repetition, ...] | None:
    """Those of a set, by the session's clock; None of a hold."""
    return None if row.repetitions is None else tuple(Repetition(**one) for one in row.repetitions)


def _angles(row: SetRow) -> str:
    angles = []
    for measure, typical in row.typical.items():
        found = {part: words.value(measure, typical[part]) for part in ("value", "sigma")}
        if measure in row.best:
            found["most"] = words.value(measure, row.best[measure]["value"])
            text = _("{measure}: typically {value}, at most {most} (± {sigma})")
        else:
            text = _("{measure}: typically {value} (± {sigma})")
        angles.append(text.format(measure=words.measure_label(measure), **found))
    return "; ".join(angles) or _("No angle could be measured while time counted.")


def _show_angles(readings: dict[str, list[Reading]], spec: StretchSpec) -> None:
    """The angles over time, with their errors and today's limits."""
    known = {
        name: curve
        for name, curve in readings.items()
        if any(value is not None for _t_s, value, _sigma in curve)
    }
    for column, (measure, curve) in zip(st.columns(max(1, min(2, len(known)))), known.items(), strict=False):
        begin_s = curve[0][0]
        gates = [gate for gate in spec.gates if gate.measure == measure]
        chart = measure_chart(
            Curve(
                measure=measure,
                t_s=[t_s - begin_s for t_s, _value, _sigma in curve],
                value=[math.nan if value is None else value for _t_s, value, _sigma in curve],
                sigma=[math.nan if sigma is None else sigma for _t_s, _value, sigma in curve],
                truth=(),
            ),
            gates,
            curve[-1][0] - begin_s,
        )
        with column:
            limits = "; ".join(words.limits(gate) for gate in gates)
            st.markdown(f"**{words.measure_label(measure)}**" + (f": {limits}" if limits else ""))
            st.altair_chart(
                chart,
                alt=_("{measure} over the set, with its limits.").format(
                    measure=words.measure_label(measure)
                ),
            )
    if known:
        st.caption(
            _("The line is the angle, the ribbon its error, the green band what the stretch asks for.")
        )


def _why(row: SetRow, spec: StretchSpec | None, state: State, reason: str) -> str:
    return words.why(spec, state, reason or None) if spec else words.reason(reason, row.stretch)


def _show_timeline(row: SetRow, runs: list[tuple[str, str, float, float]], spec: StretchSpec | None) -> None:
    if not runs:
        return
    # The clock runs through the whole session; the chart starts with the set.
    begin_s, end_s = runs[0][2], runs[-1][3]
    spans = state_spans(_(_COACH), runs, spec, partial(_why, row, spec), begin_s)
    spans_of_repetitions = repetition_spans(
        _repetitions(row) or (), row.stretch, held=row.target_s > 0, begin_s=begin_s
    )
    faults = [
        Span(
            _(_FAULTS),
            fault["start_s"] - begin_s,
            fault["end_s"] - begin_s,
            words.named(fault["id"], row.stretch),
            palette.SEVERITIES[Severity(fault["severity"])],
            words.SEVERITIES[Severity(fault["severity"])],
        )
        for fault in row.faults
    ]
    st.header(_("Second by second"), anchor=False)
    st.html(legend(spans))
    st.altair_chart(
        timeline_chart(spans + spans_of_repetitions + faults, end_s - begin_s),
        alt=_("States of the set over {seconds}; the same spans are in the table.").format(
            seconds=words.seconds(end_s - begin_s)
        ),
    )
    st.caption(_("Point at a band to see the time, the state and the reason."))
    with st.expander(_("As a table"), icon=":material/table:"):
        table = [
            {
                _("When"): f"{format_number(span.start_s, 1)}–{format_number(span.end_s, 1)} s",
                _("What"): span.label,
                _("Why"): span.detail,
            }
            for span in sorted(spans + faults, key=lambda span: span.start_s)
        ]
        st.table(pd.DataFrame(table), hide_index=True)
