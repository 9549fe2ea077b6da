"""Other pictures than 640x480: a phone on its end, a large camera."""

from tools.render_samples.clips.plans import hold
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.positions import fold, lean, strap_raise
from tools.render_samples.repertoire.stretches import LYING, SEATED, STANDING

PORTRAIT = {"width": 480, "height": 640, "field_deg": 55.0}
LARGE = {"width": 1280, "height": 720, "field_deg": 40.0}

FORMATS = scenes(
    "{topic}_{stretch}_{person}",
    Topic("portrait", "upright picture of a phone", hold).by(
        Row(STANDING, "ingrid", STUDY, LEFT, fold(pitch=66), camera=STANDING.seen(**PORTRAIT)),
        Row(SEATED, "mei", BEDROOM, RIGHT, camera=SEATED.seen(distance_m=3.2, **PORTRAIT)),
        Row(LYING, "ben", LIVING_ROOM, RIGHT, strap_raise(78), camera=LYING.seen(distance_m=3.2, **PORTRAIT)),
    ),
    Topic("hd", "1280x720", hold).by(
        Row(STANDING, "karl", LIVING_ROOM, RIGHT, fold(pitch=58), camera=STANDING.seen(**LARGE)),
        Row(SEATED, "tariq", BEDROOM, LEFT, lean(pitch=24), camera=SEATED.seen(**LARGE)),
        Row(LYING, "amara", STUDY, RIGHT, strap_raise(82), camera=LYING.seen(**LARGE)),
    ),
)
