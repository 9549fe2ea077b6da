"""Whole sets as a person does them: in, down, 30 s, up, out; and what can go wrong in one."""

from dataclasses import replace

from tools.render_samples.positions import (
    bent_floor_leg_raise,
    crouch,
    fold,
    lean,
    lie,
    sit,
    strap_raise,
    upright,
)
from tools.render_samples.posture import Posture
from tools.render_samples.scene import Scene
from tools.render_samples.scenes.common import (
    BENT_KNEES,
    BENT_RAISED,
    BENT_SEATED,
    GOOD,
    LYING,
    SEATED,
    STANDING,
    TIGHT_FOLD,
    TIGHT_LEAN,
    TIGHT_RAISE,
    scene,
)
from tools.render_samples.scenes.script import Script

OUT_OF_FRAME_M = 2.1
STRAP_ON = strap_raise(12)
SITTING_DOWN_AT_M = {SEATED: -0.35, LYING: 0.0}
FEET_BEFORE_SEAT_M = 0.25


def walks_in(stretch: str) -> Script:
    """Comes in and gets ready: stands, sits or lies on the mat."""
    script = Script(upright(-OUT_OF_FRAME_M))
    if stretch == STANDING:
        return script.walk_to(upright()).stay(0.8)
    seat = SITTING_DOWN_AT_M[stretch]
    script.walk_to(upright(seat + FEET_BEFORE_SEAT_M)).stay(0.3)
    script.to(crouch(seat + FEET_BEFORE_SEAT_M), 1.4).to(replace(sit(), along=seat), 1.6).stay(0.5)
    return script if stretch == SEATED else script.to(lie(), 2.2).stay(0.6).to(STRAP_ON, 1.2).stay(0.8)


def walks_out(script: Script, stretch: str) -> Script:
    """Gets up and leaves."""
    if stretch == STANDING:
        return script.to(upright(), 2.4).stay(0.6).walk_to(upright(OUT_OF_FRAME_M)).stay(0.4)
    seat = SITTING_DOWN_AT_M[stretch]
    if stretch == LYING:
        script.to(STRAP_ON, 2.4).to(lie(), 1.0).stay(0.4)
    script.to(replace(sit(), along=seat), 2.2).stay(0.4).to(crouch(seat + FEET_BEFORE_SEAT_M), 1.6)
    return (
        script.to(upright(seat + FEET_BEFORE_SEAT_M), 1.6)
        .stay(0.3)
        .walk_to(upright(OUT_OF_FRAME_M))
        .stay(0.4)
    )


def whole_set(stretch: str, posture: Posture, hold_s: float = 30.0) -> Script:
    """In, 30 s of holding still, out."""
    return walks_out(walks_in(stretch).to(posture, 2.4).stay(hold_s), stretch)


def set_with_fault(stretch: str, wrong: Posture, fault: str) -> Script:
    """A set with one fault of 4 s after 9 s of holding."""
    script = walks_in(stretch).to(GOOD[stretch], 2.4).stay(9).wrongly(fault, wrong, 4).stay(10)
    return walks_out(script, stretch)


def set_broken_off(stretch: str) -> Script:
    """A hold of 10 s, up for 4 s, and a second hold of 12 s."""
    rest = {STANDING: upright(), SEATED: sit(), LYING: STRAP_ON}[stretch]
    script = (
        walks_in(stretch).to(GOOD[stretch], 2.4).stay(10).to(rest, 2).stay(4).to(GOOD[stretch], 2).stay(12)
    )
    return walks_out(script, stretch)


