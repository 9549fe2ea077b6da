"""Streamlit's own words, which it has in English only: on our pages they are in the language of the page.

Streamlit has arguments for few of them, and many are only read by screen readers. A script in the page
replaces them as they appear. What belongs to developers is hidden instead, see ``look.css``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

from posecoach.translation import N_
from posecoach.translation import translate as _

STREAMLIT: Final = (
    # Header and menu.
    N_("Skip to main content"),
    N_("App pages"),
    N_("Running..."),
    N_("Stop"),
    N_("Stopping..."),
    N_("Main menu"),
    N_("Theme"),
    N_("System"),
    N_("Light"),
    N_("Dark"),
    N_("Print"),
    N_("Made with Streamlit v"),
    N_("Copy version to clipboard"),
    N_("Copied"),
    N_("View {count} more"),
    N_("View less"),
    # Fields.
    N_("Press Enter to apply"),
    N_("Press Enter to submit form"),
    N_("Choose an option"),
    N_("Selectbox options"),
    N_("{count} option available."),
    N_("{count} options available."),
    N_("No results"),
    N_("Open"),
    N_("Close"),
    N_("Dismiss"),
    N_("Clear value"),
    N_("Decrement"),
    N_("Increment"),
    N_("Number is above the allowed range."),
    N_("Number is below the allowed range."),
    N_("Number is above the allowed range. Please enter a value less than or equal to {most}."),
    N_("Number is below the allowed range. Please enter a value greater than or equal to {least}."),
    N_("Number is outside the allowed range. Please enter a value between {least} and {most}."),
    N_("Help"),
    N_("Help for {label}"),
    N_("Error"),
    N_("Error:"),
    # Files.
    N_("Upload"),
    N_("Add files"),
    N_("Drag and drop a file here"),
    N_("{size} per file"),
    N_("file upload"),
    N_("Remove {file}"),
    N_("Cancel upload of {file}"),
    N_("{type} files are not allowed."),
    N_("File must be {size} or smaller."),
    N_("Only one file is allowed."),
    N_("Upload failed"),
    N_("Click to retry upload"),
    N_("Unexpected error. Please try again."),
    # Pictures and tables.
    N_("Fullscreen"),
    N_("Fullscreen: {what}"),
    N_("Close fullscreen"),
    N_("Scrollable table"),
    N_("Download as PNG"),
    # The connection to the program.
    N_("Connecting"),
    N_("Connecting to Streamlit server"),
    N_("Unable to connect to Streamlit server"),
    N_("Connection error"),
    N_("Connection timed out."),
    N_("Connection lost. Please wait for the app to reconnect, then try again."),
    N_("Network error"),
    N_("Page not found"),
)
"""What Streamlit says, with placeholders where it fills something in."""

_STOPPED: Final = N_("PoseCoach isn't running any more. Start it again, and this page goes on by itself.")
_NO_PAGE: Final = N_("PoseCoach has no page of this name, so here is the first one.")
INSTEAD: Final[Mapping[str, str]] = {
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        _STOPPED
    ),
    "Streamlit server is not responding. Are you connected to the internet?": _STOPPED,
    "You have requested page /{page}, but no corresponding file was found in the app's pages/ directory. "
    "Running the app's main page.": _NO_PAGE,
    "The page that you have requested does not seem to exist. Running the app's main page.": _NO_PAGE,
    "This app has encountered an error. The original error message is redacted to prevent data leaks. "
    "Full error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' "
    "in the lower right of your app).": N_(
        "Something went wrong in PoseCoach. The terminal has the details."
    ),
}
"""What it says to developers, and what people are told instead, in English too."""

_SCRIPT: Final = Path(__file__).with_name("streamlit_words.js")


def words() -> dict[str, str]:
    """Streamlit's words, and what stands in their place in the language that texts are in."""
    return {text: _(text) for text in STREAMLIT} | {text: _(ours) for text, ours in INSTEAD.items()}


def translate_streamlit() -> None:
    """Puts Streamlit's own words into the language that texts are in; comes once in every run."""
    script = _SCRIPT.read_text("utf-8").replace("{} /* words */", json.dumps(words()))
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
