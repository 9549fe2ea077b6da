"""Landmarks of other engines: each skeleton is read as it is written, and what it lacks stays unknown."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.openpose_files import keypoints, write_frames
from support.stick_figures import FOLDED, STANDING

from posecoach.pose.landmarks import Landmark, Pose
from posecoach.records.formats.errors import LandmarksError
from posecoach.records.formats.openpose import read_frames_of_people
from posecoach.records.formats.skeletons import SKELETONS

EVERYWHERE = np.stack([np.arange(33) * 10.0 + 5, np.arange(33) * 7.0 + 3], axis=1)
FACE = {"nose", "left_eye", "right_eye", "left_ear", "right_ear"}
LIMBS = {
    f"{side}_{part}"
    for side in ("left", "right")
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
}
FEET = {f"{side}_{part}" for side in ("left", "right") for part in ("heel", "foot_index")}
HAVE = {
    "BODY_25": (25, FACE | LIMBS | FEET),
    "COCO_18": (18, FACE | LIMBS),
    "COCO_17": (17, FACE | LIMBS),
    "HALPE_26": (26, FACE | LIMBS | FEET),
    "BLAZEPOSE": (33, {landmark.name.lower() for landmark in Landmark}),
}


def read(folder: Path) -> list[list[Pose]]:
    return read_frames_of_people(folder, 640, 480)


def write(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "a_keypoints.json").write_text(text)
    return folder


def of_numbers(folder: Path, numbers: list[float]) -> Path:
    return write(folder, json.dumps({"people": [{"pose_keypoints_2d": numbers}]}))


@pytest.mark.parametrize("skeleton", SKELETONS)
def test_what_is_written_is_read_and_the_rest_is_unknown(skeleton: str, tmp_path: Path):
    pose = replace(STANDING.pose(), points=EVERYWHERE)
    count, have = HAVE[skeleton]
    assert len(keypoints(pose, skeleton)) == 3 * count
    ((seen,),) = read(write_frames(tmp_path / "json", [[pose]], skeleton))
    found = {landmark.name.lower() for landmark in Landmark if np.isfinite(seen.points[landmark]).all()}
    assert found == have
    for name in have:
        landmark = Landmark[name.upper()]
        assert seen.points[landmark] == pytest.approx(EVERYWHERE[landmark])
        assert seen.visibility[landmark] == pytest.approx(pose.visibility[landmark])
    assert np.isnan(seen.world).all()
    assert seen.mask is None
    assert (seen.width, seen.height) == (640, 480)


@pytest.mark.parametrize(
    ("skeleton", "place", "landmark"),
    [
        # As the engines' own documents number them.
        ("BODY_25", 10, "RIGHT_KNEE"),
        ("BODY_25", 14, "LEFT_ANKLE"),
        ("BODY_25", 18, "LEFT_EAR"),
        ("BODY_25", 19, "LEFT_FOOT_INDEX"),
        ("BODY_25", 24, "RIGHT_HEEL"),
        ("COCO_18", 8, "RIGHT_HIP"),
        ("COCO_18", 13, "LEFT_ANKLE"),
        ("COCO_17", 13, "LEFT_KNEE"),
        ("HALPE_26", 16, "RIGHT_ANKLE"),
        ("HALPE_26", 20, "LEFT_FOOT_INDEX"),
        ("HALPE_26", 25, "RIGHT_HEEL"),
        ("BLAZEPOSE", 26, "RIGHT_KNEE"),
    ],
)
def test_keypoints_stand_where_the_engines_put_them(skeleton: str, place: int, landmark: str, tmp_path: Path):
    numbers = [0.0] * (3 * HAVE[skeleton][0])
    numbers[3 * place : 3 * place + 3] = [320.0, 240.0, 0.9]
    ((seen,),) = read(of_numbers(tmp_path / "json", numbers))
    assert [found.name for found in Landmark if np.isfinite(seen.points[found]).all()] == [landmark]


def test_a_keypoint_without_confidence_was_not_found(tmp_path: Path):
    numbers = keypoints(STANDING.pose(), "COCO_17")
    numbers[3 * 16 + 2] = 0.0
    ((seen,),) = read(of_numbers(tmp_path / "json", numbers))
    assert np.isnan(seen.points[Landmark.RIGHT_ANKLE]).all()
    assert seen.visibility[Landmark.RIGHT_ANKLE] == 0


def test_frames_come_in_the_order_of_their_names_with_everyone_in_them(tmp_path: Path):
    one, other = STANDING.pose(), replace(FOLDED, x=500.0).pose()
    frames = read(write_frames(tmp_path / "json", [[one], [], [one, other]]))
    assert [len(people) for people in frames] == [1, 0, 2]
    assert frames[2][1].points[Landmark.LEFT_HIP, 0] == pytest.approx(500)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "a_keypoints.json: "),
        ('{"version": 1.3}', "people: this field is required"),
        ('{"people": [{"hand_left_keypoints_2d": []}]}', "people[0].pose_keypoints_2d"),
        ('{"people": [{"pose_keypoints_2d": [1, 2, 0.5]}]}', "got 3 numbers"),
        ('{"people": [{"pose_keypoints_2d": ["a"]}]}', "people[0].pose_keypoints_2d[0]"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(text: str, told: str, tmp_path: Path):
    with pytest.raises(LandmarksError) as refusal:
        read(write(tmp_path / "json", text))
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_shares_of_the_picture_are_no_pixels(tmp_path: Path):
    pose = STANDING.pose()
    shares = replace(pose, points=pose.points / (640, 480))
    with pytest.raises(LandmarksError, match="shares of the picture"):
        read(write_frames(tmp_path / "json", [[shares]]))


def test_no_folder_and_no_files_are_refused(tmp_path: Path):
    with pytest.raises(LandmarksError, match="not a folder"):
        read(tmp_path / "gone")
    with pytest.raises(LandmarksError, match="no JSON files"):
        read(tmp_path)
