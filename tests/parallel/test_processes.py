"""Processes of this computer as workers, one of which dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from support.some_work import BY_ODD_NUMBERS, square

from posecoach.parallel.jobs import WorkerLostError, run_jobs
from posecoach.parallel.processes import Processes, in_parallel


def no_progress(_done: int, _total: int) -> None:
    pass


def test_a_job_that_kills_its_process_costs_no_other_one_its_result():
    jobs = [1, 13, *range(2, 8)]
    with Processes(2) as processes:
        found = dict(
            run_jobs(square, jobs, [1] * len(jobs), processes, progress=no_progress, lost=lambda job, _: -job)
        )
    assert [found[index] for index in range(len(jobs))] == [1, -13, *(job * job for job in range(2, 8))]


def test_results_come_in_the_order_of_the_jobs():
    assert in_parallel(square, [3, 1, 2], [1, 3, 2], workers=2, progress=no_progress) == [9, 1, 4]


def test_where_every_result_is_needed_a_dead_process_is_an_error():
    with pytest.raises(WorkerLostError, match="--workers 1"):
        in_parallel(square, [13], [1], workers=1, progress=no_progress)


def test_a_job_is_shared_and_its_parts_leave_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Processes(2) as processes:
        found = list(run_jobs(square, [12], [1], processes, progress=no_progress, sharing=BY_ODD_NUMBERS))
        assert list(tmp_path.glob("posecoach-parts-*/*")) == []
    assert found == [(0, (12, 144))]
    assert list(tmp_path.glob("posecoach-parts-*")) == []


def test_a_part_that_kills_its_process_loses_its_job_alone():
    with Processes(2) as processes:
        found = dict(
            run_jobs(
                square,
                [15, 3],
                [9, 1],
                processes,
                progress=no_progress,
                lost=lambda job, _: (-job, 0),
                sharing=BY_ODD_NUMBERS,
            )
        )
    assert found == {0: (-15, 0), 1: (3, 9)}


_GIVES_JOBS = """
import time
from support.some_work import square
from posecoach.parallel.processes import Processes

if __name__ == "__main__":
    with Processes(2) as processes:
        for job in (2, 4, 6):
            processes.start(square, job)
        processes.finished()
        print("at work", flush=True)
        time.sleep(60)
"""


def test_workers_end_where_the_one_who_gives_the_jobs_is_killed(tmp_path: Path):
    script = tmp_path / "gives_jobs.py"
    script.write_text(_GIVES_JOBS)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as giver:
        assert giver.stdout is not None
        assert giver.stdout.readline() == b"at work\n"
        workers = psutil.Process(giver.pid).children(recursive=True)
        assert workers
        giver.send_signal(signal.SIGKILL)
        gone, _left = psutil.wait_procs(workers, timeout=10)
    assert len(gone) == len(workers)
