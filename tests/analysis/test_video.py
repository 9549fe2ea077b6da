"""Videos through the whole coach: the samples against their truth, and the mechanics around it."""

import json
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from support.coaches import coach_for

from posecoach.analysis.video import analyze_frames, analyze_video
from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import State
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.video import VideoError, VideoWriter, read_frames

SAMPLES = Path(__file__).parents[2] / "sample_videos"
GOOD = ["standing_good_ben", "seated_good_ben", "lying_good_amara"]
# Recorded by hand: nothing says that the frames of a video are equally far apart.
UNEVEN_TIMES = (0.0, 0.04, 0.2, 0.21, 1.0)


def truth(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.truth.json").read_text())


@cache
def report_on(name: str, model: Path) -> SetReport:
    return analyze_video(SAMPLES / f"{name}.mp4", find_spec(truth(name)["stretch"]), model)


@pytest.fixture
def blank_video(tmp_path: Path) -> Path:
    """Frames at uneven times, with nobody in them."""
    path = tmp_path / "blank.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for t_s in UNEVEN_TIMES:
            writer.write(np.full((48, 64, 3), 90, np.uint8), t_s)
    return path


@pytest.mark.parametrize("name", GOOD)
def test_a_good_hold_counts_for_as_long_as_it_truly_lasted(name: str, model_path: Path):
    report = report_on(name, model_path)
    true_s = sum(end - start for start, end in truth(name)["valid"])
    assert report.valid_hold_s == pytest.approx(true_s, abs=1.0)
    assert report.side == truth(name)["side"]
    assert report.faults == ()


@pytest.mark.parametrize(
    "name", ["no_squat_standing_tariq", "no_long_sit_seated_ben", "no_lying_flat_lying_rosa"]
)
def test_what_is_not_the_stretch_counts_nothing(name: str, model_path: Path):
    report = report_on(name, model_path)
    assert report.valid_hold_s == 0.0


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("feet_cropped_standing_ben", {"feet_in_picture"}),
        ("yaw45_seated_ingrid", {"side_on"}),
        ("dark_standing_rosa", {"enough_light"}),
    ],
)
def test_what_cannot_be_judged_is_not_judged_but_told(name: str, reasons: set[str], model_path: Path):
    report = report_on(name, model_path)
    assert report.valid_hold_s == 0.0
    assert report.faults == ()
    ((start_s, end_s),) = truth(name)["valid"]
    in_the_hold = [frame.reason for frame in report.timeline if start_s + 1 <= frame.t_s <= end_s]
    assert sum(reason in reasons for reason in in_the_hold) > 0.9 * len(in_the_hold)


def test_a_fault_within_a_hold_is_named_and_not_counted(model_path: Path):
    name = "lying_bent_knee_tariq"
    report = report_on(name, model_path)
    (planted,) = truth(name)["faults"]
    (found,) = report.faults
    assert found.id == planted["id"] == "knee_bent"
    assert found.start_s == pytest.approx(planted["start_s"], abs=1.0)
    assert found.end_s == pytest.approx(planted["end_s"], abs=1.0)
    true_s = sum(end - start for start, end in truth(name)["valid"])
    assert report.valid_hold_s == pytest.approx(true_s, abs=0.7)


def test_bent_knees_count_nothing_and_are_named(model_path: Path):
    report = report_on("standing_bent_knees_tariq", model_path)
    assert report.valid_hold_s == 0.0
    assert {fault.id for fault in report.faults} == {"knee_bent"}
    (planted,) = truth("standing_bent_knees_tariq")["faults"]
    found = report.faults[0]
    assert found.start_s == pytest.approx(planted["start_s"], abs=1.0)
    assert found.end_s == pytest.approx(planted["end_s"], abs=1.0)


