"""Three rooms with furniture, clutter and windows, in metres.

The person is about the middle of the floor, at 0; x goes right in the picture, y up, z towards the camera.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.render_samples.stage.geometry import Material, Mesh, ball, box, cylinder, linear_colour, quad
from tools.render_samples.stage.light import Light

BACK, FRONT, HALF_WIDTH, CEILING = -1.7, 4.5, 4.0, 2.7
"""Walls behind and before the person and at the sides, and the ceiling's height."""
DAYLIGHT = np.array([1.0, 1.06, 1.15])
"""Linear RGB of the sky in a window."""


@dataclass(frozen=True)
class Room:
    """A room to draw.

    Attributes:
        shell: Walls, floor and ceiling; they receive shadows and cast none, or no light came in.
        furniture: What stands in it.
        light: How it is lit.
    """

    shell: list[Mesh]
    furniture: list[Mesh]
    light: Light


def _shell(wall: str, floor: str, floor_material: Material, skirting: str) -> list[Mesh]:
    w, back, front, top = HALF_WIDTH, BACK, FRONT, CEILING
    return [
        quad([(-w, 0, front), (w, 0, front), (w, 0, back), (-w, 0, back)], floor, floor_material),
        quad([(-w, 0, back), (w, 0, back), (w, top, back), (-w, top, back)], wall),
        quad([(-w, 0, front), (-w, 0, back), (-w, top, back), (-w, top, front)], wall),
        quad([(w, 0, back), (w, 0, front), (w, top, front), (w, top, back)], wall),
        quad([(-w, top, back), (w, top, back), (w, top, front), (-w, top, front)], "f2efe9"),
        box((-w, 0, back), (w, 0.1, back + 0.03), skirting),
    ]


def _mat(colour: str, half_length: float = 1.05) -> Mesh:
    return box((-half_length, 0, -0.36), (half_length, 0.006, 0.36), colour)


def _window(left: float, right: float, low: float, high: float, panes: int = 2) -> list[Mesh]:
    """Bright sky over a darker strip of garden, in a white frame."""
    z = BACK + 0.01
    horizon = low + 0.3 * (high - low)
    meshes = [
        quad(
            [(left, horizon, z), (right, horizon, z), (right, high, z), (left, high, z)],
            DAYLIGHT,
            Material.GLOW,
        ),
        quad(
            [(left, low, z), (right, low, z), (right, horizon, z), (left, horizon, z)],
            DAYLIGHT * linear_colour("a9c29a"),
            Material.GLOW,
        ),
    ]
    meshes += [
        box((x - 0.03, low, z), (x + 0.03, high, z + 0.05), "f4f2ee")
        for x in np.linspace(left, right, panes + 1)
    ]
    meshes += [
        box((left - 0.03, y - 0.03, z), (right + 0.03, y + 0.03, z + 0.06), "f4f2ee") for y in (low, high)
    ]
    return meshes


def _books(left: float, right: float, shelf: float, seed: int) -> list[Mesh]:
    rng = np.random.default_rng(seed)
    colours = ["8a3b34", "2f4b6e", "c8b68a", "3d5a40", "61486b", "d8d3c8", "b5713c", "22282f"]
    books, x = [], left
    while x < right - 0.05:
        thick, tall = rng.uniform(0.02, 0.05), rng.uniform(0.17, 0.26)
        if rng.uniform() < 0.88:
            books.append(
                box((x, shelf, BACK + 0.04), (x + thick, shelf + tall, BACK + 0.2), str(rng.choice(colours)))
            )
        x += thick + 0.003
    return books


def _plant(x: float, z: float, height: float) -> list[Mesh]:
    rng = np.random.default_rng(int(100 * (x + 5)))
    leaves = [
        ball(
            (x + rng.normal(0, 0.13), height * rng.uniform(0.45, 1.0), z + rng.normal(0, 0.08)),
            (rng.uniform(0.05, 0.13), rng.uniform(0.08, 0.18), 0.05),
            str(rng.choice(["3f6b45", "57803f", "2f5236"])),
            8,
        )
        for _ in range(12)
    ]
    return [cylinder((x, 0, z), 0.28, (0.12, 0.16), "a9674a"), *leaves]


