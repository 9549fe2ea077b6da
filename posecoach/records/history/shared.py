"""The one open history of a server: pages and live sessions share it, from any thread."""

from threading import Lock

from posecoach.records.history.store import History

_lock = Lock()
_opened: History | None = None


def open_history() -> History:
    """The server's history, opened by the first call; a call that fails leaves the next one to try again.

    Raises:
        HistoryError: if it can't be opened.
    """
    global _opened
    with _lock:
        if _opened is None:
            _opened = History()
        return _opened


def close_history() -> None:
    """Closes the server's history; the next call of ``open_history`` opens it again."""
    global _opened
    with _lock:
        if _opened is not None:
            _opened.close()
            _opened = None
