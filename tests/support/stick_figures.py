"""People made of sticks: poses with exact angles, and what they do over time."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from support.coaches import coach_for
from support.observations import observed

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import Feedback
from posecoach.pose.landmarks import Landmark, Pose, Side

TRUNK, THIGH, SHIN, ARM, FOOT, HEAD = 0.30, 0.25, 0.24, 0.33, 0.10, 0.12  # of the person's size


@dataclass(frozen=True)
class Person:
    """A side view. Angles in degrees; directions from vertical, positive toward the toes."""

    trunk: float = 0.0
    leg: float = 0.0  # hip to ankle, from straight down
    knee: float = 5.0
    other_leg: float = 0.0
    other_knee: float = 5.0
    head: float = 0.0  # from the trunk's line, positive toward the ceiling when lying
    arm: float | None = None  # from straight down; None hangs
    near: Side = Side.RIGHT
    judged: Side = Side.RIGHT  # the leg that trunk, leg and knee speak of
    facing: int = 1  # 1 to the right of the picture, -1 to the left
    yaw: float = 0.0
    x: float = 320.0
    y: float = 240.0
    size: float = 330.0
    width: int = 640
    height: int = 480

    def pose(self) -> Pose:
        points = np.zeros((len(Landmark), 2))
        hip = complex(self.x, self.y)
        trunk = self._toward(180 - self.trunk)
        shoulder = hip + trunk * TRUNK * self.size
        turn = self.facing if abs(self.trunk) <= 90 else -self.facing
        head = trunk * np.exp(-1j * np.radians(self.head) * turn * (1 if self.trunk >= 0 else -1))
        ear = shoulder + head * HEAD * self.size
        wrist = shoulder + self._toward(self.arm if self.arm is not None else 0.0) * ARM * self.size
        for landmark in Landmark:
            points[landmark] = ear.real, ear.imag  # the face is one point here
        for side in Side:
            judged = side is self.judged
            lean, bent = (self.leg, self.knee) if judged else (self.other_leg, self.other_knee)
            knee, ankle, toes = self._leg(hip, lean, bent)
            for part, point in (
                ("shoulder", shoulder),
                ("elbow", (shoulder + wrist) / 2),
                ("wrist", wrist),
                ("hip", hip),
                ("knee", knee),
                ("ankle", ankle),
                ("heel", ankle),
                ("foot_index", toes),
            ):
                points[side.landmark(part)] = point.real, point.imag
        visibility = np.full(len(Landmark), 0.95)
        for part in ("shoulder", "hip", "knee", "ankle"):
            visibility[self.near.other.landmark(part)] = 0.4
        return Pose(points, visibility, self._world(), self.width, self.height)

    def _toward(self, degrees: float) -> complex:
        """A direction so far from straight down toward the toes."""
        angle = math.radians(degrees)
        return complex(math.sin(angle) * self.facing, math.cos(angle))

    def _leg(self, hip: complex, lean: float, bent: float) -> tuple[complex, complex, complex]:
        """Knee, ankle and toes of a leg whose line hip-ankle has that lean."""
        shin_turn = math.degrees(
            math.atan2(SHIN * math.sin(math.radians(bent)), THIGH + SHIN * math.cos(math.radians(bent)))
        )
        thigh, shin = self._toward(lean + shin_turn), self._toward(lean + shin_turn - bent)
        knee = hip + thigh * THIGH * self.size
        ankle = knee + shin * SHIN * self.size
        return knee, ankle, ankle + self._toward(lean + 90) * FOOT * self.size

    def _world(self) -> np.ndarray:
        """Only what yaw and front are read from: the lines through the shoulders and through the hips."""
        world = np.zeros((len(Landmark), 3))
        trunk = self._toward(180 - self.trunk) * TRUNK
        turned = math.radians(self.yaw)
        across = np.array([math.sin(turned), 0.0, math.cos(turned)])
        for part, half in (("shoulder", 0.18), ("hip", 0.12)):
            at = np.array([trunk.real, trunk.imag, 0.0]) * (part == "shoulder")
            world[self.near.landmark(part)] = at - across * half
            world[self.near.other.landmark(part)] = at + across * half
        return world


STANDING = Person()
FOLDED = Person(trunk=95, leg=8, other_leg=8, knee=12, other_knee=12)
BENT_KNEES = replace(FOLDED, knee=55, other_knee=55)
SITTING = Person(trunk=2, leg=88, other_leg=60, other_knee=100, arm=25)
REACHING = replace(SITTING, trunk=40, arm=75)
LYING = Person(trunk=-90, leg=90, other_leg=90, arm=90, y=330)
LEG_UP = replace(LYING, leg=165, arm=110)
HOOK_LYING = replace(LYING, leg=79, knee=105, other_leg=79, other_knee=105)
BRIDGE = replace(HOOK_LYING, trunk=-115, leg=64, other_leg=64, y=288)


def over_time(
    script: Iterable[tuple[float, Person]], fps: float = 25.0, start_s: float = 0.0
) -> Iterator[tuple[Pose, float]]:
    """Frames of a script of (seconds to get there, person): each change is smooth."""
    script = list(script)
    now_s, before = 0.0, script[0][1]
    frame = 0
    for lasts_s, person in script:
        while frame / fps < now_s + lasts_s:
            part = (frame / fps - now_s) / lasts_s
            yield _between(before, person, part * part * (3 - 2 * part)).pose(), start_s + frame / fps
            frame += 1
        now_s, before = now_s + lasts_s, person


def _between(a: Person, b: Person, part: float) -> Person:
    moved = ("trunk", "leg", "knee", "other_leg", "other_knee", "head", "x", "y", "size", "yaw")
    values = {name: getattr(a, name) * (1 - part) + getattr(b, name) * part for name in moved}
    return replace(b if part > 0 else a, **values)


def coached(stretch: str, script: Iterable[tuple[float, Person]], fps: float = 25.0) -> list[Feedback]:
    """What the coach says to each frame of a script."""
    coach = coach_for(find_spec(stretch))
    return [coach.update(seen, t_s) for seen, t_s in observed(over_time(script, fps))]