def _picture(left: float, low: float, width: float, height: float, seed: int) -> list[Mesh]:
    z = BACK + 0.005
    rng = np.random.default_rng(seed)
    meshes = [box((left, low, z), (left + width, low + height, z + 0.025), "2c2926")]
    for i in range(4):
        x0, y0 = left + 0.02 + rng.uniform(0, width / 2), low + 0.02 + rng.uniform(0, height / 2)
        x1, y1 = (
            min(x0 + rng.uniform(0.1, width / 2), left + width - 0.02),
            min(y0 + rng.uniform(0.1, height / 2), low + height - 0.02),
        )
        colour = np.clip(rng.uniform(0.1, 0.8, 3), 0, 1)
        meshes.append(
            quad(
                [
                    (x0, y0, z + 0.03 + i * 0.002),
                    (x1, y0, z + 0.03 + i * 0.002),
                    (x1, y1, z + 0.03 + i * 0.002),
                    (x0, y1, z + 0.03 + i * 0.002),
                ],
                colour,
            )
        )
    return meshes


def living_room() -> Room:
    """Boards, sofa, window on the left, plant, pictures, a floor lamp."""
    sofa = [
        box((0.55, 0.12, BACK + 0.05), (2.5, 0.42, -0.95), "6f7f8c"),
        box((0.55, 0.42, BACK + 0.02), (2.5, 0.85, -1.42), "66757f"),
        box((0.42, 0.12, BACK + 0.05), (0.6, 0.62, -0.95), "5f6e78"),
        box((2.4, 0.12, BACK + 0.05), (2.6, 0.62, -0.95), "5f6e78"),
        box((0.75, 0.44, -1.42), (1.15, 0.78, -1.25), "c98d4b"),
        box((1.7, 0.44, -1.42), (2.05, 0.72, -1.22), "8d4a50"),
    ]
    lamp = [
        cylinder((-0.75, 0, -1.45), 0.03, (0.13, 0.13), "2b2b2b"),
        cylinder((-0.75, 0, -1.45), 1.5, (0.012, 0.012), "2b2b2b"),
        cylinder((-0.75, 1.42, -1.45), 0.24, (0.19, 0.13), "efe3c4"),
    ]
    shell = _shell("cfc9bd", "a87c50", Material.WOOD, "eeeae2")
    meshes = [
        _mat("5a7d74"),
        *sofa,
        *lamp,
        *_window(-2.6, -1.2, 0.9, 2.2),
        *_plant(-2.35, -1.35, 1.05),
        *_picture(0.9, 1.35, 0.7, 0.5, 4),
        *_picture(1.9, 1.45, 0.4, 0.5, 9),
        box((-2.0, 0, -1.6), (-1.2, 0.45, -1.2), "7b5b40"),
        box((-1.8, 0.45, -1.5), (-1.5, 0.5, -1.3), "d8d3c8"),
        ball((-1.35, 0.53, -1.4), (0.07, 0.09, 0.07), "3b6ea5"),
    ]
    return Room(shell, meshes, Light())


