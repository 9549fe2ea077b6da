"""What all scene scripts use: the three stretches, their cameras, and how a clip is put together."""

from dataclasses import replace
from typing import Any
from zlib import crc32

from tools.render_samples.camera import Camera
from tools.render_samples.positions import fold, lean, lie, sit, strap_raise, upright
from tools.render_samples.posture import Posture
from tools.render_samples.scene import Scene
from tools.render_samples.scenes.script import Script

STANDING, SEATED, LYING = "standing_hamstring", "seated_hamstring", "lying_hamstring"

STANDING_CAMERA = Camera(distance_m=3.0, aim_m=0.9)
FLOOR_CAMERA = Camera(distance_m=2.6, height_m=0.85, aim_m=0.45)
CAMERAS = {STANDING: STANDING_CAMERA, SEATED: FLOOR_CAMERA, LYING: FLOOR_CAMERA}
RESTS = {STANDING: upright(), SEATED: sit(), LYING: lie()}

TIGHT_FOLD = fold(pitch=48, lumbar=14, thoracic=8, knee=12, lean=5, reach=1.05, neck=0)
TIGHT_LEAN = lean(pitch=11, lumbar=6, thoracic=4, reach=1.0)
TIGHT_RAISE = strap_raise(46)
# Tighter still: good form that is just deep enough to count.
SHALLOW_FOLD = fold(pitch=43, lumbar=10, thoracic=6, knee=12, lean=4, reach=0.95, neck=0)
SHALLOW_LEAN = lean(pitch=9, lumbar=4, thoracic=3, reach=1.0)
SHALLOW_RAISE = strap_raise(36)
BENT_KNEES = fold(knee=54, lean=30)
BENT_SEATED = lean(knee=60, reach=1.6)
BENT_RAISED = strap_raise(80, knee=55)
GOOD = {STANDING: fold(), SEATED: lean(), LYING: strap_raise(80)}


def scene(name: str, shows: str, stretch: str, person: str, script: Script, **more: Any) -> Scene:
    """A scene of a script, with the stretch's plain camera unless `more` names another."""
    return Scene(
        name=name,
        shows=shows,
        stretch=stretch,
        person=person,
        keys=script.keys,
        walks=script.walks,
        bounces=script.bounces,
        planted=script.planted,
        seed=crc32(name.encode()),
        **{"camera": CAMERAS[stretch], **more},
    )


def camera_of(stretch: str, **changes: Any) -> Camera:
    """The stretch's plain camera with something changed."""
    return replace(CAMERAS[stretch], **changes)


def held(posture: Posture, stretch: str) -> Script:
    """From rest into a posture, held for 6 s from 3 s on, and back."""
    return Script(RESTS[stretch]).stay(1).to(posture, 2).stay(6).to(RESTS[stretch], 2).stay(0.6)


def slips(good: Posture, wrong: Posture, fault: str, stretch: str) -> Script:
    """A good hold from 3 s on that goes wrong from 6 to 9 s and is good again until 12 s."""
    way_in = Script(RESTS[stretch]).stay(1).to(good, 2).stay(2.4)
    return way_in.wrongly(fault, wrong, 3).stay(2.4).to(RESTS[stretch], 2)


def bobs(good: Posture, stretch: str) -> Script:
    """A good hold from 3 s on with bouncing from 6 to 9.3 s."""
    return Script(RESTS[stretch]).stay(1).to(good, 2).stay(3).bounce(3.3).stay(2.7).to(RESTS[stretch], 2)


def wrong_throughout(posture: Posture, fault: str, stretch: str) -> Script:
    """From rest into a wrong posture, held for 6 s, and back."""
    return (
        Script(RESTS[stretch])
        .stay(1)
        .hold_wrongly(fault, posture, 6, way_s=2)
        .to(RESTS[stretch], 2)
        .stay(0.6)
    )


def from_standing(posture: Posture) -> Script:
    """From standing at ease into a posture that is kept for 6 s, and back up."""
    return Script(upright()).stay(1).to(posture, 2).stay(6).to(upright(), 2).stay(0.6)


def only(posture: Posture) -> Script:
    """One posture for 8 s."""
    return Script(posture).stay(8)
