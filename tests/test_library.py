"""PoseCoach as a library: cheap to import, tables as documented, and the example of docs/library.md runs."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.sets.stick_figure_report import stick_figure_report

import posecoach
from posecoach import Analysis, analyze
from posecoach.errors import PoseCoachError
from posecoach.records.formats.track import LandmarkTrack

ROOT = Path(posecoach.__file__).parent.parent
EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis(stick_figure_report(), LandmarkTrack())


def test_importing_the_package_loads_nothing():
    check = "import posecoach, sys; print(*{'numpy', 'pandas', 'cv2', 'av', 'mediapipe'} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == []
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = posecoach.analyse


def test_the_timeline_is_a_table_with_a_row_a_frame(analysis: Analysis):
    table, timeline = analysis.to_pandas(), analysis.report.timeline
    assert len(table) == len(timeline)
    assert list(table.columns[:3]) == ["t_s", "state", "reason"]
    assert table["state"].tolist() == [frame.state for frame in timeline]
    assert table["valid_hold_s"].iloc[-1] == pytest.approx(analysis.valid_s, abs=1e-6)
    assert (table["hip_flexion"].dtype, table["hip_flexion_known"].dtype) == (np.float64, "boolean")
    held = table[table["state"] == "valid"]
    assert held["hip_flexion"].mean() > 60
    assert table["spine_flexion"].isna().all()  # stick figures have no outline


def test_holds_pauses_and_faults_are_tables_even_where_there_are_none(analysis: Analysis):
    assert analysis.holds["valid_s"].sum() == pytest.approx(analysis.valid_s)
    assert list(analysis.pauses.columns) == ["start_s", "end_s", "reason"]
    assert list(analysis.faults.columns) == ["id", "severity", "start_s", "end_s", "worst", "limit"]
    assert analysis.repetitions.empty


def test_the_summary_is_sentences_and_begins_with_what_counted(analysis: Analysis):
    assert analysis.summary.startswith(analysis.report.achieved.text)
    assert "Time counted in one hold, without a pause." in analysis.summary
    assert re.search(r"[a-z]\. [A-Z]", analysis.summary)


def test_a_notebook_shows_the_verdict_and_the_timeline_and_runs_nothing(analysis: Analysis):
    shown = analysis._repr_html_()
    assert analysis.report.achieved.text in shown
    widths = [float(width) for width in re.findall(r"width: ([\d.]+)%", shown)]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert "Holding" in shown
    assert "<script" not in shown
    assert len(shown) < 6000


def test_names_are_escaped_in_a_notebook(analysis: Analysis, monkeypatch: pytest.MonkeyPatch):
    texts = analysis.report.spec.english.model_copy(update={"title": "<b>mine</b>"})
    monkeypatch.setattr("posecoach.records.report.notebook.texts_of", lambda spec: texts)
    assert "&lt;b&gt;mine&lt;/b&gt;" in analysis._repr_html_()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"stretch": "splits"}, "unknown stretch 'splits'"),
        ({"stretch": "bridge", "target_s": 30}, "use repetitions instead of target_s"),
        ({"stretch": "standing_hamstring", "repetitions": 3}, "use target_s instead of repetitions"),
        ({"stretch": "standing_hamstring", "target_s": -1}, "above 0"),
        ({"stretch": "standing_hamstring", "target_s": float("nan")}, "above 0"),
        ({"stretch": "standing_hamstring"}, "gone.mp4"),
    ],
)
def test_mistakes_are_errors_of_posecoach_in_one_line(given: dict, told: str):
    with pytest.raises(PoseCoachError) as refusal:
        analyze("gone.mp4", **given)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("wrong", [{"side": "middle"}, {"network": "huge"}])
def test_a_choice_that_there_is_not_is_refused(wrong: dict, short_clip: Path):
    with pytest.raises(PoseCoachError, match="expected one of"):
        analyze(short_clip, "standing_hamstring", **wrong)


def test_the_example_of_the_documentation_runs(
    short_clip: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    (example,) = EXAMPLE.findall((ROOT / "docs" / "library.md").read_text(encoding="utf-8"))
    assert 'analyze("me.mp4"' in example
    (tmp_path / "me.mp4").symlink_to(short_clip)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(example, names)
    out = capsys.readouterr().out
    report = names["report"]
    assert isinstance(report, Analysis)
    assert report.summary in out
    landmarks = pd.read_parquet(tmp_path / "landmarks.parquet")
    assert len(landmarks) == len(report.to_pandas()) == report.report.video.frames
    assert landmarks["left_hip_x"].between(0, report.report.video.width).all()
