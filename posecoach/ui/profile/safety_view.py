"""The safety questions: before the first session, after one that ended with pain, after three months away."""

import streamlit as st

from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import Outcome, SafetyScreen, Screening
from posecoach.errors import PoseCoachError
from posecoach.records.history.store import History
from posecoach.records.preferences import remember
from posecoach.translation import translate as _

_ANSWER = "safety_outcome"
_SIGNS = {
    Outcome.HELP_NOW: (st.error, ":material/emergency:"),
    Outcome.ASK_FIRST: (st.warning, ":material/health_and_safety:"),
}


def find_answers(history: History | None, profile_id: int | None) -> tuple[SafetyScreen, Screening | None]:
    """The questions, and what a person's answers led to.

    Args:
        history: Where the answers are saved; if None, they last while the page is open.
        profile_id: Whose answers they are.

    Returns:
        The questions, and what the answers led to. None where the questions are due: before the first
        session, after one that ended by pain, after three months away, and where the questions have changed.

    Raises:
        PoseCoachError: if the questions or the answers can't be read.
    """
    screen = load_safety_screen()
    if history is None or profile_id is None:
        saved = st.session_state.get(_ANSWER)
    else:
        saved = history.safety_outcome(profile_id)
    return screen, None if saved is None else screen.understood(saved)


def ask_safety(screen: SafetyScreen, history: History | None, profile_id: int | None) -> None:
    """Shows the questions. Whoever has nothing to tick is through with one press."""
    st.header(_("Do any of these apply to you today?"), anchor=False)
    with st.container(key="safety_questions"):
        ticked = [
            question.id
            for question in screen.questions
            if st.checkbox(
                question.short,
                key=f"sign_{question.id}",
                help=None if question.short == question.text else question.text,
            )
        ]
    # Two buttons rather than one that changes: a press on one can't be taken for a press on the other.
    if ticked:
        answered = st.button(_("Continue"), key="answered_some", width="stretch")
    else:
        answered = st.button(_("None of these apply"), key="answered_none", width="stretch")
    st.caption(_("PoseCoach doesn't replace a doctor or physiotherapist."))
    if answered:
        remember(welcomed=True)
        _save(screen.saved(screen.screening(ticked)), history, profile_id)


def show_answers(
    screen: SafetyScreen, screening: Screening, history: History | None, profile_id: int | None
) -> None:
    """Shows what the answers led to, where they led to anything."""
    if screening == Screening(Outcome.MAY_GO_ON):
        return
    if screening.outcome in _SIGNS:
        show, icon = _SIGNS[screening.outcome]
        show(screen.answers[screening.outcome], icon=icon)
    else:
        for restriction in screening.restrictions:
            st.info(screen.answers[restriction], icon=":material/info:")
    if screening.outcome is Outcome.ASK_FIRST and st.button(_("I have asked, and I may stretch")):
        _save(screen.saved(screening.cleared()), history, profile_id)
    if st.button(_("Answer again")):
        _save(None, history, profile_id)


def urgent_signs(screen: SafetyScreen) -> str:
    """The signs that can't wait and what to do, as Markdown: the one wording for all pages."""
    signs = [question.text for question in screen.questions if question.leads_to is Outcome.HELP_NOW]
    return "\n".join([*(f"- {sign}" for sign in signs), "", screen.answers[Outcome.HELP_NOW]])


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
