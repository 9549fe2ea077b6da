"""``posecoach analyze`` with many videos: outputs, bad files, and going on after it was stopped."""

import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from support.command_line import ROOT, Posecoach, left_behind, refused
from support.made_up_batch import judge, make_clips
from support.own_exercises import change, copy_exercise
from support.workers_at_once import AtOnce

from posecoach.analysis.batch_job import JudgedVideo, Settings, packed
from posecoach.catalog.exercises import find_spec
from posecoach.commands.batch import run as batch_run
from posecoach.fingerprint import fingerprint
from posecoach.pose.landmarks import Side

TWO = ("--stretch", "standing_hamstring", "--stretch", "bridge")
# What replaces the analysis in a process of its own.
PROGRAM = (
    "import posecoach.commands.batch.run as run; from support.made_up_batch import judge; "
    "run.judge_file = judge; from posecoach.cli import main; main()"
)


@pytest.fixture
def judged_at_once(monkeypatch: pytest.MonkeyPatch, model_path: Path) -> None:
    """Videos are judged in this process, by what their files say."""

    monkeypatch.setattr("posecoach.commands.batch.command.Processes", lambda _: nullcontext(AtOnce()))
    monkeypatch.setattr(batch_run, "judge_file", judge)


def judged(folder: Path) -> list[str]:
    log = folder / "judged.log"
    return sorted(log.read_text().splitlines()) if log.exists() else []