SETS: tuple[Scene, ...] = (
    scene(
        "set_standing_right_amara",
        "right side, a whole set",
        STANDING,
        "amara",
        whole_set(STANDING, fold(pitch=74)),
        room="study",
        core=True,
    ),
    scene(
        "set_standing_left_karl",
        "left side, a whole set, tight older man",
        STANDING,
        "karl",
        whole_set(STANDING, TIGHT_FOLD),
        facing_right=False,
        room="bedroom",
        core=True,
    ),
    scene(
        "set_standing_left_ben",
        "left side, a whole set",
        STANDING,
        "ben",
        whole_set(STANDING, fold()),
        facing_right=False,
    ),
    scene(
        "set_standing_right_ingrid",
        "right side, a whole set, tight older woman",
        STANDING,
        "ingrid",
        whole_set(STANDING, TIGHT_FOLD),
        room="living_room",
    ),
    scene(
        "set_seated_right_mei",
        "right leg, a whole set",
        SEATED,
        "mei",
        whole_set(SEATED, lean()),
        room="living_room",
        core=True,
    ),
    scene(
        "set_seated_left_rosa",
        "left leg, a whole set, tight, hands on the knee",
        SEATED,
        "rosa",
        whole_set(SEATED, TIGHT_LEAN),
        facing_right=False,
        room="study",
        core=True,
    ),
    scene(
        "set_seated_left_jonas",
        "left leg, a whole set",
        SEATED,
        "jonas",
        whole_set(SEATED, lean(pitch=22)),
        facing_right=False,
        room="bedroom",
    ),
    scene(
        "set_seated_right_karl",
        "right leg, a whole set, tight, hands on the knee",
        SEATED,
        "karl",
        whole_set(SEATED, TIGHT_LEAN),
        room="bedroom",
    ),
    scene(
        "set_lying_right_tariq",
        "right leg, a whole set",
        LYING,
        "tariq",
        whole_set(LYING, strap_raise(78)),
        room="bedroom",
        core=True,
    ),
    scene(
        "set_lying_left_ingrid",
        "left leg, a whole set, tight, raised to 45 degrees",
        LYING,
        "ingrid",
        whole_set(LYING, TIGHT_RAISE),
        facing_right=False,
        core=True,
    ),
    scene(
        "set_lying_right_rosa",
        "right leg, a whole set, other foot flat on the floor",
        LYING,
        "rosa",
        whole_set(LYING, bent_floor_leg_raise(64)),
        room="study",
    ),
    scene(
        "set_lying_right_karl",
        "right leg, a whole set, tight, raised to 45 degrees",
        LYING,
        "karl",
        whole_set(LYING, TIGHT_RAISE),
        room="bedroom",
    ),
    scene(
        "set_lying_left_amara",
        "left leg, a whole set",
        LYING,
        "amara",
        whole_set(LYING, strap_raise(84)),
        facing_right=False,
        room="study",
    ),
    scene(
        "set_standing_knees_jonas",
        "right side, knees bend after 9 s of holding",
        STANDING,
        "jonas",
        set_with_fault(STANDING, BENT_KNEES, "knee_bent"),
        room="bedroom",
    ),
    scene(
        "set_seated_knee_amara",
        "left leg, knee bends after 9 s of holding",
        SEATED,
        "amara",
        set_with_fault(SEATED, BENT_SEATED, "knee_bent"),
        facing_right=False,
    ),
    scene(
        "set_lying_knee_ben",
        "left leg, knee bends after 9 s of holding",
        LYING,
        "ben",
        set_with_fault(LYING, BENT_RAISED, "knee_bent"),
        facing_right=False,
        room="study",
    ),
    scene(
        "set_standing_breaks_off_ingrid",
        "left side, comes up early, folds again",
        STANDING,
        "ingrid",
        set_broken_off(STANDING),
        facing_right=False,
        room="study",
        core=True,
    ),
    scene(
        "set_standing_breaks_off_ben",
        "right side, comes up early, folds again",
        STANDING,
        "ben",
        set_broken_off(STANDING),
        room="bedroom",
    ),
    scene(
        "set_seated_breaks_off_tariq",
        "right leg, sits up early, leans again",
        SEATED,
        "tariq",
        set_broken_off(SEATED),
        room="living_room",
    ),
    scene(
        "set_seated_breaks_off_ingrid",
        "left leg, sits up early, leans again",
        SEATED,
        "ingrid",
        set_broken_off(SEATED),
        facing_right=False,
        room="study",
    ),
    scene(
        "set_lying_breaks_off_mei",
        "right leg, lets the leg down early, raises it again",
        LYING,
        "mei",
        set_broken_off(LYING),
        room="bedroom",
    ),
    scene(
        "set_lying_breaks_off_jonas",
        "left leg, lets the leg down early, raises it again",
        LYING,
        "jonas",
        set_broken_off(LYING),
        facing_right=False,
        room="study",
    ),
)
