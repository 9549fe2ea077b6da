"""A person's body: a mesh that follows a skeleton."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.posing.skeleton import Placement, Side, Skeleton

IntArray = NDArray[np.int64]

SKIN_VERTICES = 13380
"""The first vertices of the mesh are the body, the rest are helpers (clothes, hair, joints)."""
OWNED = 0.5
"""Skin weight from which a vertex counts as a part's own."""
LEG_REACHES = np.linspace(0, 2, 21)
"""Where the thickness of a leg is known: 0 hip, 1 knee, 2 ankle."""
RING_HALF_M = 0.03
"""Half the height of the ring of vertices whose thickness is measured."""


@dataclass(frozen=True)
class Face:
    """A polygon of the mesh: indices of vertices and of texture coordinates."""

    vertices: tuple[int, ...]
    texture: tuple[int, ...]


@dataclass
class Body:
    """A shaped body at rest.

    Attributes:
        vertices: (n, 3) metres, soles at y = 0, facing +z.
        texture_coordinates: (m, 2).
        groups: Faces of the mesh by group name.
        skeleton: Its bones.
        weights: (n, bones) how far, 0..1, each vertex follows each bone.
    """

    vertices: FloatArray
    texture_coordinates: FloatArray
    groups: Mapping[str, list[Face]]
    skeleton: Skeleton
    weights: sparse.csr_matrix

    def follows(self, *bones: str) -> FloatArray:
        """(n,) how far, 0..1, each vertex follows the bones whose names start so."""
        columns = [i for i, name in enumerate(self.skeleton.bones) if name.startswith(bones)]
        return np.asarray(self.weights[:, columns].sum(axis=1)).ravel()

    @cached_property
    def _parts(self) -> dict[str, IntArray]:
        ids = np.arange(len(self.vertices)) < SKIN_VERTICES
        bones = {
            "feet": ("foot", "toe"),
            "seat": ("root", "pelvis", "upperleg"),
            "trunk": ("root", "pelvis", "spine", "head", "neck", "clavicle"),
            "shins": ("lowerleg",),
        }
        parts = {part: np.flatnonzero(ids & (self.follows(*names) > OWNED)) for part, names in bones.items()}
        for side in Side:
            names = tuple(f"{bone}.{side}" for bone in ("lowerleg01", "lowerleg02", "foot"))
            toes = tuple(f"toe{i}-{j}.{side}" for i in range(1, 6) for j in range(1, 4))
            parts[f"leg.{side}"] = np.flatnonzero(ids & (self.follows(*names, *toes) > OWNED))
        return parts

    @cached_property
    def _part_weights(self) -> dict[str, sparse.csr_matrix]:
        return {part: self.weights[ids] for part, ids in self._parts.items()}

    def skinned(self, placed: Placement) -> FloatArray:
        """(n, 3) metres: all vertices in place."""
        return _skin(self.weights, self.vertices, placed)

    def lowest(self, placed: Placement, part: str) -> FloatArray:
        """(3,) the lowest vertex of a part (see `figure.Figure`)."""
        points = _skin(self._part_weights[part], self.vertices[self._parts[part]], placed)
        return points[np.argmin(points[:, 1])]

    @cached_property
    def _leg_radii(self) -> FloatArray:
        """(2, reaches) metres from the bone line to the skin behind and in front, at `LEG_REACHES`."""
        skeleton = self.skeleton
        hip, knee, ankle = (skeleton.head(f"{b}.L") for b in ("upperleg01", "lowerleg01", "foot"))
        own = self.vertices[:SKIN_VERTICES][
            self.follows("upperleg01.L", "upperleg02.L", "lowerleg")[:SKIN_VERTICES] > OWNED
        ]
        own = own[own[:, 0] > 0]
        radii = np.zeros((2, len(LEG_REACHES)))
        for i, reach in enumerate(LEG_REACHES):
            spot = hip + (knee - hip) * reach if reach < 1 else knee + (ankle - knee) * (reach - 1)
            ring = own[np.abs(own[:, 1] - spot[1]) < RING_HALF_M]
            if len(ring):
                radii[:, i] = spot[2] - ring[:, 2].min(), ring[:, 2].max() - spot[2]
        return radii

    def leg_radius(self, reach: float, front: bool) -> float:
        """Metres from bone line to skin (see `figure.Figure`)."""
        return float(np.interp(reach, LEG_REACHES, self._leg_radii[int(front)]))


def _skin(weights: sparse.csr_matrix, rest: FloatArray, placed: Placement) -> FloatArray:
    """Linear blend skinning."""
    bones = np.concatenate([placed.rotations, placed.offsets[:, :, None]], axis=2).reshape(-1, 12)
    blended = (weights @ bones).reshape(-1, 3, 4)
    skinned: FloatArray = (blended[:, :, :3] @ rest[:, :, None])[:, :, 0] + blended[:, :, 3]
    return skinned
