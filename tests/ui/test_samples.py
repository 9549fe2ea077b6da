"""Samples are found by their truth and named by what they show."""

import json
from pathlib import Path

import pytest

from posecoach.ui.samples import SampleError, load_samples
from posecoach.vision.landmarks import Side


def _put_sample(folder: Path, name: str, **truth: object) -> None:
    angles = {"left": 0.0, "right": 12.0}
    full = {
        "stretch": "lying_hamstring",
        "side": "right",
        "view": "side",
        "fps": 30,
        "frames": [{"t_s": 0.0, "hip_flexion": angles, "knee_flexion": angles}],
        "valid": [[1.0, 2.0]],
        "faults": [],
    } | truth
    (folder / f"{name}.mp4").touch()
    (folder / f"{name}.truth.json").write_text(json.dumps(full))


def test_a_sample_is_named_by_stretch_and_what_it_shows(tmp_path: Path):
    _put_sample(tmp_path, "a")
    _put_sample(tmp_path, "b", faults=[{"id": "knee_bent", "start_s": 1, "end_s": 2}], valid=[])
    _put_sample(tmp_path, "c", valid=[])
    titles = [sample.title for sample in load_samples(tmp_path)]
    assert titles == ["Lying: held well", "Lying: bent knee", "Lying: never in position"]


def test_two_that_show_the_same_are_told_apart_by_name(tmp_path: Path):
    _put_sample(tmp_path, "lying_good_side")
    _put_sample(tmp_path, "lying_good_far")
    titles = [sample.title for sample in load_samples(tmp_path)]
    assert titles == ["Lying: held well (lying good far)", "Lying: held well (lying good side)"]


def test_the_truth_is_of_the_judged_leg(tmp_path: Path):
    _put_sample(tmp_path, "a")
    (sample,) = load_samples(tmp_path)
    assert sample.truth.side is Side.RIGHT
    assert sample.truth.angles["knee_flexion"] == ((0.0, 12.0),)


def test_a_video_without_truth_is_no_sample_and_an_empty_folder_is_no_error(tmp_path: Path):
    (tmp_path / "mine.mp4").touch()
    assert load_samples(tmp_path) == ()


def test_a_broken_truth_names_its_file(tmp_path: Path):
    _put_sample(tmp_path, "a", valid=[[1.0]])
    with pytest.raises(SampleError, match=r"^a\.truth\.json: is not a sample's truth"):
        load_samples(tmp_path)
