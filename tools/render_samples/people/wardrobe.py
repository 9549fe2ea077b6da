"""What a camera sees of a body: skin, hair and clothes as coloured meshes cut from the body's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import sparse

from tools.render_samples.people.body import Body, Face
from tools.render_samples.people.person import Look
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.posing.skeleton import Side
from tools.render_samples.stage.geometry import Material, Mesh, linear_colour, vertex_normals

IntArray = NDArray[np.int64]
HIDDEN = 0.12
"""How deep under cloth (in cut units, about a tenth of a metre) skin is left out."""


@dataclass(frozen=True)
class Garment:
    """A part of the figure that is drawn as one mesh.

    Attributes:
        vertices: (n,) indices into the body's vertices.
        faces: (m, 3) indices into `vertices`.
        colours: (n, 3) linear.
        cut: (n,) kept where above 0; interpolated, so that hems are smooth.
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


def dress(body: Body, look: Look, data: Path) -> list[Garment]:
    """The garments of a person; `data` is the folder from `body_data`."""
    fields = _Fields(body)
    shirt_cut, leg_cut = fields.shirt(look), fields.legwear(look)
    covered = (shirt_cut > HIDDEN) | (leg_cut > HIDDEN)
    garments = []
    if look.socks:
        sock_cut = (fields.ankle_height + 0.06 - fields.y) * 10
        near_foot = (fields.y < fields.ankle_height + 0.12) & (fields.arm < 0.1)
        covered |= near_foot & (fields.y < fields.ankle_height + 0.06) & (sock_cut > 0.2)
        faces = _within(fields.body_faces, near_foot)
        garments.append(_garment(body, faces, linear_colour(look.socks), sock_cut, 0.0035, Material.CLOTH))
    skin_faces = fields.body_faces[~covered[fields.body_faces].all(axis=1)]
    garments.append(
        _garment(body, skin_faces, _skin_colours(body, fields, look, data), None, 0.0, Material.SKIN)
    )
    tights = _triangles(body.groups["helper-tights"])
    wrinkles = _noise(body.vertices, seed=5, frequency=30.0)
    slack = (
        look.shirt_slack_m + wrinkles * 0.0025 + np.clip((fields.waist + 0.18 - fields.y) * 0.04, 0, 0.012)
    )
    garments.append(_garment(body, tights, _cloth(look.shirt, wrinkles), shirt_cut, slack, Material.CLOTH))
    garments.append(
        _garment(
            body,
            tights,
            _cloth(look.legwear, wrinkles),
            leg_cut,
            fields.leg_slack(look) + wrinkles * 0.0015,
            Material.CLOTH,
        )
    )
    garments += _hair(body, fields, look)
    garments += _eyes(body)
    return garments


