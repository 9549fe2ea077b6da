"""Scalar fields over a body: where on it each vertex lies, and smooth noise."""

import numpy as np

from tools.render_samples.people.body import Body
from tools.render_samples.people.garment import triangles
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.posing.skeleton import Side

ON_ARM, OFF_ARM = 0.3, 0.1
"""Vertices that follow the arm's bones by more are on it, and by less are clear of it."""
NOT_ON_ARM = -1.0
WAIST_ABOVE_HIP_M = 0.10
OCTAVES, WAVES = 3, 3
NOISE_SCALE = 5
"""Brings the sum of all waves to about -1..1."""


class BodyFields:
    """Where on a body its n vertices lie.

    Attributes:
        vertices: (n, 3) metres.
        y: (n,) metres, their height.
        arm: (n,) how far, 0..1, they follow the bones of the arms and hands.
        along_arm: (n,) on an arm 0 shoulder .. 1 elbow .. 2 wrist, elsewhere `NOT_ON_ARM`.
        hip_height: Metres; `knee_height`, `ankle_height` and `waist` likewise.
        neck: (3,) metres, where it starts.
        eyes: (3,) metres, both.
        body_faces: (m, 3) the faces of the skin.
    """

    def __init__(self, body: Body) -> None:
        skeleton, v = body.skeleton, body.vertices
        self.vertices, self.y = v, v[:, 1]
        self.arm = body.follows("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
        self.hip_height = skeleton.head("upperleg01.L")[1]
        self.knee_height = skeleton.head("lowerleg01.L")[1]
        self.ankle_height = skeleton.head("foot.L")[1]
        self.waist = self.hip_height + WAIST_ABOVE_HIP_M
        self.neck = skeleton.head("neck01")
        self.eyes = [skeleton.head(f"eye.{side}") for side in Side]
        self.body_faces = triangles(body.groups["body"])
        self.along_arm = np.full(len(v), NOT_ON_ARM)
        for side in Side:
            start, end = skeleton.head(f"upperarm01.{side}"), skeleton.head(f"lowerarm01.{side}")
            share = (v - start) @ (end - start) / ((end - start) @ (end - start))
            own = (v[:, 0] * side.outward > 0) & (self.arm > ON_ARM)
            self.along_arm[own] = share[own]

    def height_on_leg(self, reach: float) -> float:
        """Metres above the floor, at `reach` 0 hip .. 1 knee .. 2 ankle."""
        return float(np.interp(reach, [0, 1, 2], [self.hip_height, self.knee_height, self.ankle_height]))


def noise(points: FloatArray, seed: int, frequency: float) -> FloatArray:
    """(n,) smooth noise, about -1..1: octaves of plane waves in random directions.

    Args:
        points: (n, 3) metres.
        seed: Of the directions.
        frequency: Of the lowest octave, radians per metre.
    """
    rng = np.random.default_rng(seed)
    total, amplitude = np.zeros(len(points)), 1.0
    for _ in range(OCTAVES):
        for _ in range(WAVES):
            direction = rng.normal(size=3)
            total += amplitude * np.sin(points @ direction * frequency + rng.uniform(0, 2 * np.pi))
        frequency, amplitude = frequency * 2, amplitude / 2
    return total / NOISE_SCALE
