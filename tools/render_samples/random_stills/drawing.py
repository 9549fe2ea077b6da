"""People, postures and labels drawn at random; the same numbers give the same ones."""

from dataclasses import dataclass

import numpy as np

from tools.render_samples.people.person import Look, Person, Phenotype
from tools.render_samples.posing.posture import Posture
from tools.render_samples.repertoire.positions import (
    clasped_raise,
    down_dog,
    fold,
    hinge_with_bent_knees,
    kneeling_forward,
    lean,
    lie,
    long_sit,
    sit,
    squat,
    strap_raise,
    upright,
)
from tools.render_samples.repertoire.stretches import LYING, SEATED, STANDING, Stretch
from tools.render_samples.truth.limits import Limits
from tools.render_samples.truth.measures import MEASURES, TrueFrame

UPRIGHT, GOOD, BENT = "UPRIGHT", "GOOD", "BENT"
"""Pose classes: at rest, a stretch in good form, a stretch with a bent knee."""
CLASSES_OF_A_STRETCH = (GOOD, BENT)

_ARGUABLE_DEG = 6.0
"""Nearer to a limit than this either answer is right: the error of the best measures."""
# What a still can't show (bouncing), what is only advice (the back), and hands, head and the other knee,
# which are where they belong in these postures.
_NOT_LABELLED_BY = (
    "hip_swing",
    "spine_flexion",
    "reach",
    "hand_drop",
    "floor_reach",
    "head_lift",
    "belly_up",
    "other_leg_drop",
)
_SKINS = ("e0bba0", "c58c6a", "9a6a48", "7a4c30", "dcb496")
_HAIRS = ("2b1d14", "8a6238", "dcd8d0", "14100e")

Random = np.random.Generator


@dataclass(frozen=True)
class Drawn:
    """A posture and the class of pose that it is of.

    Attributes:
        pose_class: `UPRIGHT`, `GOOD`, `BENT`, or the name of something else.
        stretch: The one that it belongs to, or whose camera films it.
        posture: The body's.
    """

    pose_class: str
    stretch: Stretch
    posture: Posture


def random_person(random: Random) -> Person:
    """A person of any build, age and dress."""
    ancestry = zip(("african", "asian", "caucasian"), random.dirichlet((1, 1, 1)).tolist(), strict=True)
    return Person(
        "",
        Phenotype(
            male=float(random.integers(2)),
            age=random.uniform(0, 0.9),
            muscle=random.uniform(0.3, 0.85),
            weight=random.uniform(0.3, 0.9),
            height=random.uniform(0.3, 0.75),
            proportions=random.uniform(0.3, 0.9),
            ancestry=tuple(ancestry),
        ),
        Look(
            skin=str(random.choice(_SKINS)),
            hair=str(random.choice(_HAIRS)),
            hair_style=str(random.choice(("short", "long", "bald", "pony_tail", "loose"))),
            shirt=_colour(random),
            sleeve=random.uniform(0.2, 1.9),
            shirt_slack_m=random.uniform(0.004, 0.022),
            legwear=_colour(random),
            leg_end=float(random.choice((0.7, 0.85, 1.9))),
            leg_slack_m=random.uniform(0.002, 0.028),
            socks=None if random.random() < 0.4 else _colour(random),
        ),
    )


def random_postures(random: Random) -> list[Drawn]:
    """The postures of one person: upright, in good form with flat and rounded backs, and wrong ones."""
    between = random.uniform
    drawn = [
        Drawn(UPRIGHT, STANDING, upright()),
        Drawn(UPRIGHT, SEATED, sit(pitch=between(-14, -8), lumbar=between(6, 14), thoracic=between(4, 10))),
    ]
    for _ in range(6):
        rounded = random.random() < 0.5
        lumbar, thoracic = _spine(random, rounded)
        pitch = between(20, 60) if rounded else between(30, 95)
        more = {"knee": between(3, 18), "lean": between(2, 10), "reach": between(0.9, 1.9)}
        posture = fold(pitch=pitch, lumbar=lumbar, thoracic=thoracic, neck=between(-10, 30), **more)
        drawn.append(Drawn(GOOD, STANDING, posture))
    for _ in range(6):
        rounded = random.random() < 0.5
        lumbar, thoracic = _spine(random, rounded)
        pitch = between(-10, 15) if rounded else between(0, 45)
        more = {"knee": between(2, 10), "reach": between(0.6, 1.9), "neck": between(-10, 25)}
        drawn.append(Drawn(GOOD, SEATED, lean(pitch=pitch, lumbar=lumbar, thoracic=thoracic, **more)))
    for _ in range(4):
        raised, knee = between(36, 95), between(3, 16)
        how = random.integers(3)
        if how == 0:
            posture = clasped_raise(raised, knee)
        else:
            posture = strap_raise(raised, knee, **({} if how == 1 else {"other_knee": 80, "other_hip": 45}))
        drawn.append(Drawn(GOOD, LYING, posture))
    bent = between(50, 85)
    return [
        *drawn,
        Drawn(BENT, STANDING, fold(pitch=between(50, 85), knee=bent, lean=bent / 2)),
        Drawn(BENT, SEATED, lean(pitch=between(10, 35), knee=between(50, 85), reach=between(1, 1.7))),
        Drawn(BENT, LYING, strap_raise(between(60, 95), knee=between(50, 85))),
        Drawn("HINGE", STANDING, hinge_with_bent_knees()),
        Drawn("LONG_SIT", SEATED, long_sit()),
        Drawn("SIT", SEATED, sit()),
        Drawn("LYING_FLAT", LYING, lie()),
        Drawn("SQUAT", STANDING, squat()),
        Drawn("DOWN_DOG", STANDING, down_dog()),
        Drawn("KNEELING", SEATED, kneeling_forward()),
    ]


def label(frame: TrueFrame, limits: Limits) -> str:
    """What the coach should say of a still by its true angles: 'valid', 'invalid' or 'either'."""
    answer = "valid"
    for gate in limits.gates:
        if gate.measure in _NOT_LABELLED_BY:
            continue
        margin = (MEASURES[gate.measure](frame) - gate.enter) * (1 if gate.at_least else -1)
        if margin < -_ARGUABLE_DEG:
            return "invalid"
        if margin < _ARGUABLE_DEG:
            answer = "either"
    return answer


def _spine(random: Random, rounded: bool) -> tuple[float, float]:
    """Lumbar and thoracic flexion of a back in a fold, degrees."""
    whole, share = random.uniform(60, 108) if rounded else random.uniform(2, 55), random.uniform(0.35, 0.65)
    return whole * share, whole * (1 - share)


def _colour(random: Random) -> str:
    return "".join(f"{value:02x}" for value in random.integers(30, 230, 3))
