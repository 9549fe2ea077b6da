"""The watched app, served as people serve it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.browser.watching import Served

from posecoach.catalog.safety import load_safety_screen
from posecoach.records.history.store import History

ROOT = Path(__file__).parents[3]
WATCHED_APP = Path(__file__).with_name("watched_app.py")
START_WITHIN_S = 30.0


@contextmanager
def serve(
    model_path: Path, specs: Path, data: Path, *, asked_already: bool = True, base_path: str = ""
) -> Iterator[Served]:
    """The watched app on a free port, served as ``streamlit run`` does; with the safety screen behind one."""
    if asked_already:
        history = History(f"sqlite:///{data}/history.db")
        screen = load_safety_screen()
        history.save_safety_outcome(history.profiles()[0].id, screen.saved(screen.screening([])))
        history.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(WATCHED_APP)),
        *("--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"),
        *("--server.baseUrlPath", base_path),
    ]
    environment = {
        **os.environ,
        "POSECOACH_MODEL": str(model_path),
        "POSECOACH_SPECS": str(specs),
        "POSECOACH_BUILTIN": "off",
        "POSECOACH_DATA": str(data),
        "PYTHONPATH": str(ROOT),
    }
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            served = Served(f"http://127.0.0.1:{port}{base_path}", data)
            wait_for_answer(served, server)
            yield served
        finally:
            server.terminate()


def wait_for_answer(served: Served, server: subprocess.Popen[bytes]) -> None:
    until_s = time.monotonic() + START_WITHIN_S
    while True:
        assert server.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(f"{served.url}/_stcore/health").close()
            return
        except urllib.error.URLError:
            assert time.monotonic() < until_s, "the server does not answer"
            time.sleep(0.05)
