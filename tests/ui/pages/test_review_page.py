"""The Review page, run without a browser: choosing, analysing once, and telling what is wrong."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from streamlit.testing.v1 import AppTest
from support.sets.made_up_repetitions import MIXED, repeated_report
from support.sets.made_up_weeks import fill

from posecoach.evaluation.ground_truth import samples
from posecoach.records.history.store import History
from posecoach.records.report.model import SetReport
from posecoach.ui.pages import review as page
from posecoach.ui.review.job import Job, Review, ReviewError
from posecoach.vision.model.bundle import Network


def _run_page() -> None:
    from posecoach.ui.pages.review import review_page

    review_page()


class _Reviewer:
    """Stands in for the analysis; remembers the jobs that it was given."""

    def __init__(self, report: SetReport) -> None:
        self.report = report
        self.jobs: list[Job] = []
        self.error: str | None = None

    def __call__(self, content: BinaryIO, name: str, job: Job, model: object, progress: object) -> Review:
        self.jobs.append(job)
        if self.error:
            raise ReviewError(self.error)
        return Review(self.report, b"annotated")


@pytest.fixture
def reviewer(paused_report: SetReport, monkeypatch: pytest.MonkeyPatch) -> _Reviewer:
    reviewer = _Reviewer(paused_report)
    monkeypatch.setattr(page, "review", reviewer)
    monkeypatch.setattr(page, "_model", lambda bar, network: Path("a.task"))
    return reviewer


@pytest.fixture
def app(reviewer: _Reviewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    angles = {"left": 0.0, "right": 12.0}
    for name, stretch, side in (
        ("standing", "standing_hamstring", "right"),
        ("lying", "lying_hamstring", "left"),
    ):
        truth = {
            "stretch": stretch,
            "side": side,
            "view": "side",
            "fps": 30.0,
            "frames": [{"t_s": 0.0, "hip_flexion": angles, "knee_flexion": angles}],
            "valid": [[1.0, 2.0]],
            "faults": [],
        }
        (tmp_path / f"{name}.mp4").write_bytes(name.encode())
        (tmp_path / f"{name}.truth.json").write_text(json.dumps(truth))
    monkeypatch.setattr(samples, "default_folder", lambda: tmp_path)
    return AppTest.from_function(_run_page, default_timeout=30).run()


def _choose(app: AppTest, title: str) -> AppTest:
    return app.selectbox[0].select(title).run()


def test_at_first_it_says_what_to_do(app: AppTest):
    assert "Choose a sample" in app.info[0].value
    assert not app.button
    assert not app.exception


def test_it_opens_on_the_last_session_where_there_is_one(history: History, app: AppTest):
    fill(history, datetime.now().astimezone(), weeks=1)
    shown = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not shown.exception
    assert shown.selectbox[0].value == history.sessions(1)[-1].id
    long_ago = datetime.now().astimezone() - timedelta(weeks=60)
    with sqlite3.connect(history.path) as raw:
        raw.execute("update session set started_at = ?", (long_ago.isoformat(" "),))
    raw.close()
    assert "Choose a sample" in AppTest.from_function(_run_page, default_timeout=30).run().info[0].value


def test_a_sample_brings_its_stretch_and_leg(app: AppTest, reviewer: _Reviewer):
    _choose(app, "Lying, held well").button[0].click().run()
    (job,) = reviewer.jobs
    assert (job.spec.id, job.side) == ("lying_hamstring", "left")


def test_the_summary_comes_first_and_every_file_is_offered(app: AppTest):
    _choose(app, "Standing, held well").button[0].click().run()
    assert not app.exception
    assert app.header[0].value == "5.0 s of 20 s held well"
    assert len(app.download_button) == 4
    assert not app.button


def test_a_moment_can_be_asked_why(app: AppTest):
    _choose(app, "Standing, held well").button[0].click().run()
    (slider,) = app.slider
    assert slider.value == 5.5  # the middle of the pause
    assert any(text.value.endswith(": bent knee") for text in app.markdown)
    slider.set_value(9.2).run()
    assert not app.exception
    assert any("leg hidden" in text.value for text in app.markdown)


def test_the_truth_lies_under_the_verdict_only_for_its_own_stretch(app: AppTest):
    _choose(app, "Standing, held well").button[0].click().run()
    assert any("Truth is what this sample really shows" in caption.value for caption in app.caption)
    # The stand-in judges everything as a standing stretch.
    _choose(app, "Lying, held well").button[0].click().run()
    assert not any("Truth is what this sample really shows" in caption.value for caption in app.caption)


def test_what_was_analysed_is_not_analysed_again(app: AppTest, reviewer: _Reviewer):
    _choose(app, "Standing, held well").button[0].click().run()
    _choose(app, "Lying, held well")
    _choose(app, "Standing, held well")
    assert app.header[0].value == "5.0 s of 20 s held well"
    assert len(reviewer.jobs) == 1


def test_another_leg_is_another_analysis(app: AppTest, reviewer: _Reviewer):
    _choose(app, "Standing, held well").button[0].click().run()
    app.button_group[1].set_value("left").run()
    assert not app.header
    app.button[0].click().run()
    assert [job.side for job in reviewer.jobs] == ["right", "left"]


def test_an_error_is_one_message_and_no_traceback(app: AppTest, reviewer: _Reviewer):
    reviewer.error = "standing.mp4: not a video"
    _choose(app, "Standing, held well").button[0].click().run()
    assert [error.value for error in app.error] == ["standing.mp4: not a video"]
    assert not app.exception


def test_without_samples_a_video_can_be_uploaded_and_the_limits_are_stated(
    app: AppTest, tmp_path: Path, reviewer: _Reviewer
):
    for file in tmp_path.iterdir():
        file.unlink()
    app.run()
    (uploader,) = app.file_uploader
    assert "10 min 00 s" in uploader.label
    assert "MB" in uploader.label
    uploader.set_value(("me.mp4", b"a video", "video/mp4")).run()
    # Which stretch a video of one's own shows is not guessed.
    assert app.info[0].value == "Choose the stretch your video shows."
    assert not app.button
    app.selectbox[0].select("seated_hamstring").run()
    app.button[0].click().run()
    (job,) = reviewer.jobs
    assert (job.spec.id, job.side) == ("seated_hamstring", None)
    assert app.header[0].value == "5.0 s of 20 s held well"


def test_a_sample_with_a_broken_truth_is_reported_and_shuts_no_video_out(app: AppTest, tmp_path: Path):
    next(tmp_path.glob("*.truth.json")).write_text("{}")
    (tmp_path / "changed").touch()
    app.run()
    (warning,) = app.warning
    assert ".truth.json" in warning.value
    assert app.file_uploader
    assert not app.exception


@pytest.fixture
def bridges(reviewer: _Reviewer, app: AppTest, tmp_path: Path) -> AppTest:
    """The page after a video of one's own was analysed as bridges."""
    reviewer.report = repeated_report(MIXED)
    for file in tmp_path.iterdir():
        file.unlink()
    app.run()
    app.file_uploader[0].set_value(("me.mp4", b"a video", "video/mp4")).run()
    app.selectbox[0].select("bridge").run()
    app.button[0].click().run()
    assert not app.exception
    return app


