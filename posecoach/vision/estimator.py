"""Finds the person in a picture: MediaPipe Pose Landmarker behind this program's own words."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

import cv2
import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode
from numpy.typing import NDArray

from posecoach.vision.bundle import ModelError
from posecoach.vision.company import Company
from posecoach.vision.engine_log import engine_notices_hidden
from posecoach.vision.landmarks import FloatArray, Pose

# The landmark network looks at a 256 x 256 px crop around the person. In a picture of 1280 px that
# crop is not enlarged for anyone who takes up a fifth of it, and such a person can't be judged anyway:
# more pixels would cost time and add nothing.
_LONGEST_SIDE_PX = 1280
# MediaPipe 0.10.33 aborts the process when it hands out a mask whose width is no multiple of 4.
_MASK_WIDTH_MULTIPLE = 4
# A mask holds the likelihood of each pixel to be the person.
_MASK_THRESHOLD = 0.5
_MS_PER_S = 1000
# Light is a matter of large areas: at this size noise is gone.
_LIGHT_GRID = (64, 48)
_LIGHT_PERCENTILE = 90


class PoseEstimator:
    """One instance for one stream of frames; not to be shared between threads without a lock.

    Image mode looks at every picture afresh. Video mode tracks the person from frame to frame, which
    is faster and smooths the points. Both tell whether somebody else is there: that takes a second engine,
    loaded when it is asked first.
    """

    # The landmark network prints one more notice when it first sees a person, once in a process.
    _all_notices_given: ClassVar[bool] = False

    def __init__(self, model: Path, *, video: bool) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model``.
            video: Whether the pictures are frames of one video, in order.

        Raises:
            ModelError: if the bundle can't be loaded.
        """
        self._landmarker: PoseLandmarker | None = _open(model, video=video, masks=True)
        self._model = model
        self._video = video
        self._last_ms = -1
        self._second: PoseLandmarker | None = None
        self._company = Company(self._find_another)

    def estimate(self, rgb: NDArray[np.uint8], t_s: float | None = None) -> Pose | None:
        """Finds the person in one picture.

        The engine takes whole milliseconds that strictly increase. A frame that is not later than
        the one before it, or less than a millisecond later, is passed on as one millisecond later.

        Args:
            rgb: (h, w, 3) the picture, any size.
            t_s: The frame's own timestamp, seconds. Required in video mode, not used in image mode.

        Returns:
            The pose in pixels of ``rgb``, or None if nobody is found.

        Raises:
            ValueError: if the estimator is closed, ``rgb`` is no such picture, or ``t_s`` is missing.
        """
        if self._landmarker is None:
            raise ValueError("PoseEstimator is closed")
        if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8 or rgb.size == 0:
            raise ValueError(f"expected a picture of shape (h, w, 3) and uint8, got {rgb.shape} {rgb.dtype}")

        content_height, content_width = _content_size(rgb)
        padded = _fit(rgb, content_height, content_width)
        image = Image(image_format=ImageFormat.SRGB, data=padded)
        with nullcontext() if PoseEstimator._all_notices_given else engine_notices_hidden():
            if self._video:
                result = self._landmarker.detect_for_video(image, self._next_ms(t_s))
            else:
                result = self._landmarker.detect(image)
        if not result.pose_landmarks:
            return None
        PoseEstimator._all_notices_given = True

        height, width = rgb.shape[:2]
        # The padding lies right of the content, so the origin stays where it is.
        to_pixels = (padded.shape[1] * width / content_width, height)
        landmarks = result.pose_landmarks[0]
        mask = None
        if result.segmentation_masks:
            likelihood = result.segmentation_masks[0].numpy_view().reshape(padded.shape[:2])
            # The comparison copies: the engine reuses the view's memory.
            mask = likelihood[:, :content_width] >= _MASK_THRESHOLD
        pose = Pose(
            points=np.array([(point.x, point.y) for point in landmarks]) * to_pixels,
            visibility=np.array([point.visibility for point in landmarks], np.float64),
            world=np.array([(point.x, point.y, point.z) for point in result.pose_world_landmarks[0]]),
            width=width,
            height=height,
            mask=mask,
            light=_light(rgb),
        )
        return replace(pose, company=self._company.beside(rgb, pose, t_s if self._video else None))

    def close(self) -> None:
        """Frees the engines. Closing twice is fine."""
        for landmarker in (self._landmarker, self._second):
            if landmarker is not None:
                landmarker.close()
        self._landmarker = self._second = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _find_another(self, rgb: NDArray[np.uint8]) -> FloatArray | None:
        """A person in a picture by itself: (33, 2) px, or None."""
        if self._second is None:
            self._second = _open(self._model, video=False, masks=False)
        found = self._second.detect(Image(image_format=ImageFormat.SRGB, data=rgb)).pose_landmarks
        if not found:
            return None
        return np.array([(point.x, point.y) for point in found[0]]) * (rgb.shape[1], rgb.shape[0])

    def _next_ms(self, t_s: float | None) -> int:
        if t_s is None:
            raise ValueError("a frame of a video needs its timestamp t_s")
        self._last_ms = max(self._last_ms + 1, round(t_s * _MS_PER_S))
        return self._last_ms


def _open(model: Path, *, video: bool, masks: bool) -> PoseLandmarker:
    options = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model), delegate=BaseOptions.Delegate.CPU),
        running_mode=RunningMode.VIDEO if video else RunningMode.IMAGE,
        num_poses=1,
        output_segmentation_masks=masks,
    )
    try:
        with engine_notices_hidden():
            return PoseLandmarker.create_from_options(options)
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(
            f"{model}: the pose engine can't load this model; install another one with "
            "`posecoach model --from FILE`, or delete it to have it built again"
        ) from error


def _light(rgb: NDArray[np.uint8]) -> float:
    """The brightness that a tenth of the picture exceeds, 0..1: dark clothes don't make a dark room."""
    small = cv2.cvtColor(cv2.resize(rgb, _LIGHT_GRID, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
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
