"""Measures over time: how fast the judged angles change, and whether the hip swings."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from posecoach.coaching.budgets import BUDGETS, Posture
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.measures import Unit
from posecoach.vision.landmarks import Side

JUDGED_ANGLES: Final = ("hip_flexion", "knee_flexion")

_SPEED_WINDOW_S = 0.5  # notes of a prototype: shorter measures jitter, longer lags the person
_SPEED_NEEDS_S = 0.25  # a slope over less than this is jitter
_SWING_WINDOW_S = 4.0  # holds three whole turns of a bounce of half a hertz and faster
_SWING_TURNS = 3  # down, up and down again: one settling sway is no bounce
_SWING_ENDS_S = 1.5  # after the last turn back: who has stopped bouncing is told so no longer
_JITTER_DEG = 3.0  # a turn smaller than this is noise of the landmarks


@dataclass(frozen=True, slots=True)
class Motion:
    """A named measure over time."""

    label: str
    unit: Unit


MOTIONS: Final[dict[str, Motion]] = {
    "angle_speed": Motion("Speed of the judged angles, per second", "deg"),
    "hip_swing": Motion("Swing of the hip angle", "deg"),
}


class MotionTracker:
    """Follows the judged angles of one set through time."""

    def __init__(self, posture: Posture) -> None:
        self._posture: Posture = posture
        self._side: Side | None = None
        self._angles: deque[tuple[float, tuple[float, ...]]] = deque()

    def update(self, t_s: float, side: Side, measures: dict[str, Measurement]) -> dict[str, Measurement]:
        """Take in one frame's measures.

        Args:
            t_s: The frame's timestamp; later than the one before.
            side: The judged side; when it changes, what was seen of the other leg is dropped.
            measures: The frame's measures by name.

        Returns:
            The measures over time, by name.
        """
        if side is not self._side:
            self._angles.clear()
            self._side = side
        judged = [measures[name] for name in JUDGED_ANGLES]
        if all(angle.known for angle in judged):
            self._angles.append((t_s, tuple(angle.value for angle in judged)))
        while self._angles and self._angles[0][0] < t_s - _SWING_WINDOW_S:
            self._angles.popleft()
        return {
            "angle_speed": self._measurement("angle_speed", self._speed(t_s)),
            "hip_swing": self._measurement("hip_swing", self._swing(t_s)),
        }

    def _measurement(self, name: str, value: float) -> Measurement:
        known = math.isfinite(value)
        return Measurement(value, BUDGETS[name][self._posture].sigma, known, None if known else "too_early")

    def _speed(self, t_s: float) -> float:
        """The fastest of the judged angles, as least-squares slope over the window, deg/s."""
        recent = [(t, angles) for t, angles in self._angles if t >= t_s - _SPEED_WINDOW_S]
        if not recent or recent[-1][0] - recent[0][0] < _SPEED_NEEDS_S:
            return math.nan
        times = [t for t, _ in recent]
        return max(
            abs(_slope(times, values)) for values in zip(*(angles for _, angles in recent), strict=True)
        )

    def _swing(self, t_s: float) -> float:
        """How far the hip angle swings to and fro, deg: what each of a few turns in a row reaches."""
        if not self._angles:
            return math.nan
        turns = _turns([(t, angles[0]) for t, angles in self._angles])
        if not turns or t_s - turns[-1][0] > _SWING_ENDS_S:
            return 0.0
        sizes = [size for _, size in turns]
        rows = [sizes[i : i + _SWING_TURNS] for i in range(len(sizes) - _SWING_TURNS + 1)]
        return max((min(row) for row in rows), default=0.0)


def _slope(times: Sequence[float], values: Sequence[float]) -> float:
    mean_t, mean_v = sum(times) / len(times), sum(values) / len(values)
    spread = sum((t - mean_t) ** 2 for t in times)
    return sum((t - mean_t) * (v - mean_v) for t, v in zip(times, values, strict=True)) / spread


def _turns(series: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The whole ups and downs of a series of (time, value) that exceed the jitter.

    Returns:
        For each, in order, the time at which it turned back and its size. The one that is still
        going on is left out.
    """
    turns: list[tuple[float, float]] = []
    start = low = high = series[0]
    rising: bool | None = None
    for now in series:
        low, high = min(low, now, key=_value), max(high, now, key=_value)
        if rising is not False and high[1] - now[1] >= _JITTER_DEG:
            turns += [(high[0], high[1] - start[1])] if rising else []
            start, low, rising = high, now, False
        elif rising is not True and now[1] - low[1] >= _JITTER_DEG:
            turns += [(low[0], start[1] - low[1])] if rising is False else []
            start, high, rising = low, now, True
    return turns


def _value(point: tuple[float, float]) -> float:
    return point[1]
