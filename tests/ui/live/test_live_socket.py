"""What the live socket lets in, what it refuses, and that nothing of a session stays behind."""

import asyncio
import threading

import pytest
from support.asgi_client import JPEG, Client, Estimator, Server, start_message

from posecoach.coaching.feedback import ClockReading
from posecoach.coaching.speech.scheduler import SpeechScheduler
from posecoach.pose.observation import Observation
from posecoach.ui.live import socket as live_socket
from posecoach.ui.live.wire import MAX_FRAME_BYTES, CloseCode


def test_a_set_from_start_to_stop():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue(), side="left", target_s=30)
        told = await client.receive("session")
        assert [(planned["leg"], planned["target_s"]) for planned in told["sets"]] == [("left leg", 30)]
        assert not told["resumed"]
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


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:9999", "null", ""])
def test_pages_of_other_origins_are_not_let_in(origin: str):
    async def scenario():
        server = Server()
        client = Client(server, origin=origin)
        client.start(server.sessions.issue())
        # Closing before accepting: the browser's handshake fails.
        assert (await client.closed())[0] == 1008
        server.assert_empty()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (start_message("made-up"), CloseCode.BAD_TOKEN),
        (start_message("made-up", target_s=0), CloseCode.MALFORMED),
        (start_message("made-up", repeats=41), CloseCode.MALFORMED),
        ('{"type": "start", "token": "made-up"}', CloseCode.MALFORMED),  # nothing to do
        ('{"type": "skip"}', CloseCode.MALFORMED),  # nothing to skip
        ('{"type": "stop"}', CloseCode.MALFORMED),  # nothing to stop
        ("{", CloseCode.MALFORMED),
        ("[" * 20_000, CloseCode.TOO_BIG),
        (b"\0" * 100, CloseCode.MALFORMED),  # a frame before the start
    ],
)
def test_without_a_proper_start_there_is_no_session(first: str | bytes, code: CloseCode):
    async def scenario():
        server = Server()
        client = Client(server)
        client.send(first)
        closed = await client.closed()
        assert closed[0] == code
        assert 0 < len(closed[1].encode()) <= 123  # what a close message can carry
        assert server.estimators == []
        server.assert_empty()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"\0" * (MAX_FRAME_BYTES + 1), CloseCode.TOO_BIG),
        (b"\0" * 12, CloseCode.MALFORMED),  # a header without a picture
        (b"\0" * 12 + b"no JPEG", CloseCode.MALFORMED),
        (b"\0" * 12 + JPEG[: len(JPEG) // 4], CloseCode.MALFORMED),
        (b"\0" * 4 + b"\xff" * 8 + JPEG, CloseCode.MALFORMED),  # its time is no number
        (start_message("x"), CloseCode.MALFORMED),  # a second start
        ('{"type": "sing"}', CloseCode.MALFORMED),
    ],
)
def test_a_bad_message_closes_the_session_with_a_reason(message: str | bytes, code: CloseCode):
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        client.send(message)
        closed = await client.closed()
        assert closed[0] == code
        assert 0 < len(closed[1].encode()) <= 123
        server.assert_empty()

    asyncio.run(scenario())


def test_a_stretch_that_does_not_exist_is_told():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue(), "moon_walk")
        code, reason = await client.closed()
        assert code == CloseCode.MALFORMED
        assert "no such stretch" in reason

    asyncio.run(scenario())


def test_a_flood_of_frames_is_refused():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        for number in range(200):
            client.frame(number, number / 1000)
        assert (await client.closed())[0] == CloseCode.TOO_FAST
        server.assert_empty()

    asyncio.run(scenario())


def test_a_clock_that_runs_ahead_of_real_time_is_refused():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        client.frame(1, 0.0)
        client.frame(2, 20.0)
        assert (await client.closed())[0] == CloseCode.MALFORMED

    asyncio.run(scenario())


def test_a_page_that_falls_silent_frees_its_slot(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live_socket, "IDLE_AFTER_S", 0.01)

    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        assert (await client.closed())[0] == CloseCode.IDLE
        server.assert_empty()

    asyncio.run(scenario())


