"""The best and the worst moment of a set as pictures, with the coach's view drawn on them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Pose
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.highlights import Highlights, Picture, Which
from posecoach.rendering.overlay import draw_pose
from posecoach.vision.media.stills import picture_at

_LONGEST_SIDE_PX = 640  # enough to see a pose; a set's two pictures take about 100 kB
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Shot:
    """A camera frame and who was found in it."""

    rgb: NDArray[np.uint8]
    pose: Pose | None


class Album:
    """Holds on to a set's two moments; they are drawn when they are asked for."""

    def __init__(self) -> None:
        self._highlights = Highlights()
        self._held: dict[Which, tuple[str, Shot, Feedback]] = {}

    def note(self, shot: Shot, moment: Feedback) -> None:
        """Takes in a frame and what its moment was."""
        found = self._highlights.note(moment)
        if found is not None:
            which, told = found
            self._held[which] = told, shot, moment

    def pictures(self) -> list[Picture]:
        """The pictures so far."""
        return [
            Picture(which, feedback.t_s, told, _jpeg(draw_pose(shot.rgb, shot.pose, feedback)))
            for which, (told, shot, feedback) in self._held.items()
        ]


def pictures_of(report: SetReport, annotated: bytes) -> list[Picture]:
    """The two moments of a set that was looked at in a video.

    Args:
        report: The set.
        annotated: Its annotated video; what can't be read from it is left out.
    """
    highlights = Highlights()
    found = {}
    for frame in report.timeline:
        moment = highlights.note(frame)
        if moment is not None:
            which, told = moment
            found[which] = told, frame.t_s
    stills = [(which, told, t_s, picture_at(annotated, t_s)) for which, (told, t_s) in found.items()]
    return [Picture(which, t_s, told, _jpeg(rgb)) for which, told, t_s, rgb in stills if rgb is not None]


def _jpeg(rgb: NDArray[np.uint8]) -> bytes:
    scale = min(1.0, _LONGEST_SIDE_PX / max(rgb.shape[:2]))
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    _, encoded = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return encoded.tobytes()
