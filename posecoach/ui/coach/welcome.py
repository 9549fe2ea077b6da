"""The first screen: what PoseCoach is, in a name, a sentence and a picture; shown until the first answer."""

from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from posecoach.translation import translate as _

PICTURE: Final = Path(__file__).with_name("welcome.webp")


def show_welcome() -> None:
    """Says what PoseCoach is."""
    st.title("PoseCoach", anchor=False)
    st.write(_("A coach for your back that watches through your webcam."))
    shown = _(
        "A person folds forward at home. The coach has drawn their skeleton, and a ring counts the seconds."
    )
    st.html(f'<img class="welcome" src="data:image/webp;base64,{_encoded()}" alt="{escape(shown)}">')


@cache
def _encoded() -> str:
    return b64encode(PICTURE.read_bytes()).decode()
