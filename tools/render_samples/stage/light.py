"""The light of a room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Light:
    """A key light with a direction, and ambient light from above and from below.

    Attributes:
        direction: Towards the key light, world axes; any length.
        key: Linear RGB of the key light.
        sky: Linear RGB from above.
        ground: Linear RGB from below.
    """

    direction: tuple[float, float, float] = (0.35, 0.85, 0.55)
    key: tuple[float, float, float] = (0.95, 0.90, 0.82)
    sky: tuple[float, float, float] = (0.62, 0.64, 0.68)
    ground: tuple[float, float, float] = (0.34, 0.29, 0.25)
