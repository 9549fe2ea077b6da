"""A served app, and a headless Chromium that sees a sample video as its webcam."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from posecoach.vision.video import probe, read_frames

ROOT = Path(__file__).parents[2]
START_WITHIN_S = 30.0
# What Chromium plays an .mjpeg webcam at.
WEBCAM_FPS = 30

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ALLOW_CAMERA = "--use-fake-ui-for-media-stream"
NO_CAMERA = "--use-fake-device-for-media-stream=device-count=0"

# Headless Chromium has no voices: what would be spoken is written down. Sockets are kept to be cut.
SPY = """
window.spoken = [];
speechSynthesis.speak = (utterance) => {
  window.spoken.push(utterance.text);
  utterance.dispatchEvent(new Event("start"));
};
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...all) { super(...all); window.sockets.push(this); }
};
"""


@dataclass(frozen=True)
class Served:
    url: str

    def watch(self) -> dict[str, int]:
        with urllib.request.urlopen(f"{self.url}/watch") as answer:
            return json.load(answer)

    def wait_until_empty(self, within_s: float = 10.0) -> None:
        """Waits until no session, no unfinished set and no engine's thread is left."""
        until_s = time.monotonic() + within_s
        while any((left := self.watch()).values()):
            assert time.monotonic() < until_s, f"still there: {left}"
            time.sleep(0.05)


@pytest.fixture(scope="session")
def serve(model_path: Path) -> Iterator[Callable[..., Served]]:
    """Runs an app file as ``streamlit run`` does, until the tests are over."""
    running: list[subprocess.Popen[bytes]] = []

    def start(app: Path, **environment: str) -> Served:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [
            *(sys.executable, "-m", "streamlit", "run", str(app)),
            *("--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"),
        ]
        environment = {"POSECOACH_MODEL": str(model_path), "PYTHONPATH": str(ROOT), **environment}
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
        running.append(process)
        served = Served(f"http://127.0.0.1:{port}")
        until_s = time.monotonic() + START_WITHIN_S
        while True:
            assert process.poll() is None, "the server ended by itself"
            try:
                urllib.request.urlopen(f"{served.url}/_stcore/health").close()
                return served
            except urllib.error.URLError:
                assert time.monotonic() < until_s, "the server does not answer"
                time.sleep(0.05)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def served(serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The watched app, where holds of 3 s can be chosen: a clip holds for 4 s before it loops."""
    specs = tmp_path_factory.mktemp("specs")
    for path in (ROOT / "stretch_specs").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "options_s: [20, 30]" in text
        (specs / path.name).write_text(text.replace("options_s: [20, 30]", "options_s: [3, 20, 30]"), "utf-8")
    return serve(ROOT / "tests" / "end_to_end" / "watched_app.py", POSECOACH_SPECS=str(specs))


@pytest.fixture(scope="session")
def webcam(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Makes Chromium's flag that plays a sample video, in a loop, as its webcam."""
    folder = tmp_path_factory.mktemp("webcam")

    def flag(sample: str) -> str:
        path = folder / f"{sample}.mjpeg"
        if not path.exists():
            write_webcam(ROOT / "sample_videos" / f"{sample}.mp4", path)
        return f"--use-file-for-fake-video-capture={path}"

    return flag


def write_webcam(sample: Path, target: Path) -> None:
    with av.open(str(target), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=WEBCAM_FPS)
        info = probe(sample)
        stream.width, stream.height = info.width, info.height
        stream.pix_fmt, stream.options = "yuvj420p", {"q:v": "3"}
        number = 0
        for frame in read_frames(sample):
            # A sample has fewer pictures a second: each is shown until the next one's time.
            while number <= frame.t_s * WEBCAM_FPS:
                picture = av.VideoFrame.from_ndarray(frame.rgb, format="rgb24")
                picture.pts, picture.time_base = number, Fraction(1, WEBCAM_FPS)
                container.mux(stream.encode(picture))
                number += 1
        container.mux(stream.encode())


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    # Not for the whole session: while it runs, the tests of other modules can't run event loops.
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Callable[..., Browser]]:
    """Opens Chromium with these flags, once for each set of flags."""
    opened: dict[tuple[str, ...], Browser] = {}

    def launch(*flags: str) -> Browser:
        if flags not in opened:
            opened[flags] = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=[*CHROMIUM_FLAGS, *flags]
            )
        return opened[flags]

    yield launch
    for browser in opened.values():
        browser.close()


@pytest.fixture
def open_coach(chromium: Callable[..., Browser], served: Served) -> Iterator[Callable[..., Page]]:
    """Opens the Coach page in a browser with these flags."""
    contexts = []
    errors: list[str] = []

    def visit(*flags: str) -> Page:
        context = chromium(*flags).new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        context.add_init_script(SPY)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served.url)
        page.get_by_role("button", name="Start").wait_for()
        return page

    yield visit
    for context in contexts:
        context.close()
    assert errors == []
