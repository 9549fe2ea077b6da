"""How long the pages take to open with a long history, against an empty one, in one run.

python benchmarks/timing/history_pages.py [--sessions 1000]
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from posecoach.catalog.safety import load_safety_screen
from posecoach.records.history.shared import close_history
from posecoach.records.history.store import History

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.sets.made_up_weeks import fill  # noqa: E402 (the path to tests is set first)

PAGES = ("coach", "review", "progress", "stretches")
SCRIPTS = {page: f"from posecoach.ui.pages.{page} import {page}_page\n{page}_page()" for page in PAGES} | {
    "past set": "from posecoach.catalog.exercises import load_specs\n"
    "from posecoach.ui.review.past_view import show_past\nshow_past(load_specs())"
}
LIMIT_S = 1.0
TURNS = 5
A_WEEK = 4


def opens(script: str) -> float:
    """Seconds that a page takes, from the browser's wish to its last element."""
    began = time.perf_counter()
    app = AppTest.from_string(script, default_timeout=60).run()
    lasted = time.perf_counter() - began
    assert not app.exception, app.exception
    return lasted


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How long the pages take to open with a long history.")
    parser.add_argument("--sessions", type=int, default=1000)
    sessions = parser.parse_args().sessions
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POSECOACH_DATA"] = folder
        urls = {name: f"sqlite:///{folder}/{name}.db" for name in ("empty", "full")}
        full = History(urls["full"])
        fill(full, datetime.now().astimezone(), weeks=sessions // A_WEEK, a_week=A_WEEK)
        saved = len(full.sessions(1))
        screen = load_safety_screen()
        for url in urls.values():
            history = History(url)
            history.save_safety_outcome(history.profiles()[0].id, screen.saved(screen.screening([])))
            history.close()
        full.close()
        for script in SCRIPTS.values():
            opens(script)  # whatever is loaded once
        print(f"{saved} sessions; median of {TURNS}, limit {LIMIT_S:g} s")
        for page, script in SCRIPTS.items():
            took: dict[str, list[float]] = {name: [] for name in urls}
            for _ in range(TURNS):
                for name, url in urls.items():
                    os.environ["POSECOACH_DB"] = url
                    close_history()
                    took[name].append(opens(script))
            empty_s, full_s = (statistics.median(took[name]) for name in urls)
            print(f"{page:10} empty {empty_s:.2f} s   full {full_s:.2f} s   ratio {full_s / empty_s:.2f}")


if __name__ == "__main__":
    main()
