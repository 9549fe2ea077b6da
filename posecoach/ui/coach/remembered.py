"""Choices on the Coach page as they were made last on this computer."""

from typing import Final

import streamlit as st

from posecoach.records.preferences import Preferences, load_preferences, remember
from posecoach.ui.profile.chosen_session import CHOSEN

_OPTIONS: Final = "remembered_options"


def last_session() -> str | None:
    """The id of the routine or exercise chosen last."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = load_preferences().session
    chosen: str | None = st.session_state[CHOSEN]
    return chosen


def last_option(name: str) -> str | int | float | bool | None:
    """What was chosen for an option, see ``Preferences.options``; None where nothing was."""
    return _options().get(name)


def remember_option(name: str, value: str | float | None, usual: str | float | None) -> None:
    """Saves what was chosen for an option, unless it is what the page would show anyway.

    Args:
        name: Of the option.
        value: What was chosen.
        usual: What is chosen where nothing is remembered.
    """
    options = _options()
    if options.get(name, usual) != value:
        options[name] = value
        remember(options=dict(options))


def _options() -> dict[str, str | int | float | bool | None]:
    if _OPTIONS not in st.session_state:
        preferences: Preferences = load_preferences()
        st.session_state[_OPTIONS] = dict(preferences.options)
    options: dict[str, str | int | float | bool | None] = st.session_state[_OPTIONS]
    return options
