"""``python -m tools.faults``: damaged and odd inputs, and how the program meets each of them."""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tools.faults.kinds import KINDS
from tools.faults.report import print_report
from tools.faults.runner import run
from tools.faults.trial import numbers

_FOLDER = Path("build") / "faults"
_COUNT = 10_000
_SEED = 18


def main(arguments: list[str] | None = None, folder: Path = _FOLDER) -> int:
    """Run the command; the exit status: 1 if an input was not met as it should be."""
    options = _parser().parse_args(arguments)
    tasks = options.only or numbers(list(KINDS.values()), options.count)
    if not options.only:
        shutil.rmtree(folder, ignore_errors=True)  # the failures of the last time
    console = Console()
    began = time.monotonic()
    running = run(tasks, KINDS, seed=options.seed, workers=options.workers, folder=folder)
    outcomes = list(
        track(running, "Trying inputs", len(tasks), console=console, disable=not console.is_terminal)
    )
    print_report(outcomes, time.monotonic() - began, console)
    if all(outcome.good for outcome in outcomes):
        return 0
    print(f"Each failing input is in {folder}, with the command that repeats it.")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("--count", type=int, default=_COUNT, help="inputs in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=_SEED, help="of all chance (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes side by side")
    parser.add_argument(
        "--only", type=_one, action="append", metavar="KIND:NUMBER", help="one input; can be given again"
    )
    return parser


def _one(text: str) -> tuple[str, int]:
    kind, _, number = text.partition(":")
    if kind not in KINDS or not number.isdigit():
        raise argparse.ArgumentTypeError(f"expected KIND:NUMBER, with a KIND of {', '.join(KINDS)}")
    return kind, int(number)


if __name__ == "__main__":
    sys.exit(main())
