"""One moment of a set: the picture, the state, and what every answer is based on."""

import pandas as pd
import streamlit as st

from posecoach.records import words
from posecoach.records.report import moment
from posecoach.records.report.model import SetReport
from posecoach.translation import N_, Texts, format_seconds
from posecoach.translation import translate as _
from posecoach.ui.language import follow_language
from posecoach.ui.review.repetition_view import names
from posecoach.ui.review.set_view import picture_text
from posecoach.vision.media.stills import picture_at

_STEP_S = 0.1
_COLUMNS = Texts(
    {
        "measure": N_("Measurement"),
        "read": N_("Reading ± error"),
        "needed": N_("Required"),
        "answer": N_("Met?"),
        "because": N_("Why"),
    }
)


@st.fragment
def show_moment(report: SetReport, annotated: bytes) -> None:
    """Shows a slider over the set's time, and the moment that it points at.

    Args:
        report: The set.
        annotated: Its annotated video; without a readable one there is no picture.
    """
    follow_language()
    st.header(_("One moment in detail"), anchor=False)
    ends_s = report.timeline[-1].t_s
    asked_s = _chosen_repetition_s(report)
    if asked_s is None:
        asked_s = moment.worth_asking_s(report)
    if ends_s >= _STEP_S:
        asked_s = st.slider(_("Seconds into the video"), 0.0, ends_s, min(asked_s, ends_s), _STEP_S, "%.1f s")
    frame = moment.frame_at(report, asked_s)
    state, why = (
        words.state_label(frame.state, report.spec),
        words.why(report.spec, frame.state, frame.reason),
    )
    left, right = st.columns([2, 3], gap="medium")
    picture = picture_at(annotated, frame.t_s)
    if picture is not None:
        at = _("At {time}").format(time=format_seconds(frame.t_s, 1))
        left.image(picture, caption=at, alt=picture_text())
    with right:
        st.markdown(f"**{state}**" + (f": {why}" if why else ""))
        if so := moment.why_it_counts(report, frame):
            st.write(so)
        lines = moment.gate_lines(report, frame)
        if not lines:
            st.write(_("Nothing was measured here: the picture couldn't be judged."))
            return
        table = pd.DataFrame(
            [{title: getattr(line, name) for name, title in _COLUMNS.items()} for line in lines]
        )
        if not table[_COLUMNS["because"]].any():
            table = table.drop(columns=_COLUMNS["because"])
        st.table(table.set_index(_COLUMNS["measure"]))
        st.caption(
            _(
                "An answer is certain only if the reading is further from the limit than its error. "
                "Time counts while every answer is yes and you keep still; advice doesn't stop the clock."
            )
        )


def _chosen_repetition_s(report: SetReport) -> float | None:
    """Shows the repetitions to choose from; the top of the chosen one, or its middle where it had none."""
    done = report.repetitions
    if not done:
        return None
    called = names(done)
    chosen = st.pills(
        _("Show the top of a repetition"),
        range(len(done)),
        format_func=lambda at: f"{called[at]} · {format_seconds(done[at].start_s)}",
    )
    if chosen is None:
        return None
    one = done[chosen]
    return (one.start_s + one.end_s) / 2 if one.top_s is None else one.top_s
