"""Who may be coached live: tokens, one socket a page, and as many sessions as the computer carries."""

import asyncio
import os
import secrets
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases, pick_language
from posecoach.catalog.routines import check_stretches
from posecoach.coaching.session import Session
from posecoach.ui.live.frames import FrameClock
from posecoach.ui.live.keeping import Keeper
from posecoach.ui.live.tally import SessionTally
from posecoach.ui.live.wire import CloseCode, SocketRefusedError, Start

# A page can stay open for a day before Start is pressed; a token that leaked is of no use tomorrow.
TOKEN_LIFETIME_S = 24 * 3600.0
# Longer than the page tries to reconnect.
UNFINISHED_KEPT_S = 60.0


class LiveSession:
    """A session under way: it outlives a socket that was lost."""

    def __init__(self, start: Start) -> None:
        """Begins the session.

        Raises:
            SpecError: if there is no such stretch.
        """
        specs = load_specs()
        check_stretches(start.routine, specs, "routine")
        self.start = start
        self.phrases = load_phrases(pick_language(start.language))
        self.session = Session(start.routine, specs, self.phrases)
        self.clock = FrameClock()
        self.tally = SessionTally(self.session)
        title = start.routine.title
        self.keeper = Keeper(self.session, self.tally, start.profile, title, start.discomfort)

    def end(self) -> dict[str, Any]:
        """Ends it, if it is not over, keeps it, and sums it up.

        Returns:
            What ``SessionTally.summary`` tells, ``session_id`` in the history (None where nothing was
            held), and a ``notice`` where it could not be kept.
        """
        self.session.stop()
        summary = self.tally.summary()
        self.keeper.close()
        return summary | {"session_id": self.keeper.session_id, "notice": self.keeper.problem}


class Seat:
    """The place of one live socket."""

    def __init__(self) -> None:
        self.taken_over = asyncio.Event()
        self.left = asyncio.Event()
        self.unfinished: LiveSession | None = None
        """The session to keep for a socket that comes back, left here by a socket that was lost."""


@dataclass(slots=True)
class _Ticket:
    expires_s: float
    seat: Seat | None = None
    unfinished: LiveSession | None = None
    kept_until_s: float = field(default=0.0)


class Sessions:
    """The tokens that were given out, and the sockets that are live on them.

    Pages ask for tokens from their own threads; all else happens in the server's event loop.
    """

    def __init__(self, capacity: int, now: Callable[[], float] = time.monotonic) -> None:
        """Nobody is live at first.

        Args:
            capacity: How many sockets may be live at once.
            now: The steady clock by which tokens expire, seconds.
        """
        self._capacity = capacity
        self._now = now
        self._tickets: dict[str, _Ticket] = {}
        self._lock = threading.Lock()

    @property
    def live(self) -> int:
        """How many sockets are live."""
        with self._lock:
            return sum(ticket.seat is not None for ticket in self._tickets.values())

    @property
    def unfinished(self) -> int:
        """How many sessions wait for a lost socket to come back."""
        with self._lock:
            self._forget_old()
            return sum(ticket.unfinished is not None for ticket in self._tickets.values())

    def issue(self) -> str:
        """A token for one page, valid for ``TOKEN_LIFETIME_S``."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._forget_old()
            self._tickets[token] = _Ticket(self._now() + TOKEN_LIFETIME_S)
        return token

    @asynccontextmanager
    async def seat(self, token: str) -> AsyncIterator[tuple[Seat, LiveSession | None]]:
        """A place for a socket while the body runs, and the session that an earlier one left unfinished.

        A second socket with the same token is the same page coming back before the coach noticed
        that the first was lost: it takes over, and the first one is told to go.

        Raises:
            SocketRefusedError: if the token is not valid, or all places are taken.
        """
        while (earlier := self._seat_of(token)) is not None:
            earlier.taken_over.set()
            await earlier.left.wait()
        seat, unfinished = self._sit_down(token)
        try:
            yield seat, unfinished
        finally:
            self._get_up(token, seat)

    def _seat_of(self, token: str) -> Seat | None:
        with self._lock:
            self._forget_old()
            ticket = self._tickets.get(token)
            if ticket is None:
                raise SocketRefusedError(
                    CloseCode.BAD_TOKEN, "This page has been open for too long. Reload it, then press Start."
                )
            return ticket.seat

    def _sit_down(self, token: str) -> tuple[Seat, LiveSession | None]:
        with self._lock:
            if sum(ticket.seat is not None for ticket in self._tickets.values()) >= self._capacity:
                raise SocketRefusedError(
                    CloseCode.FULL,
                    "The coach is busy in another window. Stop it there, then press Start here.",
                )
            ticket = self._tickets[token]
            ticket.seat = Seat()
            unfinished, ticket.unfinished = ticket.unfinished, None
            return ticket.seat, unfinished

    def _get_up(self, token: str, seat: Seat) -> None:
        with self._lock:
            ticket = self._tickets[token]
            ticket.seat = None
            ticket.unfinished = seat.unfinished
            ticket.kept_until_s = self._now() + UNFINISHED_KEPT_S
        seat.left.set()

    def _forget_old(self) -> None:
        now_s = self._now()
        for token, ticket in list(self._tickets.items()):
            if ticket.kept_until_s <= now_s:
                ticket.unfinished = None
            if ticket.expires_s <= now_s and ticket.seat is None:
                del self._tickets[token]


def live_capacity() -> int:
    """How many sessions this computer carries: a core each, and one for the browser."""
    return max(1, (os.cpu_count() or 1) - 1)


SESSIONS = Sessions(live_capacity())
"""The sessions of this server: the pages give out its tokens, the socket takes them."""
