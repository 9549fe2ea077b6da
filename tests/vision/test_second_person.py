"""A second person is found beside the coached one, and looked for every second."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.vision.estimator import StillPoseEstimator, VideoPoseEstimator
from posecoach.vision.media.video import read_frames
from posecoach.vision.second_person import LOOK_EVERY_S, SecondPersonFinder

Picture = NDArray[np.uint8]
WIDTH, HEIGHT = 320, 240
SKIN, WALL = 250, 60


def skeleton(x: float, size: float = 1.0) -> NDArray[np.float64]:
    """Somebody upright: trunk 60 px and leg 100 px, times the size, feet on the same floor."""
    points = np.full((len(Landmark), 2), (x, 200 - 170 * size))
    for part, above in (("shoulder", 160), ("hip", 100), ("knee", 50), ("ankle", 0)):
        for side in Side:
            points[side.landmark(part)] = x, 200 - above * size
    return points


def coached(x: float = 100) -> Pose:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[30:205, int(x) - 12 : int(x) + 13] = True
    ones = np.ones(len(Landmark))
    return Pose(skeleton(x), ones, np.zeros((len(Landmark), 3)), WIDTH, HEIGHT, mask)


def picture(pose: Pose) -> Picture:
    rgb = np.full((HEIGHT, WIDTH, 3), WALL, np.uint8)
    assert pose.mask is not None
    rgb[pose.mask] = SKIN
    return rgb


def beside(other: NDArray[np.float64] | None) -> float | None:
    pose = coached()
    return SecondPersonFinder(lambda rgb: other).in_still(picture(pose), pose)


@given(st.integers(160, 300), st.floats(0.2, 1.4))
def test_the_other_is_found_by_size(x: int, size: float):
    assert beside(skeleton(x, size)) == pytest.approx(size)


@pytest.mark.parametrize("found", [None, skeleton(100), skeleton(103, 0.4), skeleton(120, 0.9)])
def test_nobody_or_the_coached_person_again_is_nobody_else(found: NDArray[np.float64] | None):
    assert beside(found) == 0


def test_without_an_outline_it_is_not_known():
    pose = Pose(skeleton(100), np.ones(33), np.zeros((33, 3)), WIDTH, HEIGHT)
    finder = SecondPersonFinder(lambda rgb: skeleton(250))
    assert finder.in_video(picture(coached()), pose, 0.0) is None
    assert finder.in_still(picture(coached()), pose) is None


@pytest.mark.parametrize("scale", [1, 4])
def test_the_coached_person_is_not_in_the_picture_that_is_looked_at(scale: int):
    shown: list[Picture] = []
    pose = coached()
    large = Pose(pose.points * scale, pose.visibility, pose.world, WIDTH * scale, HEIGHT * scale, pose.mask)

    def find(rgb: Picture) -> NDArray[np.float64]:
        shown.append(rgb)
        return skeleton(250) * (rgb.shape[1] / WIDTH)

    rgb = cv2.resize(picture(pose), None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST)
    assert SecondPersonFinder(find).in_still(rgb.astype(np.uint8), large) == pytest.approx(1)
    assert np.abs(shown[0].astype(int) - WALL).max() <= 1
    assert max(shown[0].shape) <= 384


@given(st.lists(st.floats(0, 2), min_size=1, max_size=40))
def test_looks_go_by_the_frames_time_and_the_last_one_holds(steps_s: list[float]):
    looked: list[float] = []
    pose, now_s = coached(), 0.0

    def find(rgb: Picture) -> NDArray[np.float64]:
        looked.append(now_s)
        return skeleton(250, size=1 / len(looked))

    finder = SecondPersonFinder(find)
    for step_s in steps_s:
        now_s += step_s
        assert finder.in_video(picture(pose), pose, now_s) == pytest.approx(1 / len(looked))
        assert now_s - looked[-1] < LOOK_EVERY_S
    assert all(later - sooner >= LOOK_EVERY_S for sooner, later in pairwise(looked))


def first_frame(sample: str) -> Picture:
    """The middle of it, where the person stands."""
    frame = next(read_frames(Path(__file__).parents[2] / "sample_videos" / f"{sample}.mp4"))
    width = frame.rgb.shape[1]
    return frame.rgb[:, width // 4 : -width // 4]


def test_the_engine_tells_who_is_as_near_from_who_is_far(model_path: Path):
    one, other = first_frame("standing_good_ben"), first_frame("standing_short_amara")
    empty = np.broadcast_to(one[:, :1], one.shape)
    far = empty.copy()
    small = cv2.resize(other, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    far[-small.shape[0] :, : small.shape[1]] = small
    with StillPoseEstimator(model_path) as stills:
        found = [stills.estimate(np.hstack([one, beside])) for beside in (other, far, empty)]
    as_near, behind, nobody = (seen.second_person for seen in found)
    assert as_near == pytest.approx(1, abs=0.15)
    assert behind == pytest.approx(0.5, abs=0.15)
    assert nobody == 0
    with VideoPoseEstimator(model_path) as frames:
        seen = [frames.estimate(np.hstack([one, beside]), t_s) for t_s, beside in ((0, other), (0.5, empty))]
        assert [one.second_person for one in seen] == [pytest.approx(as_near, abs=0.1)] * 2
