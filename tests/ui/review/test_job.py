"""A video goes through the coach and leaves nothing behind; what can't be used is said in one line."""

import io
import tempfile
from pathlib import Path

import pytest

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import SetReport
from posecoach.ui.review import job as reviewing
from posecoach.ui.review.job import Job, ReviewError, content_hash, review
from posecoach.vision.media.info import VideoInfo
from posecoach.vision.model.bundle import Network

MODEL = Path("a.task")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _no_progress(done: int, total: int) -> None:
    pass


def test_the_result_is_whole_and_nothing_stays_on_the_disk(
    temporary: Path, paused_report: SetReport, standing: StretchSpec, monkeypatch: pytest.MonkeyPatch
):
    def analyze(video: Path, spec: StretchSpec, model: Path, *, annotated: Path, **_: object) -> SetReport:
        assert video.read_bytes() == b"my video"
        annotated.write_bytes(b"annotated")
        return paused_report

    monkeypatch.setattr(reviewing, "probe", lambda path: VideoInfo(path, 640, 480, 95, 9.5))
    monkeypatch.setattr(reviewing, "analyze_video", analyze)
    done = review(io.BytesIO(b"my video"), "me.mp4", Job("hash", standing, None), MODEL, _no_progress)
    assert done.annotated == b"annotated"
    assert done.report.video.path == Path("me.mp4")
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"only text, whatever its name says", b"\x00\x00\x00\x18ftypmp42"])
def test_a_file_that_isnt_a_video_is_named_as_the_person_does(
    temporary: Path, standing: StretchSpec, content: bytes
):
    with pytest.raises(ReviewError) as error:
        review(io.BytesIO(content), "holiday.mp4", Job("hash", standing, None), MODEL, _no_progress)
    message = str(error.value)
    assert message.startswith("holiday.mp4: ")
    assert "\n" not in message
    assert str(temporary) not in message
    assert list(temporary.iterdir()) == []


def test_too_long_a_video_is_refused_before_the_work_with_the_limit(
    standing: StretchSpec, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reviewing, "probe", lambda path: VideoInfo(path, 640, 480, 21_690, 723.0))
    with pytest.raises(ReviewError, match=r"^long\.mp4: is 12 min 03 s long; the limit is 10 min 00 s"):
        review(io.BytesIO(b"x"), "long.mp4", Job("hash", standing, None), MODEL, _no_progress)


def test_a_job_is_another_for_another_video_leg_limit_or_network(standing: StretchSpec):
    first, *others = standing.gates
    other_spec = standing.model_copy(update={"gates": (first.model_copy(update={"enter": 1.0}), *others)})
    keys = {
        Job("hash", standing, None).key,
        Job("other", standing, None).key,
        Job("hash", standing, Side.LEFT).key,
        Job("hash", standing, None, network=Network.HEAVY).key,
        Job("hash", other_spec, None).key,
    }
    assert len(keys) == 5
    assert Job("hash", standing.model_copy(), None).key in keys


def test_hashing_leaves_the_file_to_be_read():
    file = io.BytesIO(b"content")
    assert content_hash(file) == content_hash(io.BytesIO(b"content"))
    assert file.read() == b"content"
