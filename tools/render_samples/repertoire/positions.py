"""The postures that the scripts are made of. Angles in degrees; see `posture` for their meaning."""

from dataclasses import replace

from tools.render_samples.posing.posture import Grip, Hands, Leg, Posture, Support

FEET, SEAT, TRUNK, SHINS = Support(feet=1), Support(seat=1), Support(trunk=1), Support(shins=1)


def upright(along: float = 0.0) -> Posture:
    """Standing at ease."""
    leg = Leg(hip=1, knee=4, flat_foot=1)
    return Posture(lumbar=-2, thoracic=2, working=leg, other=leg, support=FEET, along=along)


def fold(
    pitch: float = 78,
    lumbar: float = 24,
    thoracic: float = 18,
    knee: float = 10,
    lean: float = 7,
    reach: float = 1.9,
    neck: float = 10,
) -> Posture:
    """The standing stretch: bent forward, each hand on its own leg as far down as it comes or `reach` says.

    `lean` tips the thighs forward, so that the hips go behind the heels and the weight stays over the feet.
    """
    leg = Leg(hip=pitch + lean, knee=knee, flat_foot=1)
    return Posture(
        pitch=pitch,
        lumbar=lumbar,
        thoracic=thoracic,
        neck=neck,
        working=leg,
        other=leg,
        support=FEET,
        arm_flexion=pitch + lumbar + thoracic,
        hands=Hands(Grip.LEG, reach, each_own_leg=True),
    )


def rounded_fold(reach: float = 1.75) -> Posture:
    """The standing stretch done wrongly: the pelvis stays up, the back bends."""
    return fold(pitch=36, lumbar=56, thoracic=46, neck=25, lean=3, reach=reach)


def hinge_with_bent_knees() -> Posture:
    """A good-morning: straight back, knees bent, hands at the shoulders."""
    return replace(
        fold(pitch=68, lumbar=6, thoracic=4, knee=48, lean=30, neck=-12),
        hands=Hands(),
        arm_flexion=35,
        arm_abduction=35,
        elbow=142,
    )


def squat() -> Posture:
    """A deep squat, arms forward."""
    leg = Leg(hip=102, knee=118, abduction=14, rotation=12, flat_foot=1)
    return Posture(
        pitch=20,
        lumbar=4,
        thoracic=4,
        neck=-8,
        working=leg,
        other=leg,
        support=FEET,
        arm_flexion=95,
        arm_abduction=6,
        elbow=8,
    )


def down_dog() -> Posture:
    """Hands and feet on the floor, hips high."""
    leg = Leg(hip=96, knee=10, flat_foot=0.7, ankle=15)
    return Posture(
        pitch=134,
        lumbar=-4,
        thoracic=0,
        neck=0,
        working=leg,
        other=leg,
        support=FEET,
        arm_flexion=170,
        elbow=4,
        along=-0.55,
        hands=Hands(Grip.FLOOR, reach=0.74),
    )


def kneeling() -> Posture:
    """Upright on both knees."""
    leg = Leg(hip=2, knee=92, ankle=-35)
    return Posture(lumbar=-2, thoracic=2, working=leg, other=leg, support=SHINS)


def kneeling_forward() -> Posture:
    """On both knees, bent forward over the thighs with the hands on the floor."""
    leg = Leg(hip=100, knee=112, ankle=-35)
    return Posture(
        pitch=82,
        lumbar=14,
        thoracic=8,
        working=leg,
        other=leg,
        support=SHINS,
        hands=Hands(Grip.FLOOR, reach=0.75),
    )


def crouch(along: float = 0.0) -> Posture:
    """Half way between standing and the floor, hands reaching down."""
    leg = Leg(hip=128, knee=132, abduction=10, rotation=8, flat_foot=1)
    return Posture(
        pitch=30,
        lumbar=24,
        thoracic=14,
        neck=-5,
        working=leg,
        other=leg,
        support=FEET,
        arm_flexion=40,
        arm_abduction=18,
        elbow=20,
        along=along,
    )


