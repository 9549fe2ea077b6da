"""Landmarks and angles as files of other tools: what is written can be read again, by others' readers too."""

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.sets.good_sets import good_set
from support.sets.stick_figure_report import stick_figure_report
from support.stick_figures import STANDING, TRUNK, over_time
from trc import TRCData

from posecoach.pose.landmarks import Landmark
from posecoach.records.formats.errors import LandmarksError
from posecoach.records.formats.files import landmarks_file
from posecoach.records.formats.mot import mot_text
from posecoach.records.formats.track import LandmarkTrack

FPS = 25.0
SAMPLES = Path(__file__).parents[3] / "sample_videos"


@pytest.fixture(scope="module")
def track() -> LandmarkTrack:
    """Standing and folding; in the third frame nobody is found, in the fourth one ear."""
    track = LandmarkTrack()
    for index, (pose, t_s) in enumerate(over_time(good_set("standing_hamstring", 0.4), FPS)):
        points = pose.points.copy()
        if index == 3:
            points[Landmark.LEFT_EAR] = np.nan
        track.add(t_s, None if index == 2 else replace(pose, points=points))
    return track


def in_trc(track: LandmarkTrack, path: Path, height_m: float | None = None) -> TRCData:
    path.write_bytes(landmarks_file(track, path, height_m))
    read = TRCData()
    read.load(str(path))
    return read


def places(read: TRCData, landmark: Landmark) -> np.ndarray:
    return np.array(read[landmark.name.lower()])


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_is_read_again_as_it_was(track: LandmarkTrack, ending: str, tmp_path: Path):
    path = tmp_path / f"landmarks{ending}"
    path.write_bytes(landmarks_file(track, path))
    read = pd.read_csv(path) if ending == ".csv" else pd.read_parquet(path)
    pd.testing.assert_frame_equal(read, track.to_pandas(), atol=5e-4, rtol=0)
    assert list(read.columns[:4]) == ["t_s", "nose_x", "nose_y", "nose_visibility"]
    assert len(read) == len(track.times_s)
    assert read["left_knee_x"].isna().tolist() == [index == 2 for index in range(len(read))]
    assert read["left_ear_x"].isna().sum() == 2


def test_a_reader_of_others_opens_the_trc_in_pixels(track: LandmarkTrack, tmp_path: Path):
    read = in_trc(track, tmp_path / "landmarks.trc")
    assert (read["Units"], read["FileName"]) == ("px", "landmarks.trc")
    assert read["NumFrames"] == len(track.times_s) == len(read["Frame#"])
    assert read["DataRate"] == pytest.approx(FPS)
    assert read["Markers"] == [landmark.name.lower() for landmark in Landmark]
    assert read["Time"] == pytest.approx(track.times_s, abs=1e-6)
    for landmark in Landmark:
        seen, true = places(read, landmark), track.points[:, landmark]
        upright = np.column_stack([true[:, 0], STANDING.height - true[:, 1], np.zeros(len(true))])
        upright[np.isnan(true[:, 0])] = np.nan
        np.testing.assert_allclose(seen, upright, atol=1e-4)


def test_with_the_height_of_the_person_the_trc_is_in_metres(track: LandmarkTrack, tmp_path: Path):
    read = in_trc(track, tmp_path / "landmarks.trc", height_m=1.80)
    assert read["Units"] == "m"
    shoulder, hip = places(read, Landmark.LEFT_SHOULDER), places(read, Landmark.LEFT_HIP)
    trunk = np.linalg.norm(shoulder - hip, axis=1)
    # Of a stick figure, trunk, thigh and shin are 0.30, 0.25 and 0.24 of its size; of people 0.779 together.
    assert trunk[0] == pytest.approx(1.80 * 0.779 * TRUNK / 0.79, rel=0.01)
    assert (shoulder[0, 1] - hip[0, 1]) > 0.4  # y goes up


