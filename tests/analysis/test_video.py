"""Videos through the whole coach: the samples against their truth, and the mechanics around it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from support.coaches import coach_for
from support.cuts import Cut
from support.observations import observed
from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.analysis.video import analyze_frames, analyze_video
from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import Feedback, State
from posecoach.coaching.kinematics.budgets import HINDSIGHT_S, READING_LAG_S
from posecoach.pose.observation import Observation
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.recorder import SetRecorder
from posecoach.vision.media.info import VideoCutError, VideoError
from posecoach.vision.media.video import Frame, VideoWriter, read_frames
from posecoach.vision.model.bundle import inspect_bundle

# The first at a camera's usual rate, the others at half of it: what is decided must not hang on that.
GOOD = [
    Cut("standing_good_ben", 1.0, 10.6),
    Cut("seated_good_ben", every=2),
    Cut("lying_good_amara", every=2),
]
Judged = Callable[[Cut], SetReport]
# Recorded by hand: nothing says that the frames of a video are equally far apart.
UNEVEN_TIMES = (0.0, 0.04, 0.2, 0.21, 1.0)


@pytest.fixture
def judged(tmp_path: Path, model_path: Path) -> Judged:
    """Puts a part of a sample through the whole coach."""
    return lambda cut: analyze_video(cut.write(tmp_path), find_spec(cut.truth()["stretch"]), model_path)


@pytest.fixture
def blank_video(tmp_path: Path) -> Path:
    """Frames at uneven times, with nobody in them."""
    path = tmp_path / "blank.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for t_s in UNEVEN_TIMES:
            writer.write(np.full((48, 64, 3), 90, np.uint8), t_s)
    return path


@pytest.mark.parametrize("cut", GOOD, ids=str)
def test_a_good_hold_counts_for_as_long_as_it_truly_lasted(judged: Judged, cut: Cut):
    report, truth = judged(cut), cut.truth()
    true_s = sum(end - start for start, end in truth["valid"])
    assert report.valid_hold_s == pytest.approx(true_s, abs=1.0)
    assert report.side == truth["side"]
    assert report.faults == ()
    # The timeline adds up to it.
    frame_s = 1 / truth["fps"]
    valid = sum(frame.state is State.VALID for frame in report.timeline)
    assert valid * frame_s == pytest.approx(report.valid_hold_s, abs=2 * frame_s)


@pytest.mark.parametrize(
    "sample", ["no_squat_standing_tariq", "no_long_sit_seated_ben", "no_lying_flat_lying_rosa"]
)
def test_what_is_not_the_stretch_counts_nothing(judged: Judged, sample: str):
    assert judged(Cut(sample, every=2)).valid_hold_s == 0.0


@pytest.mark.parametrize(
    ("sample", "reasons"),
    [
        ("feet_cropped_standing_ben", {"feet_in_picture"}),
        ("yaw45_seated_ingrid", {"side_on"}),
        ("dark_standing_rosa", {"enough_light"}),
    ],
)
def test_what_cannot_be_judged_is_not_judged_but_told(judged: Judged, sample: str, reasons: set[str]):
    cut = Cut(sample, 1.0, 8.0, every=2)
    report = judged(cut)
    assert report.valid_hold_s == 0.0
    assert report.faults == ()
    ((start_s, end_s),) = cut.truth()["valid"]
    in_the_hold = [frame.reason for frame in report.timeline if start_s + 1 <= frame.t_s <= end_s]
    assert sum(reason in reasons for reason in in_the_hold) > 0.9 * len(in_the_hold)


def test_a_fault_within_a_hold_is_named_and_not_counted(judged: Judged):
    cut = Cut("lying_bent_knee_tariq", 1.0, 13.0, every=2)
    report, truth = judged(cut), cut.truth()
    (planted,) = truth["faults"]
    (found,) = report.faults
    assert found.id == planted["id"] == "knee_bent"
    assert found.start_s == pytest.approx(planted["start_s"], abs=1.0)
    assert found.end_s == pytest.approx(planted["end_s"], abs=1.0)
    true_s = sum(end - start for start, end in truth["valid"])
    assert report.valid_hold_s == pytest.approx(true_s, abs=0.7)


def test_bent_knees_count_nothing_and_are_named(judged: Judged):
    cut = Cut("standing_bent_knees_tariq", every=2)
    report = judged(cut)
    assert report.valid_hold_s == 0.0
    assert {fault.id for fault in report.faults} == {"knee_bent"}
    (planted,) = cut.truth()["faults"]
    found = report.faults[0]
    assert found.start_s == pytest.approx(planted["start_s"], abs=1.0)
    assert found.end_s == pytest.approx(planted["end_s"], abs=1.0)


@pytest.mark.parametrize("sample", ["standing_rounded_ben", "seated_rounded_tariq"])
def test_flat_is_told_from_rounded_in_a_back_seen_upright(judged: Judged, sample: str):
    cut = Cut(sample, end_s=13.0, every=2)
    report, truth = judged(cut), cut.truth()
    assert [(fault.id, fault.severity) for fault in report.faults] == [("back_rounded", "blocking")]
    (planted,) = truth["faults"]
    assert report.faults[0].start_s == pytest.approx(planted["start_s"], abs=1.0)
    assert report.faults[0].end_s == pytest.approx(planted["end_s"], abs=1.0)
    good_s = sum(end - start for start, end in truth["valid"])
    assert report.valid_hold_s == pytest.approx(good_s, abs=1.0)  # both ways are slow


def _moments(seen: Sequence[tuple[Observation, float]], *, cut: bool) -> tuple[list[Feedback], SetRecorder]:
    def frames() -> Iterator[tuple[Frame, Observation]]:
        for observation, t_s in seen:
            yield Frame(np.zeros((1, 1, 3), np.uint8), t_s), observation
        if cut:
            raise VideoCutError(Path("me.mp4"), seen[-1][1], "The file is cut off.")

    recorder, moments = SetRecorder(), []
    with pytest.raises(VideoCutError) if cut else nullcontext():
        for _, _, moment in analyze_frames(frames(), coach_for(find_spec("standing_hamstring")), recorder):
            moments.append(moment)
    return moments, recorder


def test_of_a_video_that_is_cut_off_nothing_counts_that_was_not_settled():
    """The person is leaving when the file ends, too little yet to be seen; a whole video's end counts."""
    script = [(1.0, STANDING), (1.0, FOLDED), (4.0, FOLDED)]
    seen = list(observed(over_time(script)))
    whole, counted_whole = _moments(seen, cut=False)
    cut, counted = _moments(seen, cut=True)
    assert len(cut) == len(whole) == len(seen)
    assert counted_whole.clock is not None
    assert counted.clock is not None
    assert counted_whole.clock.valid_s - counted.clock.valid_s == pytest.approx(
        READING_LAG_S + HINDSIGHT_S, abs=0.05
    )
    valid = [moment for moment in cut if moment.state is State.VALID]
    assert len(valid) / 25 == pytest.approx(counted.clock.valid_s, abs=0.1)
    assert cut[-1].state is State.UNKNOWN