@pytest.mark.parametrize("name", ["standing_rounded_ben", "seated_rounded_tariq"])
def test_a_back_that_was_seen_upright_is_told_flat_from_rounded(name: str, model_path: Path):
    report = report_on(name, model_path)
    assert [(fault.id, fault.severity) for fault in report.faults] == [("back_rounded", "blocking")]
    (planted,) = truth(name)["faults"]
    assert report.faults[0].start_s == pytest.approx(planted["start_s"], abs=1.0)
    assert report.faults[0].end_s == pytest.approx(planted["end_s"], abs=1.0)
    good_s = sum(end - start for start, end in truth(name)["valid"])
    assert report.valid_hold_s == pytest.approx(good_s, abs=1.0)  # both ways are slow


@pytest.mark.parametrize("name", GOOD)
def test_the_timeline_adds_up_to_the_hold(name: str, model_path: Path):
    report = report_on(name, model_path)
    frame_s = 1 / truth(name)["fps"]
    valid = sum(frame.state is State.VALID for frame in report.timeline)
    assert valid * frame_s == pytest.approx(report.valid_hold_s, abs=2 * frame_s)


def test_the_stream_gives_every_frame_the_pose_found_in_it_and_what_its_moment_was(model_path: Path):
    frames = list(islice(read_frames(SAMPLES / "lying_good_amara.mp4"), 30))
    spec = find_spec("lying_hamstring")
    coach, recorder = coach_for(spec, Side.RIGHT, 5.0), SetRecorder()
    with VideoPoseEstimator(model_path) as estimator:
        seen = [estimator.estimate(frame.rgb, frame.t_s) for frame in frames]
    moments = [
        moment
        for frame, observation in zip(frames, seen, strict=True)
        for moment in recorder.add(coach.update(observation, frame.t_s))
    ]
    moments += recorder.finish(coach.finish())
    with VideoPoseEstimator(model_path) as estimator:
        stream = list(analyze_frames(frames, estimator, coach_for(spec, Side.RIGHT, 5.0), SetRecorder()))
    assert [frame.t_s for frame, _, _ in stream] == [moment.t_s for _, _, moment in stream]
    assert all(
        np.array_equal(pose.points, observation.person.points)
        for (_, pose, _), observation in zip(stream, seen, strict=True)
    )
    # NaN differs from itself: by their text the same measures are the same.
    assert [repr(moment) for _, _, moment in stream] == list(map(repr, moments))


def test_a_hold_that_lasts_to_the_end_of_the_video_counts_to_its_end(model_path: Path, tmp_path: Path):
    frames = list(islice(read_frames(SAMPLES / "lying_good_amara.mp4"), 150))  # the hold is from 3 to 9 s
    cut = tmp_path / "cut.mp4"
    with VideoWriter(cut, 640, 480) as writer:
        for frame in frames:
            writer.write(frame.rgb, frame.t_s)
    report = analyze_video(cut, find_spec("lying_hamstring"), model_path)
    assert report.holds[-1].end_s == pytest.approx(frames[-1].t_s, abs=1e-3)


def test_the_annotated_copy_keeps_the_videos_times(tmp_path: Path, blank_video: Path, model_path: Path):
    copy = tmp_path / "copy.mp4"
    report = analyze_video(blank_video, find_spec("standing_hamstring"), model_path, annotated=copy)
    assert [frame.t_s for frame in read_frames(copy)] == pytest.approx(UNEVEN_TIMES, abs=1e-3)
    assert [answer.t_s for answer in report.timeline] == pytest.approx(UNEVEN_TIMES, abs=1e-3)
    assert {answer.state for answer in report.timeline} == {State.NO_PERSON}


def test_progress_is_told_frame_by_frame(blank_video: Path, model_path: Path):
    told: list[tuple[int, int]] = []
    analyze_video(
        blank_video,
        find_spec("standing_hamstring"),
        model_path,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(done, 5) for done in range(1, 6)]


def test_a_video_that_fails_leaves_no_copy(tmp_path: Path, blank_video: Path, model_path: Path):
    def fail(done: int, total: int) -> None:
        raise VideoError("damaged further on")

    copy = tmp_path / "copy.mp4"
    with pytest.raises(VideoError):
        analyze_video(blank_video, find_spec("standing_hamstring"), model_path, annotated=copy, progress=fail)
    assert list(tmp_path.iterdir()) == [blank_video]
