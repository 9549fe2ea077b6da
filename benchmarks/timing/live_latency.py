"""How long the live page takes from a camera frame to the overlay and to the voice, and what it costs.

Serves the app twice in one run, with the coach's judging and without (the bare loop: camera, socket,
pose engine, overlay), and plays a sample as the webcam of a headless Chromium for each, in turns. Run
it on an otherwise idle machine:

    python benchmarks/timing/live_latency.py [--seconds 15] [--rounds 20] [--minutes 10]
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from posecoach.catalog.safety import load_safety_screen
from posecoach.records.history.store import History

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.browser.coach_page import choose  # noqa: E402 (the path to tests is set first)
from support.browser.watching import ALLOW_CAMERA, CHROMIUM_FLAGS, FAKE_CAMERA, write_webcam  # noqa: E402 (the path to tests is set first)
from support.cuts import Cut  # noqa: E402 (the path to tests is set first)

SAMPLES = {"640x480": "standing_bent_knees_amara", "1280x720": "hd_lying_amara"}
STRETCHES = {"640x480": "standing_hamstring", "1280x720": "lying_hamstring"}
WARM_UP_S = 5.0
TURNS = 4
LIMIT_MS = 100.0
LIMIT_RATIO = 1.15
LIMIT_GROWTH = 0.05
# The summary is sent first: with the engines still there, a session's end reads 100 MB more.
FREED_WITHIN_S = 2.0
# When a frame was taken travels in the header of its message; an answer carries it back, counted from
# the first one. What was drawn in the handler of a message is on the screen in the next animation frame.
SPY = """
window.overlays = [];
window.spoken = [];
let firstS = null;
const taken = (tS) => (firstS + tS) * 1000 - performance.timeOrigin;
speechSynthesis.speak = (utterance) => {
  window.spoken.push(performance.now() - taken(window.lastS));
  utterance.dispatchEvent(new Event("start"));
};
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    if (!this.url.includes("/live/")) return;
    this.addEventListener("message", ({ data }) => {
      const { type, t_s: tS } = JSON.parse(data);
      if (type !== "feedback" || firstS === null) return;
      window.lastS = tS;
      requestAnimationFrame(() => window.overlays.push(performance.now() - taken(tS)));
    });
  }
  send(data) {
    if (firstS === null && data instanceof Blob) {
      firstS = 0;
      data.arrayBuffer().then((all) => { firstS = new DataView(all).getFloat64(4, true); });
    }
    super.send(data);
  }
};
"""
# The coach's judging left out of the same page: what the loop costs by itself.
BARE = """
from posecoach.coaching import session
from posecoach.coaching.session import Phase, SessionFeedback

NOTHING = (Phase.REST, 0, None, None, None, None, None)
session.Session.update = lambda self, pose, t_s: SessionFeedback(t_s, *NOTHING)
"""
APP = """
from streamlit.starlette import App
from posecoach.ui.live.routes import live_routes

app = App({home!r}, routes=live_routes())
"""


@contextmanager
def served(folder: Path, port: int, *, bare: bool) -> Iterator[psutil.Process]:
    """The app, with or without judging."""
    app = folder / f"app_{port}.py"
    app.write_text((BARE if bare else "") + APP.format(home=str(ROOT / "posecoach/ui/pages/home.py")))
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    url = f"sqlite:///{folder}/history.db"
    history = History(url)
    screen = load_safety_screen()
    history.save_safety_outcome(history.profiles()[0].id, screen.saved(screen.screening([])))
    history.close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "POSECOACH_DB": url}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            yield psutil.Process(server.pid)
        finally:
            server.terminate()


def cpu_s(root: psutil.Process) -> float:
    """CPU seconds of a process and of all that it started."""
    total = 0.0
    for process in (root, *root.children(recursive=True)):
        times = process.cpu_times()
        total += times.user + times.system
    return total


def launch_chromium(playwright: Playwright, film: Path) -> Browser:
    """A headless Chromium whose webcam plays a film."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=[
            *(*CHROMIUM_FLAGS, FAKE_CAMERA, ALLOW_CAMERA),
            f"--use-file-for-fake-video-capture={film}",
        ],
    )


def open_page(browser: Browser, port: int, stretch: str) -> Page:
    """The Coach page with a stretch chosen."""
    page = browser.new_context(locale="en-GB").new_page()
    page.add_init_script(SPY)
    for _ in range(60):
        try:
            page.goto(f"http://127.0.0.1:{port}")
            break
        except Exception:
            time.sleep(0.5)
    choose(page, stretch)
    return page


