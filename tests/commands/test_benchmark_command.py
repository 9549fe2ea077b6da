"""The benchmark from the command line: what it prints, what it writes, and how it refuses."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from support.cuts import Cut
from support.openpose_files import write_frames

from posecoach.cli import main
from posecoach.evaluation.ground_truth import samples
from posecoach.pose.landmarks import Landmark, Pose, Side

NAME = "standing_bent_knees_tariq"
# The knees are bent from 2.2 s on.
CUT = Cut(NAME, 1.0, 6.0, every=2)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """A folder of a part of one sample clip, and one whose truth is not known."""
    folder = tmp_path / "clips"
    folder.mkdir()
    shutil.copy(CUT.write(folder), folder / "unknown.mp4")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of ``posecoach benchmark``."""
    with pytest.raises(SystemExit) as ended:
        main(["benchmark", *map(str, arguments)])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_a_clip_is_scored_from_frames_to_report(clips, tmp_path, capsys, model_path):
    page, scores = tmp_path / "report.html", tmp_path / "scores.json"
    status, out, err = run(capsys, clips, "--html", page, "--json", scores)
    assert (status, err) == (0, "")
    assert f"wrote {scores}, {page}" in out
    assert "1 of 1 found" in out
    assert NAME in page.read_text(encoding="utf-8")
    (clip,) = json.loads(scores.read_text(encoding="utf-8"))["clips"]
    assert clip["name"] == NAME
    assert clip["false_valid_s"] == 0
    assert clip["planted_faults"][0]["named_s"] is not None
    knee = [stats for stats in clip["errors"] if stats["measure"] == "knee_flexion"]
    assert knee
    assert all(stats["mae"] < 15 for stats in knee)


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    return err


def test_a_folder_without_truth_or_none_at_all_is_refused(tmp_path, capsys):
    assert "holds no NAME.mp4 with a NAME.truth.json" in refused(capsys, tmp_path)
    assert "not a folder" in refused(capsys, tmp_path / "gone")


def test_a_wrong_truth_is_reported_by_file_and_field(clips, capsys):
    path = clips / f"{NAME}.truth.json"
    fields = json.loads(path.read_text())
    path.write_text(json.dumps({name: value for name, value in fields.items() if name != "side"}))
    assert f"{NAME}.truth.json: side: this field is required" in refused(capsys, clips)
    path.write_text(json.dumps({**fields, "stretch": "splits"}))
    assert f"{NAME}.truth.json: stretch: expected one of" in refused(capsys, clips)


def test_a_damaged_clip_is_refused_and_nothing_is_written(clips, tmp_path, capsys):
    (clips / f"{NAME}.mp4").write_bytes(b"no video")
    assert f"{NAME}.mp4" in refused(capsys, clips, "--html", tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == ["clips"]


def test_only_json_goes_to_standard_output(clips, capsys):
    assert "--html" in refused(capsys, clips, "--html", "-")


def test_without_a_clone_the_clips_must_be_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(samples, "default_folder", lambda: tmp_path / "sample_videos")
    assert "come with a clone" in refused(capsys)


def true_poses() -> list[list[Pose]]:
    """What an engine without a fault would find: the true joints, and a head and toes where they must be."""
    frames = []
    for frame in CUT.truth()["frames"]:
        points = np.full((len(Landmark), 2), np.nan)
        for name, place in frame["joints_px"].items():
            points[Landmark[name.upper()]] = place
        for side in Side:
            shoulder, hip, knee, ankle = (
                points[side.landmark(part)] for part in ("shoulder", "hip", "knee", "ankle")
            )
            points[side.landmark("ear")] = shoulder + 0.3 * (shoulder - hip)
            shin = ankle - knee
            ahead = np.array([shin[1], -shin[0]]) * 0.3
            points[side.landmark("heel")], points[side.landmark("foot_index")] = ankle, ankle + ahead
        points[Landmark.NOSE] = points[Side.LEFT.landmark("ear")]
        frames.append(
            [Pose(points, np.full(len(Landmark), 0.9), np.full((len(Landmark), 3), np.nan), 640, 480)]
        )
    return frames


def test_poses_of_another_engine_are_scored_like_our_own(clips, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("POSECOACH_MODEL", "none.task")
    write_frames(tmp_path / "poses" / NAME, true_poses())
    scores = tmp_path / "scores.json"
    status, out, err = run(capsys, clips, "--landmarks", tmp_path / "poses", "--workers", 1, "--json", scores)
    assert (status, err) == (0, "")
    assert f"Judged by the poses in {tmp_path / 'poses'}." in out
    (clip,) = json.loads(scores.read_text(encoding="utf-8"))["clips"]
    assert clip["false_valid_s"] == 0
    assert clip["planted_faults"][0]["named_s"] is not None
    knee = [stats for stats in clip["errors"] if stats["measure"] == "knee_flexion"]
    assert knee
    assert max(stats["mae"] for stats in knee) < 10  # with the lag of readings in motion


def test_a_clip_without_poses_of_the_other_engine_is_refused(clips, tmp_path, capsys):
    (tmp_path / "poses").mkdir()
    assert f"{NAME}: not a folder" in refused(capsys, clips, "--landmarks", tmp_path / "poses")
