"""The safety questions, asked before the first session and again after one that ended with pain."""

import streamlit as st

from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import Outcome, SafetyScreen
from posecoach.errors import PoseCoachError
from posecoach.records.history.store import History

_ANSWER = "safety_outcome"
_SIGNS = {
    Outcome.HELP_NOW: (st.error, ":material/emergency:"),
    Outcome.ASK_FIRST: (st.warning, ":material/health_and_safety:"),
    Outcome.NO_BENDING: (st.info, ":material/info:"),
}


def ask_safety(history: History | None, profile_id: int | None) -> tuple[SafetyScreen, Outcome | None]:
    """Shows the questions if they are due, or else what the answers led to.

    Args:
        history: Where the answers are saved; if None, they last while the page is open.
        profile_id: Whose answers they are.

    Returns:
        The questions, and the outcome of the answers; None while there are no answers yet.

    Raises:
        PoseCoachError: if the questions or the answers can't be read.
    """
    screen = load_safety_screen()
    outcome = _answered(history, profile_id)
    if outcome is None:
        _ask(screen, history, profile_id)
    elif outcome in _SIGNS:
        show, icon = _SIGNS[outcome]
        show(screen.answers[outcome], icon=icon)
        if outcome is Outcome.ASK_FIRST and st.button("I have asked, and I may stretch"):
            _keep(Outcome.MAY_GO_ON, history, profile_id)
        if st.button("Answer again"):
            _keep(None, history, profile_id)
    return screen, outcome


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
            _keep(screen.outcome(ticked), history, profile_id)


def _answered(history: History | None, profile_id: int | None) -> Outcome | None:
    if history is None or profile_id is None:
        return st.session_state.get(_ANSWER)
    outcome = history.safety_outcome(profile_id)
    return None if outcome is None else Outcome(outcome)


def _keep(outcome: Outcome | None, history: History | None, profile_id: int | None) -> None:
    if history is None or profile_id is None:
        st.session_state[_ANSWER] = outcome
    else:
        try:
            history.save_safety_outcome(profile_id, outcome)
        except PoseCoachError as error:
            st.error(str(error), icon=":material/error:")
            return
    st.rerun()