def study() -> Room:
    """Carpet, bookshelves, a desk with a screen, a chair, a box on the floor; light from the right."""
    shelves = [
        box((-2.6, 0, BACK), (-2.56, 2.0, -1.4), "8a6b4c"),
        box((-0.94, 0, BACK), (-0.9, 2.0, -1.4), "8a6b4c"),
    ]
    for i, height in enumerate((0.08, 0.5, 0.92, 1.34, 1.76)):
        shelves.append(box((-2.6, height - 0.03, BACK), (-0.9, height, -1.4), "8a6b4c"))
        shelves += _books(-2.54, -0.98, height, seed=i + 1)
    desk = [
        box((0.5, 0.70, BACK + 0.05), (2.1, 0.74, -1.0), "d9cdb8"),
        *(box((x, 0, z), (x + 0.05, 0.7, z + 0.05), "4a4a4a") for x in (0.52, 2.03) for z in (-1.6, -1.07)),
        box((0.95, 0.86, -1.5), (1.6, 1.25, -1.46), "16181c"),
        box((1.22, 0.74, -1.5), (1.33, 0.88, -1.46), "33363c"),
        box((1.0, 0.74, -1.3), (1.5, 0.76, -1.15), "d0d0d0"),
        cylinder((1.8, 0.74, -1.25), 0.1, (0.04, 0.045), "b8442f"),
    ]
    chair = [
        box((1.35, 0.42, -0.98), (1.8, 0.48, -0.62), "2d3b55"),
        box((1.35, 0.48, -0.66), (1.8, 0.95, -0.62), "2d3b55"),
        cylinder((1.575, 0, -0.8), 0.42, (0.03, 0.03), "3a3a3a"),
        cylinder((1.575, 0, -0.8), 0.05, (0.25, 0.03), "3a3a3a"),
    ]
    shell = _shell("b9c4c9", "9a8f86", Material.PLAIN, "e6e6e6")
    meshes = [
        _mat("7a4f6d"),
        *shelves,
        *desk,
        *chair,
        *_window(0.6, 2.0, 1.4, 2.4, panes=3),
        box((-0.75, 0, -1.6), (-0.3, 0.35, -1.2), "b08a57"),
        box((-0.7, 0.35, -1.55), (-0.4, 0.42, -1.25), "d8d3c8"),
    ]
    return Room(
        shell, meshes, Light(direction=(-0.5, 0.8, 0.45), key=(0.90, 0.92, 0.98), sky=(0.58, 0.61, 0.68))
    )


def bedroom() -> Room:
    """Dark boards, a bed, wardrobe, curtains beside a large window, a laundry basket; warm evening light."""
    bed = [
        box((0.3, 0.1, BACK + 0.05), (2.4, 0.42, -0.85), "8b6f58"),
        box((0.32, 0.42, BACK + 0.06), (2.38, 0.6, -0.87), "e9e4da"),
        box((0.9, 0.58, BACK + 0.06), (2.39, 0.66, -0.84), "4d6a78"),
        box((0.36, 0.6, -1.5), (0.78, 0.74, -1.0), "f4f1ea"),
        box((0.2, 0, BACK), (0.3, 1.0, -0.8), "6c533f"),
    ]
    folds = [
        cylinder((x, 0.15, BACK + 0.08), 2.15, (0.055, 0.055), colour)
        for xs, colour in ((np.arange(-2.5, -2.1, 0.09), "a25b4c"), (np.arange(-1.0, -0.6, 0.09), "a25b4c"))
        for x in xs
    ]
    shell = _shell("d7cbb4", "6d4a32", Material.WOOD, "cfc4b0")
    meshes = [
        _mat("3f5d87"),
        *bed,
        *folds,
        *_window(-2.1, -1.0, 0.5, 2.2),
        box((2.5, 0, BACK), (3.4, 2.1, -1.1), "d2c3a5"),
        box((2.93, 0.05, -1.1), (2.95, 2.05, -1.09), "7c6a50"),
        cylinder((-0.35, 0, -1.4), 0.5, (0.17, 0.22), "c9b48a"),
        ball((-0.35, 0.5, -1.4), (0.18, 0.09, 0.18), "7f93a8"),
        *_picture(0.9, 1.4, 0.9, 0.55, 21),
        box((-1.9, 0, -1.25), (-1.65, 0.1, -1.0), "30303a"),
    ]
    return Room(
        shell,
        meshes,
        Light(
            direction=(-0.3, 0.9, 0.6),
            key=(1.0, 0.84, 0.66),
            sky=(0.58, 0.55, 0.52),
            ground=(0.30, 0.24, 0.19),
        ),
    )


ROOMS: dict[str, Callable[[], Room]] = {
    "living_room": living_room,
    "study": study,
    "bedroom": bedroom,
}
