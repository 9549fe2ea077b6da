"""A jointed figure side-on, limb by limb, in the positions of exercises, rest and what looks like either."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from posecoach.pose.landmarks import Landmark, Pose, Side

_PX = 200.0  # to a trunk's length
_LENGTHS = {"thigh": 0.80, "shin": 0.78, "upper_arm": 0.52, "forearm": 0.48, "foot": 0.3, "head": 0.4}
_WIDTH, _HEIGHT = 1280, 960


@dataclass(frozen=True)
class Figure:
    """Directions in degrees: 0 straight down, 90 to the right, 180 up, -90 to the left.

    The front is to the right of someone who stands up, so below someone whose head is at the right.
    """

    trunk: float = 180.0
    thigh: float = 0.0
    shin: float = 0.0
    other_thigh: float | None = None  # None: as the judged leg
    other_shin: float | None = None
    arm: float = 0.0
    forearm: float | None = None  # None: straight
    other_arm: float | None = None
    head: float = 0.0  # from the trunk's line
    bulge: float = 0.0  # of the back, in trunk lengths
    spine: float = 15.0  # bend of the spine, degrees
    judged: Side = Side.RIGHT  # nearer to the camera

    def pose(self) -> Pose:
        """The pose; without an outline, so that the back can't be read off it."""
        points = np.zeros((len(Landmark), 2))
        hip = complex(_WIDTH / 2, _HEIGHT / 2)
        shoulder = hip + _toward(self.trunk) * _PX
        ear = shoulder + _toward(self.trunk + self.head) * _LENGTHS["head"] * _PX
        for landmark in Landmark:
            points[landmark] = ear.real, ear.imag
        for side in Side:
            for part, point in self._limbs(hip, shoulder, judged=side is self.judged).items():
                points[side.landmark(part)] = point.real, point.imag
        visibility = np.full(len(Landmark), 0.95)
        for part in ("shoulder", "hip", "knee", "ankle"):
            visibility[self.judged.other.landmark(part)] = 0.4
        return Pose(points, visibility, self._world(), _WIDTH, _HEIGHT)

    def _limbs(self, hip: complex, shoulder: complex, *, judged: bool) -> dict[str, complex]:
        thigh = self.thigh if judged or self.other_thigh is None else self.other_thigh
        shin = self.shin if judged or self.other_shin is None else self.other_shin
        arm = self.arm if judged or self.other_arm is None else self.other_arm
        forearm = arm if self.forearm is None else self.forearm
        knee = hip + _limb("thigh", thigh)
        ankle = knee + _limb("shin", shin)
        elbow = shoulder + _limb("upper_arm", arm)
        wrist = elbow + _limb("forearm", forearm)
        toes = ankle + _limb("foot", shin + 90)
        return {"shoulder": shoulder, "elbow": elbow, "wrist": wrist, "hip": hip, "knee": knee} | {
            "ankle": ankle,
            "heel": ankle,
            "foot_index": toes,
        }

    def _world(self) -> np.ndarray:
        """Shoulders and hips in space: they say which way the chest faces."""
        world = np.zeros((len(Landmark), 3))
        up = _toward(self.trunk)
        for part, at in (("shoulder", up * 0.5), ("hip", 0j)):
            for side, across in ((Side.LEFT, 0.15), (Side.RIGHT, -0.15)):
                world[side.landmark(part)] = at.real, at.imag, across
        return world


def _toward(degrees: float) -> complex:
    return complex(math.sin(math.radians(degrees)), math.cos(math.radians(degrees)))


def _limb(name: str, degrees: float) -> complex:
    return _toward(degrees) * _LENGTHS[name] * _PX


def between(a: Figure, b: Figure, part: float) -> Figure:
    """On the straight way from one position to another; the second says what has no number."""
    moved = {}
    for field in fields(Figure):
        start, end = getattr(a, field.name), getattr(b, field.name)
        if isinstance(start, float) and isinstance(end, float):
            moved[field.name] = start + (end - start) * part
    return replace(b, **moved)


def filmed(script: Iterable[tuple[float, Figure]], fps: float = 15.0) -> Iterator[tuple[Pose, float]]:
    """Frames of a script of (seconds to get there, figure); each change is smooth."""
    script = list(script)
    now_s, before, frame = 0.0, script[0][1], 0
    for lasts_s, figure in script:
        while frame / fps < now_s + lasts_s:
            part = (frame / fps - now_s) / lasts_s
            yield between(before, figure, part * part * (3 - 2 * part)).pose(), frame / fps
            frame += 1
        now_s, before = now_s + lasts_s, figure


