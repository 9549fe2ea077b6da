"""``posecoach analyze``: what it prints, what it writes, and how it refuses."""

import json
import os
from pathlib import Path

import av
import pandas as pd
import pytest
from support.command_line import (
    SAMPLES,
    STRETCH,
    Posecoach,
    left_behind,
    refused,
)
from support.cuts import Cut
from support.openpose_files import write_frames
from support.own_exercises import change as change_file
from support.own_exercises import copy_exercise
from support.sets.good_sets import good_set
from support.stick_figures import over_time

from posecoach.vision.media.video import read_frames


class TestAnalyze:
    def test_without_outputs_it_tells_people_what_counted(self, posecoach: Posecoach, short_clip: Path):
        run = posecoach("analyze", short_clip, *STRETCH)
        assert (run.status, run.err) == (0, "")
        for told in ("Standing hamstring stretch, right leg", "Valid hold", "of 20 s", "Best depth", "Holds"):
            assert told in run.out

    def test_a_set_that_counted_nothing_is_reported_why_and_what_to_change(
        self, posecoach: Posecoach, tmp_path: Path, model_path: Path
    ):
        knees = Cut("standing_bent_knees_tariq", 3.0, 6.0, every=2).write(tmp_path)
        run = posecoach("analyze", knees, *STRETCH)
        assert run.status == 0
        assert "Valid hold   0.0 s" in run.out
        why = run.out.partition("Why nothing counted")[2].splitlines()
        assert "Bent knee: Straighten your knees." in why[1]

    def test_every_output_at_once(self, posecoach: Posecoach, short_clip: Path, tmp_path: Path):
        outputs = {kind: tmp_path / f"set.{kind}" for kind in ("json", "csv", "html")}
        copy = tmp_path / "judged.mp4"
        options = [part for kind, path in outputs.items() for part in (f"--{kind}", path)]
        run = posecoach("analyze", short_clip, *STRETCH, "--target", 1, *options, "--video", copy)
        assert (run.status, run.err) == (0, "")
        assert left_behind(tmp_path) == ["judged.mp4", "set.csv", "set.html", "set.json"]

        report = json.loads(outputs["json"].read_text())
        assert report["target_s"] == 1
        assert report["completed"] is True
        frames = len(list(read_frames(short_clip)))
        assert report["video"]["frames"] == len(report["timeline"]) == frames
        assert len(outputs["csv"].read_text().splitlines()) == frames + 1
        assert outputs["html"].read_text().startswith("<!DOCTYPE html>")
        times = [frame.t_s for frame in read_frames(copy)]
        assert times == pytest.approx([entry["t_s"] for entry in report["timeline"]], abs=1e-3)
        with av.open(str(copy)) as container:
            stream = container.streams.video[0]
            assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")

    def test_outputs_get_the_permissions_of_any_new_file(
        self, posecoach: Posecoach, short_clip: Path, tmp_path: Path
    ):
        (tmp_path / "plain").touch()
        posecoach("analyze", short_clip, *STRETCH, "--json", tmp_path / "set.json")
        assert (tmp_path / "set.json").stat().st_mode == (tmp_path / "plain").stat().st_mode

    def test_json_to_standard_output_is_nothing_but_json(self, posecoach: Posecoach, short_clip: Path):
        run = posecoach("analyze", short_clip, *STRETCH, "--side", "right", "--json", "-")
        assert run.err == ""
        assert json.loads(run.out)["side"] == "right"

    @pytest.mark.parametrize("option", ["--csv", "--html", "--video"])
    def test_only_json_goes_to_standard_output(self, posecoach: Posecoach, clip: Path, option: str):
        refused(posecoach("analyze", clip, *STRETCH, option, "-"), "--json")

    def test_the_spec_comes_from_the_folder_that_is_named(
        self, posecoach: Posecoach, short_clip: Path, tmp_path: Path
    ):
        folder = copy_exercise("standing_hamstring", tmp_path, "mine")
        change_file(folder / "en.yaml", lambda texts: texts.update(title="My own stretch"))
        run = posecoach("analyze", short_clip, "--stretch", "mine", "--specs", tmp_path)
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
        ("stretch", "given", "told"),
        [
            ("bridge", "--target=30", "bridge is counted in repetitions; use --repetitions"),
            (
                "standing_hamstring",
                "--repetitions=5",
                "standing_hamstring is counted in seconds; use --target",
            ),
        ],
    )
    def test_an_amount_that_does_not_fit_the_exercise(
        self, posecoach: Posecoach, stretch: str, given: str, told: str
    ):
        refused(posecoach("analyze", "me.mp4", "--stretch", stretch, given), told)

    @pytest.mark.parametrize("count", ["0", "-1", "2.5", "many"])
    def test_repetitions_that_are_no_count(self, posecoach: Posecoach, count: str):
        refused(posecoach("analyze", "me.mp4", "--stretch", "bridge", f"--repetitions={count}"), count)

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["analyze"], "--stretch"),
            (["analyze", *STRETCH], "VIDEO"),
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
            ("missing/out.mp4", "no such folder: missing"),
            ("folder", "is a folder"),
            ("sealed.mp4", "is write-protected"),
            ("/dev/null", "is not a regular file"),
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


