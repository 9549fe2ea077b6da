"""Other pictures than 640x480: a phone on its end, a large camera."""

from tools.render_samples.positions import fold, lean, strap_raise
from tools.render_samples.scene import Scene
from tools.render_samples.scenes.common import LYING, SEATED, STANDING, camera_of, held, scene

PORTRAIT = {"width": 480, "height": 640, "field_deg": 55.0}
LARGE = {"width": 1280, "height": 720, "field_deg": 40.0}

FORMATS: tuple[Scene, ...] = (
    scene(
        "portrait_standing_ingrid",
        "upright picture of a phone",
        STANDING,
        "ingrid",
        held(fold(pitch=66), STANDING),
        camera=camera_of(STANDING, **PORTRAIT),
        room="study",
        facing_right=False,
        core=True,
    ),
    scene(
        "portrait_seated_mei",
        "upright picture of a phone",
        SEATED,
        "mei",
        held(lean(), SEATED),
        camera=camera_of(SEATED, distance_m=3.2, **PORTRAIT),
        room="bedroom",
    ),
    scene(
        "portrait_lying_ben",
        "upright picture of a phone",
        LYING,
        "ben",
        held(strap_raise(78), LYING),
        camera=camera_of(LYING, distance_m=3.2, **PORTRAIT),
    ),
    scene(
        "hd_standing_karl",
        "1280x720",
        STANDING,
        "karl",
        held(fold(pitch=58), STANDING),
        camera=camera_of(STANDING, **LARGE),
    ),
    scene(
        "hd_seated_tariq",
        "1280x720",
        SEATED,
        "tariq",
        held(lean(pitch=24), SEATED),
        camera=camera_of(SEATED, **LARGE),
        facing_right=False,
        room="bedroom",
    ),
    scene(
        "hd_lying_amara",
        "1280x720",
        LYING,
        "amara",
        held(strap_raise(82), LYING),
        camera=camera_of(LYING, **LARGE),
        room="study",
        core=True,
    ),
)
