"""Folders of JSON files as OpenPose writes them: one a frame, with the keypoints of everyone in it."""

import math
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from posecoach.files import is_folder, listed, read_file
from posecoach.pose.landmarks import Landmark, Pose
from posecoach.records.formats.errors import LandmarksError
from posecoach.records.formats.skeletons import BY_COUNT, SKELETONS, Skeleton
from posecoach.validation import first_problem

_MOST_MB = 10  # a frame with a crowd, hands and faces is under a megabyte
_NUMBERS = 3  # of a keypoint: x, y and confidence
_FRACTION: Final = 2.0  # px: keypoints that all lie within this are shares of the picture, not pixels


class _Person(BaseModel):
    # Hands, faces and 3-D keypoints are not needed here.
    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=True)

    pose_keypoints_2d: tuple[float | None, ...]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    people: Annotated[tuple[_Person, ...], Field()]


def read_frames_of_people(folder: Path, width: int, height: int) -> list[list[Pose]]:
    """Everyone in every frame, in the order of the files' names.

    What the format lacks is unknown: there is no depth and no outline, and a keypoint with confidence 0 was
    not found.

    Args:
        folder: The folder of JSON files, one a frame. Which skeleton it is, the number of keypoints says.
        width: Width of the picture in which the keypoints lie, px.
        height: Its height, px.

    Raises:
        LandmarksError: if the folder or a file in it can't be used.
    """
    if not is_folder(folder):
        raise LandmarksError(f"{folder}: not a folder; name one with a JSON file for each frame")
    files = listed(folder, ".json")
    if not files:
        raise LandmarksError(
            f"{folder}: holds no JSON files; name a folder that OpenPose or a like tool has written"
        )
    frames = [_people(file, width, height) for file in files]
    _check_pixels(folder, frames)
    return frames


def _people(file: Path, width: int, height: int) -> list[Pose]:
    try:
        frame = _Frame.model_validate_json(read_file(file, _MOST_MB))
    except OSError as error:
        raise LandmarksError(f"{file}: can't be read ({error.strerror}); check the path") from error
    except ValidationError as error:
        raise LandmarksError(f"{file}: {first_problem(error)}") from error
    # Some tools write a person that nobody was found for.
    people = [
        _pose(person.pose_keypoints_2d, _skeleton(file, len(person.pose_keypoints_2d)), width, height)
        for person in frame.people
        if person.pose_keypoints_2d
    ]
    return [pose for pose in people if np.isfinite(pose.points).any()]


def _skeleton(file: Path, numbers: int) -> Skeleton:
    keypoints, rest = divmod(numbers, _NUMBERS)
    if rest or keypoints not in BY_COUNT:
        known = ", ".join(f"{name} ({count})" for count, name in sorted(BY_COUNT.items()))
        raise LandmarksError(
            f"{file}: pose_keypoints_2d: expected three numbers for each keypoint of {known}, got {numbers} "
            "numbers"
        )
    return SKELETONS[BY_COUNT[keypoints]]


def _pose(numbers: tuple[float | None, ...], skeleton: Skeleton, width: int, height: int) -> Pose:
    given = np.array([math.nan if number is None else number for number in numbers])
    given = given.reshape(-1, _NUMBERS)
    points, visibility = np.full((len(Landmark), 2), math.nan), np.zeros(len(Landmark))
    for landmark, (x, y, confidence) in zip(skeleton, given, strict=True):
        if landmark is not None and confidence > 0 and math.isfinite(x) and math.isfinite(y):
            points[landmark] = x, y
            visibility[landmark] = min(confidence, 1.0)
    return Pose(points, visibility, np.full((len(Landmark), 3), math.nan), width, height)


def _check_pixels(folder: Path, frames: list[list[Pose]]) -> None:
    """Keypoints as shares of the picture would make a person of a pixel's size."""
    poses = [pose.points for people in frames for pose in people]
    if poses and all(np.nanmax(np.abs(points)) <= _FRACTION for points in poses):
        raise LandmarksError(
            f"{folder}: the keypoints are shares of the picture; write them in its pixels "
            "(OpenPose: --keypoint_scale 0)"
        )
