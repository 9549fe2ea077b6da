"""MediaPipe's Pose Landmarker: a picture in, the poses of the people in it out."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.translation import translate as _
from posecoach.vision.augmentation import ORIGINAL, Augmentation
from posecoach.vision.engine_log import detection_notices_hidden, engine_notices_hidden, note_person_seen
from posecoach.vision.model.bundle import ModelError

# The landmark network gets a 256 x 256 px crop around the person. In a picture of 1280 px that crop is not
# enlarged for anyone who fills a fifth of it, and smaller people can't be judged anyway: more pixels would
# cost time and add nothing.
_LONGEST_SIDE_PX = 1280
# MediaPipe 0.10.33 aborts the process when it returns a mask whose width isn't a multiple of 4.
_MASK_WIDTH_MULTIPLE = 4
# A mask holds each pixel's likelihood of being the person.
_MASK_THRESHOLD = 0.5
# A second person costs time only where there is one. Asked for one alone, the engine may return the other.
_MOST_PEOPLE = 2


class PoseEngine:
    """Finds people in single pictures. Not to be shared between threads without a lock.

    Every picture is looked at afresh. The engine's own tracking is not used: with people who lie or sit, its
    crop of the picture wanders, and it mixes up legs that it sees well at first sight (docs/accuracy.md).
    """

    def __init__(self, model: Path) -> None:
        """Loads the engine, which takes up to two seconds.

        Args:
            model: A Pose Landmarker bundle, see ``posecoach.vision.model.store``.

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
                _(
                    "{path}: the pose engine can't load this model; install another one with `posecoach "
                    "model --from FILE`, or delete it to have it built again"
                ).format(path=model)
            ) from error

    def detect(self, rgb: NDArray[np.uint8], augmentation: Augmentation = ORIGINAL) -> list[Pose]:
        """Finds the people in a picture.

        Args:
            rgb: (h, w, 3) the picture, any size.
            augmentation: The variant of the picture that the engine gets to see.

        Returns:
            A pose for each person, in the engine's order and in pixels of ``rgb``.

        Raises:
            ValueError: if the engine is closed, or ``rgb`` isn't such a picture.
        """
        if self._landmarker is None:
            raise ValueError("the pose engine is closed")
        if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8 or rgb.size == 0:
            raise ValueError(f"expected a picture of shape (h, w, 3) and uint8, got {rgb.shape} {rgb.dtype}")
        shown = augmentation.apply(rgb)
        height, width = shown.shape[:2]
        content_height, content_width = _content_size(shown)
        padded = _fitted(shown, content_height, content_width)
        with detection_notices_hidden():
            result = self._landmarker.detect(Image(image_format=ImageFormat.SRGB, data=padded))
        if result.pose_landmarks:
            note_person_seen()
        # The padding lies right of the content, so the origin stays where it is.
        to_pixels = (padded.shape[1] * width / content_width, height)
        people = []
        for landmarks, world, likelihood in zip(
            result.pose_landmarks, result.pose_world_landmarks, result.segmentation_masks or (), strict=True
        ):
            seen = np.array([(point.x, point.y, point.visibility) for point in landmarks], np.float64)
            pose = Pose(
                points=seen[:, :2] * to_pixels,
                visibility=seen[:, 2].copy(),
                world=np.array([(point.x, point.y, point.z) for point in world]),
                width=width,
                height=height,
                # The comparison copies: the engine reuses the view's memory.
                mask=likelihood.numpy_view().reshape(padded.shape[:2])[:, :content_width] >= _MASK_THRESHOLD,
            )
            people.append(augmentation.invert(pose, rgb.shape[1], rgb.shape[0]))
        return people

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


def _content_size(rgb: NDArray[np.uint8]) -> tuple[int, int]:
    """Height and width (px) at which the engine sees a picture: never enlarged, at least 1 px."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _LONGEST_SIDE_PX / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def _fitted(rgb: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """The picture at a size, with black columns on its right up to a width that is safe for masks."""
    fitted: NDArray[Any] = rgb
    if rgb.shape[:2] != (height, width):
        fitted = cv2.resize(fitted, (width, height), interpolation=cv2.INTER_AREA)
    padding = -width % _MASK_WIDTH_MULTIPLE
    if padding:
        fitted = cv2.copyMakeBorder(fitted, 0, 0, 0, padding, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return np.ascontiguousarray(fitted, np.uint8)
