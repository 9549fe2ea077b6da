"""The app, with a window on its live sessions for the tests to look through."""

import threading

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.starlette import App

from posecoach.ui.live.routes import live_routes
from posecoach.ui.live.sessions import SESSIONS


async def watch(request: Request) -> JSONResponse:
    names = [thread.name for thread in threading.enumerate()]
    return JSONResponse(
        {
            "live": SESSIONS.live,
            "threads": sum(name.startswith("posecoach-live") for name in names),
        }
    )


app = App("../../../posecoach/ui/pages/home.py", routes=[*live_routes(), Route("/watch", watch)])
