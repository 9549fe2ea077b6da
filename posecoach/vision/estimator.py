"""Finds the person in a picture: MediaPipe Pose Landmarker behind this program's own words."""

from collections import deque
from contextlib import nullcontext
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

import cv2
import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode
from numpy.typing import NDArray

from posecoach.pose.landmarks import FloatArray, Pose, body_size
from posecoach.vision.augmentation import AS_IT_IS, IN_THE_MIRROR, VIEWS, View
from posecoach.vision.engine_log import engine_notices_hidden
from posecoach.vision.fusion import Look, agreed, distance, look_at
from posecoach.vision.model.bundle import ModelError
from posecoach.vision.second_person import Company
from posecoach.vision.tracker import Follower

# The landmark network looks at a 256 x 256 px crop around the person. In a picture of 1280 px that
# crop is not enlarged for anyone who takes up a fifth of it, and such a person can't be judged anyway:
# more pixels would cost time and add nothing.
_LONGEST_SIDE_PX = 1280
# MediaPipe 0.10.33 aborts the process when it hands out a mask whose width is no multiple of 4.
_MASK_WIDTH_MULTIPLE = 4
# A mask holds the likelihood of each pixel to be the person.
_MASK_THRESHOLD = 0.5
# Somebody else costs time only where they are; looking for one, the engine may take them for the person.
_MOST_PEOPLE = 2
# Of a video. More of them say more of one who holds still, and lag more behind one who moves.
_LOOKS = 4
_LOOKS_APART_S = 0.3  # the person may have moved between looks that are farther apart
_SAME = 0.5  # of the body's size: who is found within it again is one and the same
# Light is a matter of large areas: at this size noise is gone.
_LIGHT_GRID = (64, 48)
_LIGHT_PERCENTILE = 90


class PoseEstimator:
    """One instance for one stream of frames; not to be shared between threads without a lock.

    Every picture is looked at afresh. The engine's own tracking is not used: with people who lie or sit its
    crop of the picture wanders, and legs are mixed up that it sees well at first sight (docs/accuracy.md).
    What is read in several views of a picture is made into one pose (``posecoach.vision.fusion``). A still is
    looked at in all of them, a frame of a video in one, which meets those of the frames before.
    """

    # The landmark network prints one more notice when it first sees a person, once in a process.
    _all_notices_given: ClassVar[bool] = False

    def __init__(self, model: Path, *, video: bool) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.
            video: Whether the pictures are frames of one video, in order.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model), delegate=BaseOptions.Delegate.CPU),
            running_mode=RunningMode.IMAGE,
            num_poses=_MOST_PEOPLE,
            output_segmentation_masks=True,
        )
        try:
            with engine_notices_hidden():
                self._landmarker: PoseLandmarker | None = PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError(
                f"{model}: the pose engine can't load this model; install another one with "
                "`posecoach model --from FILE`, or delete it to have it built again"
            ) from error
        self._video = video
        self._follower = Follower()
        self._company = Company(self._find_another)
        self._views = cycle(VIEWS)
        self._looks: deque[tuple[float, Look]] = deque(maxlen=_LOOKS)  # the last one first

    def estimate(self, rgb: NDArray[np.uint8], t_s: float | None = None) -> Pose | None:
        """Finds the person in one picture.

        Args:
            rgb: (h, w, 3) the picture, any size.
            t_s: The frame's own timestamp, seconds. Required for a video, not used for stills.

        Returns:
            The pose in pixels of ``rgb``, or None if nobody is found.

        Raises:
            ValueError: if the estimator is closed, ``rgb`` is no such picture, or ``t_s`` is missing.
        """
        if self._landmarker is None:
            raise ValueError("PoseEstimator is closed")
        if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8 or rgb.size == 0:
            raise ValueError(f"expected a picture of shape (h, w, 3) and uint8, got {rgb.shape} {rgb.dtype}")
        if not self._video:
            pose = self._seen_at_once(self._landmarker, rgb)
        elif t_s is None:
            raise ValueError("a frame of a video needs its timestamp t_s")
        else:
            pose = self._seen_in_turns(self._landmarker, rgb, t_s)
        if pose is None:
            return None
        company = self._company.beside(rgb, pose, t_s if self._video else None)
        return replace(pose, light=_light(rgb), company=company)

    def close(self) -> None:
        """Frees the engine. Closing twice is fine."""
        if self._landmarker is not None:
            self._landmarker.close()
            self._landmarker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _seen_at_once(self, landmarker: PoseLandmarker, rgb: NDArray[np.uint8]) -> Pose | None:
        found = [self._follower.choose(_look(landmarker, rgb, view), None) for view in VIEWS]
        looks = [look_at(pose) for pose in found if pose is not None]
        return agreed(looks) if looks else None

    def _seen_in_turns(self, landmarker: PoseLandmarker, rgb: NDArray[np.uint8], t_s: float) -> Pose | None:
        pose = self._follower.choose(_look(landmarker, rgb, next(self._views)), t_s)
        if pose is None:
            self._looks.clear()
            return None
        self._looks.appendleft((t_s, look_at(pose)))
        while not 0 <= t_s - self._looks[-1][0] <= _LOOKS_APART_S:
            self._looks.pop()
        return agreed([look for _, look in self._looks])

    def _find_another(self, rgb: NDArray[np.uint8]) -> FloatArray | None:
        assert self._landmarker is not None  # asked for while a picture is looked at
        people = _look(self._landmarker, rgb, AS_IT_IS)
        if not people:
            return None
        # Skeletons where nobody is are not seen again in the mirror.
        again = _look(self._landmarker, rgb, IN_THE_MIRROR)
        near = _SAME * body_size(people[0].points)
        return people[0].points if any(distance(people[0], one) <= near for one in again) else None


