"""Skin, hair and eyes. The numbers of faces are metres, set by eye on the clips' people."""

from pathlib import Path

import numpy as np
from PIL import Image

from tools.render_samples.people.body import Body
from tools.render_samples.people.fields import OFF_ARM, BodyFields, noise
from tools.render_samples.people.garment import Garment, cut_garment, faces_within, triangles
from tools.render_samples.people.person import Look
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.stage.geometry import Material, linear_colour

LIPS, CHEEKS = linear_colour("a04a48"), linear_colour("c05a4a")
LIPS_SHARE, BROWS_SHARE, CHEEKS_SHARE = 0.55, 0.8, 0.14
"""How strongly they are painted on the skin, 0..1."""
EYE_SOCKET_SHADE = 0.30
SKIN_MOTTLE, HAIR_MOTTLE = 0.05, 0.25
"""How much brighter and darker they are from place to place."""
EYEBALL, IRIS, PUPIL = linear_colour("e6e2dc"), linear_colour("4a3524"), 0.01
IRIS_M, PUPIL_M = 0.0066, 0.003

HAIR_CUT_PER_M, LONG_HAIR_CUT_PER_M = 25, 10
HEAD_BELOW_EYES_M = 0.15
"""The part of the head that can have hair reaches so far down; long hair is drawn below it."""
HAIR_M, HAIR_ROOT_M, HAIR_TUFTS_M = 0.016, 0.002, 0.0015
"""How far hair stands off: in full, at its edge, and from tuft to tuft."""


def skin_colours(body: Body, fields: BodyFields, look: Look, data: Path) -> FloatArray:
    """(n, 3) linear: skin with lips, brows, eye sockets and cheeks painted on."""
    v = body.vertices
    colour = np.tile(linear_colour(look.skin), (len(v), 1))

    def paint(share: FloatArray, with_colour: FloatArray) -> None:
        colour[:] = colour * (1 - share[:, None]) + share[:, None] * with_colour

    paint(LIPS_SHARE * _texture_mask(body, data / "textures" / "mpfb_lips.jpg"), LIPS)
    colour *= (1 + SKIN_MOTTLE * noise(v, seed=3, frequency=60.0))[:, None]
    for eye in fields.eyes:
        d = v - eye
        arch = d[:, 1] - 0.021 + 0.012 * (np.abs(d[:, 0]) / 0.03) ** 2
        brow = np.exp(-((d[:, 0] / 0.024) ** 4) - (arch / 0.0052) ** 4) * (d[:, 2] > 0)
        paint(BROWS_SHARE * brow, linear_colour(look.hair))
        socket = np.exp(-((d[:, 0] / 0.02) ** 2) - (d[:, 1] / 0.011) ** 2) * (d[:, 2] > -0.01)
        colour[:] *= (1 - EYE_SOCKET_SHADE * socket)[:, None]
    eye = fields.eyes[0]
    cheek = np.exp(-(((np.abs(v[:, 0]) - 0.035) / 0.022) ** 2) - ((v[:, 1] - eye[1] + 0.04) / 0.02) ** 2)
    paint(CHEEKS_SHARE * cheek * (v[:, 2] > eye[2] - 0.03), CHEEKS)
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


def hair(body: Body, fields: BodyFields, look: Look) -> list[Garment]:
    """The hair of a person; empty where the look is bald."""
    if look.hair_style == "bald":
        return []
    v, eye = body.vertices, fields.eyes[0]
    front = v[:, 2] - eye[2]
    hairline = eye[1] + 0.055 - np.clip(-front - 0.035, 0, 0.2) * 1.15
    ear_z = eye[2] - 0.085
    ear = (
        (np.abs(v[:, 0]) > 0.062)
        & (v[:, 2] > ear_z - 0.012)
        & (v[:, 2] < ear_z + 0.03)
        & (v[:, 1] < eye[1] + 0.03)
    )
    cut = (v[:, 1] - np.maximum(hairline, eye[1] - 0.085)) * HAIR_CUT_PER_M
    cut[ear | (v[:, 1] < eye[1] - 0.2) | (fields.arm > OFF_ARM)] = -1
    head = (v[:, 1] > eye[1] - HEAD_BELOW_EYES_M) & (fields.arm < OFF_ARM)
    faces = faces_within(fields.body_faces, head)
    colours = linear_colour(look.hair) * (1 + HAIR_MOTTLE * noise(v, seed=9, frequency=120.0))[:, None]
    slack = np.clip(cut, 0, 1) * HAIR_M + HAIR_ROOT_M + HAIR_TUFTS_M * noise(v, seed=11, frequency=90.0)
    parts = [cut_garment(body, faces, colours, cut, slack, Material.HAIR)]
    if look.hair_style == "long":
        long_faces = triangles(body.groups["helper-hair"])
        long_cut = (v[:, 1] - (eye[1] - HEAD_BELOW_EYES_M)) * LONG_HAIR_CUT_PER_M
        parts.append(cut_garment(body, long_faces, colours, long_cut, 0.0, Material.HAIR))
    return parts


def eyes(body: Body) -> list[Garment]:
    """Both eyeballs, with iris and pupil."""
    eyeballs = []
    for group in ("helper-l-eye", "helper-r-eye"):
        faces = triangles(body.groups[group])
        centre = body.vertices[np.unique(faces)].mean(axis=0)
        radius = np.hypot(*(body.vertices - centre)[:, :2].T)
        colours = np.tile(EYEBALL, (len(radius), 1))
        colours[radius < IRIS_M] = IRIS
        colours[radius < PUPIL_M] = PUPIL
        eyeballs.append(cut_garment(body, faces, colours, None, 0.0, Material.EYE))
    return eyeballs
