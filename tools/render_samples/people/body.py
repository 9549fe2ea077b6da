"""A person's body: MakeHuman's base mesh shaped by phenotype, with its skeleton and skin weights."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tools.render_samples.people.person import Phenotype
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.posing.skeleton import Placement, Side, Skeleton

IntArray = NDArray[np.int64]

METRES_PER_UNIT = 0.1
"""The base mesh is in decimetres."""
SKIN_VERTICES = 13380
"""The first vertices of the mesh are the body, the rest are helpers (clothes, hair, joints)."""
OWNED = 0.5
"""Skin weight from which a vertex counts as a part's own."""


@dataclass(frozen=True)
class Face:
    """A polygon of the base mesh: vertex and texture-coordinate indices."""

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
        weights: (n, bones) how far each vertex follows each bone.
    """

    vertices: FloatArray
    texture_coordinates: FloatArray
    groups: Mapping[str, list[Face]]
    skeleton: Skeleton
    weights: sparse.csr_matrix

    def follows(self, *bones: str) -> FloatArray:
        """(n,) how far each vertex follows bones whose names start so."""
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
        """(n, 3) all vertices in place."""
        return _skin(self.weights, self.vertices, placed)

    def lowest(self, placed: Placement, part: str) -> FloatArray:
        """(3,) the lowest vertex of a part (see `figure.Figure`)."""
        points = _skin(self._part_weights[part], self.vertices[self._parts[part]], placed)
        return points[np.argmin(points[:, 1])]

    @cached_property
    def _leg_radii(self) -> FloatArray:
        """(2, 21) distance from the bone line to the skin behind and in front, every tenth of a segment."""
        skeleton = self.skeleton
        hip, knee, ankle = (skeleton.head(f"{b}.L") for b in ("upperleg01", "lowerleg01", "foot"))
        own = self.vertices[:SKIN_VERTICES][
            self.follows("upperleg01.L", "upperleg02.L", "lowerleg")[:SKIN_VERTICES] > OWNED
        ]
        own = own[own[:, 0] > 0]
        radii = np.zeros((2, 21))
        for i, reach in enumerate(np.linspace(0, 2, 21)):
            spot = hip + (knee - hip) * reach if reach < 1 else knee + (ankle - knee) * (reach - 1)
            ring = own[np.abs(own[:, 1] - spot[1]) < 0.03]
            if len(ring):
                radii[:, i] = spot[2] - ring[:, 2].min(), ring[:, 2].max() - spot[2]
        return radii

    def leg_radius(self, reach: float, front: bool) -> float:
        """Metres from bone line to skin (see `figure.Figure`)."""
        return float(np.interp(reach, np.linspace(0, 2, 21), self._leg_radii[int(front)]))


def _skin(weights: sparse.csr_matrix, rest: FloatArray, placed: Placement) -> FloatArray:
    """Linear blend skinning."""
    bones = np.concatenate([placed.rotations, placed.offsets[:, :, None]], axis=2).reshape(-1, 12)
    blended = (weights @ bones).reshape(-1, 3, 4)
    skinned: FloatArray = (blended[:, :, :3] @ rest[:, :, None])[:, :, 0] + blended[:, :, 3]
    return skinned


def build_body(data: Path, phenotype: Phenotype) -> Body:
    """Shape a body; `data` is the folder from `body_data`."""
    vertices, texture, groups = _load_mesh(data / "3dobjs" / "base.obj")
    for target, weight in _targets(phenotype):
        _add_target(vertices, data / "targets" / f"{target}.target.gz", weight)
    vertices *= METRES_PER_UNIT
    vertices[:, 1] -= vertices[:SKIN_VERTICES, 1].min()
    skeleton = _load_skeleton(data / "rigs" / "standard" / "rig.default.json", vertices, groups)
    weights = _load_weights(data / "rigs" / "standard" / "weights.default.json", skeleton, len(vertices))
    return Body(vertices, texture, groups, skeleton, weights)


def _load_mesh(path: Path) -> tuple[FloatArray, FloatArray, dict[str, list[Face]]]:
    vertices: list[list[float]] = []
    texture: list[list[float]] = []
    groups: dict[str, list[Face]] = {}
    group: list[Face] = []
    for line in path.read_text().splitlines():
        kind, *values = line.split() or [""]
        if kind == "v":
            vertices.append([float(x) for x in values[:3]])
        elif kind == "vt":
            texture.append([float(x) for x in values[:2]])
        elif kind == "g":
            group = groups.setdefault(values[0], [])
        elif kind == "f":
            corners = [corner.split("/") for corner in values]
            group.append(Face(tuple(int(c[0]) - 1 for c in corners), tuple(int(c[1]) - 1 for c in corners)))
    return np.array(vertices), np.array(texture), groups


def _targets(p: Phenotype) -> list[tuple[str, float]]:
    """Shape targets of a phenotype: every combination of its extremes, by share."""
    genders = {"male": p.male, "female": 1 - p.male}
    ages = {"young": 1 - p.age, "old": p.age}
    found = [
        (f"macrodetails/{ancestry}-{gender}-{age}", a * g * y)
        for (ancestry, a), (gender, g), (age, y) in product(p.ancestry, genders.items(), ages.items())
    ]
    for (gender, g), (age, y), (muscle, m), (weight, w) in product(
        genders.items(), ages.items(), _extremes(p.muscle).items(), _extremes(p.weight).items()
    ):
        build, share = f"{gender}-{age}-{muscle}muscle-{weight}weight", g * y * m * w
        found += [
            (f"macrodetails/universal-{build}", share),
            (f"macrodetails/height/{build}-maxheight", share * max(0.0, 2 * p.height - 1)),
            (f"macrodetails/height/{build}-minheight", share * max(0.0, 1 - 2 * p.height)),
            (f"macrodetails/proportions/{build}-idealproportions", share * max(0.0, 2 * p.proportions - 1)),
        ]
    return [*found, *p.details]


def _extremes(x: float) -> dict[str, float]:
    return {"min": max(0.0, 1 - 2 * x), "average": 1 - abs(2 * x - 1), "max": max(0.0, 2 * x - 1)}


def _add_target(vertices: FloatArray, path: Path, weight: float) -> None:
    if weight == 0:
        return
    with gzip.open(path, "rt") as lines:
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    if rows:
        table = np.array(rows, dtype=float)
        vertices[table[:, 0].astype(int)] += weight * table[:, 1:4]


def _load_skeleton(path: Path, vertices: FloatArray, groups: Mapping[str, list[Face]]) -> Skeleton:
    rig = json.loads(path.read_text())
    bones = rig.get("bones", rig)
    cubes = {
        name: sorted({v for face in faces for v in face.vertices})
        for name, faces in groups.items()
        if name.startswith("joint")
    }

    def place(end: Mapping[str, object]) -> FloatArray:
        strategy = end["strategy"]
        if strategy == "CUBE":
            return vertices[cubes[str(end["cube_name"])]].mean(axis=0)
        if strategy == "MEAN":
            return vertices[np.asarray(end["vertex_indices"])].mean(axis=0)
        return vertices[int(str(end["vertex_index"]))]

    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            if bones[name]["parent"]:
                visit(bones[name]["parent"])
            order.append(name)

    for name in bones:
        visit(name)
    parents = tuple(order.index(bones[n]["parent"]) if bones[n]["parent"] else -1 for n in order)
    return Skeleton(tuple(order), parents, np.array([place(bones[n]["head"]) for n in order]))


def _load_weights(path: Path, skeleton: Skeleton, vertices: int) -> sparse.csr_matrix:
    table = json.loads(path.read_text())["weights"]
    rows, columns, values = [], [], []
    for column, bone in enumerate(skeleton.bones):
        for vertex, weight in table.get(bone, ()):
            rows.append(vertex)
            columns.append(column)
            values.append(weight)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(vertices, len(skeleton.bones)))
    total = np.asarray(matrix.sum(axis=1)).ravel()
    return sparse.csr_matrix(sparse.diags(1 / np.where(total > 0, total, 1.0)) @ matrix)
