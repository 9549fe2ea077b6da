"""How jobs are handed out: large ones first, few at a time, and nothing kept."""

import tracemalloc
from collections.abc import Iterable

import pytest
from support.workers_at_once import AtOnce

from posecoach.parallel.jobs import WorkerLostError, run_jobs
from posecoach.parallel.sharing import Parts, Sharing


def no_progress(_done: int, _total: int) -> None:
    pass


def test_every_job_is_done_once_and_large_ones_go_first():
    workers = AtOnce()
    told: list[tuple[int, int]] = []
    found = dict(
        run_jobs(str, [1, 2, 3, 4], [10, 40, 20, 30], workers, progress=lambda *step: told.append(step))
    )
    assert found == {0: "1", 1: "2", 2: "3", 3: "4"}
    assert workers.order == [2, 4, 3, 1]
    assert told[0] == (0, 100)
    assert told[-1] == (100, 100)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_no_more_jobs_are_under_way_than_there_are_places():
    workers = AtOnce(places=5)
    assert len(list(run_jobs(str, range(40), [1] * 40, workers, progress=no_progress))) == 40
    assert workers.most == 5


def test_what_the_work_raises_stops_it():
    with pytest.raises(ZeroDivisionError):
        list(run_jobs(lambda job: 1 // job, [1, 0], [1, 2], AtOnce(), progress=no_progress))


def lost(_job: int) -> str:
    raise WorkerLostError("gone")


def test_a_lost_worker_is_an_error_or_a_result_of_its_own():
    with pytest.raises(WorkerLostError):
        list(run_jobs(lost, [1], [1], AtOnce(), progress=no_progress))
    found = run_jobs(lost, [7], [1], AtOnce(), progress=no_progress, lost=lambda job, error: f"{job} {error}")
    assert list(found) == [(0, "7 gone")]


def test_results_that_were_taken_are_not_kept():
    results = run_jobs(bytearray, [1_000_000] * 200, [1] * 200, AtOnce(), progress=no_progress)
    tracemalloc.start()
    try:
        assert sum(len(result) for _, result in results) == 200_000_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def work_or_parts(job: int) -> int | Parts:
    return Parts(tuple(range(job))) if job > 1 else -job


def add(job: int, parts: Iterable[int]) -> list[int]:
    return [job, *parts]


TENFOLD = Sharing(work_or_parts, lambda part: 10 * part, add)


def test_a_job_that_would_hold_up_the_rest_is_shared():
    workers, told = AtOnce(places=3), list[tuple[int, int]]()
    found = dict(
        run_jobs(
            str, [4, 3, 1], [90, 5, 5], workers, progress=lambda *step: told.append(step), sharing=TENFOLD
        )
    )
    # The second one is large for the time when it is begun.
    assert found == {0: [4, 0, 10, 20, 30], 1: [3, 0, 10, 20], 2: -1}
    assert workers.staying == {}
    assert workers.most == 3
    assert told[-1] == (100, 100)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({done for done, _ in told}) > 8  # parts are progress too


def test_jobs_that_keep_all_workers_busy_are_not_shared():
    found = dict(run_jobs(str, [4] * 8, [10] * 8, AtOnce(places=2), progress=no_progress, sharing=TENFOLD))
    assert [found[index] for index in range(8)] == ["4"] * 7 + [[4, 0, 10, 20, 30]]
    assert dict(run_jobs(str, [4], [10], AtOnce(places=1), progress=no_progress, sharing=TENFOLD)) == {0: "4"}


def test_a_job_of_which_a_part_loses_its_workers_is_lost_once():
    def part(number: int) -> int:
        if number >= 3:
            raise WorkerLostError("gone")
        return number

    for places in (2, 9):
        workers, told = AtOnce(places=places), list[tuple[int, int]]()
        found = list(
            run_jobs(
                str,
                [9, 1],
                [90, 10],
                workers,
                progress=lambda *step, told=told: told.append(step),
                lost=lambda job, error: f"{job} {error}",
                sharing=Sharing(work_or_parts, part, add),
            )
        )
        assert sorted(found) == [(0, "9 gone"), (1, -1)]
        assert workers.staying == {}
        assert told[-1] == (100, 100)
