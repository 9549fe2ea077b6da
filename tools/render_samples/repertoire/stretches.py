"""The stretches that are filmed: their cameras, postures and faults."""

from dataclasses import dataclass, replace
from typing import Any

from tools.render_samples.posing.posture import Posture
from tools.render_samples.repertoire.positions import (
    fold,
    lean,
    lie,
    rounded_fold,
    rounded_lean,
    sit,
    strap_raise,
    upright,
)
from tools.render_samples.stage.camera import Camera


@dataclass(frozen=True)
class Fault:
    """A posture that shows a fault.

    Attributes:
        id: Of the fault, as the stretch's spec names it.
        posture: The stretch with this fault and no other.
    """

    id: str
    posture: Posture


@dataclass(frozen=True)
class Tempo:
    """How repetitions are done, seconds.

    Attributes:
        way_s: From the start position into the working position, and back.
        hold_s: In the working position.
        rest_s: In the start position between two.
    """

    way_s: float
    hold_s: float
    rest_s: float


@dataclass(frozen=True)
class Stretch:
    """What the clips of one stretch, or of another exercise, have in common.

    Attributes:
        id: Of the spec that its clips are judged by.
        name: In the names of clips.
        side_word: What the words left and right go with: 'side' or 'leg'.
        camera: The usual one.
        rest: The posture before and after a hold; of repetitions, the start position.
        good: In good form.
        tight: In good form, by a tight person.
        shallow: In good form, just deep enough to count.
        short: Not deep enough to count, by little.
        tempo: Of repetitions in good form; None where the exercise is one hold.
    """

    id: str
    name: str
    side_word: str
    camera: Camera
    rest: Posture
    good: Posture
    tight: Posture
    shallow: Posture
    short: Posture
    tempo: Tempo | None = None

    def seen(self, **changes: Any) -> Camera:
        """The usual camera with some of its fields changed."""
        return replace(self.camera, **changes)


_FLOOR_CAMERA = Camera(distance_m=2.6, height_m=0.85, aim_m=0.45)

STANDING = Stretch(
    id="standing_hamstring",
    name="standing",
    side_word="side",
    camera=Camera(distance_m=3.0, aim_m=0.9),
    rest=upright(),
    good=fold(),
    tight=fold(pitch=48, lumbar=14, thoracic=8, knee=12, lean=5, reach=1.05, neck=0),
    shallow=fold(pitch=43, lumbar=10, thoracic=6, knee=12, lean=4, reach=0.95, neck=0),
    short=fold(pitch=20, lumbar=8, thoracic=6, knee=6, reach=0.8, neck=0),
)
SEATED = Stretch(
    id="seated_hamstring",
    name="seated",
    side_word="leg",
    camera=_FLOOR_CAMERA,
    rest=sit(),
    good=lean(),
    tight=lean(pitch=11, lumbar=6, thoracic=4, reach=1.0),
    shallow=lean(pitch=9, lumbar=4, thoracic=3, reach=1.0),
    short=sit(pitch=1, lumbar=6, thoracic=4, reach=0.85),
)
LYING = Stretch(
    id="lying_hamstring",
    name="lying",
    side_word="leg",
    camera=_FLOOR_CAMERA,
    rest=lie(),
    good=strap_raise(80),
    tight=strap_raise(46),
    shallow=strap_raise(36),
    short=strap_raise(18),
)
STRETCHES = (STANDING, SEATED, LYING)

BENT_KNEES = Fault("knee_bent", fold(knee=54, lean=30))
ROUNDED_FOLD = Fault("back_rounded", rounded_fold())
BENT_SEATED = Fault("knee_bent", lean(knee=60, reach=1.6))
ROUNDED_LEAN = Fault("back_rounded", rounded_lean())
BENT_RAISED = Fault("knee_bent", strap_raise(80, knee=55))
LIFTED_OTHER = Fault("other_leg_lifted", strap_raise(74, other_hip=32))
BOTH_LIFTED = Fault("other_leg_lifted", strap_raise(78, other_hip=76))
LIFTED_HEAD = Fault("head_lifted", strap_raise(76, neck=52, thoracic=22))
