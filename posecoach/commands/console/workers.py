"""Work on several processor cores at once."""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from posecoach.errors import PoseCoachError

Job = TypeVar("Job")
Result = TypeVar("Result")


class WorkerError(PoseCoachError):
    """A process that worked for the command died."""


def in_parallel(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    sizes: Sequence[int],
    *,
    workers: int,
    progress: Callable[[int, int], None],
) -> list[Result]:
    """The results in the order of the jobs, whichever finishes first.

    Args:
        work: Does one job in a process of its own; it and the jobs are sent there.
        jobs: The jobs, at least one.
        sizes: How large each is.
        workers: How many processes at most.
        progress: Called with how much is done and how much there is, in the unit of the sizes.

    Raises:
        WorkerError: if a process dies.
    """
    results: dict[int, Result] = {}
    # A forked process would inherit the engine's threads in a broken state; a spawned one starts clean.
    with ProcessPoolExecutor(min(workers, len(jobs)), get_context("spawn"), _die_with_ctrl_c) as pool:
        # Large jobs first, so that the last one to start is small.
        order = sorted(range(len(jobs)), key=lambda index: -sizes[index])
        running = {pool.submit(work, jobs[index]): index for index in order}
        progress(0, sum(sizes))
        try:
            for done in as_completed(running):
                results[running[done]] = done.result()
                progress(sum(sizes[index] for index in results), sum(sizes))
        except BrokenProcessPool as error:
            raise WorkerError("a worker process was killed or ran out of memory; try --workers 1") from error
        finally:
            pool.shutdown(cancel_futures=True)
    return [results[index] for index in range(len(jobs))]


def _die_with_ctrl_c() -> None:
    """Restores the default handler: Python's own prints a traceback for each process."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
