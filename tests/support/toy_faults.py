"""Toy inputs for the fault suite's runner. They are in a module, where a new process finds them."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from posecoach.errors import PoseCoachError
from tools.faults.trial import Kind, Trial

LIMIT_S = 4.0
LIMIT_BYTES = 200_000_000


def _refuse() -> Sequence[str]:
    raise PoseCoachError("toy.mp4: no video; give another")


def _fail() -> Sequence[str]:
    raise ZeroDivisionError("planted")


def _exit() -> Sequence[str]:
    raise SystemExit(3)


def _hang() -> Sequence[str]:
    time.sleep(600)
    return []


def _crash() -> Sequence[str]:
    os.abort()


def _fill_the_memory() -> Sequence[str]:
    held = b"x" * 2 * LIMIT_BYTES
    time.sleep(600)
    return [str(len(held))]


def _leave_a_part() -> Sequence[str]:
    Path(".toy.mp4.part").write_bytes(b"half")
    return []


def _overwrite() -> Sequence[str]:
    Path("mine.yaml").write_text("other")
    return []


def _delete() -> Sequence[str]:
    Path("mine.yaml").unlink()
    return []


def _write_what_it_may() -> Sequence[str]:
    Path("out.json").write_text("{}")
    return []


RUNS: tuple[Callable[[], Sequence[str]], ...] = (
    *(list, lambda: ["the end is missing"], _refuse, _fail, _exit, _hang, _crash),
    *(_fill_the_memory, _leave_a_part, _overwrite, _delete, _write_what_it_may),
)


def make_toy(random: Random, folder: Path, number: int) -> Trial:
    (folder / "mine.yaml").write_text("mine")
    return Trial(f"toy {number}", RUNS[number], may_write=("out.json",))


KINDS = {"toy": Kind("toy", len(RUNS), make_toy, limit_s=LIMIT_S)}
EXPECTED = (
    *("fine", "one line", "refused", "traceback", "traceback", "hang", "crash"),
    *("over 2 GB", "half-written", "lost", "lost", "fine"),
)
