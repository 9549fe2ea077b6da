"""What posing must know of a body, and of the way that it faces."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tools.render_samples.posing.rotations import FloatArray, about_y
from tools.render_samples.posing.skeleton import Placement, Side, Skeleton

# Axes of the world, and of the body in its rest pose.
UP = np.array([0.0, 1.0, 0.0])
FORWARD = np.array([0.0, 0.0, 1.0])
LATERAL = np.array([1.0, 0.0, 0.0])


class Figure(Protocol):
    """What posing must know of a body."""

    skeleton: Skeleton

    def lowest(self, placed: Placement, part: str) -> FloatArray:
        """(3,) metres: the lowest point of 'feet', 'seat', 'trunk', 'shins', 'leg.L' or 'leg.R'."""

    def leg_radius(self, reach: float, front: bool) -> float:
        """Metres from the bone line to the skin of a leg, at `reach` 0 hip .. 1 knee .. 2 ankle."""


@dataclass(frozen=True)
class Stance:
    """How a body stands.

    Attributes:
        heading: Degrees; 0 faces the camera, 90 right in the picture.
        working: The side of the working leg.
    """

    heading: float
    working: Side

    @property
    def forward(self) -> FloatArray:
        """(3,) the way the body faces."""
        return about_y(self.heading) @ FORWARD
