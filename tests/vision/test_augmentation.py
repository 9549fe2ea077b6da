"""A pose found in any augmented picture is mapped back to where it is in the original one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from support.stick_figures import FOLDED, LEG_UP, STANDING, Person

from posecoach.pose.landmarks import Landmark, Pose
from posecoach.vision.augmentation import AUGMENTATIONS, Augmentation, mirrored_pose
from posecoach.vision.rotation import Rotation

WIDTH, HEIGHT = 70, 40
FULL = 255
SIDES = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
OTHER_SIDE = [
    Landmark["_".join(SIDES.get(word, word) for word in landmark.name.split("_"))] for landmark in Landmark
]


def dots() -> NDArray[np.uint8]:
    """A picture in which each landmark is a block of its own brightness, 3 x 3 px."""
    rgb = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for row, landmark in enumerate(Landmark):
        x, y = 6 + 6 * (row % 10), 8 + 8 * (row // 10)
        rgb[y - 1 : y + 2, x - 1 : x + 2] = 100 + 4 * landmark, FULL, 0
    return rgb


def found(rgb: NDArray[np.uint8]) -> Pose:
    """What an engine would find there: left and right as they appear to be."""
    height, width = rgb.shape[:2]
    inner = rgb[:, :, 1] >= FULL - 1  # the rest is mixed with black
    spots = [inner & (np.abs(rgb[:, :, 0].astype(int) - (100 + 4 * landmark)) <= 1) for landmark in Landmark]
    points = np.array([np.argwhere(spot)[:, ::-1].mean(axis=0) + 0.5 for spot in spots])
    world = np.hstack([points - np.array([width, height]) / 2, np.zeros((len(Landmark), 1))])
    return Pose(points, np.ones(len(Landmark)), world, width, height, rgb[:, :, 1] > FULL / 2)


QUARTERS = [Augmentation(90.0), Augmentation(-90.0), Augmentation(180.0)]


@pytest.mark.parametrize("augmentation", [*AUGMENTATIONS, *QUARTERS], ids=str)
def test_points_world_and_mask_come_back_to_where_they_are(augmentation: Augmentation):
    rgb = dots()
    upright = found(rgb)
    back = augmentation.invert(found(augmentation.apply(rgb)), WIDTH, HEIGHT)
    names = OTHER_SIDE if augmentation.mirrored else list(Landmark)  # mirrored dots don't change their sides
    exact = augmentation.rotation_deg % 90 == 0
    assert (back.width, back.height) == (WIDTH, HEIGHT)
    assert back.points[names] == pytest.approx(upright.points, abs=1e-6 if exact else 0.6)
    assert back.world[names] == pytest.approx(upright.world, abs=1e-6 if exact else 0.6)
    assert back.mask is not None
    assert upright.mask is not None
    assert back.mask.shape == upright.mask.shape
    assert (back.mask != upright.mask).sum() <= (0 if exact else 0.25 * upright.mask.sum())


def test_a_mask_of_another_size_comes_back_as_well():
    rotation = Rotation(30.0, 400, 300)
    width, height = rotation.apply(np.zeros((300, 400, 3), np.uint8)).shape[1::-1]
    mask = np.zeros((height // 2, width // 2), bool)
    mask[height // 4 - 20 : height // 4 + 20, width // 4 - 20 : width // 4 + 20] = True
    pose = replace(STANDING.pose(), width=width, height=height, mask=mask)
    back = rotation.invert(pose).mask
    assert back is not None
    rows, columns = np.nonzero(back)
    assert back.shape == pytest.approx((150, 200), abs=2)
    assert (rows.mean(), columns.mean()) == pytest.approx((75, 100), abs=1)
    assert back.sum() == pytest.approx(mask.sum(), rel=0.05)


@given(st.sampled_from([STANDING, FOLDED, LEG_UP]), st.integers(0, 40))
def test_the_mirror_image_of_the_mirror_image_is_the_picture(person: Person, yaw: int):
    pose = replace(replace(person, yaw=yaw).pose(), mask=np.eye(6, dtype=bool))
    twice = mirrored_pose(mirrored_pose(pose))
    assert twice.points == pytest.approx(pose.points)
    assert twice.world == pytest.approx(pose.world)
    assert np.array_equal(twice.visibility, pose.visibility)
    assert np.array_equal(twice.mask, pose.mask)


def test_in_the_mirror_left_is_right():
    pose = LEG_UP.pose()
    image = mirrored_pose(pose)
    left, right = Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE
    assert image.points[left] == pytest.approx([pose.width - pose.points[right, 0], pose.points[right, 1]])
    assert image.visibility[left] == pose.visibility[right]
