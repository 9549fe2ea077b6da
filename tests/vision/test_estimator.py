from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from posecoach.pose.landmarks import Landmark, Pose
from posecoach.vision.estimator import StillPoseEstimator, VideoPoseEstimator
from posecoach.vision.media.images import read_image
from posecoach.vision.model.store import ModelError
from posecoach.vision.rotation import Rotation

Picture = NDArray[np.uint8]

# The joints that stretches judge, seen well in the picture.
JOINTS = [Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]
# How far a joint may move when the same picture comes at another size, parts of the frame's size.
JOINT_TOLERANCE = 0.02
SAME_MASK_IOU = 0.9


@pytest.fixture(scope="module")
def picture() -> Picture:
    """A rendered person, standing side-on; 640 x 480."""
    return read_image(Path(__file__).parents[1] / "data" / "standing_side.jpg")


@pytest.fixture(scope="module")
def estimator(model_path: Path) -> Iterator[StillPoseEstimator]:
    with StillPoseEstimator(model_path) as stills:
        yield stills


@pytest.fixture(scope="module")
def reference(estimator: StillPoseEstimator, picture: Picture) -> Pose:
    return estimator.estimate(picture).person


def relative(pose: Pose) -> NDArray[np.float64]:
    return pose.points[JOINTS] / (pose.width, pose.height)


# A width that is no multiple of 4 aborts the whole process where the padding is missing.
@pytest.mark.parametrize("size", [(642, 480), (641, 479), (643, 481), (350, 525), (1921, 1441), (999, 601)])
def test_any_size_gives_pixels_and_mask_of_the_whole_original_frame(
    estimator: StillPoseEstimator, picture: Picture, reference: Pose, size: tuple[int, int]
) -> None:
    width, height = size
    scale = min(width / 640, height / 480)
    frame = np.zeros((height, width, 3), np.uint8)
    content = cv2.resize(picture, None, fx=scale, fy=scale)
    frame[: content.shape[0], : content.shape[1]] = content

    pose = estimator.estimate(frame).person

    assert (pose.width, pose.height) == size
    expected = relative(reference) * (content.shape[1], content.shape[0])
    assert np.abs(pose.points[JOINTS] - expected).max() < JOINT_TOLERANCE * max(content.shape)
    assert pose.mask is not None
    assert reference.mask is not None
    assert pose.mask.dtype == np.bool_
    whole = cv2.resize(pose.mask.astype(np.uint8), size)[: content.shape[0], : content.shape[1]]
    seen = cv2.resize(whole, (640, 480), interpolation=cv2.INTER_NEAREST).astype(bool)
    assert (seen & reference.mask).sum() / (seen | reference.mask).sum() > SAME_MASK_IOU


def test_padding_does_not_show_in_the_pose(estimator: StillPoseEstimator, picture: Picture) -> None:
    frame = picture[:, :638]
    wider = cv2.copyMakeBorder(frame, 0, 0, 0, 2, cv2.BORDER_CONSTANT).astype(np.uint8)
    pose, padded = estimator.estimate(frame).person, estimator.estimate(wider).person
    # Mirrored, the columns are on the other side: readings of one joint differ by a hair's breadth.
    assert np.abs(pose.points - padded.points)[JOINTS].max() < 2
    assert pose.mask is not None
    assert padded.mask is not None
    seen = padded.mask[:, :638]
    assert (pose.mask & seen).sum() / (pose.mask | seen).sum() > SAME_MASK_IOU


def test_small_frames_are_not_enlarged_and_large_ones_are_capped(
    estimator: StillPoseEstimator, picture: Picture, reference: Pose
) -> None:
    large = estimator.estimate(cv2.resize(picture, (2560, 1920)).astype(np.uint8)).person
    assert reference.mask is not None
    assert max(reference.mask.shape) <= 640
    assert large.mask is not None
    assert 1000 < max(large.mask.shape) <= 1280


def test_mask_outlives_the_next_picture_and_the_estimator(model_path: Path, picture: Picture) -> None:
    with StillPoseEstimator(model_path) as estimator:
        pose = estimator.estimate(picture).person
        assert pose.mask is not None
        before = pose.mask.copy()
        estimator.estimate(np.ascontiguousarray(picture[:, ::-1]))
    assert (pose.mask == before).all()


