"""Which way is up, from a person who walks: across the own trunk, on moving legs, people travel on foot."""

from collections import deque

from posecoach.coaching.kinematics.body_axes import BodyAxes
from posecoach.coaching.kinematics.measures.posed_side import UP, between_deg

_WINDOW_S = 2.0
_NEAR_AXIS_DEG = 25.0  # of the trunk of people who walk, from an edge of the picture
_FARTHEST = 0.5  # of the body's size travelled within the window: walking 0.8-1.2 a second
_STEPS = 0.2  # of the body's size, that the gap between the feet changes by: steps 0.3-0.5
_MOST_DRIFT = 0.5  # of the travel, along the trunk
_FASTEST_PER_S, _JITTER = 3.0, 0.1  # of the body's size: beyond it, it is another person or a cut
_UPS = (UP, UP * 1j, -UP, UP * -1j)


class WalkTracker:
    """Follows hips and feet for as long as the trunk stays along one edge of the picture."""

    def __init__(self) -> None:
        self._up: complex | None = None
        self._places: deque[tuple[float, complex, float]] = deque()  # when, hips, gap between the feet

    def update(self, body: BodyAxes, t_s: float) -> complex | None:
        """Take in one frame.

        Args:
            body: A person who is wholly in the picture.
            t_s: The frame's timestamp, seconds.

        Returns:
            The direction away from the floor, of length 1, while the person walks; else None.
        """
        up = next((up for up in _UPS if between_deg(body.trunk, up) <= _NEAR_AXIS_DEG), None)
        hip = body.middle("hip")
        if up is None or up != self._up or self._jumped(hip, t_s, body.size):
            self._places.clear()
        self._up = up
        if up is None:
            return None
        (one, _), (other, _) = body.legs
        across = up * 1j
        gap = abs(((one - other) * across.conjugate()).real)
        self._places.append((t_s, hip, gap))
        while t_s - self._places[0][0] > _WINDOW_S:
            self._places.popleft()
        travel = (hip - self._places[0][1]) * across.conjugate()
        gaps = [gap for _, _, gap in self._places]
        walks = (
            abs(travel.real) >= _FARTHEST * body.size
            and abs(travel.imag) <= _MOST_DRIFT * abs(travel.real)
            and max(gaps) - min(gaps) >= _STEPS * body.size
        )
        return up if walks else None

    def interrupt(self) -> None:
        """Nobody is wholly in the picture: what follows is a new walk."""
        self._places.clear()

    def _jumped(self, hip: complex, t_s: float, size: float) -> bool:
        if not self._places:
            return False
        before_s, before, _ = self._places[-1]
        lasted_s = t_s - before_s
        return lasted_s < 0 or abs(hip - before) > size * (_JITTER + _FASTEST_PER_S * lasted_s)
