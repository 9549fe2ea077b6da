"""Guards of the live socket: against pages of other origins, and against floods of messages."""

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from posecoach.translation import translate as _
from posecoach.ui.live.wire import CloseCode, SocketRefusedError

# Twice what a webcam gives; the page sends less, since it waits for answers.
MESSAGES_PER_S = 60.0
_BURST = 60.0


def same_origin(headers: Mapping[str, str]) -> bool:
    """Whether the page that opens the socket came from this server.

    Browsers always send the page's origin, which a page can't forge; a client without one isn't a browser.
    """
    origin, host = headers.get("origin"), headers.get("host")
    return bool(origin and host) and urlsplit(origin).netloc.lower() == str(host).lower()


class RateLimit:
    """A token bucket: bursts are fine, a flood is not."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left = _BURST
        self._filled_s = now()

    def count(self) -> None:
        """Counts one message.

        Raises:
            SocketRefusedError: if there were too many.
        """
        now_s = self._now()
        self._left = min(_BURST, self._left + (now_s - self._filled_s) * MESSAGES_PER_S)
        self._filled_s = now_s
        if self._left < 1:
            raise SocketRefusedError(
                CloseCode.TOO_FAST, _("Too many pictures at once. Reload the page, then press Start.")
            )
        self._left -= 1