@pytest.mark.usefixtures("judged_at_once")
class TestMany:
    def test_every_output_at_once(self, posecoach: Posecoach, tmp_path: Path):
        make_clips(tmp_path, "1", "2.5")
        run = posecoach("analyze", tmp_path, *TWO, "--table", "t.csv", "--json", "j", "--html", "h")
        assert (run.status, run.err) == (0, "")
        assert "2 videos" in run.out
        assert "3.5 s counted of 20.0 s" in run.out
        table = pd.read_csv("t.csv")
        assert list(table["valid_s"]) == [1, 1, 2.5, 2.5]
        assert list(table["stretch"]) == ["standing_hamstring", "bridge"] * 2
        assert list(table["file"]) == sorted(table["file"])
        reports = [f"clip{number}.{stretch}.html" for number in (0, 1) for stretch in TWO[1::2]]
        assert left_behind(tmp_path / "h") == sorted([*reports, "index.html"])
        assert len(left_behind(tmp_path / "j")) == 4
        assert (tmp_path / "j" / "clip1.bridge.json").read_text() == "json 2.5"
        assert 'href="clip1.bridge.html"' in (tmp_path / "h" / "index.html").read_text()

    def test_a_bad_file_is_a_row_with_its_reason_and_the_status_says_so(
        self, posecoach: Posecoach, tmp_path: Path
    ):
        make_clips(tmp_path, "1", "bad", "2")
        run = posecoach("analyze", "clip?.mp4", *TWO, "--table", "t.csv")
        assert (run.status, run.err) == (1, "")
        assert "clip1.mp4: not a video" in run.out
        table = pd.read_csv("t.csv")
        assert list(table["error"].notna()) == [False, False, True, True, False, False]
        assert list(table["valid_s"].notna()) == [True, True, False, False, True, True]

    def test_only_what_is_new_changed_or_failed_is_judged_again(self, posecoach: Posecoach, tmp_path: Path):
        clips = make_clips(tmp_path, "1", "2", "bad")
        command = ("analyze", *clips, *TWO, "--table", "t.csv", "--html", "h")
        posecoach(*command)
        assert posecoach(*command).status == 1
        assert judged(tmp_path) == ["clip0.mp4", "clip1.mp4", "clip2.mp4", "clip2.mp4"]
        clips[0].write_text("7")
        clips[2].write_text("8")
        (tmp_path / "h" / "clip1.bridge.html").unlink()
        (tmp_path / "judged.log").unlink()
        assert posecoach(*command).status == 0
        assert judged(tmp_path) == ["clip0.mp4", "clip1.mp4", "clip2.mp4"]
        assert list(pd.read_csv("t.csv")["valid_s"]) == [7, 7, 2, 2, 8, 8]
        (tmp_path / "judged.log").unlink()
        assert "3 of them had been judged before" in posecoach(*command).out
        assert judged(tmp_path) == []

    def test_other_exercises_sides_and_amounts_are_judged_anew(self, posecoach: Posecoach, tmp_path: Path):
        make_clips(tmp_path, "1")
        for options in (TWO, TWO[:2], (*TWO[:2], "--side", "left"), (*TWO[:2], "--target", "9"), TWO[:2]):
            posecoach("analyze", "clip0.mp4", *options, "--table", "t.csv")
        assert len(judged(tmp_path)) == 5

    def test_a_changed_exercise_network_or_program_judges_anew(
        self, posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_path: Path
    ):
        make_clips(tmp_path, "1")
        own = copy_exercise("standing_hamstring", tmp_path / "own", "my_fold")
        options = ("--stretch", "my_fold", "--specs", own.parent, "--table", "t.csv")

        def run() -> int:
            assert posecoach("analyze", "clip0.mp4", *options).status == 0
            return len(judged(tmp_path))

        assert [run(), run()] == [1, 1]
        change(own / "spec.yaml", lambda spec: spec["hold"]["grace_s"].update(value=0.9))
        assert [run(), run()] == [2, 2]
        network = tmp_path / "other.task"
        network.write_bytes(model_path.read_bytes() + bytes(1))
        monkeypatch.setenv("POSECOACH_MODEL", str(network))
        assert [run(), run()] == [3, 3]
        monkeypatch.setattr("posecoach.fingerprint._version", lambda library: f"another {library}")
        fingerprint.cache_clear()
        try:
            assert [run(), run()] == [4, 4]
        finally:
            fingerprint.cache_clear()

    def test_without_outputs_it_says_what_counted_and_leaves_nothing(
        self, posecoach: Posecoach, tmp_path: Path
    ):
        make_clips(tmp_path, "1", "2")
        run = posecoach("analyze", "clip0.mp4", "clip1.mp4", *TWO[:2])
        assert "3.0 s counted" in run.out
        assert left_behind(tmp_path) == ["clip0.mp4", "clip1.mp4", "judged.log"]

    def test_a_thousand_videos(self, posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("os.fsync", lambda _: None)
        make_clips(tmp_path, *map(str, range(1000)))
        assert posecoach("analyze", tmp_path, *TWO, "--table", "t.parquet").status == 0
        table = pd.read_parquet("t.parquet")
        assert len(table) == 2000
        assert table["valid_s"].sum() == 999_000


@pytest.mark.usefixtures("judged_at_once")
class TestManyRefuses:
    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (("--csv", "a.csv"), "one video and one stretch"),
            (("--video", "a.mp4"), "one video and one stretch"),
            (("--json", "-"), "standard output"),
            (("--table", "t.xlsx"), ".parquet"),
            (("--table", "gone/t.csv"), "no such folder: gone"),
            (("--table", "clip0.mp4"), ".parquet"),
            (("--html", "clip0.mp4"), "folder of reports"),
            (("--json", "x", "--html", "x"), "given twice"),
            (("--scheduler", "tcp://x:1", "--workers", "2"), "leave out --workers"),
            (("--target", "3"), "use --repetitions"),
        ],
    )
    def test_options_that_do_not_go_with_it(
        self, posecoach: Posecoach, tmp_path: Path, options: tuple[str, ...], told: str
    ):
        make_clips(tmp_path, "1")
        refused(posecoach("analyze", "clip0.mp4", *TWO, *options), told)
        assert judged(tmp_path) == []

    def test_a_folder_without_videos(self, posecoach: Posecoach, tmp_path: Path):
        refused(posecoach("analyze", tmp_path, *TWO), "holds no videos")
        refused(posecoach("analyze", tmp_path, "--stretch", "bridge"), "holds no videos")


@contextmanager
def started(folder: Path, *options: str, seconds: float = 0.0) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PROGRAM, "analyze", str(folder / "clips"), *TWO, *options]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    env = {**os.environ, "PYTHONPATH": paths, "MADE_UP_BATCH_S": str(seconds)}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that starts the tests in the background has it ignored, and so would the program.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def until_written(manifest: Path, lines: int, process: subprocess.Popen[str]) -> None:
    while not manifest.exists() or manifest.read_bytes().count(b"\n") < lines:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


