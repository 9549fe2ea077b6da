"""Hair that hangs by its weight, whatever the head does."""

from dataclasses import dataclass, replace

import numpy as np

from tools.render_samples.people.body import SKIN_VERTICES, Body
from tools.render_samples.people.fields import OFF_ARM, BodyFields
from tools.render_samples.people.person import Look
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.stage.geometry import Material, Mesh, cylinder

STYLES = {"pony_tail": (0.55, 0.020, 0.035), "loose": (0.40, 0.045, 0.065)}
"""By hair style, metres: its length, and its radius at the ends and at the head."""
ROOT_NEAR_EYES_M = 0.03
"""It hangs from the rearmost point of the head that is no higher or lower than this from the eyes."""
SHORTEST_M = 0.01


@dataclass(frozen=True)
class HangingHair:
    """Hair that hangs straight down from the back of the head, at most to the floor.

    Attributes:
        root: Index of the body's vertex that it hangs from.
        style: One of `STYLES`.
        colour: sRGB hex.
    """

    root: int
    style: str
    colour: str

    def mesh(self, skinned: FloatArray) -> Mesh:
        """The hair of the body in place; `skinned` is (body vertices, 3)."""
        longest, *radii = STYLES[self.style]
        root = skinned[self.root]
        length = float(np.clip(root[1], SHORTEST_M, longest))
        hair = cylinder(root - [0, length, 0], length, (radii[0], radii[1]), self.colour)
        return replace(hair, material=Material.HAIR)


def hanging_hair(body: Body, fields: BodyFields, look: Look) -> list[HangingHair]:
    """What hangs from the head of a person; empty where the look has no such hair."""
    if look.hair_style not in STYLES:
        return []
    near_eyes = np.abs(fields.y - fields.eyes[0][1]) < ROOT_NEAR_EYES_M
    head = near_eyes & (fields.arm < OFF_ARM) & (np.arange(len(fields.y)) < SKIN_VERTICES)
    root = int(np.argmin(np.where(head, body.vertices[:, 2], np.inf)))
    return [HangingHair(root, look.hair_style, look.hair)]
