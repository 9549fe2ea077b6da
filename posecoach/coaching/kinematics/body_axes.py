"""How trunk and legs lie in the picture, and what they do, whichever way up the picture is."""

import math
from dataclasses import dataclass
from functools import cached_property

from posecoach.coaching.kinematics.measures.leg import knee_flexion
from posecoach.coaching.kinematics.measures.posed_side import PosedSide, along, between_deg
from posecoach.pose.landmarks import Pose, Side, body_size

# Of the body's mass, after Winter's table: trunk, head, both arms, thighs, shins, feet.
_TRUNK, _HEAD, _ARMS, _THIGHS, _SHINS, _FEET = 0.497, 0.081, 0.100, 0.200, 0.093, 0.029
_THIGH_FROM_KNEE = 0.567  # where a thigh's centre of mass is, on the way from the knee to the hip


@dataclass(frozen=True)
class BodyAxes:
    """One pose as trunk, legs and their ends; points as x + iy, px, y down."""

    pose: Pose

    @cached_property
    def _sides(self) -> tuple[PosedSide, ...]:
        return tuple(PosedSide(self.pose, side) for side in Side)

    def middle(self, part: str) -> complex:
        """The point between both sides of a paired part."""
        left, right = self._sides
        return (left.at(part) + right.at(part)) / 2

    @cached_property
    def size(self) -> float:
        """Trunk and longer leg, px."""
        return body_size(self.pose.points)

    @cached_property
    def trunk(self) -> complex:
        """From the hips to the shoulders."""
        return self.middle("shoulder") - self.middle("hip")

    @cached_property
    def leg(self) -> complex:
        """From the hips to the middle of both ankles."""
        return self.middle("ankle") - self.middle("hip")

    @cached_property
    def legs(self) -> tuple[tuple[complex, float], ...]:
        """Each leg from hip to ankle, and its knee flexion in degrees."""
        return tuple((side.at("ankle") - side.at("hip"), knee_flexion(side)) for side in self._sides)

    @cached_property
    def fold_deg(self) -> float:
        """Bend between trunk and both legs, degrees: 0 in one line."""
        return between_deg(self.trunk, -self.leg)

    @cached_property
    def knees_deg(self) -> float:
        """Flexion of the knee that is bent more, degrees."""
        return max(bent for _, bent in self.legs)

    @cached_property
    def whole(self) -> bool:
        """Whether shoulders, hips and ankles are in the picture and have finite places."""
        return all(
            0 <= point.real <= self.pose.width and 0 <= point.imag <= self.pose.height
            for side in self._sides
            for point in map(side.at, ("shoulder", "hip", "ankle"))
        )

    @cached_property
    def leg_px(self) -> float:
        """Length of thigh and shin, px."""
        hip, knee, ankle = map(self.middle, ("hip", "knee", "ankle"))
        return abs(knee - hip) + abs(ankle - knee)

    @cached_property
    def hands_off_leg(self) -> float:
        """How far the hands are from the line hip-ankle, in leg lengths: hands on the thighs 0.05-0.15."""
        hand = self.middle("wrist") - self.middle("hip")
        if self.leg == 0 or self.leg_px == 0:
            return math.nan
        return abs((hand * self.leg.conjugate()).imag) / abs(self.leg) / self.leg_px

    def overhang(self, up: complex) -> float:
        """How far the centre of mass lies outside the feet, for a body on its feet.

        Args:
            up: The direction away from the floor, of length 1.

        Returns:
            In leg lengths. Negative where the centre of mass is over the feet, as whenever a person stands
            still without support.
        """
        across = up * 1j
        hip, shoulder, knee, ankle = map(self.middle, ("hip", "shoulder", "knee", "ankle"))
        centre = (
            _TRUNK * (hip + shoulder) / 2
            + _HEAD * self.middle("ear")
            + _ARMS * (shoulder + self.middle("wrist")) / 2
            + _THIGHS * (_THIGH_FROM_KNEE * hip + (1 - _THIGH_FROM_KNEE) * knee)
            + _SHINS * (knee + ankle) / 2
            + _FEET * (ankle + self.middle("foot_index")) / 2
        )
        at = along(across, centre)
        feet = [along(across, side.at(part)) for side in self._sides for part in ("heel", "foot_index")]
        if self.leg_px == 0 or any(map(math.isnan, feet)):
            return math.nan
        return max(at - max(feet), min(feet) - at) / self.leg_px