def test_the_stream_is_what_the_coach_answers_by_hand():
    seen = list(observed(over_time([(1.0, STANDING), (1.0, FOLDED), (4.0, FOLDED)])))
    coach, by_hand = coach_for(find_spec("standing_hamstring")), SetRecorder()
    expected = [moment for observation, t_s in seen for moment in by_hand.add(coach.update(observation, t_s))]
    expected += by_hand.finish(coach.finish())
    # NaN differs from itself: by their text the same measures are the same.
    assert list(map(repr, _moments(seen, cut=False)[0])) == list(map(repr, expected))


def test_a_hold_that_lasts_to_the_end_of_the_video_counts_to_its_end(judged: Judged):
    report = judged(Cut("lying_good_amara", 2.0, 6.0, every=2))  # the hold is from 3 to 9 s
    assert report.holds[-1].end_s == pytest.approx(report.timeline[-1].t_s, abs=1e-3)


def test_the_annotated_copy_keeps_the_videos_times(tmp_path: Path, blank_video: Path, model_path: Path):
    copy = tmp_path / "copy.mp4"
    report = analyze_video(blank_video, find_spec("standing_hamstring"), model_path, annotated=copy)
    assert [frame.t_s for frame in read_frames(copy)] == pytest.approx(UNEVEN_TIMES, abs=1e-3)
    assert [answer.t_s for answer in report.timeline] == pytest.approx(UNEVEN_TIMES, abs=1e-3)
    assert {answer.state for answer in report.timeline} == {State.NO_PERSON}
    assert report.network is inspect_bundle(model_path)


def test_progress_is_reported_frame_by_frame(blank_video: Path, model_path: Path):
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