class _Fields:
    """Scalar fields over the body that hems and colours are cut along."""

    def __init__(self, body: Body) -> None:
        skeleton, v = body.skeleton, body.vertices
        self.vertices, self.y = v, v[:, 1]
        self.arm = body.follows("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
        self.hip_height = skeleton.head("upperleg01.L")[1]
        self.knee_height = skeleton.head("lowerleg01.L")[1]
        self.ankle_height = skeleton.head("foot.L")[1]
        self.waist = self.hip_height + 0.10
        self.neck = skeleton.head("neck01")
        self.eye = skeleton.head("eye.L")
        self.eyes = [skeleton.head(f"eye.{side}") for side in Side]
        self.body_faces = _triangles(body.groups["body"])
        self.along_arm = np.full(len(v), -1.0)
        for side in Side:
            start, end = skeleton.head(f"upperarm01.{side}"), skeleton.head(f"lowerarm01.{side}")
            share = (v - start) @ (end - start) / ((end - start) @ (end - start))
            own = (v[:, 0] * side.outward > 0) & (self.arm > 0.3)
            self.along_arm[own] = share[own]

    def shirt(self, look: Look) -> FloatArray:
        collar = np.linalg.norm((self.vertices - self.neck - [0, 0.005, 0.01]) * [1, 1.4, 1], axis=1) - 0.083
        return np.minimum.reduce(
            [
                (self.y - (self.waist - 0.09)) * 10,
                np.where(self.along_arm > -0.5, (look.sleeve - self.along_arm) * 3, 1),
                collar * 10,
                np.where(self.arm > 0.3, 1, (self.neck[1] + 0.035 - self.y) * 10),
            ]
        )

    def _leg_height(self, end: float) -> float:
        return float(np.interp(end, [0, 1, 2], [self.hip_height, self.knee_height, self.ankle_height]))

    def legwear(self, look: Look) -> FloatArray:
        cut = np.minimum((self.y - self._leg_height(look.leg_end)) * 10, (self.waist + 0.03 - self.y) * 10)
        cut[self.arm > 0.3] = -1
        return cut

    def leg_slack(self, look: Look) -> FloatArray:
        """Tight at the waist, growing to the look's slack at the hem."""
        hem = self._leg_height(look.leg_end)
        down = np.clip((self.hip_height - self.y) / max(self.hip_height - hem, 0.05), 0, 1)
        return 0.002 + (look.leg_slack_m - 0.002) * np.sqrt(down)


def _garment(
    body: Body,
    faces: IntArray,
    colours: FloatArray,
    cut: FloatArray | None,
    slack: FloatArray | float,
    material: Material,
) -> Garment:
    """Cut a garment from faces; fields are over all vertices of the body or one value for all."""
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


def _triangles(faces: Iterable[Face]) -> IntArray:
    return np.array(
        [
            (f.vertices[0], f.vertices[k], f.vertices[k + 1])
            for f in faces
            for k in range(1, len(f.vertices) - 1)
        ]
    )


def _within(faces: IntArray, inside: NDArray[np.bool_]) -> IntArray:
    return faces[inside[faces].all(axis=1)]


def _noise(points: FloatArray, seed: int, frequency: float) -> FloatArray:
    """(n,) smooth noise about -1..1: three octaves of plane waves in random directions."""
    rng = np.random.default_rng(seed)
    total, amplitude = np.zeros(len(points)), 1.0
    for _ in range(3):
        for _ in range(3):
            direction = rng.normal(size=3)
            total += amplitude * np.sin(points @ direction * frequency + rng.uniform(0, 2 * np.pi))
        frequency, amplitude = frequency * 2, amplitude / 2
    return total / 5


def _cloth(colour: str, wrinkles: FloatArray) -> FloatArray:
    return linear_colour(colour) * (1 + 0.10 * wrinkles[:, None])


def _skin_colours(body: Body, fields: _Fields, look: Look, data: Path) -> FloatArray:
    """Skin with lips, brows, eye sockets and cheeks painted on."""
    v = body.vertices
    colour = np.tile(linear_colour(look.skin), (len(v), 1))

    def paint(share: FloatArray, with_colour: FloatArray) -> None:
        colour[:] = colour * (1 - share[:, None]) + share[:, None] * with_colour

    paint(0.55 * _texture_mask(body, data / "textures" / "mpfb_lips.jpg"), linear_colour("a04a48"))
    colour *= (1 + 0.05 * _noise(v, seed=3, frequency=60.0))[:, None]
    for eye in fields.eyes:
        d = v - eye
        arch = d[:, 1] - 0.021 + 0.012 * (np.abs(d[:, 0]) / 0.03) ** 2
        paint(
            0.8 * np.exp(-((d[:, 0] / 0.024) ** 4) - (arch / 0.0052) ** 4) * (d[:, 2] > 0),
            linear_colour(look.hair),
        )
        socket = np.exp(-((d[:, 0] / 0.02) ** 2) - (d[:, 1] / 0.011) ** 2) * (d[:, 2] > -0.01)
        colour[:] *= (1 - 0.30 * socket)[:, None]
    eye = fields.eye
    cheek = np.exp(-(((np.abs(v[:, 0]) - 0.035) / 0.022) ** 2) - ((v[:, 1] - eye[1] + 0.04) / 0.02) ** 2)
    paint(0.14 * cheek * (v[:, 2] > eye[2] - 0.03), linear_colour("c05a4a"))
    return colour


def _texture_mask(body: Body, path: Path) -> FloatArray:
    """(n,) 0..1: brightness of a texture at each vertex."""
    image = np.asarray(Image.open(path).convert("L"), float) / 255
    height, width = image.shape
    mask = np.zeros(len(body.vertices))
    for face in body.groups["body"]:
        for vertex, corner in zip(face.vertices, face.texture, strict=True):
            u, v = body.texture_coordinates[corner]
            row, column = min(height - 1, int((1 - v) * (height - 1))), min(width - 1, int(u * (width - 1)))
            mask[vertex] = max(mask[vertex], image[row, column])
    return mask


def _hair(body: Body, fields: _Fields, look: Look) -> list[Garment]:
    if look.hair_style == "bald":
        return []
    v, eye = body.vertices, fields.eye
    front = v[:, 2] - eye[2]
    hairline = eye[1] + 0.055 - np.clip(-front - 0.035, 0, 0.2) * 1.15
    ear_z = eye[2] - 0.085
    ear = (
        (np.abs(v[:, 0]) > 0.062)
        & (v[:, 2] > ear_z - 0.012)
        & (v[:, 2] < ear_z + 0.03)
        & (v[:, 1] < eye[1] + 0.03)
    )
    cut = (v[:, 1] - np.maximum(hairline, eye[1] - 0.085)) * 25
    cut[ear | (v[:, 1] < eye[1] - 0.2) | (fields.arm > 0.1)] = -1
    faces = _within(fields.body_faces, (v[:, 1] > eye[1] - 0.15) & (fields.arm < 0.1))
    colours = linear_colour(look.hair) * (1 + 0.25 * _noise(v, seed=9, frequency=120.0))[:, None]
    slack = np.clip(cut, 0, 1) * 0.016 + 0.002 + 0.0015 * _noise(v, seed=11, frequency=90.0)
    hair = [_garment(body, faces, colours, cut, slack, Material.HAIR)]
    if look.hair_style == "long":
        long_cut = (v[:, 1] - (eye[1] - 0.15)) * 10
        hair.append(
            _garment(body, _triangles(body.groups["helper-hair"]), colours, long_cut, 0.0, Material.HAIR)
        )
    return hair


def _eyes(body: Body) -> list[Garment]:
    eyes = []
    for group in ("helper-l-eye", "helper-r-eye"):
        faces = _triangles(body.groups[group])
        centre = body.vertices[np.unique(faces)].mean(axis=0)
        radius = np.hypot(*(body.vertices - centre)[:, :2].T)
        colours = np.tile(linear_colour("e6e2dc"), (len(radius), 1))
        colours[radius < 0.0066] = linear_colour("4a3524")
        colours[radius < 0.003] = 0.01
        eyes.append(_garment(body, faces, colours, None, 0.0, Material.EYE))
    return eyes
