"""Hands the inputs to the workers, and replaces a worker that hangs, crashes or takes too much memory."""

import multiprocessing
import shutil
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil

from tools.faults.trial import LIMIT_BYTES, Kind, Met, Outcome
from tools.faults.worker import place, serve

_POLL_S = 0.02
# Its own dump of where it hangs comes first.
_AFTER_THE_DUMP_S = 1.0
_NOT_MADE = "not made yet"
# A new worker loads all libraries first, and encodes the sound clips; on a busy machine that takes minutes.
_MAKING_S = 600.0


class _Worker:
    """One process, its task and what is known of it."""

    def __init__(self, kinds: Mapping[str, Kind], seed: int, folder: Path, name: str) -> None:
        self._kinds = kinds
        self.trace = folder / f"{name}.trace"
        context = multiprocessing.get_context("spawn")  # a fork would inherit the engine's threads, broken
        self.connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=serve, args=(theirs, kinds, seed, folder, self.trace), daemon=True
        )
        self._process.start()
        theirs.close()
        self._watched = psutil.Process(self._process.pid)
        self.task: tuple[str, int] | None = None
        self._what = _NOT_MADE
        self._began = 0.0
        self._peak_bytes = 0

    def begin(self, task: tuple[str, int]) -> None:
        self.task, self._what, self._peak_bytes = task, _NOT_MADE, 0
        self._began = time.monotonic()
        self.connection.send(task)

    def poll(self, memory_bytes: int) -> Outcome | None:
        """The outcome of the task, if there is one by now."""
        if self.task is None:
            return None
        self._peak_bytes = max(self._peak_bytes, self._resident())
        try:
            while self.connection.poll():
                came = self.connection.recv()
                if isinstance(came, Outcome):
                    self.task = None
                    over = self._peak_bytes > memory_bytes and came.good
                    return replace(came, peak_bytes=self._peak_bytes, met=Met.MEMORY if over else came.met)
                # The time and memory for loading the libraries and making the input are not the program's.
                self._what, self._began, self._peak_bytes = came, time.monotonic(), self._resident()
        except (EOFError, ConnectionError):
            self._process.join()
            return self._broken(Met.CRASH, f"exit status {self._process.exitcode}")
        if self._peak_bytes > memory_bytes:
            return self._broken(Met.MEMORY, f"{self._peak_bytes / 1e9:.1f} GB, and rising")
        limit_s = _MAKING_S if self._what == _NOT_MADE else self._kinds[self.task[0]].limit_s
        limit_s += _AFTER_THE_DUMP_S
        if time.monotonic() - self._began > limit_s:
            return self._broken(Met.HANG, f"not done after {limit_s:.0f} s")
        return None

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()
        self.trace.unlink(missing_ok=True)

    def _broken(self, met: Met, detail: str) -> Outcome:
        """Ends the process, whose state nobody knows."""
        assert self.task is not None
        kind, number = self.task
        seconds = time.monotonic() - self._began
        self._process.kill()
        self._process.join()
        stack = self.trace.read_text() if self.trace.exists() else ""
        return Outcome(kind, number, self._what, met, f"{detail}\n{stack}", seconds, self._peak_bytes)

    def _resident(self) -> int:
        try:
            return int(self._watched.memory_info().rss)
        except psutil.Error:  # it has just ended
            return 0


def run(
    tasks: Sequence[tuple[str, int]],
    kinds: Mapping[str, Kind],
    *,
    seed: int,
    workers: int,
    folder: Path,
    memory_bytes: int = LIMIT_BYTES,
) -> Iterator[Outcome]:
    """Meets inputs, several side by side, and yields each outcome as it comes.

    Args:
        tasks: Kind and number of each.
        kinds: By name; their functions are found by a new process, so none may be local.
        seed: Of the whole suite.
        workers: How many processes.
        folder: Where each failing input is left, with ``how.txt``; made if it is not there.
        memory_bytes: What a worker may take, resident.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = deque(tasks)
    names = (f"worker-{number}" for number in range(len(tasks) + workers))
    crew = [_Worker(kinds, seed, folder, next(names)) for _ in range(min(workers, len(tasks)))]
    try:
        while waiting or any(worker.task for worker in crew):
            for at, worker in enumerate(crew):
                if worker.task is None and waiting:
                    if not worker.alive:
                        worker.end()
                        crew[at] = worker = _Worker(kinds, seed, folder, next(names))
                    task = waiting.popleft()
                    shutil.rmtree(place(folder, *task), ignore_errors=True)
                    worker.begin(task)
            busy: list[Connection] = [worker.connection for worker in crew if worker.task]
            wait(busy, timeout=_POLL_S)
            for worker in crew:
                outcome = worker.poll(memory_bytes)
                if outcome is not None:
                    if not outcome.good:
                        _leave(outcome, folder, seed)
                    worker.task = None
                    yield outcome
    finally:
        for worker in crew:
            worker.end()


def command_for(outcome: Outcome, seed: int) -> str:
    """The command that repeats one input."""
    return f"python -m tools.faults --seed {seed} --only {outcome.kind}:{outcome.number}"


def _leave(outcome: Outcome, folder: Path, seed: int) -> None:
    """Writes beside a failing input what happened, and how to repeat it."""
    own = place(folder, outcome.kind, outcome.number)
    own.mkdir(parents=True, exist_ok=True)
    (own / "how.txt").write_text(
        f"{outcome.what}\n{outcome.met}\n{command_for(outcome, seed)}\n\n{outcome.detail}\n",
        encoding="utf-8",
        errors="backslashreplace",
    )
