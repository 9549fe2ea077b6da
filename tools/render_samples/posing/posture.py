"""A body's posture as anatomical angles, and the blend between two."""

from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import TypeVar

Blendable = TypeVar("Blendable")


@dataclass(frozen=True)
class Leg:
    """One leg, degrees. Flexion positive; 0 everywhere is a straight leg hanging below the pelvis.

    Attributes:
        hip: Hip flexion relative to the pelvis.
        abduction: Away from the midline.
        rotation: Outward.
        knee: Flexion; the rendered knee has exactly this angle.
        ankle: Dorsiflexion, where the foot is not set flat.
        flat_foot: 1 sets the sole level, 0 leaves it to `ankle`.
        grounded: 1 tilts the whole leg at the hip until its lowest point touches the floor.
    """

    hip: float = 0.0
    abduction: float = 2.0
    rotation: float = 0.0
    knee: float = 3.0
    ankle: float = 0.0
    flat_foot: float = 0.0
    grounded: float = 0.0


@dataclass(frozen=True)
class Support:
    """What carries the body: for each part the share, 0..1, to which it is set on the floor."""

    feet: float = 0.0
    seat: float = 0.0
    trunk: float = 0.0
    shins: float = 0.0


class Grip(StrEnum):
    """What the hands do."""

    FREE = "free"
    LEG = "leg"
    STRAP = "strap"
    BEHIND_LEG = "behind_leg"
    FLOOR = "floor"
    FOREARMS = "forearms"


@dataclass(frozen=True)
class Hands:
    """Where the hands are.

    Attributes:
        grip: FREE leaves the arms to their angles; LEG lays the hands along the front of the leg
            (each on its own leg when standing, both on the working leg else); BEHIND_LEG clasps the
            working leg from behind; STRAP holds a strap around the working foot; FLOOR puts the palms
            down; FOREARMS puts the elbows and palms down.
        reach: LEG, BEHIND_LEG: how far along the leg the wrists go at most, 0 hip, 1 knee, 2 ankle;
            the arm's own length may end it earlier. STRAP: wrist from the shoulder, metres.
            FLOOR: wrist ahead of the hips, metres. FOREARMS: elbow ahead of the shoulder, metres.
        each_own_leg: LEG: each hand on its own leg.
        one: FLOOR: only the hand on the working leg's side; the other arm has its angles.
    """

    grip: Grip = Grip.FREE
    reach: float = 2.0
    each_own_leg: bool = False
    one: bool = False


@dataclass(frozen=True)
class Posture:
    """A whole body, degrees and metres.

    Attributes:
        pitch: Pelvis, forward positive: 0 upright, 90 face down, -90 on the back.
        roll: Pelvis towards the person's right.
        turn: Whole body to the person's left, from the way it faces.
        lumbar: Flexion of the lower back.
        thoracic: Flexion of the upper back.
        neck: Flexion of the neck and head.
        working: The leg that the stretch is for.
        other: The other leg.
        arm_flexion: Both shoulders, where the hands are free.
        arm_abduction: Both shoulders, where the hands are free.
        elbow: Both elbows, where the hands are free.
        arm_swing: Added to the left shoulder's flexion and taken from the right's (walking).
        hands: What the hands do.
        support: What stands on the floor.
        along: Where the body is, metres in the direction that it faces, from the room's middle.
    """

    pitch: float = 0.0
    roll: float = 0.0
    turn: float = 0.0
    lumbar: float = 0.0
    thoracic: float = 0.0
    neck: float = 0.0
    working: Leg = Leg()
    other: Leg = Leg()
    arm_flexion: float = 3.0
    arm_abduction: float = 8.0
    elbow: float = 12.0
    arm_swing: float = 0.0
    hands: Hands = Hands()
    support: Support = Support()
    along: float = 0.0

    @property
    def trunk_flexion(self) -> float:
        """Pitch of the chest: pelvis and spine together."""
        return self.pitch + self.lumbar + self.thoracic


def blend(start: Blendable, end: Blendable, share: float) -> Blendable:
    """A posture between two: every number interpolated, `hands` and other choices those of the start.

    Hands are blended where they are placed.

    Args:
        start: A dataclass of numbers, `Leg` and `Support`.
        end: Another of the same type.
        share: 0 is `start`, 1 is `end`.

    Raises:
        TypeError: `start` is not such an object.
    """
    if not is_dataclass(start) or isinstance(start, type):
        raise TypeError(f"blend: expected dataclass instances, got {start!r}")
    changes = {}
    for f in fields(start):
        a, b = getattr(start, f.name), getattr(end, f.name)
        if isinstance(a, Leg | Support):
            changes[f.name] = blend(a, b, share)
        elif isinstance(a, float | int) and not isinstance(a, bool):
            changes[f.name] = a * (1 - share) + b * share
    return replace(start, **changes)
