import asyncio

import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.routines import load_routines
from posecoach.ui.live.sessions import (
    TOKEN_LIFETIME_S,
    UNFINISHED_LIFETIME_S,
    LiveSession,
    Sessions,
)
from posecoach.ui.live.wire import CloseCode, SocketRefusedError, Start


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def some_session() -> LiveSession:
    return LiveSession(
        Start(type="start", token="t", routine=load_routines(load_specs())[0]["hamstrings_and_back"])
    )


def test_a_token_expires():
    clock = Clock()
    sessions = Sessions(1, clock)
    token = sessions.issue()
    clock.now_s = TOKEN_LIFETIME_S

    async def enter() -> None:
        async with sessions.slot(token):
            pass

    with pytest.raises(SocketRefusedError) as refused:
        asyncio.run(enter())
    assert refused.value.code is CloseCode.BAD_TOKEN


def test_a_token_that_is_in_use_does_not_expire_under_the_set():
    clock = Clock()
    sessions = Sessions(1, clock)
    token = sessions.issue()

    async def stay() -> None:
        async with sessions.slot(token):
            clock.now_s = 2 * TOKEN_LIFETIME_S
            assert sessions.live == 1
            sessions.issue()
        assert sessions.live == 0

    asyncio.run(stay())


def test_an_unfinished_session_waits_for_a_while_only():
    clock = Clock()
    sessions = Sessions(1, clock)
    token = sessions.issue()

    async def lose_it() -> None:
        async with sessions.slot(token) as (slot, _):
            slot.unfinished = some_session()

    async def come_back() -> LiveSession | None:
        async with sessions.slot(token) as (_, unfinished):
            return unfinished

    asyncio.run(lose_it())
    clock.now_s = UNFINISHED_LIFETIME_S / 2
    assert asyncio.run(come_back()) is not None
    asyncio.run(lose_it())
    clock.now_s += UNFINISHED_LIFETIME_S
    assert sessions.unfinished == 0
    assert asyncio.run(come_back()) is None


def test_a_slot_is_free_again_when_the_socket_fails():
    sessions = Sessions(1)
    token = sessions.issue()

    async def fail() -> None:
        async with sessions.slot(token):
            raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        asyncio.run(fail())
    assert sessions.live == 0
