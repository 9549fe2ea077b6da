"""Says what was done, also where the page runs again because of it."""

from typing import Final

import streamlit as st

_DONE: Final = "done"


def say_done(text: str) -> None:
    """Has a text shown by the next ``show_done``, in this run of the page or a later one."""
    st.session_state.setdefault(_DONE, []).append(text)


def show_done() -> None:
    """Shows for a few seconds what was done; comes early on every page on which something can be done."""
    for text in st.session_state.pop(_DONE, ()):
        st.toast(text, icon=":material/check:", duration="long")
