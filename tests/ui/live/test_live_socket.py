"""A session over the live socket from start to end, and that nothing of it stays behind."""

import asyncio
import threading
from concurrent.futures import Future

import pytest
from support.browser.asgi_client import NOBODY, Client, Estimator, Server

from posecoach.coaching.feedback import ClockReading
from posecoach.coaching.speech.scheduler import SpeechScheduler
from posecoach.pose.observation import Observation
from posecoach.translation import in_language, translate
from posecoach.ui.live import socket as live_socket
from posecoach.ui.live.wire import CloseCode
from posecoach.vision.frame_observer import FrameLook


def test_a_set_from_start_to_stop():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue(), side="left", target_s=30)
        message = await client.receive("session")
        assert [(planned["leg"], planned["amount"]) for planned in message["sets"]] == [("left leg", 30)]
        assert not message["resumed"]
        for number in (1, 2):
            client.frame(number, 100 + number / 10)
            answer = await client.receive("feedback")
            judged = answer["judged"]
            assert (answer["frame"], answer["phase"], answer["points"]) == (number, "set", None)
            assert (judged["state"], judged["need"]) == ("no_person", "no_person")
        assert server.sessions.live == 1
        client.send('{"type": "stop"}')
        summary = await client.receive("summary")
        assert (summary["headline"], summary["completed"]) == ("0.0 s held well", False)
        assert [(one["title"], one["ended"]) for one in summary["sets"]] == [
            ("Standing hamstring stretch, left leg", "stopped")
        ]
        assert await client.closed() == (1000, "")
        # Times count from the set's first frame.
        assert server.estimators[0].times == pytest.approx([0.0, 0.1])
        server.assert_empty()

    asyncio.run(scenario())


def test_the_last_word_of_the_last_set_ends_the_session(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ClockReading, "completed", property(lambda clock: True))
    monkeypatch.setattr(SpeechScheduler, "is_silent", lambda scheduler, t_s: True)

    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        said = []
        for number in range(1, 3):
            client.frame(number, number / 10)
            said.append((await client.receive("feedback"))["say"]["id"])
        assert said == ["welcome", "all_done"]
        assert (await client.receive("summary"))["completed"]
        assert await client.closed() == (1000, "")

    asyncio.run(scenario())


def test_a_dark_room_is_called_dark_although_nobody_is_found():
    async def scenario():
        server = Server()
        dark = Estimator()
        dark.light = 0.03
        server._open_estimator = lambda: dark
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        client.frame(1, 0.0)
        judged = (await client.receive("feedback"))["judged"]
        assert (judged["state"], judged["need"]) == ("no_person", "enough_light")
        client.disconnect(1000)
        await client.done()

    asyncio.run(scenario())


def test_the_newest_frame_wins():
    async def scenario():
        server = Server()
        go_on, busy = threading.Event(), threading.Event()

        class SlowEstimator(Estimator):
            def estimate(self, rgb: object, t_s: float) -> Observation:
                busy.set()
                go_on.wait(10)
                return super().estimate(rgb, t_s)

        slow = SlowEstimator()
        server._open_estimator = lambda: slow
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        client.frame(1, 0.0)
        await asyncio.to_thread(busy.wait, 10)
        for number in (2, 3, 4):
            client.frame(number, number / 10)
        client.frame(5, 0.3)  # older than the one before it: not judged at all
        while not client._to_server.empty():
            await asyncio.sleep(0)
        assert (await client.receive("dropped"))["frame"] == 5
        go_on.set()
        assert [(await client.receive("feedback"))["frame"] for _ in range(2)] == [1, 4]
        client.send('{"type": "stop"}')
        await client.closed()
        assert slow.times == pytest.approx([0.0, 0.4])
        assert slow.closed

    asyncio.run(scenario())


def test_two_frames_are_looked_at_side_by_side_and_judged_in_order():
    async def scenario():
        server = Server(at_once=2)
        looks: list[Future[FrameLook]] = []

        class Looking(Estimator):
            def look(self, rgb: object) -> Future[FrameLook]:
                looks.append(Future())
                return looks[-1]

        server._open_estimator = Looking
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        for number in (1, 2):
            client.frame(number, number / 10)
            while len(looks) < number:
                await asyncio.sleep(0.001)
        for number in (3, 4):  # both are at work, and the newest wins
            client.frame(number, number / 10)
        while not client._to_server.empty():
            await asyncio.sleep(0)
        looks[1].set_result(NOBODY)
        await asyncio.sleep(0.02)
        assert client._from_server.empty()
        looks[0].set_result(NOBODY)
        assert [(await client.receive("feedback"))["frame"] for _ in range(2)] == [1, 2]
        while len(looks) < 3:
            await asyncio.sleep(0.001)
        looks[2].set_result(NOBODY)
        assert (await client.receive("feedback"))["frame"] == 4
        client.disconnect(1000)
        await client.done()
        server.assert_empty()

    asyncio.run(scenario())


def test_an_engine_that_fails_is_reported_without_a_traceback(caplog: pytest.LogCaptureFixture):
    async def scenario():
        server = Server()

        def broken() -> Estimator:
            raise RuntimeError("no graph")

        server._open_estimator = broken
        client = Client(server)
        client.start(server.sessions.issue())
        client.frame(1, 0.0)
        code, reason = await client.closed()
        assert code == CloseCode.ENGINE
        assert "no graph" not in reason
        assert 0 < len(reason.encode()) <= 123
        server.assert_empty()

    asyncio.run(scenario())
    assert "no graph" in caplog.text


def test_commands_during_a_session_are_carried_out():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue(), "standing_hamstring", "lying_hamstring", language="de-AT")
        message = await client.receive("session")
        assert (message["language"], message["screen"]["stop"]) == ("de", "Ende")
        heard = []
        for number, command in enumerate(["pause", "resume", "skip", "repeat"], 1):
            client.send(f'{{"type": "{command}"}}')
            client.frame(number, number / 10)
            answer = await client.receive("feedback")
            heard.append((answer["phase"], answer["number"]))
        assert heard == [("paused", 0), ("set", 0), ("set", 1), ("set", 1)]
        client.send('{"type": "stop"}')
        ended = [one["ended"] for one in (await client.receive("summary"))["sets"]]
        with in_language("de"):
            assert ended == [translate(text) for text in ("skipped", "begun again", "stopped")]

    asyncio.run(scenario())


def test_a_page_that_does_not_wait_for_the_summary_is_no_failure(caplog: pytest.LogCaptureFixture):
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        client.stop_receiving()
        client.send('{"type": "stop"}')
        await client.done()
        server.assert_empty()

    asyncio.run(scenario())
    assert caplog.text == ""


class ComesAtOnce:
    """A socket whose next message comes when the test says so."""

    def __init__(self) -> None:
        self.message: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()

    async def receive(self) -> dict[str, str]:
        return await self.message


@pytest.mark.parametrize("steps", range(5))
def test_a_message_that_comes_as_the_session_ends_does_not_hold_up_the_end(steps: int):
    async def scenario() -> None:
        page = ComesAtOnce()
        waiting = asyncio.create_task(live_socket._next_message(page, 10.0))
        for _ in range(3):
            await asyncio.sleep(0)
        page.message.set_result({"type": "websocket.receive", "text": "{}"})
        for _ in range(steps):
            await asyncio.sleep(0)
        asked_in_time = waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled() == asked_in_time

    asyncio.run(scenario())
