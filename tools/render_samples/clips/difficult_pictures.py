"""Difficult pictures: the camera turned, tilted or far, bad light, a second person, dropped frames."""

from dataclasses import replace

from tools.render_samples.clips.plans import hold, slip
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.positions import fold, lean, strap_raise, upright
from tools.render_samples.repertoire.stretches import BENT_KNEES, LYING, SEATED, STANDING
from tools.render_samples.scenes.scene import Bystander, Film, Key

DIM = Film(gain=0.10, noise=7.0, quality=30)
DARK = Film(gain=0.006, noise=9.0, quality=34)
STUTTERING = Film(fps=30.0, dropped=0.25, jitter=0.2)
SLOW = Film(fps=12.0)

PASSER_BY = Bystander(
    "karl",
    1.2,
    (Key(0.0, upright(-2.6)), Key(4.0, upright(-2.6)), Key(8.5, upright(2.6)), Key(20.0, upright(2.6))),
)
WATCHER = Bystander("rosa", 1.1, (Key(0.0, upright(-0.9)), Key(20.0, upright(-0.9))))

_YAWED_ROWS = (
    Row(STANDING, "tariq", LIVING_ROOM, RIGHT),
    Row(SEATED, "ingrid", STUDY, LEFT),
    Row(LYING, "jonas", BEDROOM, RIGHT),
)
_YAWED = (
    Topic(f"yaw{yaw_deg}", f"camera {yaw_deg} degrees round", hold).by(
        *(replace(row, camera=row.stretch.seen(yaw_deg=yaw_deg)) for row in _YAWED_ROWS)
    )
    for yaw_deg in (15, 30, 45)
)

DIFFICULT_PICTURES = scenes(
    "{topic}_{stretch}_{person}",
    *_YAWED,
    Topic("roll5", "camera tilted by 5 degrees", hold).by(
        Row(STANDING, "amara", LIVING_ROOM, RIGHT, fold(pitch=72), camera=STANDING.seen(roll_deg=5.0)),
        Row(SEATED, "tariq", BEDROOM, LEFT, lean(pitch=24), camera=SEATED.seen(roll_deg=-5.0)),
        Row(LYING, "karl", STUDY, RIGHT, strap_raise(62), camera=LYING.seen(roll_deg=5.0)),
    ),
    Topic("feet_cropped", "feet out of the picture", hold).by(
        Row(STANDING, "ben", LIVING_ROOM, RIGHT, camera=STANDING.seen(aim_m=1.25, distance_m=2.2)),
        Row(LYING, "karl", BEDROOM, RIGHT, strap_raise(62), camera=LYING.seen(along_m=-0.65, distance_m=1.9)),
    ),
    Topic("head_cropped", "head out of the picture", hold).by(
        Row(
            STANDING, "jonas", STUDY, LEFT, fold(pitch=66), camera=STANDING.seen(along_m=0.5, distance_m=2.2)
        ),
        Row(
            SEATED,
            "ben",
            LIVING_ROOM,
            LEFT,
            lean(pitch=14, lumbar=10, thoracic=8, reach=1.5),
            camera=SEATED.seen(distance_m=1.6, height_m=0.4, aim_m=-0.14),
        ),
        Row(LYING, "mei", STUDY, RIGHT, strap_raise(84), camera=LYING.seen(along_m=0.52, distance_m=2.0)),
    ),
    Topic("feet_cropped", "the long leg's foot out of the picture", hold).by(
        Row(
            SEATED, "rosa", BEDROOM, RIGHT, lean(pitch=20), camera=SEATED.seen(along_m=-0.75, distance_m=2.2)
        ),
    ),
    Topic("far", "far away", hold).by(
        Row(STANDING, "mei", LIVING_ROOM, RIGHT, camera=STANDING.seen(distance_m=4.3, field_deg=78.0)),
        Row(SEATED, "jonas", BEDROOM, LEFT, camera=SEATED.seen(distance_m=4.3, field_deg=70.0)),
        Row(LYING, "rosa", STUDY, RIGHT, strap_raise(70), camera=LYING.seen(distance_m=4.3, field_deg=70.0)),
    ),
    Topic("dim", "dim and noisy", hold, film=DIM).by(
        Row(STANDING, "tariq", BEDROOM, RIGHT),
        Row(SEATED, "amara", STUDY, RIGHT),
        Row(LYING, "ben", LIVING_ROOM, LEFT, strap_raise(76)),
    ),
    Topic("dark", "too dark", hold, film=DARK).by(
        Row(STANDING, "rosa", LIVING_ROOM, LEFT, fold(pitch=70)),
        Row(SEATED, "ben", BEDROOM, RIGHT),
        Row(LYING, "mei", STUDY, RIGHT, strap_raise(76)),
    ),
    Topic("second_person", "somebody stands behind", hold, bystander=WATCHER).by(
        Row(STANDING, "ingrid", LIVING_ROOM, RIGHT, fold(pitch=68)),
        Row(SEATED, "jonas", BEDROOM, RIGHT),
    ),
    Topic("second_person", "somebody walks past behind", hold, bystander=PASSER_BY).by(
        Row(LYING, "ben", STUDY, LEFT, strap_raise(76)),
    ),
    Topic("stutter", "dropped frames, uneven timestamps", slip, film=STUTTERING).by(
        Row(STANDING, "rosa", BEDROOM, RIGHT, fold(pitch=70), fault=BENT_KNEES),
    ),
    Topic("stutter", "dropped frames, uneven timestamps", hold, film=STUTTERING).by(
        Row(SEATED, "ben", LIVING_ROOM, RIGHT),
        Row(LYING, "amara", BEDROOM, LEFT, strap_raise(78)),
    ),
    Topic("fps12", "12 frames a second", hold, film=SLOW).by(
        Row(LYING, "jonas", LIVING_ROOM, RIGHT, strap_raise(74)),
        Row(STANDING, "karl", STUDY, RIGHT, fold(pitch=62)),
        Row(SEATED, "rosa", BEDROOM, LEFT, lean(pitch=20, lumbar=16, thoracic=12)),
    ),
)
