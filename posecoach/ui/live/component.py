"""The coach's Streamlit component: camera, live view, voice and socket in the browser."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.records import words
from posecoach.translation import translate_plural
from posecoach.ui.amounts import in_words
from posecoach.ui.live.demonstrations import DEMONSTRATIONS_PATH
from posecoach.ui.live.page_modules import MODULES
from posecoach.ui.live.page_settings import page_settings
from posecoach.ui.live.routes import base_path
from posecoach.ui.live.wire import LIVE_PATH

_FOLDER = Path(__file__).parent / "component"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


# Streamlit takes one script and loads it from a blob: URL, where only absolute URLs can be imported.
_LOADER = f"""
const entry = await import(new URL({json.dumps(base_path() + MODULES.entry_path)}, location.href));
export default entry.default;
"""

_mount: Callable[..., Any] = st.components.v2.component(
    "posecoach_live", html=_read("component.html"), css=_read("component.css"), js=_LOADER
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
    """Puts the live coach on the page. A session under way is not changed by new arguments.

    Args:
        routine: What Start begins.
        token: This page's token for the live socket.
        language: The language that the coach speaks.
        profile: The profile whose history the session goes into; None for the first one.
        discomfort: How the person feels before the session, 0-10; None where unknown.
        pictures: Whether pictures of the best and the worst moment may be stored.

    Returns:
        The session's id in the history, or ``after_session.NOT_SAVED``, once, in the script run after the
        session has ended; else None.
    """
    result = _mount(
        key="live_coach",
        data={
            "path": f"{base_path()}{LIVE_PATH}",
            "demonstrations": f"{base_path()}{DEMONSTRATIONS_PATH}",
            "settings": page_settings(),
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
        text = translate_plural("{routine} ({count} set)", "{routine} ({count} sets)", len(sets))
        return text.format(routine=routine.title, count=len(sets))
    side = sets[0].side
    parts = (routine.title, words.SIDES[side] if side else "", in_words(sets[0]))
    return ", ".join(part for part in parts if part)
