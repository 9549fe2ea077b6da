"""Writing what happens in a scene down, in the order in which it happens."""

from tools.render_samples.posing.posture import Posture
from tools.render_samples.scenes.motion import STEP_M, STEP_S
from tools.render_samples.scenes.scene import Bounce, Key, Planted, Walk

FAULT_WAY_S = 0.6
"""How long a person takes to slip into a fault, and out of it."""
LAST_OF_THE_WAY_S = 0.5
"""A posture that is wrong throughout shows its fault so long before it is reached, and after it is left."""


class Script:
    """What a person does, from a first posture on; every method adds to the end.

    Attributes:
        keys: Postures with their times.
        walks: When the person walks.
        bounces: When the person bounces.
        planted: The faults put in so far.
    """

    def __init__(self, posture: Posture) -> None:
        self.keys: tuple[Key, ...] = (Key(0.0, posture),)
        self.walks: tuple[Walk, ...] = ()
        self.bounces: tuple[Bounce, ...] = ()
        self.planted: tuple[Planted, ...] = ()

    @property
    def _now_s(self) -> float:
        return self.keys[-1].t_s

    @property
    def _posture(self) -> Posture:
        return self.keys[-1].posture

    def to(self, posture: Posture, in_s: float) -> "Script":
        """Move into a posture."""
        self.keys += (Key(round(self._now_s + in_s, 3), posture),)
        return self

    def stay(self, for_s: float) -> "Script":
        """Hold the posture."""
        return self.to(self._posture, for_s)

    def walk_to(self, posture: Posture) -> "Script":
        """Walk, at an even pace, to where a posture is."""
        start = self._now_s
        self.to(posture, abs(posture.along - self._posture.along) / (STEP_M / STEP_S))
        self.walks += (Walk(start, self._now_s),)
        return self

    def wrongly(self, fault: str, posture: Posture, for_s: float) -> "Script":
        """Slip into a wrong posture, stay in it, and come back to the one before."""
        good = self._posture
        self.to(posture, FAULT_WAY_S)
        self.planted += (Planted(fault, self._now_s, round(self._now_s + for_s, 3)),)
        return self.stay(for_s).to(good, FAULT_WAY_S)

    def bounce(self, for_s: float) -> "Script":
        """Bounce in the posture."""
        start = self._now_s
        self.stay(for_s)
        self.bounces += (Bounce(start, self._now_s),)
        self.planted += (Planted("bouncing", start, self._now_s),)
        return self

    def hold_wrongly(self, fault: str, posture: Posture, for_s: float, way_s: float) -> "Script":
        """Go into a posture that is wrong throughout, in `way_s`, and hold it."""
        self.to(posture, way_s)
        start_s, end_s = self._now_s - LAST_OF_THE_WAY_S, self._now_s + for_s + LAST_OF_THE_WAY_S
        self.planted += (Planted(fault, round(start_s, 3), round(end_s, 3)),)
        return self.stay(for_s)
