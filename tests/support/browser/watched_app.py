"""The app, with a window for the tests on its live sessions, and a way back to its first day."""

import asyncio
import threading

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.starlette import App

from posecoach.catalog.folders import data_folder
from posecoach.catalog.safety import load_safety_screen
from posecoach.records.history.shared import open_history
from posecoach.records.preferences import remember
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


async def begin_afresh(request: Request) -> JSONResponse:
    """Forgets everything but that the safety questions were answered."""
    await asyncio.to_thread(_forget)
    return JSONResponse({})


def _forget() -> None:
    # A session waits for its page for minutes, and would be saved in the middle of a later test.
    with SESSIONS._lock:
        waiting = [known for known in SESSIONS._tokens.values() if known.unfinished is not None]
        sessions = [known.unfinished for known in waiting]
        for known in waiting:
            known.unfinished = None
    for session in sessions:
        session.end()
    (data_folder() / "preferences.json").unlink(missing_ok=True)
    history, screen = open_history(), load_safety_screen()
    history.delete_all()
    history.save_safety_outcome(history.profiles()[0].id, screen.saved(screen.screening([])))


async def choose(request: Request) -> JSONResponse:
    """The next page that is opened has this session chosen."""
    await asyncio.to_thread(remember, session=request.query_params["session"])
    return JSONResponse({})


app = App(
    "../../../posecoach/ui/pages/home.py",
    routes=[
        *live_routes(),
        Route("/watch", watch),
        Route("/begin-afresh", begin_afresh),
        Route("/choose", choose),
    ],
)