def test_a_dark_room_is_told_to_be_dark_although_nobody_is_found():
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
        go_on.set()
        assert [(await client.receive("feedback"))["frame"] for _ in range(2)] == [1, 4]
        client.send('{"type": "stop"}')
        await client.closed()
        assert slow.times == pytest.approx([0.0, 0.4])
        assert slow.closed

    asyncio.run(scenario())


def test_a_page_is_refused_while_all_slots_are_taken():
    async def scenario():
        server = Server(capacity=1)
        first, second = Client(server), Client(server)
        first.start(server.sessions.issue())
        await first.receive("session")
        second.start(server.sessions.issue())
        code, reason = await second.closed()
        assert code == CloseCode.FULL
        assert "another window" in reason
        first.disconnect(1000)
        await first.done()
        third = Client(server)
        third.start(server.sessions.issue())
        await third.receive("session")
        third.disconnect(1000)
        await third.done()
        server.assert_empty()

    asyncio.run(scenario())


def test_a_second_socket_of_a_page_takes_over_and_goes_on_with_its_set():
    async def scenario():
        server = Server(capacity=1)
        token = server.sessions.issue()
        first, second = Client(server), Client(server)
        first.start(token)
        await first.receive("session")
        first.frame(1, 50.0)
        await first.receive("feedback")
        second.start(token)
        assert (await first.closed())[0] == CloseCode.TAKEN_OVER
        assert (await second.receive("session"))["resumed"]
        second.frame(2, 50.5)
        assert (await second.receive("feedback"))["t_s"] == 0.5
        assert server.sessions.live == 1
        second.disconnect(1000)
        await second.done()
        assert len(server.estimators) == 2
        server.assert_empty()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("code", "kept"), [(1006, True), (1011, True), (1001, True), (3001, True), (1000, False), (1005, False)]
)
def test_only_a_connection_closed_on_purpose_ends_the_session(code: int, kept: bool):
    async def scenario():
        server = Server()
        token = server.sessions.issue()
        client = Client(server)
        client.start(token)
        await client.receive("session")
        client.frame(1, 7.0)
        await client.receive("feedback")
        client.disconnect(code)
        await client.done()
        assert server.sessions.live == 0
        assert server.sessions.unfinished == kept
        assert server.estimators[0].closed
        again = Client(server)
        again.start(token)
        assert (await again.receive("session"))["resumed"] is kept
        again.disconnect(1000)
        await again.done()
        server.assert_empty()

    asyncio.run(scenario())


@pytest.mark.parametrize(("code", "kept"), [(1006, True), (1000, False)])
def test_an_answer_that_meets_a_closed_socket_leaves_the_reason_to_its_close(code: int, kept: bool):
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        client.stop_receiving()
        client.frame(1, 7.0)
        await client.not_received.wait()
        client.disconnect(code)
        await client.done()
        assert (server.sessions.live, server.sessions.unfinished) == (0, kept)

    asyncio.run(scenario())


def test_another_routine_begins_a_new_session():
    async def scenario():
        server = Server()
        token = server.sessions.issue()
        client = Client(server)
        client.start(token)
        await client.receive("session")
        client.disconnect(1006)
        await client.done()
        again = Client(server)
        again.start(token, "lying_hamstring")
        assert not (await again.receive("session"))["resumed"]
        again.disconnect(1000)
        await again.done()

    asyncio.run(scenario())


def test_an_engine_that_fails_is_told_without_a_traceback(caplog: pytest.LogCaptureFixture):
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
        told = await client.receive("session")
        assert (told["language"], told["screen"]["stop"]) == ("de", "Ende")
        heard = []
        for number, command in enumerate(["pause", "resume", "skip", "repeat"], 1):
            client.send(f'{{"type": "{command}"}}')
            client.frame(number, number / 10)
            answer = await client.receive("feedback")
            heard.append((answer["phase"], answer["number"]))
        assert heard == [("paused", 0), ("set", 0), ("set", 1), ("set", 1)]
        client.send('{"type": "stop"}')
        ended = [one["ended"] for one in (await client.receive("summary"))["sets"]]
        assert ended == ["skipped", "begun again", "stopped"]

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
    """A socket whose next message comes when it is told to."""

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
