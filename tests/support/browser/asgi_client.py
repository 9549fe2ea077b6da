"""A browser's end of the live socket without a network: ASGI messages over two queues."""

import asyncio
import json
import struct
from concurrent.futures import Future
from typing import Any

import cv2
import numpy as np
from starlette.websockets import WebSocket

from posecoach.pose.observation import Observation
from posecoach.ui.live.sessions import Sessions
from posecoach.ui.live.socket import LiveSocket
from posecoach.vision.frame_observer import FrameLook

ORIGIN = "http://localhost:8501"
# Far longer than any answer takes; a missing one fails the test instead of hanging it.
PATIENCE_S = 10

JPEG = cv2.imencode(".jpg", np.full((48, 64, 3), 127, np.uint8))[1].tobytes()


def start_message(token: str, *stretches: str, language: str = "en", **more: object) -> str:
    """Asks for one set of each stretch; ``more`` are fields of the sets."""
    sets = [{"target_s": 20, **more, "stretch": name} for name in stretches or ["standing_hamstring"]]
    routine = {"id": "tried", "title": "Tried", "sets": sets}
    return json.dumps({"type": "start", "token": token, "routine": routine, "language": language})


NOBODY = FrameLook((), 0.6)


class Estimator:
    """Finds no person, and records the times of its frames."""

    light = 0.6

    def __init__(self) -> None:
        self.times: list[float] = []
        self.closed = False

    def look(self, rgb: np.ndarray) -> "Future[FrameLook]":
        found: Future[FrameLook] = Future()
        found.set_result(NOBODY)
        return found

    def observe(self, rgb: np.ndarray, look: FrameLook, t_s: float) -> Observation:
        return self.estimate(rgb, t_s)

    def estimate(self, rgb: np.ndarray, t_s: float) -> Observation:
        self.times.append(t_s)
        return Observation(light=self.light)

    def close(self) -> None:
        self.closed = True


class Client:
    def __init__(self, server: LiveSocket, origin: str = ORIGIN) -> None:
        self._to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._from_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._to_server.put_nowait({"type": "websocket.connect"})
        scope = {
            "type": "websocket",
            "path": "/live/coach",
            "headers": [(b"host", b"localhost:8501"), (b"origin", origin.encode())],
            "subprotocols": [],
        }
        self.not_received = asyncio.Event()
        """Set when the server finds that its messages are not received any more."""
        self._receives = True
        socket = WebSocket(scope, self._to_server.get, self._put)
        self.served = asyncio.ensure_future(server.serve(socket))

    def start(self, token: str, *stretches: str, language: str = "en", **more: object) -> None:
        self.send(start_message(token, *stretches, language=language, **more))

    def send(self, data: str | bytes) -> None:
        kind = "text" if isinstance(data, str) else "bytes"
        self._to_server.put_nowait({"type": "websocket.receive", kind: data})

    def frame(self, number: int, t_s: float, jpeg: bytes = JPEG) -> None:
        self.send(struct.pack("<Id", number, t_s) + jpeg)

    def stop_receiving(self) -> None:
        """What is sent from now on fails, as on a closed socket whose close was not read yet."""
        self._receives = False

    async def _put(self, message: dict[str, Any]) -> None:
        if not self._receives:
            self.not_received.set()
            raise OSError("closed")
        await self._from_server.put(message)

    def disconnect(self, code: int) -> None:
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": code})

    async def _next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self._from_server.get(), PATIENCE_S)

    async def receive(self, kind: str) -> dict[str, Any]:
        """The next message, which has to be of this type."""
        heard = await self._next()
        if heard["type"] == "websocket.accept":
            heard = await self._next()
        assert heard["type"] == "websocket.send", heard
        message = json.loads(heard["text"])
        assert message["type"] == kind
        return message

    async def closed(self) -> tuple[int, str]:
        """How the server closes the socket; messages before it are passed over."""
        while (heard := await self._next())["type"] != "websocket.close":
            pass
        await asyncio.wait_for(self.served, PATIENCE_S)
        return heard["code"], heard.get("reason") or ""

    async def done(self) -> None:
        await asyncio.wait_for(self.served, PATIENCE_S)


class Server(LiveSocket):
    """A live socket whose estimators can be looked at."""

    def __init__(self, capacity: int = 1, at_once: int = 1) -> None:
        self.sessions = Sessions(capacity)
        self.estimators: list[Estimator] = []
        super().__init__(self.sessions, self._open, at_once)

    def _open(self) -> Estimator:
        self.estimators.append(Estimator())
        return self.estimators[-1]

    def assert_empty(self) -> None:
        assert (self.sessions.live, self.sessions.unfinished) == (0, 0)
        assert all(estimator.closed for estimator in self.estimators)
