"""What an exercise takes: a mat or a strap, and a place for the laptop."""

from collections.abc import Iterable
from enum import StrEnum

from posecoach.coaching.posture import Posture


class Need(StrEnum):
    """What a person has to have at hand, in the order in which it is named."""

    MAT = "mat"
    STRAP = "strap"  # or a towel


class CameraPlace(StrEnum):
    """Where the laptop goes, about two metres to the person's side."""

    FLOOR = "floor"  # on the floor or a low stool
    TABLE = "table"  # on a chair or table
    STOOL = "stool"  # on a low stool: the one place that suits standing and the floor alike


def camera_place(postures: Iterable[Posture]) -> CameraPlace:
    """The one place for a session, so that the laptop needn't be moved within it.

    Args:
        postures: Of its exercises.
    """
    standing = {posture == "standing" for posture in postures}
    if standing == {True}:
        return CameraPlace.TABLE
    return CameraPlace.STOOL if True in standing else CameraPlace.FLOOR