STANDING = Figure()
HINGE = Figure(trunk=110.0, thigh=35.0, shin=-5.0)
SHALLOW_HINGE = Figure(trunk=132.0, thigh=10.0, shin=-3.0)
SQUAT = Figure(trunk=135.0, thigh=85.0, shin=-32.0)
FOLDED = Figure(trunk=60.0, thigh=4.0, shin=-2.0)
SITTING_ON_A_CHAIR = Figure(trunk=176.0, thigh=90.0, shin=0.0, arm=30.0)
SITTING_LONG = Figure(trunk=178.0, thigh=90.0, shin=88.0, arm=20.0)
ON_THE_HEELS = Figure(trunk=180.0, thigh=75.0, shin=-90.0)

ALL_FOURS = Figure(
    trunk=98.0, thigh=3.0, shin=-90.0, arm=6.0, other_arm=6.0, other_thigh=3.0, other_shin=-90.0
)
CAT = replace(ALL_FOURS, trunk=94.0, bulge=0.15, head=-50.0)
COW = replace(ALL_FOURS, trunk=105.0, bulge=-0.12, head=50.0)
ROCKING = replace(CAT, thigh=40.0, other_thigh=40.0, arm=30.0, other_arm=30.0)
BIRD_DOG = replace(ALL_FOURS, thigh=-88.0, shin=-92.0, other_arm=92.0)
LOW_BIRD_DOG = replace(ALL_FOURS, thigh=-72.0, shin=-78.0, other_arm=64.0)
LEG_ONLY = replace(BIRD_DOG, other_arm=6.0)
ARM_ONLY = replace(ALL_FOURS, other_arm=92.0)
TOES_ON_THE_FLOOR = replace(ALL_FOURS, thigh=-58.0, shin=-62.0, other_arm=92.0)
KNEE_BENT_BIRD_DOG = replace(BIRD_DOG, thigh=-85.0, shin=-155.0)
CHILD = Figure(trunk=80.0, thigh=55.0, shin=-90.0, arm=65.0)
STIFF_CHILD = Figure(trunk=85.0, thigh=34.0, shin=-90.0, arm=50.0)
HALF_WAY_BACK = Figure(trunk=92.0, thigh=20.0, shin=-90.0, arm=28.0)
PLANK = Figure(trunk=98.0, thigh=-76.0, shin=-74.0, arm=2.0)
FOREARM_PLANK = Figure(trunk=92.0, thigh=-84.0, shin=-82.0, arm=0.0, forearm=90.0)
DOWN_DOG = Figure(trunk=50.0, thigh=-30.0, shin=-30.0, arm=50.0)

PRONE = Figure(trunk=90.0, thigh=-90.0, shin=-90.0, arm=95.0, forearm=80.0)
SPHINX = Figure(trunk=120.0, thigh=-88.0, shin=-90.0, arm=0.0, forearm=88.0)
LOW_SPHINX = Figure(trunk=114.0, thigh=-88.0, shin=-90.0, arm=0.0, forearm=88.0)
COBRA = Figure(trunk=142.0, thigh=-82.0, shin=-90.0, arm=0.0)
HIPS_OFF_THE_FLOOR = Figure(trunk=114.0, thigh=-52.0, shin=-80.0, arm=0.0, forearm=88.0)

FLAT = Figure(trunk=270.0, thigh=90.0, shin=90.0, arm=90.0)
HOOK = Figure(trunk=270.0, thigh=135.0, shin=35.0, arm=90.0, other_thigh=135.0, other_shin=35.0)
BRIDGE = replace(HOOK, trunk=297.0, thigh=115.0, shin=28.0, other_thigh=115.0, other_shin=28.0)
KNEE_TO_CHEST = replace(HOOK, thigh=220.0, shin=105.0)
STIFF_KNEE_TO_CHEST = replace(HOOK, thigh=202.0, shin=108.0)
BOTH_KNEES = replace(KNEE_TO_CHEST, other_thigh=220.0, other_shin=105.0)
THIGH_UP = replace(HOOK, thigh=182.0, shin=92.0, other_thigh=90.0, other_shin=90.0)
KNEE_OUT = replace(THIGH_UP, shin=162.0)
TIGHT_KNEE_OUT = replace(THIGH_UP, shin=140.0)
THIGH_DROPPED = replace(THIGH_UP, thigh=136.0, shin=134.0)
LEG_RAISED = replace(FLAT, thigh=155.0, shin=152.0, other_thigh=90.0, other_shin=90.0)
BOTH_LEGS_UP = replace(KNEE_OUT, other_thigh=182.0, other_shin=162.0)
SITTING_UP = replace(HOOK, trunk=225.0)
