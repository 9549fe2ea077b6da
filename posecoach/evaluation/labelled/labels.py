"""Labelled photos: the right verdict for each, and hand-placed joints, from TSV files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from posecoach.evaluation.labelled.tsv import HALF, LabelError, number, of_half, rows, wrong
from posecoach.pose.landmarks import Pose, Side

# The columns of the hand-placed joints: x and y of each, px.
_JOINT_COLUMNS = {"shoulder": ("sx", "sy"), "hip": ("hx", "hy"), "knee": ("kx", "ky"), "ankle": ("ax", "ay")}
_ANGLE_COLUMNS = {"hip_flexion": "hip_deg", "knee_flexion": "knee_deg"}

_STRAIGHT_DEG = 180.0
_PHOTO = "photo"


class Label(StrEnum):
    """The right verdict on a photo."""

    VALID = "valid"
    INVALID = "invalid"
    EITHER = "either"  # debatable: not scored


@dataclass(frozen=True, slots=True)
class LabelledPhoto:
    """A photo and the right verdicts on it.

    Attributes:
        file: Its name in the folder of photos.
        line: Its line in the table.
        pose_class: The pose it shows, e.g. ``SEATED_HAM``.
        labels: The verdicts by stretch id; empty if the photo has none.
        half: Which half of the material it belongs to; empty if the table doesn't say.
    """

    file: str
    line: int
    pose_class: str
    labels: Mapping[str, Label]
    half: str = ""


@dataclass(frozen=True, slots=True)
class PlacedJoints:
    """The joints of a photo's near side, placed by hand.

    Attributes:
        file: The photo's name.
        line: Its line in the table.
        pose_class: The pose it shows, as this file names it.
        joints: (x, y) by part, px of the photo.
        flexion: By measure, degrees, 0 = straight.
    """

    file: str
    line: int
    pose_class: str
    joints: Mapping[str, tuple[float, float]]
    flexion: Mapping[str, float]

    def nearer_side(self, pose: Pose) -> Side:
        """The side whose landmarks are closer to the joints; the engine often swaps left and right."""

        def distance_px(side: Side) -> float:
            found = np.array([pose.points[side.landmark(part)] for part in self.joints])
            return float(np.hypot(*(found - np.array(list(self.joints.values()))).T).sum())

        return min(Side, key=distance_px)


def load_labels(path: Path, stretches: Collection[str], half: str | None = None) -> list[LabelledPhoto]:
    """Reads the right verdicts on each photo.

    Args:
        path: TSV with the columns ``file``, ``pose_class``, one per stretch, and perhaps ``half``; others
            are ignored.
        stretches: The ids of all stretches.
        half: Reads only the photos of this half; all where None.

    Raises:
        LabelError: if the file can't be read or has an invalid entry.
    """
    photos: dict[str, LabelledPhoto] = {}
    columns: list[str] | None = None
    for line, row in of_half(path, rows(path, ("file", "pose_class"), _PHOTO), half):
        if columns is None:
            columns = [name for name in row if name in stretches]
            if not columns:
                raise LabelError(f"{path}: line 1: expected a column of one of {', '.join(stretches)}")
        file = row["file"]
        if file in photos:
            raise LabelError(f"{path}: line {line}: column file: {file} is listed twice; remove one line")
        for name in columns:
            if row[name] not in set(Label):
                raise wrong(path, line, name, "expected valid, invalid or either", row[name])
        labels = {name: Label(row[name]) for name in columns}
        photos[file] = LabelledPhoto(file, line, row["pose_class"], labels, row.get(HALF, ""))
    return list(photos.values())


def load_joints(path: Path) -> list[PlacedJoints]:
    """Reads hand-placed joints.

    Args:
        path: TSV with the columns ``file``, ``class``, x and y of four joints (``sx`` .. ``ay``), and the
            interior angles ``hip_deg`` and ``knee_deg``; others are ignored.

    Raises:
        LabelError: if the file can't be read or has an invalid entry.
    """
    numbers = [*(name for pair in _JOINT_COLUMNS.values() for name in pair), *_ANGLE_COLUMNS.values()]
    placed = []
    for line, row in rows(path, ("file", "class", *numbers), _PHOTO):
        found = {name: number(path, line, name, row[name]) for name in numbers}
        joints = {part: (found[x], found[y]) for part, (x, y) in _JOINT_COLUMNS.items()}
        flexion = {measure: _STRAIGHT_DEG - found[name] for measure, name in _ANGLE_COLUMNS.items()}
        placed.append(PlacedJoints(row["file"], line, row["class"], joints, flexion))
    return placed
