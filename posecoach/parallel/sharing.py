"""Jobs in line for workers, the largest of them shared by several.

A job that is more than one worker's share of all that is left would hold up the rest. Its work may answer
with parts, which are done side by side; when all of them are done, they are joined.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

Handle = Any
"""A job under way; compared by identity."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a work answers to a job that several workers had better share.

    Attributes:
        jobs: The parts in order, at least one.
    """

    jobs: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sharing(Generic[Job, Result]):
    """How several workers share a job.

    Attributes:
        work: Does the whole job, or says what parts it has.
        part: Does a part. Its result stays with the workers.
        join: Makes the result from the job and the results of its parts, which come in order.
    """

    work: Callable[[Job], Result | Parts]
    part: Callable[[Any], Any]
    join: Callable[[Job, Iterable[Any]], Result]


@dataclass(slots=True, eq=False)
class _Shared:
    """A job that is done in parts, and how much of its size has been reported as done."""

    index: int
    done: dict[int, Handle] = field(default_factory=dict)
    parts: int = 0
    reported: int = 0
    given_up: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What a worker does in one go: a job, a part of one, or the joining of its parts.

    Attributes:
        index: The number of the job.
        work: Does it.
        job: What it is done to.
        parts: The results to join; None where it joins nothing.
        stays: Whether its result is one of those.
        number: Which part it is.
        shared: The job that it is a part of, or joins; None for a whole one.
    """

    index: int
    work: Callable[..., Any]
    job: Any
    parts: Sequence[Handle] | None = None
    stays: bool = False
    number: int = 0
    shared: _Shared | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What the end of a step means.

    Attributes:
        size: How much of all jobs is done with it.
        final: Whether its result is that of its job.
        unneeded: The results of parts that nobody will ask for any more.
    """

    size: int
    final: bool
    unneeded: tuple[Handle, ...] = ()


class Line:
    """The jobs that are left, in the order in which they are to be begun.

    Args:
        work: Does one job.
        jobs: The jobs.
        sizes: How large each is. Large ones go first, so that the last one to start is small.
        sharing: How workers share a job; None if they can't.
    """

    def __init__(
        self,
        work: Callable[[Any], Any],
        jobs: Sequence[Any],
        sizes: Sequence[int],
        sharing: Sharing[Any, Any] | None,
    ) -> None:
        self._work = work
        self._jobs = jobs
        self._sizes = sizes
        self._sharing = sharing
        self._waiting = iter(sorted(range(len(jobs)), key=lambda index: -sizes[index]))
        self._size_left = sum(sizes)
        self._begun: deque[Step] = deque()

    def next(self, workers: int) -> Step | None:
        """The next step; None if there is nothing to begin.

        Args:
            workers: How many there are now.
        """
        if self._begun:
            return self._begun.popleft()
        index = next(self._waiting, None)
        if index is None:
            return None
        job, size = self._jobs[index], self._sizes[index]
        too_much = size * workers > self._size_left
        self._size_left -= size
        return Step(index, self._sharing.work if self._sharing and too_much else self._work, job)

    def settle(self, step: Step, handle: Handle, result: Any) -> Settled:
        """Takes note of a step that is done.

        Args:
            step: The step.
            handle: How the workers call it.
            result: What came of it.
        """
        size, shared = self._sizes[step.index], step.shared
        if shared is None:
            if not isinstance(result, Parts):
                return Settled(size, final=True)
            self._begin_parts(step, result)
            return Settled(0, final=False)
        if not step.stays:
            return Settled(size - shared.reported, final=True, unneeded=tuple(shared.done.values()))
        if shared.given_up:
            return Settled(0, final=False, unneeded=(handle,))
        shared.done[step.number] = handle
        share = size // (shared.parts + 1)
        shared.reported += share
        if len(shared.done) == shared.parts:
            self._begin_joining(shared)
        return Settled(share, final=False)

    def give_up(self, step: Step) -> Settled:
        """Takes note of a step whose workers died, and with it of its job."""
        size, shared = self._sizes[step.index], step.shared
        if shared is None:
            return Settled(size, final=True)
        if shared.given_up:
            return Settled(0, final=False)
        shared.given_up = True
        self._begun = deque(other for other in self._begun if other.shared is not shared)
        return Settled(size - shared.reported, final=True, unneeded=tuple(shared.done.values()))

    def _begin_parts(self, step: Step, parts: Parts) -> None:
        assert self._sharing is not None  # only its work answers with parts
        shared = _Shared(step.index, parts=len(parts.jobs))
        for number, job in enumerate(parts.jobs):
            part = Step(step.index, self._sharing.part, job, stays=True, number=number, shared=shared)
            self._begun.append(part)

    def _begin_joining(self, shared: _Shared) -> None:
        assert self._sharing is not None
        results = [shared.done[number] for number in range(shared.parts)]
        job = self._jobs[shared.index]
        self._begun.appendleft(Step(shared.index, self._sharing.join, job, results, shared=shared))
