"""The postures of the exercises of repetitions. Angles in degrees; see `posture` for their meaning."""

from dataclasses import replace

import numpy as np

from tools.render_samples.posing.posture import Grip, Hands, Leg, Posture
from tools.render_samples.repertoire.positions import FEET, SHINS, TRUNK, lie

_THIGH_M = 0.41
"""Of people of middle height: how far hips go back when they sit down on the heels."""
_HANDS_AHEAD_M = 0.45
"""On all fours, from the hips to the wrists."""


def hook_lie(knee: float = 95, neck: float = -2) -> Posture:
    """On the back, both knees bent, feet flat, arms beside the body."""
    leg = Leg(hip=knee / 2 + 3, knee=knee, abduction=6, flat_foot=1, grounded=1)
    return replace(lie(neck=neck), working=leg, other=leg, arm_flexion=-8)


def bridge(rise: float = 27, knee: float = 80) -> Posture:
    """On shoulders and feet, the trunk tipped up by `rise`; 0 is `hook_lie`."""
    leg = Leg(hip=knee / 2 - 8 - rise, knee=knee, abduction=6, flat_foot=1, grounded=1)
    return replace(
        hook_lie(),
        pitch=-90 - rise,
        lumbar=0,
        thoracic=2,
        neck=rise * 0.8 - 2,
        working=leg,
        other=leg,
        arm_flexion=-rise - 8,
        arm_abduction=14,
    )


def one_leg_bridge(rise: float = 25) -> Posture:
    """A bridge on one leg, the other straight in the thighs' line."""
    both = bridge(rise)
    return replace(both, working=replace(both.working, knee=6, flat_foot=0, grounded=0))


def all_fours(pitch: float = 82, spine: float = 2, neck: float = -8, rock_m: float = 0.0) -> Posture:
    """Hands under the shoulders, knees under the hips.

    Args:
        pitch: Of the pelvis.
        spine: Flexion of the whole back: round above 0, hollow below.
        neck: Flexion of the neck.
        rock_m: How far the hips are behind the knees.
    """
    back = float(np.degrees(np.arcsin(rock_m / _THIGH_M)))
    leg = Leg(hip=pitch + back, knee=90 + back, abduction=3, ankle=-65)
    return Posture(
        pitch=pitch,
        lumbar=spine * 0.5,
        thoracic=spine * 0.5,
        neck=neck,
        working=leg,
        other=leg,
        support=SHINS,
        arm_flexion=85,
        elbow=5,
        hands=Hands(Grip.FLOOR, _HANDS_AHEAD_M + rock_m),
        along=-rock_m,
    )


def cat(spine: float = 72, rock_m: float = 0.0) -> Posture:
    """On all fours, the back round and the head down."""
    return all_fours(pitch=84 - spine * 0.6, spine=spine, neck=30, rock_m=rock_m)


def cow(spine: float = -34) -> Posture:
    """On all fours, the back hollow and the head up."""
    return all_fours(pitch=83 - spine * 0.45, spine=spine, neck=-36)


def nodding() -> Posture:
    """On all fours, only the head down."""
    return all_fours(neck=48)


def child(thigh: float = 62, spine: float = 30) -> Posture:
    """Bottom towards the heels, hands where they were on all fours; the thighs lean forward by `thigh`."""
    pitch = 80.0
    back_m = _THIGH_M * float(np.sin(np.radians(thigh)))
    leg = Leg(hip=pitch + thigh, knee=90 + thigh, abduction=6, ankle=-65)
    return replace(
        all_fours(pitch, spine, neck=8),
        working=leg,
        other=leg,
        hands=Hands(Grip.FLOOR, _HANDS_AHEAD_M + back_m),
        along=-back_m,
    )


def sit_on_heels() -> Posture:
    """Sitting upright on the heels, hands on the thighs."""
    leg = Leg(hip=72, knee=158, abduction=6, ankle=-65)
    return Posture(
        pitch=2,
        thoracic=4,
        working=leg,
        other=leg,
        support=SHINS,
        hands=Hands(Grip.LEG, 0.6, each_own_leg=True),
        along=-0.37,
    )


