"""How jobs are handed out: large ones first, few at a time, and nothing kept."""

import tracemalloc

import pytest
from support.workers_at_once import AtOnce

from posecoach.parallel.jobs import WorkerLostError, run_jobs


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
