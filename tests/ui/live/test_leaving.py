"""What is in the history after a person leaves or closes the page in the middle of a hold."""

import asyncio
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from support.browser.asgi_client import Client, Estimator, Server
from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.pose.observation import Observation
from posecoach.records.history.schema import SetRow
from posecoach.records.history.store import CUT_OFF, History
from posecoach.ui.live import guards
from posecoach.ui.live import sessions as live_sessions
from posecoach.ui.live import socket as live_socket
from posecoach.ui.live.wire import CloseCode

HELD = list(over_time([(2, STANDING), (2, FOLDED), (7.3, FOLDED)], fps=10))


class Holding(Estimator):
    """Finds the person of ``HELD``."""

    def estimate(self, rgb: np.ndarray, t_s: float) -> Observation:
        super().estimate(rgb, t_s)
        return Observation(HELD[len(self.times) - 1][0])


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time on the server's clock, ``now.s``; it goes faster than real time."""
    monkeypatch.setattr(guards, "_BURST", 1e6)
    time = SimpleNamespace(s=0.0)
    monkeypatch.setattr(live_socket, "time", SimpleNamespace(monotonic=lambda: time.s))
    return time


async def hold(server: Server, client: Client, token: str, now: SimpleNamespace) -> float:
    """Coaches until the middle of a hold; how much of it counts."""
    server._open_estimator = Holding
    client.start(token, target_s=60)
    await client.receive("session")
    judged: dict[str, Any] = {}
    for number, (_, now.s) in enumerate(HELD, 1):
        client.frame(number, now.s)
        judged = (await client.receive("feedback"))["judged"]
    assert judged["state"] == "valid"
    return float(judged["valid_s"])


def saved(history: History) -> SetRow:
    (session,) = history.sessions(1)
    (row,) = session.sets
    return row


@pytest.mark.parametrize(
    ("code", "ended"),
    [(1000, "stopped"), (1005, "stopped"), (3001, CUT_OFF), (1001, CUT_OFF), (1006, CUT_OFF)],
)
def test_the_last_seconds_are_saved_when_the_page_goes(
    code: int, ended: str, history: History, now: SimpleNamespace
):
    async def scenario() -> float:
        server = Server()
        client = Client(server)
        held_s = await hold(server, client, server.sessions.issue(), now)
        client.disconnect(code)
        await client.done()
        return held_s

    held_s = asyncio.run(scenario())
    assert held_s > 5
    row = saved(history)
    # The end of a set judges its last frames, for which the answer so far was still open.
    assert held_s - 0.01 <= row.valid_s < held_s + 0.5
    assert row.ended == ended


def test_a_session_that_is_refused_is_ended_and_saved(history: History, now: SimpleNamespace):
    async def scenario() -> float:
        server = Server()
        client = Client(server)
        held_s = await hold(server, client, server.sessions.issue(), now)
        client.send("{")
        assert (await client.closed())[0] == CloseCode.MALFORMED
        return held_s

    held_s = asyncio.run(scenario())
    row = saved(history)
    assert held_s - 0.01 <= row.valid_s < held_s + 0.5
    assert row.ended == "stopped"


def test_a_session_whose_page_does_not_come_back_is_ended(
    history: History, now: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live_sessions, "UNFINISHED_LIFETIME_S", 0.2)

    async def scenario() -> None:
        server = Server()
        client = Client(server)
        await hold(server, client, server.sessions.issue(), now)
        client.disconnect(3001)
        await client.done()
        assert saved(history).ended == CUT_OFF
        for _ in range(50):
            await asyncio.sleep(0.1)
            if saved(history).ended != CUT_OFF:
                break

    asyncio.run(scenario())
    assert saved(history).ended == "stopped"


def test_a_session_that_another_routine_replaces_is_ended(history: History, now: SimpleNamespace):
    async def scenario() -> None:
        server = Server()
        token = server.sessions.issue()
        client, again = Client(server), Client(server)
        await hold(server, client, token, now)
        client.disconnect(3001)
        await client.done()
        again.start(token, "lying_hamstring")
        await again.receive("session")
        again.disconnect(1000)
        await again.done()

    asyncio.run(scenario())
    assert saved(history).ended == "stopped"
