"""Short clips of the lying stretch and of what looks like it."""

from tools.render_samples.positions import bent_floor_leg_raise, clasped_raise, lie, strap_raise
from tools.render_samples.scenes.common import (
    BENT_RAISED,
    LYING,
    TIGHT_RAISE,
    bobs,
    held,
    only,
    scene,
    slips,
    wrong_throughout,
)

LIFTED_OTHER = strap_raise(74, other_hip=32)
LIFTED_HEAD = strap_raise(84, neck=42, thoracic=16)

LYING_CLIPS = (
    scene(
        "lying_good_ben", "Lying, right leg: good, with a strap", LYING, "ben", held(strap_raise(80), LYING)
    ),
    scene(
        "lying_good_mei",
        "Lying, left leg: good, with a strap",
        LYING,
        "mei",
        held(strap_raise(88), LYING),
        facing_right=False,
        room="study",
    ),
    scene(
        "lying_good_amara",
        "Lying, right leg: good, hands behind the thigh",
        LYING,
        "amara",
        held(clasped_raise(), LYING),
        room="bedroom",
        core=True,
    ),
    scene(
        "lying_far_leg_ingrid",
        "Lying, the leg away from the camera: good",
        LYING,
        "ingrid",
        held(strap_raise(72), LYING),
        room="bedroom",
        far_leg_works=True,
    ),
    scene(
        "lying_tight_karl",
        "Lying, right leg: tight, raised to 45 degrees",
        LYING,
        "karl",
        held(TIGHT_RAISE, LYING),
        core=True,
    ),
    scene(
        "lying_tight_rosa",
        "Lying, left leg: tight, other foot flat on the floor",
        LYING,
        "rosa",
        held(bent_floor_leg_raise(52), LYING),
        facing_right=False,
        room="bedroom",
        core=True,
    ),
    scene(
        "lying_short_ingrid",
        "Lying, right leg: hardly raised, short of the position",
        LYING,
        "ingrid",
        held(strap_raise(18), LYING),
    ),
    scene(
        "lying_bent_knee_tariq",
        "Lying, right leg: knee bends at 6 s",
        LYING,
        "tariq",
        slips(strap_raise(76), BENT_RAISED, "knee_bent", LYING),
        room="study",
        core=True,
    ),
    scene(
        "lying_other_leg_jonas",
        "Lying, right leg: other leg lifts at 6 s",
        LYING,
        "jonas",
        slips(strap_raise(70), LIFTED_OTHER, "other_leg_lifted", LYING),
        core=True,
    ),
    scene(
        "lying_head_amara",
        "Lying, left leg: head and shoulders lift at 6 s",
        LYING,
        "amara",
        slips(strap_raise(80), LIFTED_HEAD, "head_lifted", LYING),
        facing_right=False,
        room="bedroom",
        core=True,
    ),
    scene(
        "lying_bouncing_ben",
        "Lying, right leg: bounces at 6 s",
        LYING,
        "ben",
        bobs(strap_raise(70), LYING),
        room="study",
        core=True,
    ),
    scene("no_lying_flat_rosa", "Lies flat", LYING, "rosa", only(lie()), core=True),
    scene(
        "no_both_legs_up_tariq",
        "Lies with both legs raised",
        LYING,
        "tariq",
        wrong_throughout(strap_raise(78, other_hip=76), "other_leg_lifted", LYING),
        room="bedroom",
    ),
)