def long_sit(pitch: float = -6, working_knee: float = 4) -> Posture:
    """Sitting upright with both legs straight, hands on the thighs."""
    leg = Leg(hip=88 + pitch, knee=working_knee, abduction=4, grounded=1)
    return Posture(
        pitch=pitch,
        lumbar=6,
        thoracic=8,
        neck=0,
        working=leg,
        other=replace(leg, knee=4),
        support=SEAT,
        arm_flexion=40,
        elbow=30,
        hands=Hands(Grip.LEG, 0.7, each_own_leg=True),
        along=-0.35,
    )


def sit(
    pitch: float = -13,
    lumbar: float = 9,
    thoracic: float = 7,
    knee: float = 4,
    reach: float = 0.6,
    neck: float = 0,
) -> Posture:
    """The seated stretch's position: one leg long, the other bent, its sole against the thigh.

    Upright by default; lean with `pitch`. Both hands on the long leg, as far down as they come.
    """
    flat = 90 + pitch
    return Posture(
        pitch=pitch,
        lumbar=lumbar,
        thoracic=thoracic,
        neck=neck,
        working=Leg(hip=flat + knee / 2, knee=knee, abduction=4, ankle=2, grounded=1),
        other=Leg(hip=flat - 4, abduction=48, rotation=82, knee=128, ankle=-25, grounded=1),
        support=SEAT,
        arm_flexion=pitch + lumbar + thoracic + 35,
        elbow=15,
        hands=Hands(Grip.LEG, reach),
        along=-0.35,
    )


def lean(
    pitch: float = 27,
    lumbar: float = 22,
    thoracic: float = 14,
    knee: float = 4,
    reach: float = 1.9,
    neck: float = 0,
) -> Posture:
    """The seated stretch: leaning from the hips over the long leg."""
    return sit(pitch, lumbar, thoracic, knee, reach, neck)


def rounded_lean(reach: float = 1.8) -> Posture:
    """The seated stretch done wrongly: the pelvis tips back, the back bends."""
    return sit(pitch=-6, lumbar=44, thoracic=42, knee=4, reach=reach, neck=18)


def lie(
    raise_deg: float = 3,
    knee: float = 4,
    other_knee: float = 4,
    other_hip: float = 2,
    neck: float = -2,
    thoracic: float = 3,
) -> Posture:
    """On the back; the working leg raised by so much, hands free beside the body."""
    return Posture(
        pitch=-90,
        lumbar=2,
        thoracic=thoracic,
        neck=neck,
        working=Leg(hip=raise_deg, knee=knee, abduction=2, ankle=6, grounded=1 if raise_deg < 8 else 0),
        other=_floor_leg(other_hip, other_knee),
        support=TRUNK,
        arm_flexion=2,
        arm_abduction=16,
        elbow=6,
    )


def _floor_leg(hip: float, knee: float) -> Leg:
    """Straight on the floor, bent with the foot flat, or lifted."""
    lifted = hip > 8 and knee < 40
    return Leg(
        hip=hip,
        knee=knee,
        abduction=4,
        rotation=8 if knee < 40 else 0,
        ankle=-15 if knee < 40 else 0,
        grounded=0 if lifted else 1,
        flat_foot=1 if knee >= 40 else 0,
    )


def strap_raise(
    raise_deg: float = 80,
    knee: float = 5,
    other_knee: float = 4,
    other_hip: float = 2,
    neck: float = -2,
    thoracic: float = 3,
) -> Posture:
    """The lying stretch: the straight leg raised with a strap around the foot."""
    return replace(
        lie(raise_deg, knee, other_knee, other_hip, neck, thoracic),
        arm_flexion=50,
        elbow=40,
        hands=Hands(Grip.STRAP, 0.40),
    )


def clasped_raise(raise_deg: float = 75, knee: float = 8) -> Posture:
    """The lying stretch with the hands behind the thigh."""
    return replace(strap_raise(raise_deg, knee), hands=Hands(Grip.BEHIND_LEG, 0.8))


def bent_floor_leg_raise(raise_deg: float = 60) -> Posture:
    """The lying stretch with the other foot flat on the floor, as kind to backs allows."""
    return strap_raise(raise_deg, other_knee=80, other_hip=45)