def test_world_is_metres_from_the_hips(reference: Pose) -> None:
    hips = reference.world[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    assert np.abs(hips).max() < 0.05
    leg = np.linalg.norm(reference.world[Landmark.RIGHT_HIP] - reference.world[Landmark.RIGHT_ANKLE])
    assert 0.5 < leg < 1.1


def test_light_falls_with_the_picture_and_not_with_noise(
    estimator: StillPoseEstimator, picture: Picture
) -> None:
    bright = estimator.estimate(picture)
    noise = np.random.default_rng(7).normal(0, 12, picture.shape)
    dim = estimator.estimate(np.clip(picture * 0.5 + noise, 0, 255).astype(np.uint8))
    assert dim.light == pytest.approx(bright.light / 2, abs=0.02)


def test_arrays_that_are_not_contiguous_are_taken(
    estimator: StillPoseEstimator, picture: Picture, reference: Pose
) -> None:
    bgr = np.ascontiguousarray(picture[:, :, ::-1])
    pose = estimator.estimate(bgr[:, :, ::-1]).person
    assert (pose.points == reference.points).all()


@pytest.mark.parametrize(("grey", "light"), [(0, 0.0), (51, 0.2), (255, 1.0)])
def test_a_picture_with_nobody_in_it_still_tells_its_light(
    estimator: StillPoseEstimator, model_path: Path, grey: int, light: float
) -> None:
    with VideoPoseEstimator(model_path) as frames:
        for shape in ((480, 640, 3), (1, 1, 3)):
            empty = np.full(shape, grey, np.uint8)
            for seen in (estimator.estimate(empty), frames.estimate(empty, 0.0)):
                assert (seen.pose, seen.second_person, seen.confirmed) == (None, None, True)
                assert seen.light == pytest.approx(light)


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((480, 640), np.uint8),
        np.zeros((480, 640, 4), np.uint8),
        np.zeros((480, 640, 3), np.float32),
        np.zeros((0, 640, 3), np.uint8),
    ],
)
def test_what_is_no_rgb_picture_is_refused(estimator: StillPoseEstimator, wrong: Picture) -> None:
    with pytest.raises(ValueError, match="expected a picture"):
        estimator.estimate(wrong)


def test_a_frame_is_fused_with_those_before_and_comes_to_about_what_a_still_does(
    model_path: Path, picture: Picture, reference: Pose
) -> None:
    with VideoPoseEstimator(model_path) as frames:
        poses = [frames.estimate(picture, index / 25).person for index in range(8)]
    off = [np.abs(pose.points - reference.points)[JOINTS].max() for pose in poses]
    assert max(off[3:]) < max(off[0], 0.005 * picture.shape[0])


@pytest.mark.parametrize("deg", [-90.0, 90.0, 20.0])
def test_a_picture_that_is_rotated_gives_nearly_the_same_joints(
    estimator: StillPoseEstimator, picture: Picture, reference: Pose, deg: float
) -> None:
    rotation = Rotation(deg, picture.shape[1], picture.shape[0])
    found = estimator.estimate(rotation.apply(picture)).person
    near = 0.05 * picture.shape[0]  # different readings
    assert rotation.invert(found).points[JOINTS] == pytest.approx(reference.points[JOINTS], abs=near)


def test_a_frame_long_ago_is_not_fused(model_path: Path, picture: Picture) -> None:
    moved = np.ascontiguousarray(np.roll(picture, 30, axis=1))
    nobody = np.zeros_like(picture)
    with VideoPoseEstimator(model_path) as frames, VideoPoseEstimator(model_path) as others:
        frames.estimate(picture, 0.0)
        frames.estimate(nobody, 0.04)
        after_nobody = frames.estimate(moved, 0.08).person
        others.estimate(picture, 0.0)
        others.estimate(nobody, 0.04)
        later = others.estimate(moved, 2.0).person
    assert np.array_equal(after_nobody.points, later.points)


def test_timestamps_need_not_increase(model_path: Path, picture: Picture) -> None:
    with VideoPoseEstimator(model_path) as estimator:
        for t_s in (1.0, 1.0, 1.0004, 0.5, 0.0, 2.0):
            assert estimator.estimate(picture, t_s).pose is not None


def test_a_person_who_is_suddenly_elsewhere_is_not_confirmed_at_once(
    model_path: Path, picture: Picture
) -> None:
    wide = np.hstack([picture, np.broadcast_to(picture[:, :1], picture.shape)])
    elsewhere = np.ascontiguousarray(np.roll(wide, picture.shape[1], axis=1))
    with VideoPoseEstimator(model_path) as frames:
        seen = [frames.estimate(wide, 0.0), frames.estimate(elsewhere, 0.4), frames.estimate(elsewhere, 0.8)]
        seen.append(frames.estimate(elsewhere, 1.2))
    assert all(one.pose is not None for one in seen)
    assert [one.confirmed for one in seen] == [True, False, False, True]


def test_closed_estimator_says_so_and_may_be_closed_again(model_path: Path, picture: Picture) -> None:
    estimator = StillPoseEstimator(model_path)
    estimator.close()
    estimator.close()
    with pytest.raises(ValueError, match="closed"):
        estimator.estimate(picture)


def test_bundle_that_the_engine_refuses_is_reported(tmp_path: Path) -> None:
    broken = tmp_path / "broken.task"
    broken.write_text("hello\n")
    for path in (broken, tmp_path / "missing.task"):
        with pytest.raises(ModelError, match="can't load this model"):
            StillPoseEstimator(path)


def test_standard_error_stays_clean(
    model_path: Path, picture: Picture, capfd: pytest.CaptureFixture[str]
) -> None:
    with StillPoseEstimator(model_path) as estimator:
        estimator.estimate(picture)
    assert capfd.readouterr().err == ""
