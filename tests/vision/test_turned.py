"""Turning a picture for a second look brings every point back to where it was."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from posecoach.vision.estimator import PoseEstimator
from posecoach.vision.images import read_image
from posecoach.vision.landmarks import Landmark, Pose
from posecoach.vision.turned import estimate_turned

BODY = [Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]


class Dots:
    """An engine that finds each landmark as the pixel of its own brightness."""

    def estimate(self, rgb: NDArray[np.uint8]) -> Pose | None:
        found = [np.argwhere(rgb[:, :, 0] == 100 + row)[0][::-1] + 0.5 for row in range(len(Landmark))]
        points = np.array(found, float)
        height, width = rgb.shape[:2]
        depth = np.zeros((len(Landmark), 1))
        world = np.hstack([points - np.array([width, height]) / 2, depth])
        mask = rgb[:, :, 0] > 0
        return Pose(points, np.ones(len(Landmark)), world, width, height, mask, company=0.5)


@pytest.mark.parametrize("quarters", [1, 3])
def test_points_world_and_mask_come_back_to_where_they_are(quarters: int):
    rgb = np.zeros((40, 70, 3), np.uint8)
    spots = np.random.default_rng(3).permutation(40 * 70)[: len(Landmark)]
    rgb.reshape(-1, 3)[spots, 0] = 100 + np.arange(len(Landmark))
    upright = Dots().estimate(rgb)
    turned = estimate_turned(Dots(), rgb, quarters)
    assert upright is not None
    assert turned is not None
    assert (turned.width, turned.height) == (70, 40)
    assert turned.points == pytest.approx(upright.points)
    assert turned.world == pytest.approx(upright.world)
    assert np.array_equal(turned.mask, upright.mask)
    assert turned.company == upright.company


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_real_picture_gives_nearly_the_same_joints(model_path: Path, quarters: int):
    rgb = read_image(Path(__file__).parents[1] / "data" / "standing_side.jpg")
    with PoseEstimator(model_path, video=False) as estimator:
        upright, turned = estimator.estimate(rgb), estimate_turned(estimator, rgb, quarters)
    assert upright is not None
    assert turned is not None
    # The two looks are two readings: joints lie within a twentieth of the picture's height.
    assert turned.points[BODY] == pytest.approx(upright.points[BODY], abs=0.05 * upright.height)
