"""The command line as people meet it: what it prints, what it writes, and how it refuses."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import pytest
from support.own_exercises import change as change_file
from support.own_exercises import copy_exercise

from posecoach import __version__
from posecoach.catalog.exercises import find_spec, load_specs
from posecoach.cli import main
from posecoach.commands.console.outputs import output_files
from posecoach.vision.media.video import read_frames

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_videos"
SPECS = ROOT / "stretch_specs"
PHOTO = ROOT / "tests" / "data" / "standing_side.jpg"
STRETCH = ("--stretch", "standing_hamstring")
ROUNDED = SAMPLES / "standing_rounded_ben.mp4"  # from 6 to 9 s


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str


Posecoach = Callable[..., Run]


@pytest.fixture
def posecoach(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Posecoach:
    """Runs one command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> Run:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Run(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def clip(tmp_path: Path, model_path: Path) -> Path:
    """A clip with a hold in it, and the model there."""
    return SAMPLES / "standing_good_ben.mp4"


def refused(run: Run, *told: str) -> None:
    assert run.status == 2
    assert run.out == ""
    assert len(run.err.splitlines()) == 1, run.err
    assert run.err.startswith("posecoach: ")
    for part in told:
        assert part in run.err


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestAnalyze:
    def test_without_outputs_it_tells_people_what_counted(self, posecoach: Posecoach, clip: Path):
        run = posecoach("analyze", clip, *STRETCH)
        assert (run.status, run.err) == (0, "")
        for told in ("Standing hamstring stretch, right leg", "Valid hold", "of 20 s", "Best depth", "Holds"):
            assert told in run.out

    def test_a_set_that_counted_nothing_is_told_why_and_what_to_change(
        self, posecoach: Posecoach, model_path: Path
    ):
        run = posecoach("analyze", SAMPLES / "standing_bent_knees_tariq.mp4", *STRETCH)
        assert run.status == 0
        assert "Valid hold   0.0 s" in run.out
        why = run.out.partition("Why nothing counted")[2].splitlines()
        assert "Bent knee: Straighten your knees." in why[1]

    def test_every_output_at_once(self, posecoach: Posecoach, clip: Path, tmp_path: Path):
        outputs = {kind: tmp_path / f"set.{kind}" for kind in ("json", "csv", "html")}
        copy = tmp_path / "judged.mp4"
        options = [part for kind, path in outputs.items() for part in (f"--{kind}", path)]
        run = posecoach("analyze", clip, *STRETCH, "--target", 3, *options, "--video", copy)
        assert (run.status, run.err) == (0, "")
        assert left_behind(tmp_path) == ["judged.mp4", "set.csv", "set.html", "set.json"]

        report = json.loads(outputs["json"].read_text())
        assert report["target_s"] == 3
        assert report["completed"] is True
        assert report["video"]["frames"] == len(report["timeline"]) == 290
        assert len(outputs["csv"].read_text().splitlines()) == 291
        assert outputs["html"].read_text().startswith("<!DOCTYPE html>")
        times = [frame.t_s for frame in read_frames(copy)]
        assert times == pytest.approx([entry["t_s"] for entry in report["timeline"]], abs=1e-3)
        with av.open(str(copy)) as container:
            stream = container.streams.video[0]
            assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")

    def test_outputs_get_the_permissions_of_any_new_file(
        self, posecoach: Posecoach, clip: Path, tmp_path: Path
    ):
        (tmp_path / "plain").touch()
        posecoach("analyze", clip, *STRETCH, "--json", tmp_path / "set.json")
        assert (tmp_path / "set.json").stat().st_mode == (tmp_path / "plain").stat().st_mode

    def test_json_to_standard_output_is_nothing_but_json(self, posecoach: Posecoach, clip: Path):
        run = posecoach("analyze", clip, *STRETCH, "--side", "right", "--json", "-")
        assert run.err == ""
        assert json.loads(run.out)["side"] == "right"

    @pytest.mark.parametrize("option", ["--csv", "--html", "--video"])
    def test_only_json_goes_to_standard_output(self, posecoach: Posecoach, clip: Path, option: str):
        refused(posecoach("analyze", clip, *STRETCH, option, "-"), "--json")

    def test_the_spec_comes_from_the_folder_that_is_named(
        self, posecoach: Posecoach, clip: Path, tmp_path: Path
    ):
        folder = copy_exercise("standing_hamstring", tmp_path, "mine")
        change_file(folder / "en.yaml", lambda texts: texts.update(title="My own stretch"))
        run = posecoach("analyze", clip, "--stretch", "mine", "--specs", tmp_path)
        assert "My own stretch" in run.out


class TestAnalyzeRefuses:
    def test_a_missing_file(self, posecoach: Posecoach):
        refused(posecoach("analyze", "nope.mp4", *STRETCH), "nope.mp4")

    def test_a_text_file_named_mp4(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "words.mp4").write_text("not a video\n" * 100)
        refused(posecoach("analyze", "words.mp4", *STRETCH), "words.mp4")

    def test_an_empty_file(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "empty.mp4").touch()
        refused(posecoach("analyze", "empty.mp4", *STRETCH), "empty.mp4")

    def test_a_folder(self, posecoach: Posecoach, tmp_path: Path):
        refused(posecoach("analyze", tmp_path, *STRETCH), str(tmp_path))

    def test_a_video_of_no_frames(self, posecoach: Posecoach, tmp_path: Path):
        with av.open(str(tmp_path / "none.mp4"), "w") as container:
            stream = container.add_stream("libx264", rate=10)
            stream.width, stream.height = 64, 48
            container.start_encoding()
        run = posecoach("analyze", "none.mp4", *STRETCH, "--json", "set.json")
        refused(run, "none.mp4")
        assert left_behind(tmp_path) == ["none.mp4"]

    def test_an_unknown_stretch_and_names_those_there_are(self, posecoach: Posecoach, clip: Path):
        refused(posecoach("analyze", clip, "--stretch", "splits"), "'splits'", "lying_hamstring")

    @pytest.mark.parametrize("target", ["0", "-3", "nan", "inf", "soon"])
    def test_a_target_that_is_no_time(self, posecoach: Posecoach, clip: Path, target: str):
        refused(posecoach("analyze", clip, *STRETCH, f"--target={target}"), "--target", "seconds above 0")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["analyze"], "VIDEO"),
            (["analyze", "x.mp4"], "--stretch"),
            (["analyze", "x.mp4", "--strech", "y"], "--strech"),
            (["analyze", "x.mp4", *STRETCH, "--side", "middle"], "'middle'"),
            (["analyse"], "'analyse'"),
            (["--loud"], "--loud"),
            (["check", *STRETCH], "IMAGE"),
            (["specs", "show"], "ID"),
        ],
    )
    def test_wrong_usage_in_one_line(self, posecoach: Posecoach, arguments: list[str], told: str):
        refused(posecoach(*arguments), told, "--help")

    @pytest.mark.parametrize("option", ["--json", "--csv", "--html", "--video"])
    @pytest.mark.parametrize(
        ("output", "told"),
        [
            ("missing/out.mp4", "no folder missing"),
            ("folder", "is a folder"),
            ("sealed.mp4", "is write-protected"),
            ("/dev/null", "is not a plain file"),
            ("in.mp4", "is also the input"),
            ("./link.mp4", "is also the input"),
        ],
    )
    def test_an_output_that_cannot_be_written(
        self, posecoach: Posecoach, clip: Path, tmp_path: Path, option: str, output: str, told: str
    ):
        (tmp_path / "folder").mkdir()
        (tmp_path / "in.mp4").write_bytes(clip.read_bytes())
        (tmp_path / "link.mp4").symlink_to("in.mp4")
        sealed = tmp_path / "sealed.mp4"
        sealed.touch(mode=0o444)
        if output == sealed.name and os.access(sealed, os.W_OK):
            pytest.skip("root writes to anything")
        before = left_behind(tmp_path)
        refused(
            posecoach("analyze", "in.mp4", *STRETCH, "--json", "first.json", option, output)
            if option != "--json"
            else posecoach("analyze", "in.mp4", *STRETCH, option, output),
            told,
        )
        assert left_behind(tmp_path) == before
        assert (tmp_path / "in.mp4").read_bytes() == clip.read_bytes()

    def test_one_file_for_two_outputs(self, posecoach: Posecoach, clip: Path, tmp_path: Path):
        refused(posecoach("analyze", clip, *STRETCH, "--json", "out", "--csv", "./out"), "given twice")
        assert left_behind(tmp_path) == []

    def test_a_video_that_breaks_off_and_leaves_older_files_alone(
        self, posecoach: Posecoach, tmp_path: Path, model_path: Path
    ):
        whole = (SAMPLES / "standing_good_ben.mp4").read_bytes()
        broken = tmp_path / "broken.mp4"
        broken.write_bytes(whole[:20_000] + bytes(len(whole) - 60_000) + whole[-40_000:])
        (tmp_path / "set.json").write_text("older")
        run = posecoach("analyze", broken, *STRETCH, "--json", "set.json", "--video", "copy.mp4")
        refused(run, "broken.mp4")
        assert left_behind(tmp_path) == ["broken.mp4", "set.json"]
        assert (tmp_path / "set.json").read_text() == "older"


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


