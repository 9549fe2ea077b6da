"""A socket that is lost, closed or taken over, and what becomes of its session."""

import asyncio

import pytest
from support.browser.asgi_client import Client, Server

from posecoach.ui.live.wire import CloseCode


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
