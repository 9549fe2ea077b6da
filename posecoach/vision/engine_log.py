"""Keeps the pose engine's start-up chatter off standard error.

MediaPipe 0.10.33 prints notices from C++ before its own log is set up; no environment variable or option
silences them. People should not have to look for the command line's one-line errors between them.
"""

import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

_STDERR_FD = 2
# TensorFlow Lite's own lines, the log library's preamble, and its lines of level Info and Warning.
_NOTICE = re.compile(rb"INFO: |WARNING: All log messages before absl|[IW]\d{4} ")
# The file descriptor belongs to the whole process: one redirection at a time.
_redirecting = threading.Lock()
# The landmark network prints its notice when it first sees a person, once in a process.
_person_seen = threading.Event()


def detection_notices_hidden() -> AbstractContextManager[None]:
    """Hides the engine's notices while it looks at a picture, as long as there are any to come."""
    return nullcontext() if _person_seen.is_set() else engine_notices_hidden()


def note_person_seen() -> None:
    """Notes that the engine has seen a person: in this process, its detections print nothing any more."""
    _person_seen.set()


@contextmanager
def engine_notices_hidden() -> Iterator[None]:
    """Hides the engine's notices while the body runs.

    Anything else written to standard error meanwhile, by any thread, is held back and written when the body
    ends; nothing of it is lost.
    """
    with _redirecting:
        try:
            original = os.dup(_STDERR_FD)
        except OSError:  # a process without a standard error has nothing to keep tidy
            yield
            return
        with tempfile.TemporaryFile() as held:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(held.fileno(), _STDERR_FD)
            try:
                yield
            finally:
                if sys.stderr is not None:
                    sys.stderr.flush()
                os.dup2(original, _STDERR_FD)
                os.close(original)
                held.seek(0)
                for line in held:
                    if not _NOTICE.match(line):
                        os.write(_STDERR_FD, line)
