"""A real Dask scheduler with two workers, one of which is killed in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from dask import config
from support.command_line import ROOT, Posecoach, refused
from support.made_up_batch import judge, make_clips
from support.some_work import BY_ODD_NUMBERS, square

from posecoach.commands.batch import run as batch_run
from posecoach.parallel import cluster
from posecoach.parallel.jobs import run_jobs

CLIPS = 24


@dataclass
class Dask:
    """A scheduler's address, and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    folder = tmp_path_factory.mktemp("dask")
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    env = {**os.environ, "PYTHONPATH": paths, "MADE_UP_BATCH_S": "0.2"}
    command = [sys.executable, "-m", "dask"]
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    file = folder / "scheduler.json"
    with (folder / "log").open("wb") as log, ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([*command, *arguments], cwd=folder, env=env, stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        start("scheduler", "--port", "0", "--scheduler-file", str(file), *local)
        one = [
            "--scheduler-file",
            str(file),
            "--nthreads",
            "1",
            "--no-nanny",
            "--local-directory",
            str(folder),
        ]
        workers = [start("worker", *one, *local) for _ in range(2)]
        while not file.exists():
            time.sleep(0.05)
        address = pd.read_json(file, typ="series")["address"]
        yield Dask(str(address), workers)


def test_another_version_is_refused_and_both_are_named(dask: Dask, monkeypatch: pytest.MonkeyPatch):
    with cluster.cluster_at(dask.address) as workers:  # these have the same
        # One that joins later is found out with its first job.
        monkeypatch.setattr(cluster, "__version__", "9.9")
        with pytest.raises(cluster.ClusterError, match=r"has PoseCoach 0\.\d.*this is 9\.9"):
            list(run_jobs(square, [2], [1], workers, progress=lambda *_: None))
    with pytest.raises(cluster.ClusterError, match=r"^tcp://.* has PoseCoach 0\.\d.*this is 9\.9"):
        cluster.cluster_at(dask.address).__enter__()


def test_a_job_is_shared_by_the_workers(dask: Dask):
    with cluster.cluster_at(dask.address) as workers:
        found = list(run_jobs(square, [12], [1], workers, progress=lambda *_: None, sharing=BY_ODD_NUMBERS))
    assert found == [(0, (12, 144))]


def test_the_workers_of_this_computer_are_not_profiled():
    with cluster.local_cluster(1) as workers:
        asked = ["distributed.worker.profile.enabled"]
        assert list(run_jobs(config.get, asked, [1], workers, progress=lambda *_: None)) == [(0, False)]


def test_a_worker_is_killed_and_nothing_is_lost_and_nothing_there_twice(
    dask: Dask, posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_path: Path
):
    clips = make_clips(tmp_path, *map(str, range(CLIPS - 1)), "bad")
    added: list[str] = []
    add = batch_run.Manifest.add

    def add_and_kill(self: batch_run.Manifest, done: batch_run.Done) -> None:
        add(self, done)
        added.append(done.file)
        if len(added) == CLIPS // 3:
            dask.workers[0].send_signal(signal.SIGKILL)

    monkeypatch.setattr(batch_run.Manifest, "add", add_and_kill)
    monkeypatch.setattr(batch_run, "judge_file", judge)
    options = (
        "--stretch",
        "standing_hamstring",
        "--scheduler",
        dask.address,
        "--table",
        "t.csv",
        "--json",
        "j",
    )
    run = posecoach("analyze", *clips, *options)
    assert (run.status, run.err) == (1, "")
    assert dask.workers[0].wait(10) != 0
    assert sorted(added) == sorted(map(str, clips))
    table = pd.read_csv("t.csv")
    assert list(table["file"]) == list(map(str, clips))
    assert list(table["valid_s"][:-1]) == list(range(CLIPS - 1))
    assert len(list((tmp_path / "j").glob("*.json"))) == CLIPS - 1


def test_no_scheduler_there_is_one_line(
    posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_path: Path
):
    make_clips(tmp_path, "1")
    monkeypatch.setattr(cluster, "_CONNECT_S", 0.5)
    run = posecoach("analyze", "clip0.mp4", "--stretch", "bridge", "--scheduler", "tcp://127.0.0.1:9")
    refused(run, "tcp://127.0.0.1:9", "no Dask scheduler", "dask scheduler")


def test_without_dask_it_says_what_to_install(
    posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_path: Path
):
    make_clips(tmp_path, "1")
    monkeypatch.delitem(sys.modules, "posecoach.parallel.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    run = posecoach("analyze", "clip0.mp4", "--stretch", "bridge", "--dask")
    refused(run, 'pip install "posecoach[dask]"')