class TestCheck:
    def test_one_line_for_every_image_and_stretch(self, posecoach: Posecoach, model_path: Path):
        run = posecoach("check", PHOTO, PHOTO, *STRETCH, "--stretch", "lying_hamstring", "--json", "-")
        lines = [json.loads(line) for line in run.out.splitlines()]
        assert (run.status, run.err) == (0, "")
        assert [(line["image"], line["stretch"]) for line in lines] == [
            (str(PHOTO), stretch) for stretch in ("standing_hamstring", "lying_hamstring")
        ] * 2
        assert {line["state"] for line in lines} == {"not_in_position"}
        assert lines[0]["faults"] == []
        assert lines[0]["measures"]["knee_flexion"]["known"] is True

    def test_people_get_the_state_why_and_what_to_do(self, posecoach: Posecoach, model_path: Path):
        run = posecoach("check", PHOTO, *STRETCH)
        assert "Not in position: not leaning forward enough. Bend forward slowly from your hips." in run.out

    def test_people_get_advice_on_a_hold_that_counts(
        self, posecoach: Posecoach, tmp_path: Path, model_path: Path
    ):
        rounded = next(frame.rgb for frame in read_frames(ROUNDED) if frame.t_s >= 7)
        cv2.imwrite(str(tmp_path / "rounded.png"), rounded[:, :, ::-1])
        run = posecoach("check", tmp_path / "rounded.png", *STRETCH)
        assert "Holding: rounded back. Lengthen your back and bend from the hips." in run.out

    def test_into_a_file(self, posecoach: Posecoach, tmp_path: Path, model_path: Path):
        run = posecoach("check", PHOTO, *STRETCH, "--json", "photos.jsonl")
        assert run.status == 0
        assert json.loads((tmp_path / "photos.jsonl").read_text())["image"] == str(PHOTO)

    @pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0", b"", b"words"])
    def test_one_unreadable_image_writes_nothing(self, posecoach: Posecoach, tmp_path: Path, content: bytes):
        (tmp_path / "bad.jpg").write_bytes(content)
        refused(posecoach("check", PHOTO, "bad.jpg", *STRETCH, "--json", "photos.jsonl"), "bad.jpg")
        assert left_behind(tmp_path) == ["bad.jpg"]

    def test_an_output_that_is_an_image_it_reads(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "me.jpg").write_bytes(PHOTO.read_bytes())
        refused(posecoach("check", "me.jpg", *STRETCH, "--json", "me.jpg"), "is also the input")