def live(page: Page, server: psutil.Process, browser: psutil.Process, seconds: float) -> dict[str, float]:
    """One stay on the live page, after it has warmed up."""
    page.locator(".start").click()
    page.wait_for_function("window.overlays.length > 0", timeout=60_000)
    page.wait_for_timeout(WARM_UP_S * 1000)
    page.evaluate("() => { window.overlays.length = 0; window.spoken.length = 0; }")
    before, began = (cpu_s(server), cpu_s(browser)), time.perf_counter()
    page.wait_for_timeout(seconds * 1000)
    lasted = time.perf_counter() - began
    overlays = sorted(page.evaluate("window.overlays"))
    spoken = page.evaluate("window.spoken")
    after = cpu_s(server), cpu_s(browser)
    page.keyboard.press("Escape")
    page.locator(".live").wait_for(state="hidden")
    return {
        "p50": statistics.median(overlays),
        "p95": overlays[int(0.95 * (len(overlays) - 1))],
        "spoken": statistics.median(spoken) if spoken else float("nan"),
        "per_s": len(overlays) / lasted,
        "server": 100 * (after[0] - before[0]) / lasted,
        "browser": 100 * (after[1] - before[1]) / lasted,
    }


def browser_process() -> psutil.Process:
    """The Chromium that this run started: its topmost process."""
    chromiums = [
        process for process in psutil.Process().children(recursive=True) if "chrom" in process.name().lower()
    ]
    return min(chromiums, key=lambda process: process.create_time())


def latency(folder: Path, seconds: float) -> None:
    """Both sizes, with judging and without, in turns: what else the machine does meets both."""
    print("CPU in % of one core")
    print(f"{'':22}{'overlay p50':>12}{'p95':>8}{'to voice':>10}{'answers/s':>11}{'server':>9}{'browser':>9}")
    with (
        served(folder, 8731, bare=False) as coach,
        served(folder, 8732, bare=True) as bare,
        sync_playwright() as playwright,
    ):
        for size, sample in SAMPLES.items():
            film = folder / f"{sample}.mjpeg"
            write_webcam(film, Cut(sample))
            chromium = launch_chromium(playwright, film)
            rows: dict[str, list[dict[str, float]]] = {"coach": [], "bare loop": []}
            for _ in range(TURNS):
                for name, server, port in (("coach", coach, 8731), ("bare loop", bare, 8732)):
                    page = open_page(chromium, port, STRETCHES[size])
                    rows[name].append(live(page, server, browser_process(), seconds))
                    page.context.close()
            medians = {
                name: {key: statistics.median(row[key] for row in of) for key in of[0]}
                for name, of in rows.items()
            }
            for name, row in medians.items():
                print(
                    f"{size + ', ' + name:22}{row['p50']:>9.0f} ms{row['p95']:>5.0f} ms"
                    f"{row['spoken']:>7.0f} ms{row['per_s']:>11.1f}{row['server']:>8.0f}%"
                    f"{row['browser']:>8.0f}%"
                )
            ratio = medians["coach"]["p50"] / medians["bare loop"]["p50"]
            print(f"  coach / bare {ratio:.3f} (limit {LIMIT_RATIO}); p95 limit {LIMIT_MS:.0f} ms")
            chromium.close()


def memory(folder: Path, rounds: int, minutes: float) -> None:
    """The server's memory over sessions begun and ended, and over one long one."""
    film = folder / "memory.mjpeg"
    write_webcam(film, Cut("standing_good_ben"))
    with served(folder, 8733, bare=False) as server, sync_playwright() as playwright:
        chromium = launch_chromium(playwright, film)
        page = open_page(chromium, 8733, "hamstrings_and_back")

        def rss() -> float:
            return float(server.memory_info().rss) / 2**20

        def round_of(seconds: float) -> list[float]:
            page.evaluate("() => { window.overlays.length = 0; }")
            page.locator(".start").click()
            page.wait_for_function("window.overlays.length > 20", timeout=60_000)
            held = []
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                page.wait_for_timeout(min(15.0, seconds) * 1000)
                held.append(rss())
            page.keyboard.press("Escape")
            page.locator(".summary-title").wait_for()
            return held

        connected = []
        for _ in range(rounds):
            round_of(0.0)
            page.wait_for_timeout(FREED_WITHIN_S * 1000)
            connected.append(rss())
        if connected:
            settled = statistics.mean(connected[2:5])
            report(f"{rounds} connects", settled, statistics.mean(connected[-3:]))
        if minutes:
            held = round_of(minutes * 60)
            report(f"{minutes:g} minutes", statistics.mean(held[3:7]), statistics.mean(held[-4:]))


def report(how_much: str, early: float, late: float) -> None:
    """A line on growth."""
    growth = late / early - 1
    limit = f"limit {LIMIT_GROWTH:.0%}"
    print(f"memory, {how_much:14} {early:.0f} MB -> {late:.0f} MB ({growth:+.1%}, {limit})")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15.0, help="of each stay; 0 leaves latency out")
    parser.add_argument("--rounds", type=int, default=20, help="of connecting and stopping, for memory")
    parser.add_argument("--minutes", type=float, default=10.0, help="of one live session, for memory")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.seconds:
            latency(Path(folder), arguments.seconds)
        if arguments.rounds or arguments.minutes:
            memory(Path(folder), arguments.rounds, arguments.minutes)


if __name__ == "__main__":
    main()
