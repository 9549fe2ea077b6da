"""Which session the Coach page shows next."""

from typing import Final

import streamlit as st

from posecoach.records.preferences import remember

CHOSEN: Final = "chosen_session"
"""The key, in the state of the page, of the id of a routine or exercise."""


def choose(id_: str) -> None:
    """Has the Coach page show a routine or exercise from its next run on."""
    st.session_state[CHOSEN] = id_
    remember(session=id_)