def _look(landmarker: PoseLandmarker, rgb: NDArray[np.uint8], view: View) -> list[Pose]:
    """All people that the engine finds in a view, in its order and in the pixels of the picture as it is."""
    shown = view.of(rgb)
    height, width = shown.shape[:2]
    content_height, content_width = _content_size(shown)
    padded = _fit(shown, content_height, content_width)
    with nullcontext() if PoseEstimator._all_notices_given else engine_notices_hidden():
        result = landmarker.detect(Image(image_format=ImageFormat.SRGB, data=padded))
    PoseEstimator._all_notices_given |= bool(result.pose_landmarks)
    # The padding lies right of the content, so the origin stays where it is.
    to_pixels = (padded.shape[1] * width / content_width, height)
    people = []
    for landmarks, world, likelihood in zip(
        result.pose_landmarks, result.pose_world_landmarks, result.segmentation_masks or (), strict=True
    ):
        pose = Pose(
            points=np.array([(point.x, point.y) for point in landmarks]) * to_pixels,
            visibility=np.array([point.visibility for point in landmarks], np.float64),
            world=np.array([(point.x, point.y, point.z) for point in world]),
            width=width,
            height=height,
            # The comparison copies: the engine reuses the view's memory.
            mask=likelihood.numpy_view().reshape(padded.shape[:2])[:, :content_width] >= _MASK_THRESHOLD,
        )
        people.append(view.back(pose, rgb.shape[1], rgb.shape[0]))
    return people


def _light(rgb: NDArray[np.uint8]) -> float:
    """The brightness that a tenth of the picture exceeds, 0..1: dark clothes don't make a dark room."""
    some = np.ascontiguousarray(rgb[::2, ::2])  # a fourth of the pixels takes a third of the time
    small = cv2.cvtColor(cv2.resize(some, _LIGHT_GRID, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    return float(np.percentile(small, _LIGHT_PERCENTILE)) / np.iinfo(np.uint8).max


def _content_size(rgb: NDArray[np.uint8]) -> tuple[int, int]:
    """Height and width (px) at which the engine sees a picture: never enlarged, at least 1 px."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _LONGEST_SIDE_PX / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def _fit(rgb: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """The picture at a size, with black columns on its right up to a width that is safe for masks."""
    fitted: NDArray[Any] = rgb
    if rgb.shape[:2] != (height, width):
        fitted = cv2.resize(fitted, (width, height), interpolation=cv2.INTER_AREA)
    padding = -width % _MASK_WIDTH_MULTIPLE
    if padding:
        fitted = cv2.copyMakeBorder(fitted, 0, 0, 0, padding, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return np.ascontiguousarray(fitted, np.uint8)
