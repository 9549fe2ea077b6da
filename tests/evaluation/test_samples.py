"""Samples are found by their truth and named by what they show."""

import json
from pathlib import Path

import pytest

from posecoach.evaluation.ground_truth.samples import load_samples
from posecoach.evaluation.ground_truth.truth import TruthError


def _put_sample(folder: Path, name: str, **truth: object) -> None:
    angles = {"left": 0.0, "right": 12.0}
    full = {
        "stretch": "lying_hamstring",
        "side": "right",
        "view": "side",
        "fps": 30.0,
        "frames": [{"t_s": 0.0, "hip_flexion": angles, "knee_flexion": angles}],
        "valid": [[1.0, 2.0]],
        "faults": [],
    } | truth
    (folder / f"{name}.mp4").touch()
    (folder / f"{name}.truth.json").write_text(json.dumps(full))


def test_a_sample_is_named_by_stretch_and_what_it_shows(tmp_path: Path):
    _put_sample(tmp_path, "a")
    _put_sample(tmp_path, "b", faults=[{"id": "knee_bent", "start_s": 1.0, "end_s": 2.0}], valid=[])
    _put_sample(tmp_path, "c", valid=[])
    titles = [sample.title for sample in load_samples(tmp_path)]
    assert titles == ["Lying, held well", "Lying, bent knee", "Lying, never in position"]


def test_two_that_show_the_same_are_told_apart_by_name(tmp_path: Path):
    _put_sample(tmp_path, "lying_good_side")
    _put_sample(tmp_path, "lying_good_far")
    titles = [sample.title for sample in load_samples(tmp_path)]
    assert titles == ["Lying, held well (lying good far)", "Lying, held well (lying good side)"]


def test_the_words_of_a_truth_come_before_made_up_ones(tmp_path: Path):
    _put_sample(tmp_path, "a", shows="the knee bends half-way")
    assert [sample.title for sample in load_samples(tmp_path)] == ["Lying, the knee bends half-way"]


def test_what_is_held_longest_is_offered_first(tmp_path: Path):
    _put_sample(tmp_path, "a", shows="short")
    _put_sample(tmp_path, "b", shows="long", valid=[[1.0, 31.0]])
    _put_sample(tmp_path, "c", shows="never", valid=[])
    titles = [sample.title for sample in load_samples(tmp_path)]
    assert titles == ["Lying, long", "Lying, short", "Lying, never"]


def test_a_video_without_truth_is_no_sample_and_an_empty_folder_is_no_error(tmp_path: Path):
    (tmp_path / "mine.mp4").touch()
    assert load_samples(tmp_path) == ()


def test_a_broken_truth_names_its_file(tmp_path: Path):
    _put_sample(tmp_path, "a", valid=[[1.0]])
    with pytest.raises(TruthError, match=r"a\.truth\.json: valid"):
        load_samples(tmp_path)


def test_what_macos_puts_beside_a_clip_is_no_sample(tmp_path: Path):
    _put_sample(tmp_path, "a")
    for name in ("._a.mp4", "._a.truth.json"):
        (tmp_path / name).write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X\xb0")
    assert [sample.video.name for sample in load_samples(tmp_path)] == ["a.mp4"]
