"""The program as a whole: help, version, output files, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.command_line import ROOT, STRETCH, Posecoach, Run, left_behind, refused

from posecoach import __version__
from posecoach.cli import main
from posecoach.commands.console.outputs import output_files


class TestOutputs:
    def test_a_body_that_fails_leaves_nothing(self, tmp_path: Path):
        target = tmp_path / "set.json"

        def fail() -> None:
            with output_files([target], inputs=[]) as outputs:
                outputs.write_text(target, "half")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert left_behind(tmp_path) == []

    def test_a_link_stays_a_link(self, tmp_path: Path):
        link = tmp_path / "latest.json"
        (tmp_path / "real.json").touch()
        link.symlink_to("real.json")
        with output_files([link], inputs=[]) as outputs:
            outputs.write_text(link, "new")
        assert link.is_symlink()
        assert (tmp_path / "real.json").read_text() == "new"


class TestProgram:
    def test_version(self, posecoach: Posecoach):
        assert posecoach("--version") == Run(0, f"posecoach {__version__}\n", "")

    @pytest.mark.parametrize(
        "arguments", [(), ("--help",), ("analyze", "-h"), ("specs",), ("check", "--help")]
    )
    def test_help_shows_examples(self, posecoach: Posecoach, arguments: tuple[str, ...]):
        run = posecoach(*arguments)
        assert (run.status, run.err) == (0, "")
        assert "\n  posecoach " in run.out.replace("    posecoach", "  posecoach")

    def test_help_is_there_where_no_command_can_be_loaded(
        self, posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch
    ):
        def broken(name: str) -> None:
            raise ImportError(f"{name}: libxcb.so.1: cannot open shared object file")

        monkeypatch.setattr("posecoach.cli.import_module", broken)
        run = posecoach("--help")
        assert (run.status, run.err) == (0, "")
        assert "  doctor     Say what is missing or wrong" in run.out

    def test_a_line_break_in_a_name_stays_one_line(self, posecoach: Posecoach):
        refused(posecoach("analyze", "two\nlines.mp4", *STRETCH))

    def test_as_a_module_it_is_the_same_program(self):
        run = subprocess.run(
            [sys.executable, "-m", "posecoach", "--version"], cwd=ROOT, capture_output=True, text=True
        )
        assert (run.returncode, run.stdout) == (0, f"posecoach {__version__}\n")

    def test_ctrl_c_ends_quietly_and_leaves_nothing(
        self, posecoach: Posecoach, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(
            "posecoach.analysis.video.draw_feedback", lambda *_: signal.raise_signal(signal.SIGINT)
        )
        # Who starts the tests in a shell's background starts them with the signal ignored.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            run = posecoach("analyze", clip, *STRETCH, "--video", "judged.mp4", "--json", "set.json")
        finally:
            signal.signal(signal.SIGINT, before)
        assert (run.status, run.out, run.err.strip()) == (130, "", "")
        assert left_behind(tmp_path) == []

    def test_a_mistake_of_the_program_is_not_hidden(
        self, posecoach: Posecoach, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("posecoach.analysis.video.draw_feedback", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            main(["analyze", str(clip), *STRETCH, "--video", "judged.mp4"])
        assert left_behind(tmp_path) == []


PRINTING = ["specs list", "specs show lying_hamstring", "--help", "--version", "history list"]


@pytest.mark.parametrize("arguments", PRINTING)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_one_line(arguments: str):
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "posecoach", *arguments.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert run.returncode == 2
    assert run.stderr.startswith("posecoach: standard output: can't be written (No space left on device); ")
    assert len(run.stderr.splitlines()) == 1


def test_a_pipe_that_is_not_read_to_its_end_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "posecoach", "specs", "list"], stdout=writer, stderr=subprocess.PIPE, text=True
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (1, "")


def test_closed_standard_output_is_no_error():
    closed = "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    run = subprocess.run(
        [sys.executable, "-c", closed, "-m", "posecoach", "specs", "list"], stderr=subprocess.PIPE, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")
