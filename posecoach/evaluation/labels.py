"""Labelled photos: the right verdict for each, and hand-placed joints, from TSV files."""

import csv
import io
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from posecoach.errors import PoseCoachError
from posecoach.files import read_file
from posecoach.pose.landmarks import Pose, Side

# The columns of the hand-placed joints: x and y of each, px.
_JOINT_COLUMNS = {"shoulder": ("sx", "sy"), "hip": ("hx", "hy"), "knee": ("kx", "ky"), "ankle": ("ax", "ay")}
_ANGLE_COLUMNS = {"hip_flexion": "hip_deg", "knee_flexion": "knee_deg"}

_STRAIGHT_DEG = 180.0
_MOST_MB = 100


class LabelError(PoseCoachError):
    """A file of labels can't be used; the message names the file, line, column and what was expected."""


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
        labels: The verdicts by stretch id; empty if the photo has only joints.
    """

    file: str
    line: int
    pose_class: str
    labels: Mapping[str, Label]


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


def load_labels(path: Path, stretches: Collection[str]) -> list[LabelledPhoto]:
    """Reads the right verdicts on each photo.

    Args:
        path: TSV with the columns ``file``, ``pose_class`` and one per stretch; others are ignored.
        stretches: The ids of all stretches.

    Raises:
        LabelError: if the file can't be read or has an invalid entry.
    """
    photos: dict[str, LabelledPhoto] = {}
    columns: list[str] | None = None
    for line, row in _rows(path, ("file", "pose_class")):
        if columns is None:
            columns = [name for name in row if name in stretches]
            if not columns:
                raise LabelError(f"{path}: line 1: expected a column of one of {', '.join(stretches)}")
        file = row["file"]
        if file in photos:
            raise LabelError(f"{path}: line {line}: column file: {file} is listed twice; remove one line")
        for name in columns:
            if row[name] not in set(Label):
                raise _wrong(path, line, name, "expected valid, invalid or either", row[name])
        labels = {name: Label(row[name]) for name in columns}
        photos[file] = LabelledPhoto(file, line, row["pose_class"], labels)
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
    for line, row in _rows(path, ("file", "class", *numbers)):
        found = {name: _number(path, line, name, row[name]) for name in numbers}
        joints = {part: (found[x], found[y]) for part, (x, y) in _JOINT_COLUMNS.items()}
        flexion = {measure: _STRAIGHT_DEG - found[name] for measure, name in _ANGLE_COLUMNS.items()}
        placed.append(PlacedJoints(row["file"], line, row["class"], joints, flexion))
    return placed


def _rows(path: Path, needed: Collection[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields of each row; fields missing at the end of a line are empty."""
    try:
        text = io.StringIO(read_file(path, _MOST_MB).decode("utf-8-sig"), newline="")
        reader = csv.DictReader(text, dialect="excel-tab", restval="", restkey="")
        for name in needed:
            if name not in (reader.fieldnames or ()):
                raise LabelError(
                    f"{path}: line 1: the column {name} is missing; expected tab-separated columns"
                )
        rows = [(reader.line_num, row) for row in reader]
    except OSError as error:
        raise LabelError(f"{path}: can't be read ({error.strerror}); check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise LabelError(f"{path}: not tab-separated text in UTF-8; save it in that format") from error
    if not rows:
        raise LabelError(f"{path}: lists no photos; add one line per photo")
    for line, row in rows:
        if not row["file"]:
            raise _wrong(path, line, "file", "expected a photo's name", "")
        yield line, row


def _number(path: Path, line: int, column: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _wrong(path, line, column, "expected a number", text)
    return number


def _wrong(path: Path, line: int, column: str, expected: str, text: str) -> LabelError:
    return LabelError(f"{path}: line {line}: column {column}: {expected}, got {text!r}")
