"""Streamlit's own words and roles, which no setting changes, as the pages need them."""

import json
from pathlib import Path
from typing import Final

import streamlit as st

from posecoach.translation import N_, Texts, language

_SCRIPT: Final = Path(__file__).with_suffix(".js")
# By what Streamlit says. What follows a colon, or one of these words, stays as it is.
_WORDS: Final = Texts(
    {
        "Upload": N_("Upload"),
        "per file": N_("per file"),
        "file upload": N_("File to upload"),
        "Remove": N_("Remove"),
        "Choose an option": N_("Choose an option"),
        "No results": N_("No results"),
        "Open": N_("Open"),
        "Increment": N_("More"),
        "Decrement": N_("Less"),
        "Help for": N_("Help for"),
        "Skip to main content": N_("Skip to the main content"),
        "App pages": N_("Pages"),
        "Expand sidebar": N_("Show the pages"),
        "Collapse sidebar": N_("Hide the pages"),
        "Main menu": N_("Menu"),
        "Print": N_("Print"),
        "Record screen": N_("Record the screen"),
        "System": N_("As on this computer"),
        "Light": N_("Light"),
        "Dark": N_("Dark"),
        "Fullscreen": N_("Full screen"),
        "Close fullscreen": N_("Leave full screen"),
        "Show/hide columns": N_("Choose columns"),
        "Download as CSV": N_("Download as CSV"),
        "Download as PNG": N_("Download as PNG"),
        "Search": N_("Search"),
    }
)


def mend_parts() -> None:
    """Names the language to the browser, and translates what Streamlit says; comes once in every run."""
    handed = json.dumps({"language": language(), "words": dict(_WORDS)}, ensure_ascii=False)
    script = _SCRIPT.read_text(encoding="utf-8").replace("HANDED_OVER", handed.replace("<", "\\u003c"))
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
