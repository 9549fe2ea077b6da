"""Choosing a profile, and whether its pictures may be saved."""

import streamlit as st

from posecoach.records.history.schema import Profile
from posecoach.records.history.store import History
from posecoach.records.preferences import load_preferences, remember
from posecoach.translation import translate as _

_CHOSEN = "profile"
_WIDGET = "profile_widget"


def choose_profile(history: History) -> Profile:
    """Asks which profile to use if there are several: at first the one chosen last on this computer.

    Raises:
        HistoryError: if the history can't be read.
    """
    profiles = {profile.id: profile for profile in history.profiles()}
    if _CHOSEN not in st.session_state:
        st.session_state[_CHOSEN] = load_preferences().person
    chosen = st.session_state[_CHOSEN]
    if chosen not in profiles:
        chosen = next(iter(profiles))
    if len(profiles) > 1:
        # A widget forgets its value on a page that does not show it.
        if st.session_state.get(_WIDGET) not in profiles:
            st.session_state[_WIDGET] = chosen
        chosen = st.selectbox(
            _("Profile"),
            profiles,
            key=_WIDGET,
            format_func=lambda id_: profiles[id_].name,
            on_change=_remember_person,
        )
    st.session_state[_CHOSEN] = chosen
    return profiles[chosen]


def _remember_person() -> None:
    remember(person=st.session_state[_WIDGET])


def ask_pictures(history: History, profile: Profile) -> bool:
    """Asks whether pictures may be saved, and saves or deletes accordingly.

    Raises:
        HistoryError: if the history can't be written.
    """
    allowed = st.toggle(
        _("Save two pictures of each set"),
        profile.keeps_pictures,
        help=_(
            "The best and the worst moment, on this computer only. The Review page shows them. Turning this "
            "off deletes the pictures saved so far."
        ),
        # After everything was deleted a new profile may get the same number, and has not agreed.
        key=f"pictures of {profile.id} since {profile.created_at}",
    )
    if allowed != profile.keeps_pictures:
        history.allow_pictures(profile.id, allowed)
    return allowed
