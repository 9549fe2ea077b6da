"""The live socket: camera frames in, feedback out, one session at a time (``wire`` has the protocol)."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from posecoach.catalog.languages import pick_language
from posecoach.errors import PoseCoachError
from posecoach.records.preferences import load_preferences
from posecoach.rendering.album import Shot
from posecoach.translation import translate as _
from posecoach.translation import use_language
from posecoach.ui.live.engine import Estimator, SessionEngine, looks_at_once, open_estimator
from posecoach.ui.live.frames import NewestFrame, decode_jpeg
from posecoach.ui.live.guards import RateLimit, same_origin
from posecoach.ui.live.sessions import LiveSession, Sessions
from posecoach.ui.live.wire import (
    LIVE_PATH,
    CameraFrame,
    CloseCode,
    Command,
    CommandMessage,
    SocketRefusedError,
    Start,
    dropped_message,
    feedback_message,
    read_frame,
    read_text,
    session_message,
    summary_message,
)
from posecoach.vision.frame_observer import FrameLook

_log = logging.getLogger(__name__)

# The page sends its first message as soon as the socket is open.
START_WITHIN_S = 5.0
# A page that is there sends frames, or says that it has none. One that does neither is gone.
IDLE_AFTER_S = 60.0
_POLICY_VIOLATION = 1008
_NORMAL = 1000

Picture = NDArray[np.uint8]

# The page closed the socket itself. Any other end is a lost connection, or a page that may come back.
_LEFT_ON_PURPOSE = frozenset({1000, 1005})


class LiveSocket:
    """Serves the live socket's connections.

    Args:
        sessions: Those that are live.
        open_one: Opens the estimator of a session.
        at_once: How many frames of a session are under way at a time.
    """

    def __init__(
        self,
        sessions: Sessions,
        open_one: Callable[[], Estimator] = open_estimator,
        at_once: int = looks_at_once(),
    ) -> None:
        self._sessions = sessions
        self._open_estimator = open_one
        self._at_once = at_once

    def route(self, base_path: str) -> WebSocketRoute:
        """Where the server offers the socket.

        Args:
            base_path: What all paths of the server begin with; empty, or with a slash in front.
        """
        return WebSocketRoute(f"{base_path}{LIVE_PATH}", self.serve)

    async def serve(self, websocket: WebSocket) -> None:
        """Serves one connection to its end. Any error closes it with a reason."""
        if not same_origin(websocket.headers):
            await websocket.close(_POLICY_VIOLATION)
            return
        await websocket.accept()
        use_language(_language_of(websocket))  # until the page's first message names its own
        code, reason = _NORMAL, ""
        try:
            await self._coach(websocket)
        except WebSocketDisconnect:
            return
        except SocketRefusedError as refused:
            code, reason = refused.code, refused.reason
        except PoseCoachError as error:
            _log.error("Live coaching: %s", error)
            code, reason = CloseCode.ENGINE, _("The pose model can't be used. Reload the page to see why.")
        except Exception:
            _log.exception("Live coaching failed")
            code, reason = (
                CloseCode.ENGINE,
                _("The coach failed; the terminal says why. Press Start to try again."),
            )
        # The page may be gone by now.
        with suppress(WebSocketDisconnect, RuntimeError):
            await websocket.close(code, reason)

    async def _coach(self, websocket: WebSocket) -> None:
        start = await _read_start(websocket)
        use_language(pick_language(start.language))
        async with (
            self._sessions.slot(start.token) as (slot, unfinished),
            SessionEngine(self._open_estimator) as engine,
        ):
            resumed = unfinished is not None and unfinished.start == start
            if unfinished is not None and not resumed:
                await engine.run(unfinished.end)
            live = unfinished if unfinished is not None and resumed else _begin(start)
            try:
                await websocket.send_text(_session_message(live, resumed=resumed))
                connection = _Connection(websocket, live, engine, self._at_once)
                await _until_first(connection.run(), _taken_over(slot.taken_over))
            except Exception as error:
                # Nothing that was held is lost: neither where the page is gone, nor where it may come back.
                if _may_return(error):
                    slot.unfinished = live
                    await engine.run(live.saver.save_now)
                else:
                    await engine.run(live.end)
                raise
            summary = summary_message(await engine.run(live.end))
            with suppress(WebSocketDisconnect, RuntimeError):  # the page may not wait for it
                await websocket.send_text(summary)


class _Connection:
    """The frames and commands of one socket."""

    def __init__(self, websocket: WebSocket, live: LiveSession, engine: SessionEngine, at_once: int) -> None:
        self._websocket = websocket
        self._live = live
        self._engine = engine
        self._newest = NewestFrame()
        self._free = asyncio.Semaphore(at_once)
        self._looked_at: asyncio.Queue[tuple[CameraFrame, Picture, Future[FrameLook]]] = asyncio.Queue()

    async def run(self) -> None:
        """Returns when the page says stop or the routine is over."""
        await _until_first(self._receive(), self._look(), self._judge())

    async def _receive(self) -> None:
        rate = RateLimit()
        while True:
            message = await _next_message(self._websocket, IDLE_AFTER_S)
            rate.count()
            if isinstance(message, str):
                if await self._carry_out(read_text(message)) is Command.STOP:
                    return
                continue
            frame = read_frame(message)
            t_s = self._live.clock.set_time(frame.t_s, time.monotonic())
            if t_s is not None:
                self._newest.put(CameraFrame(frame.number, t_s, frame.jpeg))
            else:
                with suppress(WebSocketDisconnect):  # the next message says why the page is gone
                    await self._websocket.send_text(dropped_message(frame.number))

    async def _carry_out(self, message: Start | CommandMessage) -> Command:
        if isinstance(message, Start):
            raise SocketRefusedError(
                CloseCode.MALFORMED, _("This session has already begun. Reload the page.")
            )
        session = self._live.session
        actions = {
            Command.PAUSE: session.pause,
            Command.RESUME: session.resume,
            Command.SKIP: session.skip,
            Command.REPEAT: session.repeat,
            Command.STOP: session.stop,
        }
        if message.type is not Command.NO_PICTURE:
            # In the session's thread, between two frames.
            await self._engine.run(actions[message.type])
        return message.type

    async def _look(self) -> None:
        while True:
            await self._free.acquire()
            frame = await self._newest.take()
            self._looked_at.put_nowait((frame, *await self._engine.run(partial(self._begin, frame))))

    def _begin(self, frame: CameraFrame) -> tuple[Picture, Future[FrameLook]]:
        rgb = decode_jpeg(frame.jpeg)
        return rgb, self._engine.look(rgb)

    async def _judge(self) -> None:
        while True:
            frame, rgb, looking = await self._looked_at.get()
            look = await asyncio.wrap_future(looking)
            answer, completed = await self._engine.run(partial(self._answer, frame, rgb, look))
            self._free.release()
            try:
                await self._websocket.send_text(answer)
            except WebSocketDisconnect:
                # The receiver learns why the page is gone, left or lost, and ends this task too.
                await asyncio.Event().wait()
            if completed:
                return

    def _answer(self, frame: CameraFrame, rgb: Picture, look: FrameLook) -> tuple[str, bool]:
        observation = self._engine.observe(rgb, look, frame.t_s)
        answer = self._live.session.update(observation, frame.t_s)
        self._live.tally.add(answer, Shot(rgb, observation.pose) if self._live.start.pictures else None)
        self._live.saver.after_frame(frame.t_s)
        message = feedback_message(frame.number, observation.pose, answer, self._live.saver.problem)
        return message, self._live.session.done


def _language_of(websocket: WebSocket) -> str:
    """The language that the person chose on this computer, else that of the browser."""
    return pick_language(load_preferences().language or websocket.headers.get("accept-language"))


async def _read_start(websocket: WebSocket) -> Start:
    message = await _next_message(websocket, START_WITHIN_S)
    start = read_text(message) if isinstance(message, str) else None
    if not isinstance(start, Start):
        raise SocketRefusedError(
            CloseCode.MALFORMED, _("A session begins with its start message. Reload the page.")
        )
    return start


async def _next_message(websocket: WebSocket, within_s: float) -> str | bytes:
    try:
        # Not wait_for: before Python 3.12 it loses a cancellation where a message comes at the same moment.
        async with asyncio.timeout(within_s):
            message = await websocket.receive()
    except TimeoutError:
        raise SocketRefusedError(
            CloseCode.IDLE, _("No picture came for a while, so the coach stopped. Press Start to go on.")
        ) from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    data: str | bytes | None = message.get("bytes")
    return data if data is not None else str(message.get("text"))


def _begin(start: Start) -> LiveSession:
    try:
        return LiveSession(start)
    except PoseCoachError as error:
        raise SocketRefusedError(
            CloseCode.MALFORMED, _("That exercise is no longer there. Reload the page and choose another.")
        ) from error


def _session_message(live: LiveSession, *, resumed: bool) -> str:
    return session_message(live.session, live.start.routine.title, live.phrases, resumed=resumed)


def _may_return(error: Exception) -> bool:
    """Whether the session waits for its page after its socket ended like this."""
    if isinstance(error, WebSocketDisconnect):
        return error.code not in _LEFT_ON_PURPOSE
    return isinstance(error, SocketRefusedError) and error.code is CloseCode.TAKEN_OVER


async def _taken_over(event: asyncio.Event) -> None:
    await event.wait()
    raise SocketRefusedError(
        CloseCode.TAKEN_OVER, _("The session goes on in another connection of this page.")
    )


async def _until_first(*work: Coroutine[Any, Any, None]) -> None:
    """Runs all at once until one ends or fails, then cancels the others."""
    tasks = [asyncio.ensure_future(coroutine) for coroutine in work]
    try:
        done, _running = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
