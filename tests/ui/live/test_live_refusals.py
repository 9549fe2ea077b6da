"""What the live socket refuses: other origins, wrong messages, floods, idle pages, too many sessions."""

import asyncio
from pathlib import Path

import pytest
from support.browser.asgi_client import JPEG, Client, Server, start_message

from posecoach.records.preferences import remember
from posecoach.ui.live import socket as live_socket
from posecoach.ui.live.wire import MAX_FRAME_BYTES, CloseCode


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
        (b"\0" * 4 + b"\xff" * 8 + JPEG, CloseCode.MALFORMED),  # its time isn't a number
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


def test_a_reason_is_in_the_language_that_was_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))

    async def scenario():
        server = Server()
        client = Client(server)
        client.send("{")  # before the page has named a language
        assert (await client.closed())[1] == "Der Coach versteht diese Seite nicht. Lade sie neu."
        server.assert_empty()

    remember(language="de")
    asyncio.run(scenario())


def test_a_stretch_that_does_not_exist_is_reported():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue(), "moon_walk")
        code, reason = await client.closed()
        assert code == CloseCode.MALFORMED
        assert "no longer there" in reason

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


def test_a_camera_clock_that_jumps_does_not_end_the_session():
    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        for number, t_s in enumerate([0.0, 20.0, 20.1, 3.0], 1):
            client.frame(number, t_s)
            answer = await client.receive("feedback")
            assert (answer["frame"], answer["t_s"] < 10) == (number, True)
        client.disconnect(1000)
        await client.done()

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


def test_a_page_without_pictures_stays_while_it_says_that_it_is_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live_socket, "IDLE_AFTER_S", 0.4)

    async def scenario():
        server = Server()
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        for _ in range(6):
            await asyncio.sleep(0.1)
            client.send('{"type": "no_picture"}')
        client.frame(1, 0.0)
        await client.receive("feedback")
        client.disconnect(1000)
        await client.done()

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
