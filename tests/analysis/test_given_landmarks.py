"""The poses of another engine judged: as our own where they have what it takes, and never better."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.openpose_files import write_frames
from support.sets.good_sets import GOOD_SETS, good_set
from support.small_videos import HEIGHT, TIMES_S, WIDTH, write_video
from support.stick_figures import FOLDED, STANDING, TRUNK, Person, over_time

from posecoach.analysis.given_landmarks import (
    analyze_landmarks,
    landmarks_of_video,
    landmarks_without_video,
)
from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import State
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Pose, Side
from posecoach.records.formats.errors import LandmarksError
from posecoach.records.report.model import SetReport

FPS = 25.0
SIZE = (640, 480)


def poses_of(script: Sequence[tuple[float, Person]]) -> list[Pose]:
    return [pose for pose, _ in over_time(script, FPS)]


def judged(
    folder: Path, frames: Sequence[Sequence[Pose]], stretch: str, skeleton: str = "BODY_25"
) -> SetReport:
    given = landmarks_without_video(write_frames(folder, frames, skeleton), FPS, SIZE)
    return analyze_landmarks(given, find_spec(stretch))


@pytest.mark.parametrize("stretch", GOOD_SETS)
@pytest.mark.parametrize("skeleton", ["BODY_25", "HALPE_26", "BLAZEPOSE"])
def test_a_good_set_counts_by_another_engine_too(stretch: str, skeleton: str, tmp_path: Path):
    frames = [[pose] for pose in poses_of(good_set(stretch))]
    report = judged(tmp_path / "json", frames, stretch, skeleton)
    assert report.valid_hold_s == pytest.approx(5.0, abs=0.5)
    assert report.video.frames == len(frames)
    assert report.video.duration_s == pytest.approx(len(frames) / FPS)
    # Nothing is said of the back, which takes an outline.
    assert all(not frame.measures["spine_flexion"].known for frame in report.timeline if frame.measures)


@pytest.mark.parametrize("skeleton", ["COCO_17", "COCO_18"])
def test_without_feet_nobody_can_tell_which_way_a_seated_person_leans(skeleton: str, tmp_path: Path):
    frames = [[pose] for pose in poses_of(good_set("seated_hamstring"))]
    report = judged(tmp_path / "json", frames, "seated_hamstring", skeleton)
    assert report.valid_hold_s == 0
    leans = [frame.measures["forward_lean"] for frame in report.timeline if frame.measures]
    assert leans
    assert not any(lean.known for lean in leans)
    assert State.VALID not in {frame.state for frame in report.timeline}


def test_a_standing_fold_needs_no_feet(tmp_path: Path):
    frames = [[pose] for pose in poses_of(good_set("standing_hamstring"))]
    assert judged(tmp_path / "json", frames, "standing_hamstring", "COCO_17").valid_hold_s > 4


def test_a_person_turned_from_the_camera_does_not_count(tmp_path: Path):
    def turned(pose: Pose) -> Pose:
        points = pose.points.copy()
        for part, width in (("shoulder", 0.40), ("hip", 0.27)):
            half = width * TRUNK * STANDING.size / 2
            points[Side.LEFT.landmark(part), 0] -= half
            points[Side.RIGHT.landmark(part), 0] += half
        return replace(pose, points=points)

    frames = [[turned(pose)] for pose in poses_of(good_set("standing_hamstring"))]
    report = judged(tmp_path / "json", frames, "standing_hamstring")
    assert report.valid_hold_s == 0
    assert {frame.reason for frame in report.timeline} == {Reason.SIDE_ON}


def test_the_tracker_stays_with_the_largest_person_in_whatever_order_they_come(tmp_path: Path):
    coached = poses_of(good_set("standing_hamstring"))
    other = replace(STANDING, x=560.0, size=150.0).pose()
    frames = [[other, pose] if index % 2 else [pose, other] for index, pose in enumerate(coached)]
    report = judged(tmp_path / "json", frames, "standing_hamstring")
    assert report.valid_hold_s == pytest.approx(5.0, abs=0.5)


def test_a_leg_that_is_missing_at_first_does_not_stop_the_choice_of_the_leg(tmp_path: Path):
    frames = poses_of(good_set("lying_hamstring"))
    points = frames[0].points.copy()
    points[Side.LEFT.landmark("ankle")] = np.nan
    frames[0] = replace(frames[0], points=points)
    mirrored = [_sides_exchanged(pose) for pose in frames]
    assert judged(tmp_path / "right", [[pose] for pose in frames], "lying_hamstring").side is Side.RIGHT
    report = judged(tmp_path / "left", [[pose] for pose in mirrored], "lying_hamstring")
    assert report.side is Side.LEFT
    assert report.valid_hold_s > 4


def _sides_exchanged(pose: Pose) -> Pose:
    points = pose.points.copy()
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index", "ear"):
        left, right = (side.landmark(part) for side in Side)
        points[[left, right]] = points[[right, left]]
    return replace(pose, points=points)


@pytest.mark.parametrize("lost", ["hip", "knee", "ankle", "shoulder"])
def test_a_judged_joint_that_was_not_found_stops_the_clock(lost: str, tmp_path: Path):
    frames = []
    for pose in poses_of(good_set("standing_hamstring")):
        points = pose.points.copy()
        for side in Side:
            points[side.landmark(lost)] = np.nan
        frames.append([replace(pose, points=points)])
    assert judged(tmp_path / "json", frames, "standing_hamstring").valid_hold_s == 0


def test_frames_without_anyone_are_no_person(tmp_path: Path):
    report = judged(tmp_path / "json", [[]] * 30, "standing_hamstring")
    assert {frame.state for frame in report.timeline} == {State.NO_PERSON}


def test_with_the_video_frames_have_its_times_and_size(tmp_path: Path):
    video = write_video(tmp_path / "clip.mp4")
    pose = replace(FOLDED.pose(), width=WIDTH, height=HEIGHT)
    given = landmarks_of_video(write_frames(tmp_path / "json", [[pose]] * len(TIMES_S)), video)
    assert given.times_s == pytest.approx(TIMES_S, abs=1e-4)
    assert {(one.width, one.height) for (one,) in given.people} == {(WIDTH, HEIGHT)}
    with pytest.raises(LandmarksError, match=r"4 JSON files, and .* has 6 frames"):
        landmarks_of_video(write_frames(tmp_path / "few", [[pose]] * 4), video)
