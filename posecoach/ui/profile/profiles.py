"""Whose history it is and what may be kept: the people of a home, and the history that all pages share."""

import streamlit as st

from posecoach.records.history.schema import Profile
from posecoach.records.history.store import History

_CHOSEN = "profile"
_WIDGET = "profile_widget"


@st.cache_resource(show_spinner=False)
def open_history() -> History:
    """The history, opened once a server; one that can't be opened is tried again.

    Raises:
        HistoryError: if it can't be used.
    """
    return History()


def choose_profile(history: History) -> Profile:
    """Asks who it is where there are several, and remembers it while the page is open.

    Raises:
        HistoryError: if the history can't be read.
    """
    profiles = {profile.id: profile for profile in history.profiles()}
    chosen = st.session_state.get(_CHOSEN)
    if chosen not in profiles:
        chosen = next(iter(profiles))
    if len(profiles) > 1:
        # A widget forgets its value on a page that does not show it.
        if st.session_state.get(_WIDGET) not in profiles:
            st.session_state[_WIDGET] = chosen
        chosen = st.selectbox("Who is it?", profiles, key=_WIDGET, format_func=lambda id_: profiles[id_].name)
    st.session_state[_CHOSEN] = chosen
    return profiles[chosen]


def ask_pictures(history: History, profile: Profile) -> bool:
    """Asks whether pictures may be kept, and sees to it.

    Raises:
        HistoryError: if the history can't be written.
    """
    allowed = st.toggle(
        "Keep two pictures of each set",
        profile.keeps_pictures,
        help="Its best and its worst moment, on this computer only, to be seen on the Review page. "
        "Turning this off deletes those kept so far.",
        # After everything was deleted the next person may have the same number, and has not agreed.
        key=f"pictures of {profile.id} since {profile.created_at}",
    )
    if allowed != profile.keeps_pictures:
        history.allow_pictures(profile.id, allowed)
    return allowed
