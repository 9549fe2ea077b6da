"""A body of sticks: what posing needs of a person, without a mesh."""

from dataclasses import dataclass, field

import numpy as np

from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.posing.skeleton import Placement, Side, Skeleton

_SPINE = (
    ("root", None, (0, 0.95, 0)),
    ("spine05", "root", (0, 1.0, 0)),
    ("spine04", "spine05", (0, 1.08, 0)),
    ("spine03", "spine04", (0, 1.16, 0)),
    ("spine02", "spine03", (0, 1.24, 0)),
    ("spine01", "spine02", (0, 1.32, 0)),
    ("neck01", "spine01", (0, 1.45, 0)),
    ("head", "neck01", (0, 1.55, 0)),
)
# Limbs as a rest pose has them: a little bent and spread, so that "straight" has to be worked out.
_LIMBS = (
    ("upperleg01", "root", (0.10, 0.90, 0.00)),
    ("lowerleg01", "upperleg01", (0.12, 0.48, 0.02)),
    ("foot", "lowerleg01", (0.14, 0.08, -0.02)),
    ("toe2-1", "foot", (0.15, 0.02, 0.12)),
    ("upperarm01", "spine01", (0.18, 1.40, 0.00)),
    ("lowerarm01", "upperarm01", (0.38, 1.20, -0.02)),
    ("wrist", "lowerarm01", (0.55, 1.02, 0.04)),
    ("finger3-1", "wrist", (0.61, 0.95, 0.05)),
    ("finger2-1", "wrist", (0.61, 0.95, 0.08)),
    ("finger5-1", "wrist", (0.61, 0.95, 0.01)),
    ("eye", "head", (0.03, 1.62, 0.10)),
)
LEG_RADIUS_M = 0.06


def _skeleton() -> Skeleton:
    bones = [(name, parent, place) for name, parent, place in _SPINE]
    for side in Side:
        for name, parent, (x, y, z) in _LIMBS:
            above = parent if parent in ("root", "spine01", "head") else f"{parent}.{side}"
            bones.append((f"{name}.{side}", above, (x * side.outward, y, z)))
    names = tuple(name for name, _, _ in bones)
    parents = tuple(-1 if parent is None else names.index(parent) for _, parent, _ in bones)
    return Skeleton(names, parents, np.array([place for _, _, place in bones], dtype=float))


@dataclass
class StickFigure:
    """A `figure.Figure` whose parts are joints."""

    skeleton: Skeleton = field(default_factory=_skeleton)

    def lowest(self, placed: Placement, part: str) -> FloatArray:
        bones = {
            "feet": ["toe2-1.L", "toe2-1.R"],
            "seat": ["root"],
            "trunk": ["root", "spine03", "spine01"],
            "shins": ["lowerleg01.L", "lowerleg01.R"],
            "leg.L": ["foot.L"],
            "leg.R": ["foot.R"],
        }[part]
        return min((self.skeleton.where(placed, bone) for bone in bones), key=lambda place: float(place[1]))

    def leg_radius(self, reach: float, front: bool) -> float:
        return LEG_RADIUS_M
