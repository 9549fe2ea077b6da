"""Several exercises in one pass: each judges as if it were alone. And the job of a worker."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.observations import observed
from support.small_videos import write_video
from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.analysis import batch_job, one_pass, video
from posecoach.analysis.batch_job import Settings, WorkerDiffersError, judge_file, unpacked
from posecoach.analysis.one_pass import analyze_by_several
from posecoach.analysis.video import analyze_video
from posecoach.catalog.exercises import find_spec
from posecoach.pose.landmarks import Side
from posecoach.records.report.files import report_json
from posecoach.remote_files import sha256
from posecoach.vision.media.info import VideoCutError
from posecoach.vision.media.video import Frame

SPECS = (find_spec("standing_hamstring"), find_spec("hip_hinge"))
SCRIPT = [(1.0, STANDING), (1.0, FOLDED), (3.0, FOLDED)]


@pytest.fixture(params=[False, True], ids=["whole", "cut"])
def clip(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file in which somebody folds, as far as the coach sees; it may be cut off."""
    path = write_video(tmp_path / "me.mp4")

    def recorded(
        _frames: object, _model: Path, _workers: int = 1, _found: object = None
    ) -> Iterator[tuple[Frame, object]]:
        for observation, t_s in observed(over_time(SCRIPT)):
            yield Frame(np.zeros((1, 1, 3), np.uint8), t_s), observation
        if request.param:
            raise VideoCutError(path, t_s, "The file is cut off.")

    for module in (one_pass, video):
        monkeypatch.setattr(module, "observe_frames", recorded)
    return path


def test_each_exercise_judges_as_if_it_were_alone(clip: Path, model_path: Path):
    together = analyze_by_several(clip, SPECS, model_path, amounts={"hip_hinge": 3})
    alone = [
        analyze_video(clip, spec, model_path, amount=amount)
        for spec, amount in zip(SPECS, (None, 3), strict=True)
    ]
    assert list(map(report_json, together)) == list(map(report_json, alone))
    assert [replace(report, timeline=()) for report in together] == [
        replace(report, timeline=()) for report in alone
    ]
    assert together[0].valid_hold_s > 1
    assert together[1].amount == 3


def test_without_timelines_only_they_are_missing(clip: Path, model_path: Path):
    whole = analyze_by_several(clip, SPECS, model_path, side=Side.LEFT)
    short = analyze_by_several(clip, SPECS, model_path, side=Side.LEFT, timelines=False)
    assert short == [replace(report, timeline=()) for report in whole]


def test_a_job_gives_a_row_and_the_reports_for_each_exercise(clip: Path, model_path: Path):
    settings = Settings(SPECS, None, {}, None, sha256(model_path), reports=("json", "html"))
    judged = judge_file(str(clip), settings)
    assert [row["stretch"] for row in judged.rows] == ["standing_hamstring", "hip_hinge"]
    assert judged.mark == sha256(clip)
    assert len(judged.reports) == 4
    assert unpacked(judged.reports["hip_hinge", "json"]).startswith(b'{"schema_version"')
    bare = judge_file(str(clip), replace(settings, reports=()))
    assert bare.rows == judged.rows
    assert bare.reports == {}


def test_a_worker_in_another_folder_finds_relative_paths(
    clip: Path, model_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    settings = Settings(SPECS, None, {}, None, sha256(model_path), reports=("json",))
    here = judge_file("me.mp4", settings)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert judge_file("me.mp4", settings) == here
    assert here.rows[0]["file"] == "me.mp4"
    assert "error" not in here.rows[0]


def test_a_job_reads_files_elsewhere(clip: Path, model_path: Path):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/elsewhere/me.mp4", clip.read_bytes())
    settings = Settings(SPECS, None, {}, None, sha256(model_path))
    try:
        (row, _) = judge_file("memory://elsewhere/me.mp4", settings).rows
        assert row["file"] == "memory://elsewhere/me.mp4"
        assert "error" not in row
        (row, _) = judge_file("memory://elsewhere/gone.mp4", settings).rows
        assert str(row["error"]).startswith("memory://elsewhere/gone.mp4: can't be read")
    finally:
        memory.rm("/elsewhere", recursive=True)


def test_what_can_not_be_judged_is_a_row_with_its_reason(tmp_path: Path, model_path: Path):
    (tmp_path / "bad.mp4").write_text("words")
    judged = judge_file(str(tmp_path / "bad.mp4"), Settings(SPECS, None, {}, None, sha256(model_path)))
    assert ["bad.mp4" in str(row["error"]) for row in judged.rows] == [True, True]
    assert judged.mark is None


def test_a_mistake_of_the_program_costs_one_video(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model_path: Path
):
    monkeypatch.setattr(one_pass, "probe", lambda _: 1 // 0)
    path = write_video(tmp_path / "me.mp4")
    judged = judge_file(str(path), Settings(SPECS, None, {}, None, sha256(model_path)))
    assert "a mistake of the program: ZeroDivisionError" in str(judged.rows[0]["error"])


def test_another_version_or_model_judges_nothing(tmp_path: Path, model_path: Path):
    settings = Settings(SPECS, None, {}, None, sha256(model_path))
    with pytest.raises(WorkerDiffersError, match=rf"has PoseCoach {batch_job.__version__}, and this is 9\.9"):
        judge_file("me.mp4", replace(settings, version="9.9"))
    with pytest.raises(WorkerDiffersError, match=r"other code, or other versions of MediaPipe"):
        judge_file("me.mp4", replace(settings, program="other"))
    with pytest.raises(WorkerDiffersError, match="another pose model"):
        judge_file("me.mp4", replace(settings, model_sha256="0"))