def bird_dog(leg: float = 0, knee: float = 5, arm: float = 0, spine: float = 2) -> Posture:
    """On all fours, the working leg back and the other arm forward.

    Args:
        leg: Of the raised thigh above level.
        knee: Of the raised leg.
        arm: Of the raised arm below level.
        spine: Flexion of the back: below 0 it hollows.
    """
    base = all_fours(pitch=82 - spine * 0.45, spine=spine)
    return replace(
        base,
        working=Leg(hip=base.pitch - 90 - leg, knee=knee, abduction=2, ankle=-10),
        arm_flexion=172 - arm,
        arm_abduction=6,
        elbow=4,
        hands=replace(base.hands, one=True),
    )


def prone(neck: float = 4) -> Posture:
    """Face down, legs long, elbows beside the ribs and hands beside the shoulders."""
    leg = Leg(hip=0, knee=3, abduction=4, ankle=-55, grounded=1)
    return Posture(
        pitch=90,
        neck=neck,
        working=leg,
        other=leg,
        support=TRUNK,
        elbow=100,
        hands=Hands(Grip.FOREARMS, -0.20),
    )


def press_up(spine: float = -27, pelvis: float = 85, knee: float = 3, elbows_m: float = 0.0) -> Posture:
    """Face down on the forearms, the chest raised and the hips on the floor.

    Args:
        spine: Flexion of the back, below 0.
        pelvis: Its pitch; 90 lies flat.
        knee: Of both legs.
        elbows_m: How far the elbows are ahead of the shoulders.
    """
    leg = Leg(hip=pelvis - 90, knee=knee, abduction=4, ankle=-55, grounded=1)
    return replace(
        prone(neck=-6),
        pitch=pelvis,
        lumbar=spine * 0.62,
        thoracic=spine * 0.38,
        working=leg,
        other=leg,
        hands=Hands(Grip.FOREARMS, elbows_m),
    )


def high_press_up() -> Posture:
    """Face down, the chest raised on straight arms."""
    return replace(press_up(spine=-64, pelvis=78), hands=Hands(Grip.FLOOR, 0.40))


def stand() -> Posture:
    """Standing, hands on the hips."""
    leg = Leg(hip=1, knee=4, flat_foot=1)
    return Posture(
        lumbar=-2,
        thoracic=2,
        working=leg,
        other=leg,
        support=FEET,
        hands=Hands(Grip.LEG, 0.25, each_own_leg=True),
    )


def hinge(pitch: float = 60, knee: float = 22, lean: float = 18, spine: float = 4) -> Posture:
    """Bent forward at the hips with a flat back and soft knees; the thighs lean back by `lean`."""
    leg = Leg(hip=pitch + lean, knee=knee, flat_foot=1)
    return replace(
        stand(),
        pitch=pitch,
        lumbar=spine * 0.55,
        thoracic=spine * 0.45,
        neck=-6,
        working=leg,
        other=leg,
    )


def rounded_hinge() -> Posture:
    """A hinge done wrongly: the pelvis stays up, the back bends."""
    return hinge(pitch=28, knee=16, lean=8, spine=84)


def squatting_hinge() -> Posture:
    """A hinge done wrongly: the knees bend as in a squat, over upright shins."""
    return hinge(pitch=42, knee=82, lean=67)


def hinge_with_knees_forward() -> Posture:
    """A hinge done wrongly: the knees go ahead of the feet."""
    return hinge(pitch=46, knee=56, lean=27)


def knee_to_chest(hip: float = 128, knee: float = 122, neck: float = -2, thoracic: float = 3) -> Posture:
    """On the back, one knee drawn to the chest with both hands, the other foot flat."""
    return replace(
        lie(neck=neck, thoracic=thoracic),
        working=Leg(hip=hip, knee=knee, abduction=6),
        other=hook_lie().other,
        hands=Hands(Grip.LEG, 1.12),
    )


def thigh_up(knee: float = 95, thigh: float = 0) -> Posture:
    """On the back, one thigh held upright from behind, the other foot flat.

    Args:
        knee: Of the held leg: 90 at the start of 90/90, less at its end.
        thigh: How far the thigh is lowered from upright.
    """
    return replace(
        lie(),
        working=Leg(hip=92 - thigh, knee=knee, abduction=3, ankle=8),
        other=hook_lie().other,
        hands=Hands(Grip.BEHIND_LEG, 0.78),
    )