def test_every_repetition_is_listed_with_why_it_did_not_count(bridges: AppTest):
    table = bridges.table[0].value
    assert list(table["No."]) == ["1", "✗", "✗", "✗", "2"]
    assert list(table["Top"]) == ["3.0 s", "not reached", "not reached", "16.0 s", "21.0 s"]
    assert list(table["Outcome"]) == [
        "Held 3.4 s",
        "Not counted: hips not high enough",
        "Not counted: hips not high enough",
        "Not counted: not held for long enough",
        "Held 3.2 s",
    ]


def test_a_repetition_that_is_chosen_shows_its_top(bridges: AppTest):
    def choose(at: int) -> float:
        (choice,) = (group for group in bridges.button_group if group.label == "Show the top of a repetition")
        assert choice.options == ["1 · 2 s", "✗ · 9 s", "✗ · 12 s", "✗ · 15 s", "2 · 20 s"]
        choice.set_value(at).run()
        (slider,) = bridges.slider
        return slider.value

    assert choose(3) == 16.0
    assert choose(2) == 13.0  # it had no top


def test_the_amount_is_chosen_and_another_one_is_another_analysis(bridges: AppTest, reviewer: _Reviewer):
    (amount,) = (group for group in bridges.button_group if group.label == "Repetitions")
    assert (amount.options, amount.value) == (["5", "8", "12"], 8)
    amount.set_value(5).run()
    bridges.button[0].click().run()
    assert [job.amount for job in reviewer.jobs] == [8, 5]


def test_seconds_are_chosen_of_a_hold(app: AppTest, reviewer: _Reviewer):
    _choose(app, "Standing, held well")
    (amount,) = (group for group in app.button_group if group.label == "Hold for")
    amount.set_value(30.0).run()
    app.button[0].click().run()
    assert reviewer.jobs[0].amount == 30.0


def test_the_network_that_judged_is_named_and_the_better_one_offered(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(page, "heavy_can_be_chosen", lambda: False)
    monkeypatch.setattr(page, "heavy_would_help", lambda network: True)
    _choose(app, "Standing, held well").button[0].click().run()
    captions = [caption.value for caption in app.caption]
    assert "Judged by a pose network of unknown size." in captions  # of a made-up report
    assert any("posecoach model --variant heavy" in caption for caption in captions)
    assert not app.toggle


def test_the_heavy_network_can_be_chosen_where_it_is_there(
    app: AppTest, reviewer: _Reviewer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(page, "heavy_can_be_chosen", lambda: True)
    _choose(app, "Standing, held well").button[0].click().run()
    (toggle,) = app.toggle
    assert toggle.label == "Slower and more exact"
    toggle.set_value(True).run()
    app.button[0].click().run()
    assert [job.network for job in reviewer.jobs] == [None, Network.HEAVY]
