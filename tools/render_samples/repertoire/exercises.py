"""The exercises of repetitions that are filmed: their cameras, postures, tempo and faults."""

from dataclasses import replace

from tools.render_samples.posing.posture import Leg
from tools.render_samples.repertoire.exercise_positions import (
    all_fours,
    bird_dog,
    bridge,
    cat,
    child,
    high_press_up,
    hinge,
    hinge_with_knees_forward,
    hook_lie,
    knee_to_chest,
    press_up,
    prone,
    rounded_hinge,
    squatting_hinge,
    stand,
    thigh_up,
)
from tools.render_samples.repertoire.stretches import STANDING, Fault, Stretch, Tempo
from tools.render_samples.stage.camera import Camera

_MAT_CAMERA = Camera(distance_m=2.7, height_m=0.8, aim_m=0.35)

BRIDGE = Stretch(
    id="bridge",
    name="bridge",
    side_word="side",
    camera=_MAT_CAMERA,
    rest=hook_lie(),
    good=bridge(),
    tight=bridge(24),
    shallow=bridge(22),
    short=bridge(11),
    tempo=Tempo(way_s=1.5, hold_s=3.8, rest_s=1.2),
)
ARCHED = Fault("arched", bridge(38))
FEET_FAR = Fault("feet_far", bridge(19, knee=58))

CAT_COW = Stretch(
    id="cat_cow",
    name="cat_cow",
    side_word="side",
    camera=_MAT_CAMERA,
    rest=all_fours(),
    good=cat(),
    tight=cat(56),
    shallow=cat(54),
    short=cat(18),
    tempo=Tempo(way_s=1.8, hold_s=0.8, rest_s=0.8),
)
ROCKING_CAT = Fault("rocking", cat(rock_m=0.185))

BOTTOM_TO_HEELS = Stretch(
    id="bottom_to_heels",
    name="bottom_to_heels",
    side_word="side",
    camera=_MAT_CAMERA,
    rest=all_fours(),
    good=child(),
    tight=child(52),
    shallow=child(48),
    short=child(22),
    tempo=Tempo(way_s=2.2, hold_s=11.0, rest_s=1.2),
)

HIP_HINGE = Stretch(
    id="hip_hinge",
    name="hip_hinge",
    side_word="side",
    camera=STANDING.camera,
    rest=stand(),
    good=hinge(),
    tight=hinge(46, lean=14),
    shallow=hinge(48, lean=14),
    short=hinge(28, knee=12, lean=8),
    tempo=Tempo(way_s=1.8, hold_s=0.8, rest_s=1.0),
)
ROUNDED_HINGE = Fault("back_rounded", rounded_hinge())
KNEES_FORWARD = Fault("knees_forward", hinge_with_knees_forward())
SQUATTING_HINGE = Fault("squatting", squatting_hinge())

KNEE_TO_CHEST = Stretch(
    id="knee_to_chest",
    name="knee_to_chest",
    side_word="leg",
    camera=_MAT_CAMERA,
    rest=hook_lie(),
    good=knee_to_chest(),
    tight=knee_to_chest(113, 112),
    shallow=knee_to_chest(112, 112),
    short=knee_to_chest(86, 95),
    tempo=Tempo(way_s=1.6, hold_s=6.0, rest_s=1.2),
)
OTHER_KNEE_UP = Fault("other_leg_lifted", replace(knee_to_chest(), other=knee_to_chest().working))
HEAD_UP = Fault("head_lifted", knee_to_chest(neck=82, thoracic=38))

KNEE_EXTENSION = Stretch(
    id="knee_extension",
    name="knee_extension",
    side_word="leg",
    camera=_MAT_CAMERA,
    rest=thigh_up(),
    good=thigh_up(12),
    tight=thigh_up(36),
    shallow=thigh_up(38),
    short=thigh_up(66),
    tempo=Tempo(way_s=1.5, hold_s=6.0, rest_s=1.2),
)
THIGH_DOWN = Fault("thigh_drops", thigh_up(12, thigh=44))
HEAD_OFF_THE_FLOOR = Fault("head_lifted", replace(thigh_up(12), neck=82, thoracic=38))
BOTH_UP = Fault("other_leg_lifted", replace(thigh_up(12), other=Leg(hip=92, knee=90, abduction=3)))

PRESS_UP = Stretch(
    id="press_up",
    name="press_up",
    side_word="side",
    camera=_MAT_CAMERA,
    rest=prone(),
    good=press_up(-31),
    tight=press_up(-28),
    shallow=press_up(-28),
    short=press_up(-12, pelvis=88),
    tempo=Tempo(way_s=1.8, hold_s=6.0, rest_s=1.2),
)
TOO_HIGH = Fault("too_high", high_press_up())

BIRD_DOG = Stretch(
    id="bird_dog",
    name="bird_dog",
    side_word="leg",
    camera=_MAT_CAMERA,
    rest=all_fours(),
    good=bird_dog(),
    tight=bird_dog(-10, arm=14),
    shallow=bird_dog(-15, arm=25),
    short=bird_dog(-38, arm=60),
    tempo=Tempo(way_s=1.8, hold_s=6.0, rest_s=1.2),
)
BENT_DOG = Fault("knee_bent", bird_dog(knee=62))
HIGH_DOG = Fault("leg_too_high", bird_dog(32))
HOLLOW_DOG = Fault("back_hollow", bird_dog(spine=-48))
