"""A garment: a part of a person that is drawn as one mesh, cut from the body's own."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tools.render_samples.people.body import Body, Face, IntArray
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.stage.geometry import Material, Mesh, vertex_normals


@dataclass(frozen=True)
class Garment:
    """A part of a person that is drawn as one mesh.

    Attributes:
        vertices: (n,) indices into the body's vertices.
        faces: (m, 3) indices into `vertices`.
        colours: (n, 3) linear.
        cut: (n,) drawn where above 0; interpolated, so that hems are smooth.
        slack: (n,) metres that it stands off along the normal.
        material: How it reflects.
        adjacency: (n, m) sparse, sums face normals into vertices.
    """

    vertices: IntArray
    faces: NDArray[np.int32]
    colours: FloatArray
    cut: FloatArray
    slack: FloatArray
    material: Material
    adjacency: sparse.csr_matrix

    def mesh(self, skinned: FloatArray) -> Mesh:
        """The garment on the body in place; `skinned` is (body vertices, 3)."""
        points = skinned[self.vertices]
        normals = vertex_normals(points, self.faces, self.adjacency)
        return Mesh(
            points + normals * self.slack[:, None], normals, self.faces, self.colours, self.cut, self.material
        )


def cut_garment(
    body: Body,
    faces: IntArray,
    colours: FloatArray,
    cut: FloatArray | None,
    slack: FloatArray | float,
    material: Material,
) -> Garment:
    """Cut a garment from faces.

    Args:
        body: The body that wears it, of n vertices.
        faces: (m, 3) indices into the body's vertices.
        colours: (n, 3) linear, or (3,) for all.
        cut: (n,) drawn where above 0; None draws all.
        slack: (n,) metres that it stands off along the normal, or one value for all.
        material: How it reflects.
    """
    if cut is not None:
        faces = faces[(cut[faces] > 0).any(axis=1)]
    used, local = np.unique(faces, return_inverse=True)
    local = local.reshape(faces.shape)
    count = len(used)
    corners = np.arange(len(local)).repeat(3)
    adjacency = sparse.csr_matrix((np.ones(local.size), (local.ravel(), corners)), shape=(count, len(local)))
    return Garment(
        vertices=used,
        faces=local.astype(np.int32),
        colours=colours[used] if colours.ndim == 2 else np.tile(colours, (count, 1)),
        cut=np.ones(count) if cut is None else cut[used],
        slack=np.broadcast_to(slack, len(body.vertices))[used],
        material=material,
        adjacency=adjacency,
    )


def triangles(faces: Iterable[Face]) -> IntArray:
    """(m, 3) vertex indices of polygons cut into triangles."""
    return np.array(
        [
            (f.vertices[0], f.vertices[k], f.vertices[k + 1])
            for f in faces
            for k in range(1, len(f.vertices) - 1)
        ]
    )


def faces_within(faces: IntArray, inside: NDArray[np.bool_]) -> IntArray:
    """The faces, (m, 3), of which all vertices are inside, (n,)."""
    return faces[inside[faces].all(axis=1)]
