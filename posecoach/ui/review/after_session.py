"""What the Coach page shows after a session: how it was, its picture, and a rest after pain."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import streamlit as st

from posecoach.catalog.safety import load_safety_screen
from posecoach.errors import PoseCoachError
from posecoach.records.history.rest import pain_today
from posecoach.records.history.safety_answers import PAIN
from posecoach.records.history.schema import Profile, SessionRow
from posecoach.records.history.store import History
from posecoach.translation import N_, Texts
from posecoach.translation import translate as _
from posecoach.ui.profile.safety_view import urgent_signs
from posecoach.ui.review.past_view import PICTURE_TITLES, choose_session, show_comparison_of
from posecoach.ui.review.set_view import picture_text

NOT_SAVED: Final = -1
"""What the live page reports in place of an id where the session could not be saved."""

_OVER: Final = "session_over"
_UNSAVED_PAIN: Final = "pain_in_a_session_that_is_not_saved"
_STRETCHES_ANYWAY: Final = "stretches_although_it_hurt"
_LOOK_BACK: Final = timedelta(weeks=52)
_ENDED: Final = Texts(
    {"done": N_("I was done"), "tired": N_("Tired"), PAIN: N_("It hurt"), "other": N_("Something else")}
)
_PICTURE_PX: Final = 260  # so that the summary below begins on a low screen
_DISCOMFORT: Final = [None, *range(11)]
_AFTER_PAIN: Final = N_(
    "Your last session ended with pain: stop for today. The coach is here again tomorrow. If pain, numbness "
    "or tingling runs down your leg, or doesn't ease, ask a doctor or physiotherapist before you stretch "
    "again. Get medical help now for numbness between the legs, new trouble with your bladder or bowel, or a "
    "leg that is losing strength."
)


def note_end(over: int | None) -> None:
    """Remembers that a session is over, until the person has said how it was.

    Args:
        over: What ``live_coach`` returned: an id in the history, ``NOT_SAVED``, or None.
    """
    if over is not None:
        st.session_state[_OVER] = over


def after_session(
    history: History | None, profile: Profile | None, open_review: Callable[[], object]
) -> None:
    """Asks how the last session was, if one has ended and was not answered yet.

    It belongs at the top of the page, so that it is seen without scrolling.

    Args:
        history: Where the answer goes; None where nothing is saved.
        profile: Whose session it was.
        open_review: Opens the Review page.
    """
    session_id = st.session_state.get(_OVER)
    if session_id is None:
        return
    session, earlier = None, []
    try:
        if history is not None and profile is not None:
            earlier = history.sessions(profile.id, _a_year_ago())
            session = next((one for one in earlier if one.id == session_id), None)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
    with st.container(key="after_session", border=True):
        asked, shown = st.columns([3, 2], gap="medium")
        with asked:
            _ask(history, session_id)
        with shown:
            if history is not None and session is not None:
                _show(history, session, earlier, open_review)
            else:
                st.write(_("Nothing was held in this session. You can still say why you stopped."))


def rests(history: History | None, profile: Profile | None) -> bool:
    """Whether the page rests until tomorrow because the last session ended by pain; says so if it does.

    The person may decide otherwise, once they have read why.

    Raises:
        PoseCoachError: if the history or the safety questions can't be read.
    """
    pain = _pain(history, profile)
    if pain is None or pain in st.session_state.get(_STRETCHES_ANYWAY, set()):
        return False
    st.warning(_(_AFTER_PAIN), icon=":material/health_and_safety:")
    with st.expander(_("When to get medical help now"), expanded=True, icon=":material/emergency:"):
        st.markdown(urgent_signs(load_safety_screen()))
    read = st.checkbox(_("I have read this, and I decide for myself."), key=f"read_after_pain_{pain}")
    if st.button(_("Stretch today all the same"), disabled=not read):
        st.session_state.setdefault(_STRETCHES_ANYWAY, set()).add(pain)
        st.rerun()
    return True


def _pain(history: History | None, profile: Profile | None) -> int | None:
    """The session that hurt, if it was today."""
    if st.session_state.get(_UNSAVED_PAIN):
        return NOT_SAVED
    if history is None or profile is None:
        return None
    session = pain_today(history.sessions(profile.id, _a_year_ago(), empty=True), datetime.now().astimezone())
    return None if session is None else session.id


def _ask(history: History | None, session_id: int) -> None:
    with st.form("how_it_was", border=False):
        st.header(_("How was it?"), anchor=False)
        ended = st.segmented_control(
            _("Why did you stop?"), list(_ENDED), format_func=lambda why: _ENDED[why], default=None
        )
        after = st.select_slider(
            _("Discomfort afterwards (0–10, optional)"),
            _DISCOMFORT,
            None,
            format_func=lambda number: _("no answer") if number is None else str(number),
        )
        if not st.form_submit_button(_("Save"), width="stretch"):
            return
    if ended is None:
        st.info(_("Choose why you stopped, then save."), icon=":material/touch_app:")
        return
    try:
        if history is not None and session_id != NOT_SAVED:
            history.end_session(session_id, ended=ended, discomfort_after=after)
        elif ended == PAIN:
            st.session_state[_UNSAVED_PAIN] = True
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state.pop(_OVER)
    st.toast(_("Saved."), icon=":material/check:")
    st.rerun()  # after pain the page rests, and the safety questions are asked again


def _show(
    history: History,
    session: SessionRow,
    earlier: list[SessionRow],
    open_review: Callable[[], object],
) -> None:
    pictures = [picture for row in session.sets for picture in history.pictures(row.id)]
    if pictures:
        st.markdown(f"**{PICTURE_TITLES[pictures[0].which]}**")
        st.image(pictures[0].jpeg, caption=pictures[0].caption, width=_PICTURE_PX, alt=picture_text())
    show_comparison_of(session, earlier)
    if st.button(_("See it second by second"), icon=":material/query_stats:", width="stretch"):
        choose_session(session.id)
        open_review()


def _a_year_ago() -> datetime:
    return datetime.now().astimezone() - _LOOK_BACK
