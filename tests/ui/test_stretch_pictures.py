"""The pictures of the Stretches page: there for what can be seen, and really two different ones."""

import json
from pathlib import Path

import numpy as np
import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.evaluation.ground_truth.truth import load_truth, truth_path
from posecoach.ui import stretch_pictures
from posecoach.ui.stretch_pictures import demonstration, fault_pairs

SPECS = load_specs()


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring", "lying_hamstring"])
def test_a_demonstration_is_good_from_its_hold_to_its_end(stretch: str):
    video = demonstration(stretch)
    assert video is not None
    truth = load_truth(truth_path(video))
    assert truth.stretch == stretch
    assert not truth.faults


@pytest.mark.parametrize(
    ("stretch", "faults"),
    [
        ("standing_hamstring", {"knee_bent", "back_rounded"}),
        ("seated_hamstring", {"knee_bent", "back_rounded"}),
        ("lying_hamstring", {"knee_bent", "head_lifted", "other_leg_lifted"}),
    ],
)
def test_each_fault_that_can_be_seen_has_its_pair(stretch: str, faults: set[str]):
    pairs = fault_pairs(SPECS[stretch])
    assert {pair.fault for pair in pairs} == faults
    for pair in pairs:
        assert pair.good.shape == pair.wrong.shape
        assert np.abs(pair.good.astype(int) - pair.wrong).mean() > 1


def test_a_stretch_without_samples_has_no_pictures():
    assert demonstration("yoga") is None
    assert fault_pairs(SPECS["lying_hamstring"].model_copy(update={"id": "yoga"})) == ()


def test_repetitions_are_demonstrated_by_a_clip_in_which_all_of_them_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    angles = {"left": 0.0, "right": 12.0}
    counted = {"start_s": 1.0, "top_s": 2.0, "end_s": 5.0, "held_s": 3.0, "counted": True, "reason": None}
    short = (
        counted
        | {"start_s": 6.0, "top_s": 7.0, "end_s": 8.0, "held_s": 0.5}
        | {
            "counted": False,
            "reason": "too_short",
        }
    )
    clips = {"bridge_good_ana": [counted, short], "bridge_good_ben": [counted], "bridge_good_abe": []}
    for name, repetitions in clips.items():
        truth = {
            "stretch": "bridge",
            "side": "right",
            "view": "side",
            "fps": 30.0,
            "frames": [{"t_s": 0.0, "hip_flexion": angles, "knee_flexion": angles}],
            "valid": [[2.0, 5.0]],
            "faults": [],
            "repetitions": repetitions,
        }
        (tmp_path / f"{name}.mp4").touch()
        (tmp_path / f"{name}.truth.json").write_text(json.dumps(truth))
    monkeypatch.setattr(stretch_pictures, "default_folder", lambda: tmp_path)
    assert demonstration("bridge") == tmp_path / "bridge_good_ben.mp4"
    assert demonstration("bird_dog") is None
    assert fault_pairs(SPECS["bird_dog"]) == ()
