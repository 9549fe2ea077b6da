"""The posture at any moment of a scene: between keyframes, with breath, sway, bounces and steps."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from tools.render_samples.posing.posture import Hands, Leg, Posture, blend
from tools.render_samples.scenes.scene import Bounce, Key, Walk

BREATH_S = 3.7
"""Period of a breath."""
BREATH_DEG = 0.6
"""Amplitude of thoracic flexion in a breath."""
LUMBAR_BREATH = 0.4
"""Lumbar flexion in a breath, as a share of the thoracic."""
SLOW_SWAY_DEG, SLOW_SWAY_RAD_PER_S = 0.4, 1.9
QUICK_SWAY_DEG, QUICK_SWAY_RAD_PER_S = 0.25, 3.1
TREMOR_DEG, TREMOR_RAD_PER_S = 0.3, 2.6
"""Of the working knee."""

STEP_S = 0.54
STEP_M = 0.62
STEP_HIP_DEG, STEP_HIP_SWING_DEG = 4, 22
"""Mean hip flexion while walking, and its amplitude."""
STEP_KNEE_DEG, STEP_KNEE_LIFT_DEG = 6, 48
"""Knee flexion of the standing leg, and what the swinging leg adds to it."""
STEP_ARM_SWING_DEG, STEP_ELBOW_DEG = 18, 12

FADE_S = 0.35
"""How long a bounce or a walk takes to set in, and to die away."""
LYING_SUPPORT = 0.5
"""From this share of the trunk on the floor the person lies."""


@dataclass(frozen=True)
class Moment:
    """The posture at a moment.

    Attributes:
        posture: All angles; its hands are those of the keyframe before.
        hands_next: The hands of the keyframe after.
        share: How far the hands have gone from the one to the other, 0..1.
    """

    posture: Posture
    hands_next: Hands
    share: float


def moment(
    keys: tuple[Key, ...], walks: tuple[Walk, ...], bounces: tuple[Bounce, ...], seed: int, t_s: float
) -> Moment:
    """The posture that a script asks for at a time, with breath and sway.

    Args:
        keys: Keyframes, in time.
        walks: When the person walks.
        bounces: When the person bounces.
        seed: Of the phases of breath and sway.
        t_s: The time; after the last keyframe it is that keyframe's posture.
    """
    start, end, share = _between(keys, t_s)
    posture = _alive(blend(start, end, share), seed, t_s)
    for bounce in bounces:
        posture = _bounced(posture, bounce, t_s)
    for walk in walks:
        posture = _walking(posture, walk, t_s)
    return Moment(posture, end.hands, share)


def _between(keys: tuple[Key, ...], t_s: float) -> tuple[Posture, Posture, float]:
    """The postures before and after a time, and the share of the second, 0..1."""
    for before, after in pairwise(keys):
        if t_s <= after.t_s:
            u = (t_s - before.t_s) / (after.t_s - before.t_s)
            if _same_but_place(before.posture, after.posture):
                return before.posture, after.posture, u  # a walk at an even pace
            return before.posture, after.posture, _smooth(u)
    return keys[-1].posture, keys[-1].posture, 0.0


def _smooth(u: float) -> float:
    """A share of 0..1 that starts and ends gently."""
    return u * u * (3 - 2 * u)


def _same_but_place(a: Posture, b: Posture) -> bool:
    return replace(a, along=0.0) == replace(b, along=0.0)


def _alive(posture: Posture, seed: int, t_s: float) -> Posture:
    """The posture with breath, sway and tremor: nobody is ever quite still."""
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, 4)
    breath = BREATH_DEG * np.sin(2 * np.pi * t_s / BREATH_S + phases[0])
    sway = SLOW_SWAY_DEG * np.sin(SLOW_SWAY_RAD_PER_S * t_s + phases[1])
    sway += QUICK_SWAY_DEG * np.sin(QUICK_SWAY_RAD_PER_S * t_s + phases[2])
    tremor = TREMOR_DEG * np.sin(TREMOR_RAD_PER_S * t_s + phases[3])
    return replace(
        posture,
        pitch=posture.pitch + sway * (1 - posture.support.trunk),
        lumbar=posture.lumbar + LUMBAR_BREATH * breath,
        thoracic=posture.thoracic + breath,
        neck=posture.neck + sway,
        working=replace(
            posture.working,
            hip=posture.working.hip + sway * posture.support.trunk,
            knee=max(0.0, posture.working.knee + tremor),
        ),
    )


def _fade(start_s: float, end_s: float, t_s: float) -> float:
    """0 outside of a span, 1 inside, soft over `FADE_S` within its ends."""
    return float(_smooth(np.clip(min(t_s - start_s, end_s - t_s) / FADE_S, 0, 1)))


def _bounced(posture: Posture, bounce: Bounce, t_s: float) -> Posture:
    swing = bounce.degrees * _fade(bounce.start_s, bounce.end_s, t_s)
    swing *= float(np.sin(2 * np.pi * (t_s - bounce.start_s) / bounce.period_s))
    working = replace(posture.working, hip=posture.working.hip + swing)
    if posture.support.trunk > LYING_SUPPORT:  # the leg bounces, not the trunk
        return replace(posture, working=working)
    # The pelvis tips over legs that stay where they are: the hip takes the same angle.
    other = replace(posture.other, hip=posture.other.hip + swing)
    return replace(posture, pitch=posture.pitch + swing, working=working, other=other)


def _walking(posture: Posture, walk: Walk, t_s: float) -> Posture:
    amount = _fade(walk.start_s, walk.end_s, t_s)
    if amount == 0:
        return posture
    phase = np.pi * (t_s - walk.start_s) / STEP_S
    return replace(
        posture,
        working=_stepping(posture.working, phase, amount),
        other=_stepping(posture.other, phase + np.pi, amount),
        arm_swing=amount * STEP_ARM_SWING_DEG * float(np.sin(phase)),
        elbow=posture.elbow + amount * STEP_ELBOW_DEG,
    )


def _stepping(leg: Leg, phase: float, amount: float) -> Leg:
    """A walking leg; `phase` in radians, `amount` 0 still .. 1 in full stride."""
    hip = STEP_HIP_DEG + STEP_HIP_SWING_DEG * np.sin(phase)
    knee = STEP_KNEE_DEG + STEP_KNEE_LIFT_DEG * max(0.0, np.cos(phase))
    return replace(leg, hip=amount * hip, knee=leg.knee + amount * knee, flat_foot=1 - amount)
