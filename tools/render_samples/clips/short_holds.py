"""Short clips of each stretch: good, tight, with each fault."""

from tools.render_samples.clips.plans import bounce, hold, slip, wrong_throughout
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.positions import (
    bent_floor_leg_raise,
    clasped_raise,
    fold,
    lean,
    strap_raise,
)
from tools.render_samples.repertoire.stretches import (
    BENT_KNEES,
    BENT_RAISED,
    BENT_SEATED,
    BOTH_LIFTED,
    LIFTED_HEAD,
    LIFTED_OTHER,
    LYING,
    ROUNDED_FOLD,
    ROUNDED_LEAN,
    SEATED,
    STANDING,
)

SHORT_HOLDS = scenes(
    "{stretch}_{topic}_{person}",
    Topic("good", "{side}, good fold", hold).by(
        Row(STANDING, "ben", LIVING_ROOM, RIGHT),
        Row(STANDING, "rosa", STUDY, LEFT, fold(pitch=70, lumbar=20, thoracic=16)),
    ),
    Topic("good", "{side}, good fold, older woman", hold).by(
        Row(STANDING, "ingrid", BEDROOM, RIGHT, fold(pitch=66, lumbar=24, thoracic=20, knee=14)),
    ),
    Topic("deep", "{side}, deep fold, hands at the toes", hold).by(
        Row(STANDING, "mei", STUDY, RIGHT, fold(pitch=98, lumbar=32, thoracic=22, knee=5)),
    ),
    Topic("tight", "{side}, tight, hands on the knees", hold).by(
        Row(STANDING, "karl", BEDROOM, LEFT, STANDING.tight),
    ),
    Topic("tight", "{side}, tight, hands on the shins", hold).by(
        Row(
            STANDING, "jonas", LIVING_ROOM, RIGHT, fold(pitch=52, lumbar=16, thoracic=10, knee=12, reach=1.3)
        ),
    ),
    Topic("just_enough", "{side}, very tight, bent just far enough", hold).by(
        Row(STANDING, "mei", LIVING_ROOM, RIGHT, STANDING.shallow),
        Row(STANDING, "tariq", STUDY, LEFT, STANDING.shallow),
    ),
    Topic("short", "{side}, just short of the position", hold).by(
        Row(STANDING, "amara", STUDY, RIGHT, STANDING.short),
    ),
    Topic("bent_knees", "{side}, knees bend at 6 s", slip).by(
        Row(STANDING, "amara", BEDROOM, RIGHT, fault=BENT_KNEES),
    ),
    Topic("bent_knees", "{side}, knees bent all along", wrong_throughout).by(
        Row(STANDING, "tariq", LIVING_ROOM, LEFT, fault=BENT_KNEES),
    ),
    Topic("rounded", "{side}, back rounds at 6 s", slip).by(
        Row(STANDING, "ben", LIVING_ROOM, RIGHT, fault=ROUNDED_FOLD),
        Row(SEATED, "tariq", LIVING_ROOM, LEFT, fault=ROUNDED_LEAN),
        Row(SEATED, "ben", BEDROOM, RIGHT, fault=ROUNDED_LEAN),
    ),
    Topic("rounded", "{side}, back rounded all along", wrong_throughout).by(
        Row(STANDING, "rosa", STUDY, LEFT, fault=ROUNDED_FOLD),
    ),
    Topic("bouncing", "{side}, bounces at 6 s", bounce).by(
        Row(STANDING, "jonas", LIVING_ROOM, RIGHT, fold(pitch=66)),
        Row(STANDING, "amara", STUDY, LEFT, fold(pitch=72)),
        Row(SEATED, "amara", STUDY, RIGHT, lean(pitch=28)),
        Row(SEATED, "mei", BEDROOM, LEFT, lean(pitch=24)),
        Row(LYING, "ben", STUDY, RIGHT, strap_raise(70)),
        Row(LYING, "tariq", BEDROOM, LEFT, strap_raise(74)),
    ),
    Topic("good", "{side}, good, hands on the foot", hold).by(
        Row(SEATED, "ben", LIVING_ROOM, RIGHT),
        Row(SEATED, "amara", STUDY, LEFT, lean(pitch=32, lumbar=18, thoracic=12)),
    ),
    Topic("good", "{side}, good, hands on the shin", hold).by(
        Row(SEATED, "rosa", BEDROOM, RIGHT, lean(pitch=20, lumbar=16, thoracic=12, reach=1.5)),
    ),
    Topic("far_leg", "the leg away from the camera, good", hold).by(
        Row(SEATED, "tariq", STUDY, RIGHT, lean(pitch=24), far_leg_works=True),
        Row(LYING, "ingrid", BEDROOM, RIGHT, strap_raise(72), far_leg_works=True),
    ),
    Topic("tight", "{side}, tight, straight back, hands on the knee", hold).by(
        Row(SEATED, "karl", STUDY, RIGHT, SEATED.tight),
        Row(SEATED, "ingrid", BEDROOM, LEFT, SEATED.tight),
    ),
    Topic("just_enough", "{side}, very tight, leaning just far enough", hold).by(
        Row(SEATED, "amara", LIVING_ROOM, RIGHT, SEATED.shallow),
        Row(SEATED, "ben", STUDY, LEFT, SEATED.shallow),
    ),
    Topic("short", "{side}, nearly upright, just short of the position", hold).by(
        Row(SEATED, "mei", LIVING_ROOM, RIGHT, SEATED.short),
    ),
    Topic("bent_knee", "{side}, knee bends at 6 s", slip).by(
        Row(SEATED, "jonas", BEDROOM, RIGHT, fault=BENT_SEATED),
        Row(SEATED, "ingrid", STUDY, LEFT, lean(pitch=24), fault=BENT_SEATED),
        Row(LYING, "tariq", STUDY, RIGHT, strap_raise(76), fault=BENT_RAISED),
        Row(LYING, "rosa", BEDROOM, LEFT, strap_raise(72), fault=BENT_RAISED),
    ),
    Topic("good", "{side}, good, with a strap", hold).by(
        Row(LYING, "ben", LIVING_ROOM, RIGHT),
        Row(LYING, "mei", STUDY, LEFT, strap_raise(88)),
    ),
    Topic("good", "{side}, good, hands behind the thigh", hold).by(
        Row(LYING, "amara", BEDROOM, RIGHT, clasped_raise()),
    ),
    Topic("tight", "{side}, tight, raised to 45 degrees", hold).by(
        Row(LYING, "karl", LIVING_ROOM, RIGHT, LYING.tight),
    ),
    Topic("tight", "{side}, tight, other foot flat on the floor", hold).by(
        Row(LYING, "rosa", BEDROOM, LEFT, bent_floor_leg_raise(52)),
    ),
    Topic("just_enough", "{side}, very tight, raised just far enough", hold).by(
        Row(LYING, "ben", LIVING_ROOM, RIGHT, LYING.shallow),
        Row(LYING, "jonas", STUDY, LEFT, LYING.shallow),
    ),
    Topic("short", "{side}, hardly raised, short of the position", hold).by(
        Row(LYING, "ingrid", LIVING_ROOM, RIGHT, LYING.short),
    ),
    Topic("other_leg", "{side}, other leg lifts at 6 s", slip).by(
        Row(LYING, "jonas", LIVING_ROOM, RIGHT, strap_raise(70), fault=LIFTED_OTHER),
        Row(LYING, "mei", STUDY, LEFT, strap_raise(74), fault=LIFTED_OTHER),
    ),
    Topic("head", "{side}, head and shoulders lift at 6 s", slip).by(
        Row(LYING, "amara", BEDROOM, LEFT, fault=LIFTED_HEAD),
        Row(LYING, "ingrid", LIVING_ROOM, RIGHT, strap_raise(76), fault=LIFTED_HEAD),
    ),
    Topic("both_legs_up", "{side}, both legs raised all along", wrong_throughout).by(
        Row(LYING, "tariq", BEDROOM, RIGHT, fault=BOTH_LIFTED),
    ),
)
