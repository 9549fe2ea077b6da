"""What the live page needs of the server beside Streamlit's own routes: modules, films and its socket."""

import streamlit as st
from starlette.routing import BaseRoute

from posecoach import memory
from posecoach.ui.live.demonstrations import demonstrations_route
from posecoach.ui.live.page_modules import MODULES
from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.live.socket import LiveSocket


def base_path() -> str:
    """What all paths of the server begin with: Streamlit's ``server.baseUrlPath``.

    Returns:
        An empty string, or the path with a slash in front and none behind.
    """
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def live_routes() -> list[BaseRoute]:
    """The routes for the ``App`` that serves the pages; each live session will have a thread of its own."""
    memory.limit_pools()
    base = base_path()
    return [LiveSocket(SESSIONS).route(base), MODULES.route(base), demonstrations_route(base)]
