"""A long live session: whether memory, answers a second and latency stay what they were.

Serves the app and plays sample videos, people and an empty room in turns, as the webcam of a headless
Chromium. It begins a session again whenever one ends, and every few minutes cuts the socket, hides the tab,
and pauses. What it prints last says whether all stayed flat. Run it on an otherwise idle machine; what other
programs used is measured too.

    python benchmarks/timing/soak.py [--minutes 60] [--plot FILE.png] [--csv FILE.csv]
    python benchmarks/timing/soak.py --read FILE.csv [--plot FILE.png]    # an earlier run
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
from playwright.sync_api import Page, sync_playwright

from benchmarks.timing.live_latency import browser_process, launch_chromium
from benchmarks.timing.soak_plot import write_plot
from benchmarks.timing.soak_report import (
    Event,
    Sample,
    last_line,
    read_samples,
    table,
    write_header,
    write_sample,
)
from posecoach.vision.model.store import ensure_model

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.browser.coach_page import choose  # noqa: E402 (the path to tests is set first)
from support.browser.serving import WATCHED_APP, serve  # noqa: E402 (the path to tests is set first)
from support.browser.watching import Served, write_webcam  # noqa: E402 (the path to tests is set first)
from support.cuts import Cut  # noqa: E402 (the path to tests is set first)

SESSION = "hamstrings_and_back"
# In each loop of the film all three stretches, and a while in which nobody is there.
FILM = ("standing_good_ben", "seated_good_ben", "no_walking_past_standing_jonas", "lying_good_amara")
SAMPLE_S = 10.0
TICK_MS = 250
ANSWERS_WITHIN_S = 60.0
EMPTY_WITHIN_S = 30.0
# Between two events; with them a round takes two and a half minutes.
COACHING_S = 35.0
HIDDEN_S = 20.0
PAUSE_S = 15.0
SPY = Path(__file__).with_name("soak_spy.js")
MEGABYTE = 2**20


class Machine:
    """What the server, the browser and all other programs take of the machine."""

    def __init__(self) -> None:
        self._this = psutil.Process()
        served = [child for child in self._this.children() if str(WATCHED_APP) in child.cmdline()]
        self.server = served[0]
        self._browser = browser_process()
        self._last = self._used_s()

    def page_mb(self) -> float:
        """Resident memory of the browser's largest renderer: others are spare, or show an empty page."""
        largest = 0
        for process in self._browser.children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if "--type=renderer" in process.cmdline():
                    largest = max(largest, process.memory_info().rss)
        return largest / MEGABYTE

    def other_cores(self) -> float:
        """How many cores other programs used since this was last asked."""
        last, self._last = self._last, self._used_s()
        all_s, own_s, at_s = (now - before for now, before in zip(self._last, last, strict=True))
        return max(0.0, all_s - own_s) / at_s

    def _used_s(self) -> tuple[float, float, float]:
        """CPU seconds of the whole machine and of this run, and the time."""
        times = psutil.cpu_times()
        own_s = 0.0
        for process in (self._this, *self._this.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                own = process.cpu_times()
                own_s += own.user + own.system
        busy_s = times.user + times.nice + times.system + times.irq + times.softirq
        return busy_s, own_s, time.monotonic()


class Soak:
    """One page that is coached without end, and disturbed."""

    def __init__(
        self, page: Page, served: Served, machine: Machine, minutes: float, keep: Callable[[Sample], None]
    ) -> None:
        self._page = page
        self._served = served
        self._machine = machine
        self._keep = keep
        self._sessions = 0
        self._event = Event.NONE
        self._hidden = False
        self._began_s = self._sampled_s = time.monotonic()
        self._end_s = self._began_s + minutes * 60

    def run(self) -> None:
        """Runs until the time is over, and ends the session under way."""
        steps = (
            self._coach,
            self._reconnect,
            self._coach,
            self._hide,
            self._coach,
            self._pause,
        )
        for step in itertools.cycle(steps):
            if self._over:
                break
            step()
        if self._live:
            self._page.keyboard.press("Escape")
            self._page.locator(".live").wait_for(state="hidden")

    @property
    def _over(self) -> bool:
        return time.monotonic() >= self._end_s

    @property
    def _live(self) -> bool:
        return self._page.locator(".live").is_visible()

    def _coach(self) -> None:
        self._stay(COACHING_S)

    def _reconnect(self) -> None:
        self._page.evaluate("window.liveSocket.close(3000)")
        self._wait_for_answers(Event.RECONNECT)

    def _hide(self) -> None:
        self._show(False)
        self._stay(HIDDEN_S, Event.HIDDEN)
        self._show(True)
        self._wait_for_answers(Event.HIDDEN)

    def _show(self, shown: bool) -> None:
        self._page.evaluate("(hidden) => window.hideTab(hidden)", not shown)
        self._hidden = not shown

    def _pause(self) -> None:
        if not self._live:
            return
        self._page.keyboard.press("Space")
        self._stay(PAUSE_S, Event.PAUSE)
        if self._page.locator("dialog[data-phase=paused]").is_visible():
            self._page.keyboard.press("Space")
        self._wait_for_answers(Event.PAUSE)

    def _stay(self, seconds: float, event: Event = Event.NONE) -> None:
        until_s = min(time.monotonic() + seconds, self._end_s)
        while time.monotonic() < until_s:
            self._tick(event)

    def _wait_for_answers(self, event: Event) -> None:
        """Waits until the session goes on, or the next one."""
        self._page.evaluate("window.agesMs.length = 0")
        until_s = time.monotonic() + ANSWERS_WITHIN_S
        while not self._page.evaluate("window.agesMs.length"):
            assert time.monotonic() < until_s, f"no answer after: {event}"
            self._tick(event, sampling=False)

    def _tick(self, event: Event, *, sampling: bool = True) -> None:
        self._page.wait_for_timeout(TICK_MS)
        self._event = event or self._event
        # Nobody presses Start in a hidden tab.
        if not self._hidden and event is not Event.START and not self._live:
            self._start()
        if sampling and time.monotonic() - self._sampled_s >= SAMPLE_S:
            self._sample()

    def _start(self) -> None:
        self._page.locator(".start").click()
        self._sessions += 1
        self._wait_for_answers(Event.START)

    def _sample(self) -> None:
        now_s = time.monotonic()
        lasted_s, self._sampled_s = now_s - self._sampled_s, now_s
        ages_ms, width = self._page.evaluate("[window.agesMs.splice(0), window.picturePx]")
        watched = self._served.watch()
        server = self._machine.server
        p50_ms, p95_ms = np.percentile(ages_ms, (50, 95)) if ages_ms else (np.nan, np.nan)
        self._keep(
            Sample(
                minute=(now_s - self._began_s) / 60,
                event=self._event,
                server_mb=server.memory_info().rss / MEGABYTE,
                page_mb=self._machine.page_mb(),
                answers_per_s=len(ages_ms) / lasted_s,
                p50_ms=float(p50_ms),
                p95_ms=float(p95_ms),
                picture_px=width,
                sessions=self._sessions,
                live_sockets=watched["live"],
                engine_threads=watched["threads"],
                server_threads=server.num_threads(),
                server_files=server.num_fds(),
                load=os.getloadavg()[0],
                other_cores=self._machine.other_cores(),
            )
        )
        self._event = Event.NONE


def measure(minutes: float, keep: Callable[[Sample], None]) -> None:
    """Runs the app and the browser, and hands over each sample."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        film = folder / "film.mjpeg"
        write_webcam(film, *map(Cut, FILM))
        with serve(ensure_model().path, ROOT / "stretch_specs", folder) as served:
            chromium = launch_chromium(playwright, film)
            page = chromium.new_context(locale="en-GB").new_page()
            page.add_init_script(path=SPY)
            page.goto(served.url)
            choose(page, SESSION)
            Soak(page, served, Machine(), minutes, keep).run()
            served.wait_until_empty(EMPTY_WITHIN_S)
            chromium.close()


def main() -> None:
    """Measures, or reads what was measured, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--plot", type=Path, help="where to draw it, a .png")
    parser.add_argument("--csv", type=Path, help="where to write the samples, as they come")
    parser.add_argument("--read", type=Path, help="samples of an earlier run, in place of a new one")
    arguments = parser.parse_args()
    samples: list[Sample] = []
    if arguments.read:
        samples = read_samples(arguments.read)
        report(samples, arguments.plot)
        return
    os.environ.pop("POSECOACH_DB", None)  # the soak has a history of its own
    with (arguments.csv or Path(os.devnull)).open("w", newline="", encoding="utf-8") as target:
        write_header(target)

        def keep(sample: Sample) -> None:
            samples.append(sample)
            write_sample(target, sample)

        try:
            measure(arguments.minutes, keep)
        finally:
            # A soak that breaks off shows how far it came.
            if samples:
                report(samples, arguments.plot)


def report(samples: list[Sample], plot: Path | None) -> None:
    """Prints the table and the last line, and draws the plot."""
    print(table(samples))
    if plot:
        write_plot(plot, samples)
    print(last_line(samples), flush=True)


if __name__ == "__main__":
    main()
