"""Roles in Streamlit's pages that no setting changes, as screen readers need them."""

from pathlib import Path
from typing import Final

import streamlit as st

_SCRIPT: Final = Path(__file__).with_suffix(".js")


def mend_roles() -> None:
    """Gives parts of the page the roles that screen readers need; comes once in every run."""
    st.html(f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
