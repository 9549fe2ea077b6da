"""Workers that are processes of this computer."""

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Thread
from types import TracebackType
from typing import Any, Self

from posecoach.parallel.jobs import Progress, WorkerLostError, run_jobs
from posecoach.parallel.sharing import Job, Result

# A process that is done finds the next job there, and the rest stay where they are.
_AHEAD = 1


@dataclass(slots=True, eq=False)
class _UnderWay:
    """A job with all that it takes to begin it again."""

    work: Callable[..., Any]
    given: tuple[Any, ...]
    future: Future[Any] | None = None
    suspected: bool = False


class Processes:
    """So many processes, each of which does one job at a time.

    If one dies, all that were under way are begun again, one at a time: so the job that kills its process is
    known, and costs no other one its result.

    A context manager. Processes are started when there are jobs for them.

    Args:
        count: How many processes at most.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None
        self._under_way: list[_UnderWay] = []
        self._others: set[BaseProcess] = set()
        self._folder: TemporaryDirectory[str] | None = None

    def count(self) -> int:
        """How many jobs are worked on at a time."""
        return self._count

    def places(self) -> int:
        """How many jobs to have under way."""
        return self._count + _AHEAD

    def start(
        self,
        work: Callable[..., Any],
        job: Any,
        *,
        parts: Sequence[_UnderWay] | None = None,
        stays: bool = False,
    ) -> _UnderWay:
        """Hands a job in. A result that stays is a file until it is dropped: it takes no memory here."""
        if stays:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="posecoach-parts-")
            one = _UnderWay(_into_a_file, (self._folder.name, work, job))
        elif parts is not None:
            one = _UnderWay(_from_files, (work, job, [self.take(part) for part in parts]))
        else:
            one = _UnderWay(work, (job,))
        self._under_way.append(one)
        return one

    def finished(self) -> list[_UnderWay]:
        """Waits until any of the jobs under way is done; gives all that are."""
        while True:
            self._submit_those_that_may_run()
            futures = [one.future for one in self._under_way if one.future]
            wait(futures, return_when=FIRST_COMPLETED)
            done = [one for one in self._under_way if one.future and one.future.done()]
            broken = [one for one in done if one.future and _is_broken(one.future)]
            if broken and not (len(futures) == 1 and broken[0].suspected):
                self._suspect_all()
                done = [one for one in done if one not in broken]
            for one in done:
                self._under_way.remove(one)
            if done:
                return done

    def take(self, handle: _UnderWay) -> Any:
        """The result of a job that is done.

        Raises:
            WorkerLostError: if its process died, and again when it was the only one.
            Exception: whatever the work raised.
        """
        assert handle.future is not None  # it is done
        try:
            return handle.future.result()
        except BrokenProcessPool as error:
            self._close()
            raise WorkerLostError(
                "a worker process was killed or ran out of memory; try --workers 1"
            ) from error

    def drop(self, handle: _UnderWay) -> None:
        """Lets go of a result that stayed."""
        Path(self.take(handle)).unlink(missing_ok=True)

    def _submit_those_that_may_run(self) -> None:
        """Those that are suspected one at a time, then all others."""
        suspects = [one for one in self._under_way if one.suspected]
        if suspects and any(one.future for one in self._under_way):
            return
        for one in suspects[:1] or self._under_way:
            if one.future is None:
                self._submit(one)

    def _suspect_all(self) -> None:
        """Of those that were under way any may have killed its process, and with it the pool."""
        for one in self._under_way:
            if one.future is not None and (not one.future.done() or _is_broken(one.future)):
                one.future, one.suspected = None, True
        self._close()

    def _submit(self, one: _UnderWay) -> None:
        if self._pool is None:
            self._others = set(active_children())
            # A forked process would inherit the engine's threads in a broken state; a spawned one is clean.
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _end_with_the_others)
        try:
            one.future = self._pool.submit(one.work, *one.given)
        except BrokenProcessPool:
            self._close()
            self._submit(one)

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:  # Ctrl-C, perhaps of this process alone: nobody waits for what is under way
            for process in set(active_children()) - self._others:
                process.terminate()
        self._close()
        if self._folder is not None:
            self._folder.cleanup()


def _is_broken(future: Future[Any]) -> bool:
    """Whether a future that is done was ended by a process that died."""
    return future.done() and isinstance(future.exception(), BrokenProcessPool)


def in_parallel(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    sizes: Sequence[int],
    *,
    workers: int,
    progress: Progress,
) -> list[Result]:
    """The results in the order of the jobs, whichever finishes first.

    Args:
        work: Does one job in a process of its own; it and the jobs are sent there.
        jobs: The jobs, at least one.
        sizes: How large each is.
        workers: How many processes at most.
        progress: Called with how much is done and how much there is, in the unit of the sizes.

    Raises:
        WorkerLostError: if a process dies.
    """
    with Processes(min(workers, len(jobs))) as processes:
        results = dict(run_jobs(work, jobs, sizes, processes, progress=progress))
    return [results[index] for index in range(len(jobs))]


def _end_with_the_others() -> None:
    """Has a worker end with Ctrl-C, and when the process that gives it its jobs is no more."""
    # The default handler: Python's own prints a traceback for each process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A pool's worker waits for jobs for ever where its parent was killed: it holds the queue's other end too.
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _into_a_file(folder: str, work: Callable[[Any], Any], job: Any) -> str:
    """Does a job, and gives the name of a file with the result."""
    result = work(job)
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        pickle.dump(result, file, pickle.HIGHEST_PROTOCOL)
    return file.name


def _from_files(work: Callable[[Any, Iterator[Any]], Any], job: Any, files: Sequence[str]) -> Any:
    """Does a job with the results of others, of which one at a time is in memory."""
    return work(job, (pickle.loads(Path(file).read_bytes()) for file in files))
