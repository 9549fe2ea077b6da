"""A process that makes inputs and puts them to the program, one after another."""

import faulthandler
import fnmatch
import hashlib
import os
import shutil
import stat
import time
import traceback
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

from posecoach.errors import PoseCoachError
from tools.faults.ordinary_user import become_ordinary
from tools.faults.trial import HalfWrittenError, Kind, LostError, Met, Outcome, Trial, chance

_MOST_COMPARED_BYTES = 20_000_000


def serve(connection: Connection, kinds: Mapping[str, Kind], seed: int, folder: Path, trace: Path) -> None:
    """Meets inputs by kind and number until None comes.

    Answers each first with the input in words, then with its outcome.

    Args:
        connection: To the runner.
        kinds: By name.
        seed: Of the whole suite.
        folder: For the inputs, each in a folder of its own; that of a failure stays.
        trace: Where a hang or a crash leaves the stack.
    """
    become_ordinary()
    os.environ.pop("POSECOACH_DB", None)
    os.environ.pop("POSECOACH_SPECS", None)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)  # the decoders' own remarks
    with trace.open("w") as file:
        faulthandler.enable(file)
        while (task := connection.recv()) is not None:
            connection.send(_meet(connection, kinds[task[0]], task[1], seed, folder, file))


def place(folder: Path, kind: str, number: int) -> Path:
    """The folder of one input."""
    return folder / f"{kind}-{number}"


def _meet(connection: Connection, kind: Kind, number: int, seed: int, folder: Path, trace: TextIO) -> Outcome:
    own = place(folder, kind.name, number)
    inside = own / "input"
    inside.mkdir(parents=True)
    os.environ["POSECOACH_DATA"] = str(inside / "data")
    os.chdir(inside)
    try:
        trial = kind.make(chance(seed, kind.name, number), inside, number)
    except Exception:  # a mistake of the suite's own
        return Outcome(kind.name, number, "can't be made", Met.TRACEBACK, traceback.format_exc(), 0.0)
    before = _contents(inside)
    connection.send(trial.what)
    faulthandler.dump_traceback_later(kind.limit_s, file=trace)
    began = time.perf_counter()
    met, detail = _outcome_of(trial)
    seconds = time.perf_counter() - began
    faulthandler.cancel_dump_traceback_later()
    if met in (Met.FINE, Met.LINE, Met.REFUSED):
        met, detail = _compare(before, _contents(inside), trial.may_write) or (met, detail)
    os.chdir(folder)
    outcome = Outcome(kind.name, number, trial.what, met, detail, seconds)
    if outcome.good:
        _remove(own)
    return outcome


def _outcome_of(trial: Trial) -> tuple[Met, str]:
    try:
        lines = trial.run()
    except PoseCoachError as error:
        return Met.REFUSED, str(error)
    except LostError as error:
        return Met.LOST, str(error)
    except HalfWrittenError as error:
        return Met.HALF_WRITTEN, str(error)
    except MemoryError:
        return Met.MEMORY, traceback.format_exc()
    except BaseException:  # whatever it is, no person is to see it
        return Met.TRACEBACK, traceback.format_exc()
    return (Met.LINE, "; ".join(lines)) if lines else (Met.FINE, "")


def _compare(
    before: Mapping[str, str], after: Mapping[str, str], may_write: tuple[str, ...]
) -> tuple[Met, str] | None:
    """What a trial did to the files in its folder that it must not do; None if nothing."""

    def allowed(name: str) -> bool:
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in may_write)

    gone = [name for name, content in before.items() if after.get(name) != content and not allowed(name)]
    if gone:
        return Met.LOST, f"changed or gone: {', '.join(gone)}"
    new = [
        name
        for name in after
        if name not in before and (not allowed(name) or name.endswith((".part", ".tmp")))
    ]
    if new:
        return Met.HALF_WRITTEN, f"left behind: {', '.join(new)}"
    return None


def _contents(folder: Path) -> dict[str, str]:
    """Of every file in a folder, what tells whether it changed; those that can't be read aside."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            about = path.lstat()
            digest = ""
            if (
                stat.S_ISREG(about.st_mode)
                and about.st_size <= _MOST_COMPARED_BYTES
                and os.access(path, os.R_OK)
            ):
                digest = hashlib.sha1(path.read_bytes()).hexdigest()
            found[str(path.relative_to(folder))] = f"{about.st_mode} {about.st_size} {digest}"
    return found


def _remove(folder: Path) -> None:
    for parent, folders, _ in os.walk(folder):
        for name in folders:
            inside = Path(parent, name)
            if not inside.is_symlink():
                inside.chmod(0o700)
    shutil.rmtree(folder)
