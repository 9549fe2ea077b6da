"""Shaping a body from MakeHuman's files: base mesh, shape targets, skeleton and skin weights."""

import gzip
import json
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import numpy as np
from scipy import sparse

from tools.render_samples.people.body import SKIN_VERTICES, Body, Face
from tools.render_samples.people.person import Phenotype
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.posing.skeleton import Skeleton

METRES_PER_UNIT = 0.1
"""The base mesh is in decimetres."""


def build_body(data: Path, phenotype: Phenotype) -> Body:
    """The body of a phenotype; `data` is the folder from `body_data`."""
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
