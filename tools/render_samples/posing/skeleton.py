"""Bones, and where they go when joints turn (forward kinematics)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from tools.render_samples.posing.rotations import FloatArray, aligning


class Side(StrEnum):
    """A side of the person's own body; the value is also the suffix of bone names."""

    LEFT = "L"
    RIGHT = "R"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT

    @property
    def outward(self) -> float:
        """Sign of the body's x axis away from the midline on this side."""
        return 1.0 if self is Side.LEFT else -1.0

    @property
    def word(self) -> str:
        """The side as truth files name it."""
        return "left" if self is Side.LEFT else "right"


JOINT_BONES = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
    "toe": "toe2-1",
}
"""Truth joints: a joint is the head of this bone (+ ``.L`` or ``.R``)."""

DOWN = np.array([0.0, -1.0, 0.0])


@dataclass(frozen=True)
class Placement:
    """Where every bone is: world = rotation @ rest point + offset.

    Attributes:
        rotations: (bones, 3, 3).
        offsets: (bones, 3) metres.
    """

    rotations: FloatArray
    offsets: FloatArray

    def moved(self, by: FloatArray) -> "Placement":
        """The same pose elsewhere; `by` is (3,) metres."""
        return Placement(self.rotations, self.offsets + by)


@dataclass(frozen=True)
class Skeleton:
    """A tree of bones in the rest pose.

    Attributes:
        bones: Names, every parent before its children.
        parents: Index of each bone's parent, -1 for the root.
        heads: (bones, 3) metres, where each bone starts in the rest pose.
        straight: Rotations that bring the rest pose's limbs to exactly straight and hanging, so that
            a commanded angle of 0 is a straight knee or elbow.
    """

    bones: tuple[str, ...]
    parents: tuple[int, ...]
    heads: FloatArray
    straight: Mapping[str, FloatArray] = field(init=False)
    _index: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {name: i for i, name in enumerate(self.bones)})
        straight: dict[str, FloatArray] = {}
        for side in Side:
            for upper, lower, end in (
                ("upperleg01", "lowerleg01", "foot"),
                ("upperarm01", "lowerarm01", "wrist"),
            ):
                start, bend, tip = (self.head(f"{b}.{side}") for b in (upper, lower, end))
                hang = aligning(bend - start, DOWN)
                straight[f"{upper}.{side}"] = hang
                straight[f"{lower}.{side}"] = hang.T @ aligning(hang @ (tip - bend), DOWN) @ hang
        object.__setattr__(self, "straight", straight)

    def index(self, bone: str) -> int:
        """Position of a bone in `bones`."""
        return self._index[bone]

    def head(self, bone: str) -> FloatArray:
        """(3,) where the bone starts in the rest pose."""
        return self.heads[self._index[bone]]

    def parent_of(self, bone: str) -> int:
        """Index of the bone's parent."""
        return self.parents[self._index[bone]]

    def place(self, turns: Mapping[str, FloatArray], root: FloatArray | None = None) -> Placement:
        """Forward kinematics.

        Args:
            turns: Per bone a (3, 3) rotation in the body's rest axes, relative to its parent.
            root: (3,) world place of the root bone's head; the rest place if None.
        """
        rotations = np.empty((len(self.bones), 3, 3))
        offsets = np.empty((len(self.bones), 3))
        for i, (name, parent) in enumerate(zip(self.bones, self.parents, strict=True)):
            if parent < 0:
                rotations[i] = turns.get(name, np.eye(3))
                place = self.heads[i] if root is None else root
                offsets[i] = place - rotations[i] @ self.heads[i]
            elif name in turns:
                rotations[i] = rotations[parent] @ turns[name]
                place = rotations[parent] @ self.heads[i] + offsets[parent]
                offsets[i] = place - rotations[i] @ self.heads[i]
            else:
                rotations[i], offsets[i] = rotations[parent], offsets[parent]
        return Placement(rotations, offsets)

    def where(self, placed: Placement, bone: str, rest_point: FloatArray | None = None) -> FloatArray:
        """(3,) world place of a bone's head, or of another rest point that moves with it."""
        i = self._index[bone]
        point = self.heads[i] if rest_point is None else rest_point
        return placed.rotations[i] @ point + placed.offsets[i]

    def joints(self, placed: Placement) -> dict[str, dict[str, FloatArray]]:
        """World places of the truth joints: joint name -> 'left' / 'right' -> (3,) metres."""
        return {
            joint: {side.word: self.where(placed, f"{bone}.{side}") for side in Side}
            for joint, bone in JOINT_BONES.items()
        }
