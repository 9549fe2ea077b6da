"""Meshes, and those of simple shapes: boxes, cylinders, balls, straps. Lengths in metres."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from tools.render_samples.posing.rotations import FloatArray, unit

GAMMA = 2.2
"""Of pixel values over linear light."""
_NO_AREA = 1e-12
STRAP_SIDES, STRAP_THICKNESS = 8, 0.3
"""A strap's cross-section: corners, and thickness as a share of its width."""
STRAP_FACES = (0.3, 0.9, 0.2)
"""A strap lies across this direction."""


class Material(IntEnum):
    """How a surface reflects; the numbers are those of the shaders."""

    PLAIN = 0
    SKIN = 1
    CLOTH = 2
    HAIR = 3
    EYE = 4
    WOOD = 5
    GLOW = 6


@dataclass(frozen=True)
class Mesh:
    """Triangles to draw.

    Attributes:
        points: (n, 3) metres.
        normals: (n, 3) unit vectors.
        faces: (m, 3) indices into `points`.
        colours: (n, 3) linear light, 0..1.
        cut: (n,) drawn where above 0.
        material: How it reflects.
    """

    points: FloatArray
    normals: FloatArray
    faces: NDArray[np.int32]
    colours: FloatArray
    cut: FloatArray
    material: Material


def linear_colour(srgb_hex: str) -> FloatArray:
    """(3,) linear light of an sRGB hex colour."""
    return (np.array([int(srgb_hex[i : i + 2], 16) for i in (0, 2, 4)]) / 255) ** GAMMA


def vertex_normals(points: FloatArray, faces: NDArray[np.int32], adjacency: sparse.csr_matrix) -> FloatArray:
    """(n, 3) area-weighted normals; `adjacency` (n, faces) sums faces into vertices."""
    a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
    summed: FloatArray = adjacency @ np.cross(b - a, c - a)
    return summed / (np.linalg.norm(summed, axis=1, keepdims=True) + _NO_AREA)


def _mesh(
    points: ArrayLike, normals: ArrayLike, faces: ArrayLike, colour: str | FloatArray, material: Material
) -> Mesh:
    p = np.asarray(points, float)
    colours = np.tile(linear_colour(colour) if isinstance(colour, str) else colour, (len(p), 1))
    return Mesh(
        p, np.asarray(normals, float), np.asarray(faces, np.int32), colours, np.ones(len(p)), material
    )


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh of several of the same material."""
    starts = np.cumsum([0, *(len(m.points) for m in meshes[:-1])])
    return Mesh(
        np.concatenate([m.points for m in meshes]),
        np.concatenate([m.normals for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, starts, strict=True)]).astype(np.int32),
        np.concatenate([m.colours for m in meshes]),
        np.concatenate([m.cut for m in meshes]),
        meshes[0].material,
    )


def quad(corners: ArrayLike, colour: str | FloatArray, material: Material = Material.PLAIN) -> Mesh:
    """A flat four-sided face; `corners` (4, 3), anticlockwise as seen from its front."""
    p = np.asarray(corners, float)
    normal = unit(np.cross(p[1] - p[0], p[2] - p[0]))
    return _mesh(p, np.tile(normal, (4, 1)), [[0, 1, 2], [0, 2, 3]], colour, material)


def box(
    low: ArrayLike, high: ArrayLike, colour: str | FloatArray, material: Material = Material.PLAIN
) -> Mesh:
    """An upright box between its lowest and its highest corner, (3,) each."""
    lo, hi = np.asarray(low, float), np.asarray(high, float)
    sides = []
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        for end in (lo, hi):
            origin = end.copy()
            origin[[b, c]] = lo[[b, c]]
            eb, ec = np.zeros(3), np.zeros(3)
            eb[b], ec[c] = hi[b] - lo[b], hi[c] - lo[c]
            corners = [origin, origin + eb, origin + eb + ec, origin + ec]
            sides.append(quad(corners if end is hi else corners[::-1], colour, material))
    return joined(sides)


def cylinder(
    base: ArrayLike, height: float, radii: tuple[float, float], colour: str, sides: int = 20
) -> Mesh:
    """An upright cylinder or cone on `base`, (3,), with its radii below and above."""
    around = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.stack([np.cos(around), np.zeros(sides), np.sin(around)], axis=1)
    bottom = np.asarray(base, float) + ring * radii[0]
    top = np.asarray(base, float) + ring * radii[1] + [0, height, 0]
    lid = np.asarray(base, float) + np.array([0, height, 0])
    faces = [[i, i + sides, (i + 1) % sides] for i in range(sides)]
    faces += [[(i + 1) % sides, i + sides, (i + 1) % sides + sides] for i in range(sides)]
    faces += [[i + sides, 2 * sides, (i + 1) % sides + sides] for i in range(sides)]
    normals = np.concatenate([ring, ring, [[0, 1, 0]]])
    return _mesh(np.concatenate([bottom, top, [lid]]), normals, faces, colour, Material.PLAIN)


def ball(centre: ArrayLike, radii: ArrayLike, colour: str, rings: int = 12) -> Mesh:
    """An ellipsoid around `centre`, with `radii` along x, y and z, (3,) each."""
    lat, lon = np.meshgrid(np.linspace(0, np.pi, rings), np.linspace(0, 2 * np.pi, 2 * rings), indexing="ij")
    n = np.stack([np.sin(lat) * np.cos(lon), np.cos(lat), np.sin(lat) * np.sin(lon)], axis=-1).reshape(-1, 3)
    faces = []
    for i in range(rings - 1):
        for j in range(2 * rings - 1):
            a = i * 2 * rings + j
            faces += [[a, a + 1, a + 2 * rings], [a + 1, a + 1 + 2 * rings, a + 2 * rings]]
    r = np.asarray(radii, float)
    return _mesh(np.asarray(centre, float) + n * r, n / r, faces, colour, Material.PLAIN)


def ribbon(line: FloatArray, width: float, colour: str) -> Mesh:
    """A strap along a line of points, (n, 3)."""
    sides = STRAP_SIDES
    around = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings, normals = [], []
    for i, point in enumerate(line):
        along = unit(line[min(i + 1, len(line) - 1)] - line[max(i - 1, 0)])
        across = unit(np.cross(along, STRAP_FACES))
        ring = np.cos(around)[:, None] * across + STRAP_THICKNESS * np.sin(around)[:, None] * np.cross(
            along, across
        )
        rings.append(point + width / 2 * ring)
        normals.append(ring / np.linalg.norm(ring, axis=1, keepdims=True))
    faces = []
    for i in range(len(line) - 1):
        for j in range(sides):
            a, b = i * sides + j, i * sides + (j + 1) % sides
            faces += [[a, b, b + sides], [a, b + sides, a + sides]]
    return _mesh(np.concatenate(rings), np.concatenate(normals), faces, colour, Material.CLOTH)