@pytest.mark.parametrize(
    ("clip", "height_m"),
    [
        ("standing_good_ben", 1.748),
        ("standing_deep_mei", 1.472),
        ("standing_bouncing_jonas", 1.922),
        ("no_upright_standing_karl", 1.725),
    ],
)
def test_metres_are_those_of_a_rendered_body(clip: str, height_m: float, tmp_path: Path):
    """Of the true joints. People differ in their proportions, and one side is nearer to the camera: 6%."""
    truth = json.loads((SAMPLES / f"{clip}.truth.json").read_text())
    track = LandmarkTrack()
    for frame in truth["frames"][::5]:
        pose = STANDING.pose()
        points = np.full_like(pose.points, np.nan)
        for joint, place in frame["joints_px"].items():
            points[Landmark[joint.upper()]] = place
        track.add(frame["t_s"], replace(pose, points=points, width=640, height=480))
    read = in_trc(track, tmp_path / "landmarks.trc", height_m)
    metres = places(read, Landmark.LEFT_HIP)[0, 0] / track.points[0, Landmark.LEFT_HIP, 0]
    # The samples' camera is 3 m away and sees 42 degrees from top to bottom.
    assert metres == pytest.approx(2 * 3.0 * np.tan(np.radians(42 / 2)) / 480, rel=0.06)


def test_a_body_that_is_foreshortened_most_of_the_time_does_not_stretch_the_metres(tmp_path: Path):
    """Bones that point at the camera come out shorter, and none longer."""
    heights = []
    for share in (0.0, 0.6):
        track = LandmarkTrack()
        for index in range(20):
            pose = STANDING.pose()
            flat = [1.0, 0.7] if index < 20 * share else [1.0, 1.0]
            track.add(index / FPS, replace(pose, points=pose.points * flat))
        read = in_trc(track, tmp_path / "landmarks.trc", 1.80)
        heights.append(places(read, Landmark.LEFT_SHOULDER)[-1, 1] - places(read, Landmark.LEFT_HIP)[-1, 1])
    assert heights[1] == pytest.approx(heights[0], rel=1e-3)


def test_metres_need_a_person_and_pixels_do_not(tmp_path: Path):
    nobody = LandmarkTrack()
    nobody.add(0.0, None)
    assert np.isnan(places(in_trc(nobody, tmp_path / "nobody.trc"), Landmark.NOSE)).all()
    with pytest.raises(LandmarksError, match="leave out the height"):
        landmarks_file(nobody, tmp_path / "nobody.trc", 1.75)


def test_outlines_are_not_kept():
    track = LandmarkTrack()
    track.add(0.0, replace(STANDING.pose(), mask=np.ones((4, 4), bool)))
    assert track.poses[0] is not None
    assert track.poses[0].mask is None


def test_angles_are_a_motion_file():
    standing_set = stick_figure_report()
    head, _, table = mot_text(standing_set, "me").partition("endheader\n")
    lines = head.splitlines()
    assert lines[:2] == ["me", "version=1"]
    assert "inDegrees=yes" in lines
    read = pd.read_csv(io.StringIO(table), sep="\t")
    assert f"nRows={len(read)}" in lines
    assert f"nColumns={len(read.columns)}" in lines
    assert read["time"].tolist() == pytest.approx([frame.t_s for frame in standing_set.timeline], abs=1e-6)
    assert {"hip_flexion", "left_knee_flexion", "trunk_lean"} <= set(read.columns)
    assert not {"angle_speed", "reach", "back_bulge"} & set(read.columns)  # no angles
    for frame, value in zip(standing_set.timeline, read["knee_flexion"], strict=True):
        found = frame.measures.get("knee_flexion")
        if found is None or not found.known:
            assert np.isnan(value)
        else:
            assert value == pytest.approx(found.value, abs=1e-3)
    assert read["spine_flexion"].isna().all()  # stick figures have no outline