@pytest.fixture
def poses(tmp_path: Path) -> Path:
    """A good set as another engine would have found it, 25 frames a second of 640 x 480 pixels."""
    frames = [[pose] for pose, _ in over_time(good_set("standing_hamstring"))]
    return write_frames(tmp_path / "poses", frames)


WITHOUT_VIDEO = ("--fps", 25, "--size", "640x480")


class TestOtherTools:
    def test_poses_of_another_engine_are_judged_without_our_own(
        self, posecoach: Posecoach, poses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("POSECOACH_MODEL", "none.task")
        files = [f"set.{ending}" for ending in ("json", "csv", "parquet", "trc", "mot")]
        out_json, out_csv, out_parquet, out_trc, out_mot = (tmp_path / name for name in files)
        given = ("analyze", *STRETCH, "--landmarks-from", poses, *WITHOUT_VIDEO)
        run = posecoach(*given, "--json", out_json, "--landmarks", out_csv, "--angles", out_mot)
        assert (run.status, run.err) == (0, "")
        report = json.loads(out_json.read_text())
        assert report["valid_hold_s"] == pytest.approx(5.0, abs=0.5)
        assert (report["video"]["path"], report["network"]) == (str(poses), "unknown")
        frames = len(report["timeline"])
        assert len(out_csv.read_text().splitlines()) == frames + 1
        assert f"nRows={frames}" in out_mot.read_text()

        assert posecoach(*given, "--landmarks", out_parquet).status == 0
        assert len(pd.read_parquet(out_parquet)) == frames
        assert posecoach(*given, "--landmarks", out_trc, "--height-m", "1.75").status == 0
        assert "\tm\t" in out_trc.read_text().splitlines()[2]
        assert left_behind(tmp_path) == sorted(["poses", *files])

    def test_landmarks_of_our_own_engine_are_written_frame_by_frame(
        self, posecoach: Posecoach, short_clip: Path, tmp_path: Path
    ):
        run = posecoach("analyze", short_clip, *STRETCH, "--landmarks", "set.csv", "--json", "set.json")
        assert (run.status, run.err) == (0, "")
        table = pd.read_csv(tmp_path / "set.csv")
        timeline = json.loads((tmp_path / "set.json").read_text())["timeline"]
        assert table["t_s"].tolist() == pytest.approx([entry["t_s"] for entry in timeline])
        assert table["right_ankle_y"].notna().all()
        assert (table["right_ankle_y"] > table["right_knee_y"]).all()  # y goes down

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ((), "Missing argument 'VIDEO'"),
            (("--landmarks-from", "poses"), "with --fps and --size"),
            (("--landmarks-from", "poses", "--fps", "25"), "with --fps and --size"),
            (("me.mp4", "--landmarks-from", "poses", *WITHOUT_VIDEO), "or else with --fps and --size"),
            (("me.mp4", "--fps", "25"), "belong to --landmarks-from"),
            (("--landmarks-from", "poses", "--fps", "25", "--size", "big"), "such as 1280x720"),
            (("--landmarks-from", "poses", "--fps", "0", "--size", "640x480"), "--fps"),
            (("--landmarks-from", "gone", *WITHOUT_VIDEO), "gone: not a folder"),
            (("--landmarks-from", "poses", *WITHOUT_VIDEO, "--video", "a.mp4"), "our own pose engine"),
            (("me.mp4", "--landmarks", "a.txt"), ".csv, .parquet, .trc"),
            (("me.mp4", "--angles", "a.csv"), "ends in .mot"),
            (("me.mp4", "--landmarks", "a.csv", "--height-m", "1.75"), "belongs to --landmarks FILE.trc"),
            (("me.mp4", "--landmarks", "a.trc", "--height-m", "175"), "--height-m"),
        ],
    )
    def test_options_that_do_not_belong_together_are_refused(
        self, posecoach: Posecoach, poses: Path, options: tuple[object, ...], told: str
    ):
        refused(posecoach("analyze", *STRETCH, *options), told)
