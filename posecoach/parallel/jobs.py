"""Jobs done side by side, by whatever workers there are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from posecoach.errors import PoseCoachError
from posecoach.parallel.sharing import Handle, Job, Line, Result, Sharing, Step

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is, in the unit of the sizes."""


class WorkerLostError(PoseCoachError):
    """What worked on a job died, and would again."""


class Workers(Protocol):
    """Where jobs are done: processes of this computer, or the workers of a cluster."""

    def count(self) -> int:
        """How many jobs can be worked on at a time now; at least one."""

    def places(self) -> int:
        """How many jobs to have under way now, so that no worker waits for one; at least one."""

    def start(
        self,
        work: Callable[..., Any],
        job: Any,
        *,
        parts: Sequence[Handle] | None = None,
        stays: bool = False,
    ) -> Handle:
        """Hands a job in. It and the work are sent to a process of their own.

        Args:
            work: Does it.
            job: The job.
            parts: Jobs that are done and whose results stayed with the workers. The work gets those as its
                second argument, to go through once in order.
            stays: Whether the result stays with the workers: it may be large, and nobody else needs it.
        """

    def finished(self) -> list[Handle]:
        """Waits until any of the jobs under way is done; gives all that are."""

    def take(self, handle: Handle) -> Any:
        """The result of a job that is done; it is not kept. Of one that stays with the workers, anything.

        Raises:
            WorkerLostError: if the job's worker died, and one that tried it again too.
            Exception: whatever the work raised.
        """

    def drop(self, handle: Handle) -> None:
        """Lets go of a result that stayed with the workers."""


def run_jobs(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    sizes: Sequence[int],
    workers: Workers,
    *,
    progress: Progress,
    lost: Callable[[Job, WorkerLostError], Result] | None = None,
    sharing: Sharing[Job, Result] | None = None,
) -> Iterator[tuple[int, Result]]:
    """Yields the number of each job with its result, whichever is done first.

    Only as many jobs are handed in as keep the workers busy, and nothing is kept of those that are done: it
    takes the same memory however many there are.

    Args:
        work: Does one job.
        jobs: The jobs.
        sizes: How large each is. Large ones go first, so that the last one to start is small.
        workers: Who does them.
        progress: Called at first and after each job or part of one.
        lost: What comes of a job whose workers die; None stops at the first one.
        sharing: How several workers share a job that would hold up the rest; None if they can't.

    Raises:
        WorkerLostError: if a worker dies, and nothing else is to come of that.
        Exception: whatever the work raises.
    """
    line = Line(work, jobs, sizes, sharing)
    total, done = sum(sizes), 0
    progress(done, total)
    under_way: dict[Handle, Step] = {}
    while True:
        while len(under_way) < workers.places():
            step = line.next(workers.count())
            if step is None:
                break
            under_way[workers.start(step.work, step.job, parts=step.parts, stays=step.stays)] = step
        if not under_way:
            return
        for handle in workers.finished():
            step = under_way.pop(handle)
            try:
                result = workers.take(handle)
            except WorkerLostError as error:
                if lost is None:
                    raise
                settled, result = line.give_up(step), lost(jobs[step.index], error)
            else:
                settled = line.settle(step, handle, result)
            for part in settled.unneeded:
                workers.drop(part)
            done += settled.size
            progress(done, total)
            if settled.final:
                yield step.index, result
