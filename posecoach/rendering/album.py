"""The best and the worst moment of a set as pictures, with the pose and the angles drawn on them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Pose
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.highlights import Highlights, Picture, Which
from posecoach.rendering.overlay import draw_pose
from posecoach.vision.media.stills import picture_at

_LONGEST_SIDE_PX = 640  # enough to see a pose; a set's two pictures take about 100 kB
_JPEG_QUALITY = 85  # of 100


@dataclass(frozen=True, slots=True)
class Shot:
    """A camera frame and the person found in it."""

    rgb: NDArray[np.uint8]
    pose: Pose | None


class Album:
    """The best and the worst moment so far of a set; drawn only when asked for.

    Args:
        spec: The exercise.
    """

    def __init__(self, spec: StretchSpec) -> None:
        self._highlights = Highlights(spec)
        self._moments: dict[Which, tuple[str, Shot, Feedback]] = {}

    def note(self, shot: Shot, moment: Feedback) -> None:
        """Takes in a frame and what its moment was."""
        found = self._highlights.note(moment)
        if found is not None:
            which, caption = found
            self._moments[which] = caption, shot, moment

    def pictures(self) -> list[Picture]:
        """The pictures so far."""
        return [
            Picture(which, feedback.t_s, caption, _jpeg(draw_pose(shot.rgb, shot.pose, feedback)))
            for which, (caption, shot, feedback) in self._moments.items()
        ]


def pictures_of(report: SetReport, annotated: bytes) -> list[Picture]:
    """The two moments of a set in a video.

    Args:
        report: The set.
        annotated: Its annotated video; moments that can't be read from it are left out.
    """
    highlights = Highlights(report.spec)
    found = {}
    for frame in report.timeline:
        moment = highlights.note(frame)
        if moment is not None:
            which, caption = moment
            found[which] = caption, frame.t_s
    stills = [(which, caption, t_s, picture_at(annotated, t_s)) for which, (caption, t_s) in found.items()]
    return [
        Picture(which, t_s, caption, _jpeg(rgb)) for which, caption, t_s, rgb in stills if rgb is not None
    ]


def _jpeg(rgb: NDArray[np.uint8]) -> bytes:
    scale = min(1.0, _LONGEST_SIDE_PX / max(rgb.shape[:2]))
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    _, encoded = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return encoded.tobytes()
