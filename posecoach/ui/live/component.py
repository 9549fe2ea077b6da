"""The coach's Streamlit component: camera, picture, voice and socket in the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from posecoach.coaching.spec import StretchSpec
from posecoach.ui.live.wire import LIVE_PATH
from posecoach.vision.landmarks import Side

_FOLDER = Path(__file__).parent / "component"
# Streamlit takes one script a component: the parts are joined, each before those that use it.
_SCRIPTS = ("camera.js", "link.js", "voice.js", "picture.js", "stage.js", "main.js")


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


_mount: Callable[..., Any] = st.components.v2.component(
    "posecoach_live",
    html=_read("component.html"),
    css=_read("component.css"),
    js="\n".join(_read(name) for name in _SCRIPTS),
)


def live_coach(spec: StretchSpec, side: Side | None, target_s: float, token: str) -> None:
    """Puts the live coach on the page. A set under way keeps what it was started with.

    Args:
        spec: The stretch that Start begins.
        side: The leg to judge; None lets the coach find it.
        target_s: Valid hold time that completes the set.
        token: This page's token for the live socket.
    """
    _mount(
        key="live_coach",
        data={
            "path": LIVE_PATH,
            "token": token,
            "stretch": spec.id,
            "title": spec.title,
            "side": side,
            "target_s": target_s,
        },
    )