@pytest.mark.usefixtures("model_path")
def test_after_kill_9_it_goes_on_and_the_table_is_the_same(tmp_path: Path):
    (tmp_path / "clips").mkdir()
    make_clips(tmp_path / "clips", *"123456", "bad")
    options = ("--workers", "1", "--table", "t.csv", "--html", "h")
    manifest = tmp_path / "t.csv.manifest.jsonl"
    with started(tmp_path, *options, seconds=0.3) as process:
        until_written(manifest, 2, process)
    written = manifest.read_text().splitlines()
    done = {line.partition('"file": "')[2].partition('"')[0] for line in written if "error" not in line}
    assert done
    assert not (tmp_path / "t.csv").exists()
    log = tmp_path / "clips" / "judged.log"
    log.unlink()
    with started(tmp_path, *options) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (1, "")  # one of them is bad
    again = set(log.read_text().split())
    assert again.isdisjoint(Path(file).name for file in done)
    table = (tmp_path / "t.csv").read_text()
    assert "clip6.mp4: not a video" in table
    assert "Could not be judged: 1 video" in out
    assert list(pd.read_csv(tmp_path / "t.csv")["valid_s"].dropna()) == sorted([1, 2, 3, 4, 5, 6] * 2)
    # From the start, elsewhere, it comes out the same.
    manifest.unlink()
    with started(tmp_path, *options) as process:
        process.communicate()
    assert (tmp_path / "t.csv").read_text() == table
    assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.usefixtures("model_path")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_leaves_what_is_done_and_says_so_in_one_line(tmp_path: Path, told: signal.Signals):
    (tmp_path / "clips").mkdir()
    make_clips(tmp_path / "clips", *"12345678")
    with started(tmp_path, "--workers", "1", "--table", "t.csv", seconds=0.3) as process:
        until_written(tmp_path / "t.csv.manifest.jsonl", 1, process)
        process.send_signal(told)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err.strip().startswith("stopped: ")
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "t.csv").exists()
    assert list(tmp_path.rglob("*.part")) == []


def test_a_thousand_videos_leave_nothing_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setattr(batch_run, "judge_file", judged_with_a_long_report)
    videos = [f"clip{number}.mp4" for number in range(1000)]
    settings = Settings((find_spec("bridge"),), None, {}, None, "model", reports=("json",))
    plan = batch_run.Plan(videos, settings, dict.fromkeys(videos, "same"), {"json": tmp_path})
    held: list[int] = []
    with batch_run.manifest_at(tmp_path / "manifest.jsonl") as manifest:
        tracemalloc.start()
        try:
            judged_one_by_one = batch_run.judge_all(plan, videos, manifest, AtOnce(), lambda *_: None)
            held.extend(tracemalloc.get_traced_memory()[0] for _ in judged_one_by_one)
        finally:
            tracemalloc.stop()
    assert len(held) == 1000
    # A name and a place in the manifest for each, of reports that are 20 MB together as they are sent. At
    # some time Python's own table of strings may grow by 4 MB.
    assert held[-1] - held[99] < 6_000_000


def judged_with_a_long_report(file: str, settings: Settings) -> JudgedVideo:
    rows = ({"file": file, "stretch": "bridge", "valid_s": 1.0},)
    return JudgedVideo(rows, "m" * 64, {("bridge", "json"): packed(Random(file).randbytes(20_000).hex())})


def test_the_digest_of_the_settings_changes_with_what_judges():
    settings = Settings((find_spec("bridge"),), None, {}, None, "model")
    same = Settings((find_spec("bridge"),), None, {}, None, "model", reports=("json",), cores=2)
    # The same exercise with another limit.
    changed = settings.specs[0].model_copy(update={"repetitions": find_spec("hip_hinge").repetitions})
    assert changed.id == "bridge"
    digests = {
        batch_run.settings_digest(one)
        for one in (
            settings,
            Settings((find_spec("bridge"),), None, {"bridge": 3}, None, "model"),
            Settings((find_spec("bridge"),), None, {}, None, "other"),
            Settings((find_spec("bridge"),), None, {}, None, "model", version="9"),
            Settings((find_spec("bridge"),), None, {}, None, "model", program="other code"),
            Settings((find_spec("bridge"),), Side.LEFT, {}, None, "model"),
            Settings((changed,), None, {}, None, "model"),
            Settings((find_spec("bird_dog"),), None, {}, None, "model"),
        )
    }
    assert len(digests) == 8
    assert batch_run.settings_digest(same) == batch_run.settings_digest(settings)
