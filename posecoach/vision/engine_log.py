"""Keeps the pose engine's start-up chatter off standard error.

MediaPipe 0.10.33 prints notices from C++ before its own log is set up; no environment variable or
option silences them. People reading the command line's one-line errors should not have to find them
between those notices.
"""

import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR_FD = 2
# TensorFlow Lite's own lines, the log library's preamble, and its lines of level Info and Warning.
_NOTICE = re.compile(rb"INFO: |WARNING: All log messages before absl|[IW]\d{4} ")
# The file descriptor belongs to the whole process: one redirection at a time.
_redirecting = threading.Lock()


@contextmanager
def engine_notices_hidden() -> Iterator[None]:
    """Hides the engine's notices while the body runs.

    Whatever else is written to standard error meanwhile, by any thread, is held back and written
    when the body ends; nothing of it is lost.
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
