"""Jobs done side by side, by whatever workers there are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from posecoach.errors import PoseCoachError

Job = TypeVar("Job")
Result = TypeVar("Result")

Handle = Any
"""A job under way; compared by identity."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is, in the unit of the sizes."""


class WorkerLostError(PoseCoachError):
    """What worked on a job died, and would again."""


class Workers(Protocol):
    """Where jobs are done: processes of this computer, or the workers of a cluster."""

    def places(self) -> int:
        """How many jobs to have under way now, so that no worker waits for one; at least one."""

    def start(self, work: Callable[[Job], Result], job: Job) -> Handle:
        """Hands a job in. It and the work are sent to a process of their own."""

    def finished(self) -> list[Handle]:
        """Waits until any of the jobs under way is done; gives all that are."""

    def take(self, handle: Handle) -> Any:
        """The result of a job that is done; it is not kept.

        Raises:
            WorkerLostError: if the job's worker died, and one that tried it again too.
            Exception: whatever the work raised.
        """


def run_jobs(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    sizes: Sequence[int],
    workers: Workers,
    *,
    progress: Progress,
    lost: Callable[[Job, WorkerLostError], Result] | None = None,
) -> Iterator[tuple[int, Result]]:
    """Yields the number of each job with its result, whichever is done first.

    Only as many jobs are handed in as keep the workers busy, and nothing is kept of those that are done: it
    takes the same memory however many there are.

    Args:
        work: Does one job.
        jobs: The jobs.
        sizes: How large each is. Large ones go first, so that the last one to start is small.
        workers: Who does them.
        progress: Called at first and after each job.
        lost: What comes of a job whose workers die; None stops at the first one.

    Raises:
        WorkerLostError: if a worker dies, and nothing else is to come of that.
        Exception: whatever the work raises.
    """
    total, done = sum(sizes), 0
    progress(done, total)
    waiting = iter(sorted(range(len(jobs)), key=lambda index: -sizes[index]))
    under_way: dict[Handle, int] = {}
    while True:
        for _ in range(workers.places() - len(under_way)):
            index = next(waiting, None)
            if index is None:
                break
            under_way[workers.start(work, jobs[index])] = index
        if not under_way:
            return
        for handle in workers.finished():
            index = under_way.pop(handle)
            try:
                result: Result = workers.take(handle)
            except WorkerLostError as error:
                if lost is None:
                    raise
                result = lost(jobs[index], error)
            done += sizes[index]
            progress(done, total)
            yield index, result
