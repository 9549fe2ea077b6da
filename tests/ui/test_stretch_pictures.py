"""The pictures of the Stretches page: there for what can be seen, and really two different ones."""

import numpy as np
import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.evaluation.truth import load_truth, truth_path
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
