"""Writing a scene down in the order in which it happens."""

from tools.render_samples.posture import Posture
from tools.render_samples.scene import STEP_M, STEP_S, Bounce, Key, Planted, Walk

FAULT_WAY_S = 0.6
"""How long a person takes to slip into a fault, and out of it."""


class Script:
    """What a person does, from a first posture on; every method adds to the end.

    Attributes:
        keys: Postures with their times.
        walks: When the person walks.
        bounces: When the person bobs.
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
        """Keep the posture."""
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
        """Bob up and down in the posture."""
        start = self._now_s
        self.stay(for_s)
        self.bounces += (Bounce(start, self._now_s),)
        self.planted += (Planted("bouncing", start, self._now_s),)
        return self

    def hold_wrongly(self, fault: str, posture: Posture, for_s: float, way_s: float) -> "Script":
        """Go into a posture that is wrong all along, and keep it."""
        self.to(posture, way_s)
        self.planted += (Planted(fault, round(self._now_s - 0.5, 3), round(self._now_s + for_s + 0.5, 3)),)
        return self.stay(for_s)