class TestSpecs:
    def test_list_names_every_stretch(self, posecoach: Posecoach):
        run = posecoach("specs", "list")
        assert [line.split()[0] for line in run.out.splitlines()] == list(load_specs())

    def test_show_tells_how_what_and_from_where(self, posecoach: Posecoach):
        run = posecoach("specs", "show", "lying_hamstring")
        spec = find_spec("lying_hamstring")
        limits = [f"{gate.id} (" for gate in spec.gates] + [f"{gate.enter:g}" for gate in spec.gates]
        for told in (*limits, "1. Lie on your back", "pauses the clock", "ACSM", "Safety"):
            assert told in run.out

    def test_validate_says_ok_for_each_file_of_a_folder(self, posecoach: Posecoach):
        run = posecoach("specs", "validate", SPECS)
        assert run.status == 0
        lines = run.out.splitlines()
        assert {line.split()[0] for line in lines} == {"OK"}
        assert len(lines) == len(list(SPECS.glob("*/*.yaml")))
        assert f"OK  {SPECS / 'lying_hamstring' / 'spec.yaml'}: lying_hamstring, 8 gates" in lines

    @pytest.mark.parametrize(
        ("path", "told"),
        [
            ("lying_hamstring", ["lying_hamstring, 8 gates", "Lying hamstring stretch", "Dehnung im Liegen"]),
            ("lying_hamstring/de.yaml", ["texts, Dehnung im Liegen"]),
            ("lying_hamstring/spec.yaml", ["lying_hamstring, 8 gates"]),
            ("voice/de.yaml", ["the language Deutsch"]),
            ("routines/hamstrings_and_back.yaml", ["routine hamstrings_and_back, 6 sets"]),
            ("safety", ["7 safety questions"]),
        ],
    )
    def test_validate_takes_an_exercise_or_any_file(self, posecoach: Posecoach, path: str, told: list[str]):
        run = posecoach("specs", "validate", SPECS / path)
        assert (run.status, run.err) == (0, "")
        assert len(run.out.splitlines()) == len(told)
        assert all(part in run.out for part in told)

    @pytest.mark.parametrize(
        ("file", "change", "told"),
        [
            (
                "spec.yaml",
                lambda spec: spec["gates"][2].update(enter="abc"),
                "standing_hamstring/spec.yaml: gates[2].enter: expected a number, got 'abc'",
            ),
            ("spec.yaml", lambda spec: spec.update(colour="red"), "colour: unknown field"),
            (
                "en.yaml",
                lambda texts: texts["gates"]["folded"].pop("cues"),
                "standing_hamstring/en.yaml: gates.folded.cues: this field is required",
            ),
            ("spec.yaml", lambda spec: spec["gates"][0].update(measure="elbow"), "measure: expected one of"),
            ("spec.yaml", lambda spec: spec["gates"][4].update(exit=10), "gates[4]: expected exit 10"),
            (
                "de.yaml",
                lambda texts: texts.update(begin_leg=["Dreh die {legg} Seite zu mir."]),
                "standing_hamstring/de.yaml: begin_leg[0]: unknown placeholder {legg}; expected {leg}, "
                "got 'Dreh die {legg} Seite zu mir.'",
            ),
        ],
        ids=["wrong type", "unknown key", "no cue", "unknown measure", "wrong side", "placeholder"],
    )
    @pytest.mark.parametrize("by", ["validate", "analyze"])
    def test_a_mistake_in_one_line(
        self,
        posecoach: Posecoach,
        tmp_path: Path,
        file: str,
        change: Callable[[dict], None],
        told: str,
        by: str,
    ):
        folder = copy_exercise("standing_hamstring", tmp_path)
        change_file(folder / file, change)
        if by == "validate":
            run = posecoach("specs", "validate", folder / file)
            refused(run, told)
            whole = posecoach("specs", "validate", folder)
            assert (whole.status, whole.err) == (2, run.err)
        else:
            clip = SAMPLES / "standing_good_ben.mp4"
            refused(posecoach("analyze", clip, *STRETCH, "--specs", tmp_path, "--json", "set.json"), told)
        assert left_behind(tmp_path) == [folder.name]

    def test_bad_yaml(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "mine.yaml").write_text("id: [unclosed\ntitle: x")
        refused(posecoach("specs", "validate", "mine.yaml"), "mine.yaml", "not valid YAML")

    def test_a_spec_outside_of_a_folder_is_told_how_to_move(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "calf_stretch.yaml").write_text("id: calf_stretch")
        for command in (("validate", "."), ("validate", "calf_stretch.yaml"), ("list", "--specs", ".")):
            refused(posecoach("specs", *command), "move what judges to calf_stretch/spec.yaml")

    def test_each_wrong_file_gets_a_line(self, posecoach: Posecoach, tmp_path: Path):
        for name in ("standing_hamstring", "seated_hamstring"):
            change_file(copy_exercise(name, tmp_path) / "spec.yaml", lambda spec: spec.pop("leg"))
        change_file(copy_exercise("lying_hamstring", tmp_path) / "de.yaml", lambda texts: texts.update(a=1))
        run = posecoach("specs", "validate", tmp_path)
        assert run.status == 2
        assert [line.split(": ")[1] for line in run.err.splitlines()] == [
            "lying_hamstring/de.yaml",
            "seated_hamstring/spec.yaml",
            "standing_hamstring/spec.yaml",
        ]
        assert len(run.out.splitlines()) == 2

    def test_a_wrong_voice_routine_and_safety_file(self, posecoach: Posecoach, tmp_path: Path):
        for name in ("voice", "routines", "safety"):
            shutil.copytree(SPECS / name, tmp_path / name)
        change_file(tmp_path / "voice" / "de.yaml", lambda voice: voice["reasons"].pop("gap"))
        routine = tmp_path / "routines" / "hamstrings_and_back.yaml"
        change_file(routine, lambda plan: plan["sets"][1].update(stretch="yoga"))
        change_file(tmp_path / "safety" / "safety.yaml", lambda screen: screen["answers"].pop("ask_first"))
        run = posecoach("specs", "validate", tmp_path)
        assert run.status == 2
        assert run.err.splitlines() == [
            "posecoach: routines/hamstrings_and_back.yaml: sets[1].stretch: expected one of "
            "lying_hamstring, seated_hamstring, standing_hamstring, got 'yoga'",
            "posecoach: safety/safety.yaml: expected answers to have ask_first",
            "posecoach: voice/de.yaml: expected reasons to have gap",
        ]

    @pytest.mark.parametrize("command", [("list",), ("validate", ".")])
    def test_a_folder_without_specs(self, posecoach: Posecoach, tmp_path: Path, command: tuple[str, ...]):
        where = ("--specs", tmp_path) if command == ("list",) else ()
        refused(posecoach("specs", *command, *where), "holds no exercise")


class TestModel:
    @pytest.fixture(autouse=True)
    def _own_cache(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.delenv("POSECOACH_MODEL", raising=False)

    def test_none_yet_is_told_with_what_will_happen(self, posecoach: Posecoach):
        run = posecoach("model")
        assert run.status == 0
        assert "No pose model yet" in run.out
        assert "--from" in run.out

    def test_a_file_is_installed_and_shown(self, posecoach: Posecoach, model_path: Path, tmp_path: Path):
        installed = posecoach("model", "--from", model_path)
        assert installed.status == 0
        assert posecoach("model").out == installed.out
        for told in (str(tmp_path), "full", "9.4 MB, verified"):
            assert told in installed.out

    def test_a_file_that_is_no_model(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "bad.task").write_text("words")
        refused(posecoach("model", "--from", "bad.task"), "bad.task")
        assert posecoach("model").out.startswith("No pose model yet")

    def test_a_variable_that_wins_over_the_installed_one_is_told(
        self, posecoach: Posecoach, model_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("POSECOACH_MODEL", str(model_path))
        assert "Not in use: POSECOACH_MODEL names" in posecoach("model", "--from", model_path).out


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
