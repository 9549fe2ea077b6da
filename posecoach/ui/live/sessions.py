"""Which pages may open a live socket: tokens, one socket for each, and a limit on sessions at once."""

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
from posecoach.ui.live.saving import SessionSaver
from posecoach.ui.live.tally import SessionTally
from posecoach.ui.live.wire import RESUME_WITHIN_S, CloseCode, SocketRefusedError, Start

# A page can stay open for a day before Start is pressed; a leaked token is useless the next day.
TOKEN_LIFETIME_S = 24 * 3600.0
# How long an unfinished session waits for its page: longer than the page tries to come back, by 40 s of
# reconnecting (coach_socket.js) or by a reload.
UNFINISHED_LIFETIME_S = RESUME_WITHIN_S + 10.0


class LiveSession:
    """A session under way. It outlives a broken connection."""

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
        self.saver = SessionSaver(self.session, self.tally, start.profile, title, start.discomfort)

    def end(self) -> dict[str, Any]:
        """Ends the session if it is not over, saves it, and sums it up.

        Returns:
            The fields of ``SessionTally.summary``, the ``session_id`` in the history (None where saving
            failed), and then a ``notice`` that says why (else None).
        """
        self.session.stop()
        summary = self.tally.summary()
        self.saver.close()
        return summary | {"session_id": self.saver.session_id, "notice": self.saver.problem}


class Slot:
    """Held by a socket while it is live; their number is limited."""

    def __init__(self) -> None:
        self.taken_over = asyncio.Event()
        self.left = asyncio.Event()
        self.unfinished: LiveSession | None = None
        """The session to store for a page that may come back; set where the connection broke."""


@dataclass(slots=True)
class _Token:
    expires_s: float
    slot: Slot | None = None
    unfinished: LiveSession | None = None
    unfinished_until_s: float = field(default=0.0)


class Sessions:
    """The issued tokens, and the sockets that are live on them.

    Pages ask for tokens from their own threads; everything else happens in the server's event loop.
    """

    def __init__(self, capacity: int, now: Callable[[], float] = time.monotonic) -> None:
        """No socket is live at first.

        Args:
            capacity: How many sockets may be live at once.
            now: The steady clock by which tokens expire, seconds.
        """
        self._capacity = capacity
        self._now = now
        self._tokens: dict[str, _Token] = {}
        self._lock = threading.Lock()

    @property
    def live(self) -> int:
        """How many sockets are live."""
        with self._lock:
            return sum(known.slot is not None for known in self._tokens.values())

    @property
    def unfinished(self) -> int:
        """How many sessions wait for their page to come back."""
        with self._lock:
            self._drop_expired()
            return sum(known.unfinished is not None for known in self._tokens.values())

    def issue(self) -> str:
        """A token for one page, valid for ``TOKEN_LIFETIME_S``."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._drop_expired()
            self._tokens[token] = _Token(self._now() + TOKEN_LIFETIME_S)
        return token

    @asynccontextmanager
    async def slot(self, token: str) -> AsyncIterator[tuple[Slot, LiveSession | None]]:
        """A slot for a socket while the body runs, and the unfinished session of an earlier one.

        A second socket with the same token is the same page, back before the server noticed that the
        first connection broke. It takes over, and the first socket is closed.

        Raises:
            SocketRefusedError: if the token is not valid, or all slots are taken.
        """
        while (earlier := self._slot_of(token)) is not None:
            earlier.taken_over.set()
            await earlier.left.wait()
        slot, unfinished = self._take_slot(token)
        try:
            yield slot, unfinished
        finally:
            self._free_slot(token, slot)

    def _slot_of(self, token: str) -> Slot | None:
        with self._lock:
            self._drop_expired()
            known = self._tokens.get(token)
            if known is None:
                raise SocketRefusedError(
                    CloseCode.BAD_TOKEN, "This page has been open for too long. Reload it, then press Start."
                )
            return known.slot

    def _take_slot(self, token: str) -> tuple[Slot, LiveSession | None]:
        with self._lock:
            if sum(known.slot is not None for known in self._tokens.values()) >= self._capacity:
                raise SocketRefusedError(
                    CloseCode.FULL,
                    "The coach is busy in another window. Stop it there, then press Start here.",
                )
            known = self._tokens[token]
            known.slot = Slot()
            unfinished, known.unfinished = known.unfinished, None
            return known.slot, unfinished

    def _free_slot(self, token: str, slot: Slot) -> None:
        with self._lock:
            known = self._tokens[token]
            known.slot = None
            known.unfinished = slot.unfinished
            known.unfinished_until_s = self._now() + UNFINISHED_LIFETIME_S
        if slot.unfinished is not None:
            asyncio.get_running_loop().call_later(UNFINISHED_LIFETIME_S, self._sweep)
        slot.left.set()

    def _sweep(self) -> None:
        with self._lock:
            self._drop_expired()

    def _drop_expired(self) -> None:
        now_s = self._now()
        for token, known in list(self._tokens.items()):
            if known.unfinished is not None and known.unfinished_until_s <= now_s:
                # In a thread of its own: saving may have to wait for the history.
                threading.Thread(target=known.unfinished.end, name="posecoach-end").start()
                known.unfinished = None
            if known.expires_s <= now_s and known.slot is None and known.unfinished is None:
                del self._tokens[token]


def live_capacity() -> int:
    """How many sessions this computer can run at once: one for each core but the browser's."""
    return max(1, (os.cpu_count() or 1) - 1)


SESSIONS = Sessions(live_capacity())
"""The sessions of this server: the pages issue its tokens, the socket checks them."""
