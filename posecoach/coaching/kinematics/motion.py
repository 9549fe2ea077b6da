"""Measures over time: how fast the judged angles change, and whether the hip swings."""

import math
from collections import deque
from collections.abc import Sequence
from typing import Final

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.budgets import BUDGETS
from posecoach.coaching.kinematics.measures.table import Named
from posecoach.coaching.posture import Posture
from posecoach.coaching.reasons import Reason
from posecoach.messages import N_
from posecoach.pose.landmarks import Side

JUDGED_ANGLES: Final = ("fold", "knee_flexion")

_SPEED_WINDOW_S = 0.5  # tried on a prototype: a shorter one measures jitter, a longer one lags
_SPEED_NEEDS_S = 0.25  # a range over less than this is jitter
_SPEED_LOOKS_BACK_S = 1.5  # across a moment without readings, when landmarks glitch
_SWING_WINDOW_S = 2.0  # two turns of a bounce of half a hertz and faster; slower is shifting, not bouncing
_SWING_TURNS = 2  # down and up again: one settling sway isn't a bounce
_SWING_HIGHEST_DEG = 30.0  # more than that is coming in or going out
_SWING_ENDS_S = 0.7  # of an angle that stays within the jitter: the person has stopped swinging
_UNSEEN_S = 0.3  # without readings: what trunk and knee did meanwhile is not known
_SWING_KNEE_DEG = 18.0  # a knee that turns by more meanwhile moves by itself, or is misread
_JITTER_DEG = 3.0  # a turn smaller than this is noise of the landmarks
# People fold and bend their knees more slowly; landmarks that jump for one frame (13-28 deg) are faster.
_FASTEST_DEG_S = 200.0

AngleSample = tuple[float, tuple[float, float]]
"""When, in seconds, and the judged angles, in degrees."""


MOTIONS: Final[dict[str, Named]] = {
    "angle_speed": Named(N_("Speed of the judged angles, per second"), "deg"),
    "hip_swing": Named(N_("Swing of the trunk against the leg"), "deg"),
}


class MotionTracker:
    """Follows the judged angles of one set through time."""

    def __init__(self, posture: Posture) -> None:
        self._posture: Posture = posture
        self._side: Side | None = None
        self._swings_from_s = -math.inf
        self._angles: deque[AngleSample] = deque()
        self._unconfirmed: AngleSample | None = None

    def update(self, t_s: float, side: Side, measures: dict[str, Measurement]) -> dict[str, Measurement]:
        """Take in one frame's measures.

        Args:
            t_s: The frame's timestamp, seconds; later than the one before.
            side: The judged side; when it changes, the readings of the other leg are dropped.
            measures: The frame's measures by name.

        Returns:
            The measures over time, by name.
        """
        if side is not self._side:
            self._angles.clear()
            self._unconfirmed = None
            self._side = side
        folded, knee = (measures[name] for name in JUDGED_ANGLES)
        if folded.known and knee.known:
            self._take((t_s, (folded.value, knee.value)))
        while self._angles and self._angles[0][0] < t_s - _SWING_WINDOW_S:
            self._angles.popleft()
        return {
            "angle_speed": self._measurement("angle_speed", self._speed(t_s)),
            "hip_swing": self._measurement("hip_swing", self._swing(t_s)),
        }

    def out_of_position(self, t_s: float) -> None:
        """Ignore swings before this moment: they were part of getting in."""
        self._swings_from_s = t_s

    def _take(self, reading: AngleSample) -> None:
        """Accept a reading; one too far off for a body only once the next one confirms it."""
        if self._angles and reading[0] - self._angles[-1][0] > _UNSEEN_S:
            self._swings_from_s = reading[0]
        unconfirmed, self._unconfirmed = self._unconfirmed, None
        if unconfirmed and _can_follow(unconfirmed, reading):
            self._angles += (unconfirmed, reading)
        elif not self._angles or _can_follow(self._angles[-1], reading):
            self._angles.append(reading)
        else:
            self._unconfirmed = reading

    def _measurement(self, name: str, value: float) -> Measurement:
        known = math.isfinite(value)
        return Measurement(
            value, BUDGETS[name][self._posture].sigma, known, None if known else Reason.TOO_EARLY
        )

    def _speed(self, t_s: float) -> float:
        """The fastest of the judged angles, as its range over the window, deg/s.

        The range and not the slope: where a bounce turns back the slope is 0, and the beginning of a
        move shows in the range first. Right after a moment without readings, those from before it
        show whether the person has moved meanwhile.
        """
        recent = self._since(t_s - _SPEED_WINDOW_S)
        if not recent:
            return math.nan
        if recent[-1][0] - recent[0][0] < _SPEED_NEEDS_S:
            recent = self._since(t_s - _SPEED_LOOKS_BACK_S)
        lasts_s = recent[-1][0] - recent[0][0]
        if lasts_s < _SPEED_NEEDS_S:
            return math.nan
        folds, knees = zip(*(angles for _, angles in recent), strict=True)
        return max(_range(folds), _range(knees)) / lasts_s

    def _swing(self, t_s: float) -> float:
        """How far the trunk swings to and fro, deg: what each of a few turns in a row reaches."""
        if not self._angles:
            return math.nan
        recent = [angles[0] for _, angles in self._since(t_s - _SWING_ENDS_S)]
        if not recent or _range(recent) < _JITTER_DEG:
            return 0.0
        swung = self._since(self._swings_from_s)
        if swung and _range([angles[1] for _, angles in swung]) > _SWING_KNEE_DEG:
            return 0.0
        sizes = _turns([angles[0] for _, angles in swung] or recent)
        rows = [sizes[i : i + _SWING_TURNS] for i in range(len(sizes) - _SWING_TURNS + 1)]
        return max((min(row) for row in rows if max(row) <= _SWING_HIGHEST_DEG), default=0.0)

    def _since(self, start_s: float) -> list[AngleSample]:
        return [(t, angles) for t, angles in self._angles if t >= start_s]


def _can_follow(before: AngleSample, after: AngleSample) -> bool:
    """Whether a body can get from the one to the other in the time between them."""
    farthest = max(abs(b - a) for a, b in zip(before[1], after[1], strict=True))
    return farthest <= max(_JITTER_DEG, _FASTEST_DEG_S * (after[0] - before[0]))


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _turns(series: Sequence[float]) -> list[float]:
    """Sizes of the alternating ups and downs that exceed the jitter, in order.

    The last of them may still be going on.
    """
    sizes: list[float] = []
    start = low = high = series[0]
    rising: bool | None = None
    for value in series:
        low, high = min(low, value), max(high, value)
        if rising is not False and high - value >= _JITTER_DEG:
            sizes += [high - start] if rising else []
            start, low, rising = high, value, False
        elif rising is not True and value - low >= _JITTER_DEG:
            sizes += [start - low] if rising is False else []
            start, high, rising = low, value, True
    if rising is not None:
        sizes.append(abs((high if rising else low) - start))
    return sizes
