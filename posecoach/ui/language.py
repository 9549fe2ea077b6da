"""The one language of pages, voice and reports: from the browser at first, then as it was chosen."""

from typing import Final

import streamlit as st

from posecoach.catalog.languages import offered_languages, pick_language
from posecoach.records.preferences import load_preferences, remember
from posecoach.translation import language, use_language
from posecoach.translation import translate as _

_CURRENT: Final = "language"
_WIDGET: Final = "language_choice"


def follow_language() -> None:
    """Makes texts follow the person's language; comes first in every run, and in every fragment.

    A fragment that runs again does so without the page around it, in a thread of its own.
    """
    if _CURRENT not in st.session_state:
        offered = offered_languages()
        remembered = load_preferences().language
        wanted = remembered if remembered in offered else st.context.locale
        st.session_state[_CURRENT] = pick_language(wanted, offered)
    use_language(st.session_state[_CURRENT])


def ask_language() -> None:
    """Lets the person choose the language, where there is more than one."""
    offered = offered_languages()
    if len(offered) < 2:
        return
    known = list(offered)
    with st.container(key="language_row", horizontal=True, horizontal_alignment="right"):
        st.selectbox(
            _("Language"),
            known,
            index=known.index(language()) if language() in known else 0,
            format_func=lambda code: offered[code],
            key=_WIDGET,
            on_change=_chosen,
            label_visibility="collapsed",
            width=140,
        )


def _chosen() -> None:
    st.session_state[_CURRENT] = st.session_state[_WIDGET]
    remember(language=st.session_state[_CURRENT])
