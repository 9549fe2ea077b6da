"""The safety questions, asked before the first session and again after one that ended with pain."""

import streamlit as st

from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import Outcome, SafetyScreen, Screening
from posecoach.errors import PoseCoachError
from posecoach.records.history.store import History

_ANSWER = "safety_outcome"
_SIGNS = {
    Outcome.HELP_NOW: (st.error, ":material/emergency:"),
    Outcome.ASK_FIRST: (st.warning, ":material/health_and_safety:"),
}


def ask_safety(history: History | None, profile_id: int | None) -> tuple[SafetyScreen, Screening | None]:
    """Shows the questions if they are due, or else what the answers led to.

    They are due before the first session, after one that ended by pain, and where the questions have changed.

    Args:
        history: Where the answers are saved; if None, they last while the page is open.
        profile_id: Whose answers they are.

    Returns:
        The questions, and what the answers led to; None while there are no answers yet.

    Raises:
        PoseCoachError: if the questions or the answers can't be read.
    """
    screen = load_safety_screen()
    saved = _saved(history, profile_id)
    screening = None if saved is None else screen.understood(saved)
    if screening is None:
        _ask(screen, history, profile_id)
    elif screening != Screening(Outcome.MAY_GO_ON):
        _show(screen, screening)
        if screening.outcome is Outcome.ASK_FIRST and st.button("I have asked, and I may stretch"):
            _save(screen.saved(screening.cleared()), history, profile_id)
        if st.button("Answer again"):
            _save(None, history, profile_id)
    return screen, screening


def _show(screen: SafetyScreen, screening: Screening) -> None:
    if screening.outcome in _SIGNS:
        show, icon = _SIGNS[screening.outcome]
        show(screen.answers[screening.outcome], icon=icon)
        return
    for restriction in screening.restrictions:
        st.info(screen.answers[restriction], icon=":material/info:")


def _ask(screen: SafetyScreen, history: History | None, profile_id: int | None) -> None:
    with st.form("safety"):
        st.subheader("Before you begin", anchor=False)
        st.write("Tick anything that applies to you today. If nothing does, continue.")
        ticked = [question.id for question in screen.questions if st.checkbox(question.text)]
        st.caption(
            "PoseCoach is for general wellness. It can't tell what causes a pain, and doesn't replace a "
            "doctor or physiotherapist."
        )
        if st.form_submit_button("Continue", width="stretch"):
            _save(screen.saved(screen.screening(ticked)), history, profile_id)


def _saved(history: History | None, profile_id: int | None) -> str | None:
    if history is None or profile_id is None:
        return st.session_state.get(_ANSWER)
    return history.safety_outcome(profile_id)


def _save(saved: str | None, history: History | None, profile_id: int | None) -> None:
    if history is None or profile_id is None:
        st.session_state[_ANSWER] = saved
    else:
        try:
            history.save_safety_outcome(profile_id, saved)
        except PoseCoachError as error:
            st.error(str(error), icon=":material/error:")
            return
    st.rerun()
