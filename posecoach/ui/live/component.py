"""The coach's Streamlit component: camera, picture, voice and socket in the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.records import words
from posecoach.ui.live.wire import LIVE_PATH

_FOLDER = Path(__file__).parent / "component"
# Streamlit takes one script a component: the parts are joined, each before those that use it.
_SCRIPTS = (
    *("pace.js", "camera.js", "link.js", "voice.js", "ear.js", "voice_settings.js"),
    *("picture.js", "bands.js", "stage.js", "summary.js", "main.js"),
)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


_mount: Callable[..., Any] = st.components.v2.component(
    "posecoach_live",
    html=_read("component.html"),
    css=_read("component.css"),
    js="\n".join(_read(name) for name in _SCRIPTS),
)


def live_coach(
    routine: Routine,
    token: str,
    language: str,
    profile: int | None,
    discomfort: int | None,
    *,
    pictures: bool,
) -> int | None:
    """Puts the live coach on the page. A session under way keeps what it was started with.

    Args:
        routine: What Start begins.
        token: This page's token for the live socket.
        language: That the coach is to speak.
        profile: Into whose history it goes; None for the first one's.
        discomfort: How the person feels before it, 0-10; None where not told.
        pictures: Whether pictures of the best and the worst moment may be kept.

    Returns:
        In the run in which a session is over: its id in the history. Else None.
    """
    result = _mount(
        key="live_coach",
        data={
            "path": LIVE_PATH,
            "token": token,
            "routine": routine.model_dump(mode="json"),
            "language": language,
            "about": _about(routine),
            "screen": dict(load_phrases(language).screen),
            "profile": profile,
            "discomfort": discomfort,
            "pictures": pictures,
        },
        on_over_change=lambda: None,
    )
    over: int | None = result.over
    return over


def _about(routine: Routine) -> str:
    """What Start will begin, in a line."""
    sets = routine.in_order
    if len(sets) > 1:
        return f"{routine.title} ({len(sets)} sets)"
    side = sets[0].side
    parts = (routine.title, words.SIDES[side] if side else "", f"{sets[0].target_s:g} s")
    return ", ".join(part for part in parts if part)
