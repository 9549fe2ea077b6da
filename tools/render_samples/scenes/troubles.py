"""The camera's trouble: turned, tilted, cropped, far, dark, crowded, stuttering; other formats."""

from tools.render_samples.positions import fold, lean, strap_raise, upright
from tools.render_samples.scene import Bystander, Film, Key, Scene
from tools.render_samples.scenes.common import (
    BENT_KNEES,
    GOOD,
    LYING,
    SEATED,
    STANDING,
    camera_of,
    held,
    scene,
    slips,
)

DIM = Film(gain=0.10, noise=7.0, quality=30)
STUTTERING = Film(fps=30.0, dropped=0.25, jitter=0.2)
SLOW = Film(fps=12.0)
PORTRAIT = {"width": 480, "height": 640, "field_deg": 55.0}
LARGE = {"width": 1280, "height": 720, "field_deg": 40.0}

YAWED: tuple[Scene, ...] = tuple(
    scene(
        f"yaw{yaw}_{word}_{person}",
        f"camera {yaw} degrees round",
        stretch,
        person,
        held(GOOD[stretch], stretch),
        camera=camera_of(stretch, yaw_deg=yaw),
        room=room,
        facing_right=facing_right,
        core=yaw == 45,
    )
    for stretch, word, person, room, facing_right in (
        (STANDING, "standing", "tariq", "living_room", True),
        (SEATED, "seated", "ingrid", "study", False),
        (LYING, "lying", "jonas", "bedroom", True),
    )
    for yaw in (15, 30, 45)
)

PASSER_BY = Bystander(
    "karl",
    1.2,
    (Key(0.0, upright(-2.6)), Key(4.0, upright(-2.6)), Key(8.5, upright(2.6)), Key(20.0, upright(2.6))),
)
WATCHER = Bystander("rosa", 1.1, (Key(0.0, upright(-0.9)), Key(20.0, upright(-0.9))))

CAMERA_TROUBLE: tuple[Scene, ...] = (
    scene(
        "roll5_standing_amara",
        "camera tilted by 5 degrees",
        STANDING,
        "amara",
        held(fold(pitch=72), STANDING),
        camera=camera_of(STANDING, roll_deg=5.0),
    ),
    scene(
        "roll5_lying_karl",
        "camera tilted by 5 degrees",
        LYING,
        "karl",
        held(strap_raise(62), LYING),
        camera=camera_of(LYING, roll_deg=5.0),
        room="study",
    ),
    scene(
        "feet_cropped_standing_ben",
        "feet out of the picture",
        STANDING,
        "ben",
        held(fold(), STANDING),
        camera=camera_of(STANDING, aim_m=1.25, distance_m=2.2),
        core=True,
    ),
    scene(
        "feet_cropped_seated_rosa",
        "the long leg's foot out of the picture",
        SEATED,
        "rosa",
        held(lean(pitch=20), SEATED),
        camera=camera_of(SEATED, along_m=-0.75, distance_m=2.2),
        room="bedroom",
    ),
    scene(
        "head_cropped_lying_mei",
        "head out of the picture",
        LYING,
        "mei",
        held(strap_raise(84), LYING),
        camera=camera_of(LYING, along_m=0.52, distance_m=2.0),
        room="study",
    ),
    scene(
        "far_standing_mei",
        "far away",
        STANDING,
        "mei",
        held(fold(), STANDING),
        camera=camera_of(STANDING, distance_m=4.3, field_deg=78.0),
        core=True,
    ),
    scene(
        "dim_standing_tariq",
        "dim and noisy",
        STANDING,
        "tariq",
        held(fold(), STANDING),
        film=DIM,
        room="bedroom",
        core=True,
    ),
    scene(
        "dim_seated_amara",
        "dim and noisy",
        SEATED,
        "amara",
        held(lean(), SEATED),
        film=DIM,
        room="study",
    ),
    scene(
        "second_person_standing_ingrid",
        "somebody stands behind",
        STANDING,
        "ingrid",
        held(fold(pitch=68), STANDING),
        bystander=WATCHER,
        core=True,
    ),
    scene(
        "second_person_lying_ben",
        "somebody walks past behind",
        LYING,
        "ben",
        held(strap_raise(76), LYING),
        bystander=PASSER_BY,
        room="study",
        facing_right=False,
    ),
    scene(
        "stutter_standing_rosa",
        "dropped frames, uneven timestamps",
        STANDING,
        "rosa",
        slips(fold(pitch=70), BENT_KNEES, "knee_bent", STANDING),
        film=STUTTERING,
        room="bedroom",
        core=True,
    ),
    scene(
        "stutter_seated_ben",
        "dropped frames, uneven timestamps",
        SEATED,
        "ben",
        held(lean(), SEATED),
        film=STUTTERING,
    ),
    scene(
        "fps12_lying_jonas",
        "12 frames a second",
        LYING,
        "jonas",
        held(strap_raise(74), LYING),
        film=SLOW,
        core=True,
    ),
    scene(
        "fps12_standing_karl",
        "12 frames a second",
        STANDING,
        "karl",
        held(fold(pitch=62), STANDING),
        film=SLOW,
        room="study",
    ),
)

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
        "hd_standing_karl",
        "1280x720",
        STANDING,
        "karl",
        held(fold(pitch=58), STANDING),
        camera=camera_of(STANDING, **LARGE),
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

TROUBLES = (*YAWED, *CAMERA_TROUBLE, *FORMATS)
