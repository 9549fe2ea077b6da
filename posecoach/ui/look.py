"""What the theme of ``.streamlit/config.toml`` can't say of the pages' look, in one place: ``look.css``."""

from pathlib import Path
from typing import Final

import streamlit as st

_CSS: Final = Path(__file__).with_name("look.css")


def apply_look() -> None:
    """Makes the header compact, and lays out cards and pictures; comes once in every run."""
    st.html(_CSS)
