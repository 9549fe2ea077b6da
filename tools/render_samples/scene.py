"""A scene script: who does what, where, in front of which camera; and the posture at any moment of it."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from tools.render_samples.camera import Camera
from tools.render_samples.figure import Stance
from tools.render_samples.posture import Hands, Posture, blend
from tools.render_samples.skeleton import Side

BREATH_S = 3.7
STEP_S = 0.54
STEP_M = 0.62
FADE_S = 0.35


@dataclass(frozen=True)
class Key:
    """A posture that is reached at a moment; between two keys the body moves smoothly."""

    t_s: float
    posture: Posture


@dataclass(frozen=True)
class Bounce:
    """Bobbing up and down at the hips."""

    start_s: float
    end_s: float
    degrees: float = 7.0
    period_s: float = 1.1


@dataclass(frozen=True)
class Walk:
    """Steps while `along` changes between two keys."""

    start_s: float
    end_s: float


@dataclass(frozen=True)
class Planted:
    """A fault that the script puts in: held between these times, the way in and out not counted."""

    fault: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Film:
    """How the camera records.

    Attributes:
        fps: Frames per second.
        gain: Exposure: 1 well lit, 0.1 dim.
        noise: Sensor noise, standard deviation in 8-bit steps.
        dropped: Share of frames that are lost.
        jitter: Spread of timestamps, as a share of a frame's time.
        quality: x264 constant rate factor; higher is smaller.
    """

    fps: float = 25.0
    gain: float = 1.0
    noise: float = 2.0
    dropped: float = 0.0
    jitter: float = 0.0
    quality: int = 25


@dataclass(frozen=True)
class Bystander:
    """Somebody else in the room, standing or walking past along the wall.

    Attributes:
        person: Name of one of the `PEOPLE`.
        depth_m: Behind the one who stretches.
        keys: What they do, over `along`.
        walks: When they walk.
    """

    person: str
    depth_m: float
    keys: tuple[Key, ...]
    walks: tuple[Walk, ...] = ()


@dataclass(frozen=True)
class Scene:
    """One clip.

    Attributes:
        name: File name without ending.
        shows: What it shows, for people: "Lying, left leg, knee bends at 12 s".
        stretch: Stretch id that the clip is judged by.
        person: Name of one of the `PEOPLE`.
        room: Name of one of the `ROOMS`.
        keys: What the person does.
        camera: The webcam.
        facing_right: Which way the person faces in the picture; the near side is then their right.
        far_leg_works: The stretch is for the leg away from the camera.
        bounces: Bobbing.
        walks: When the person walks.
        planted: The faults in it.
        film: How it is recorded.
        bystander: Somebody else in the picture.
        core: Kept in the repository; the others are rendered on demand.
    """

    name: str
    shows: str
    stretch: str
    person: str
    keys: tuple[Key, ...]
    room: str = "living_room"
    camera: Camera = field(default_factory=Camera)
    facing_right: bool = True
    far_leg_works: bool = False
    bounces: tuple[Bounce, ...] = ()
    walks: tuple[Walk, ...] = ()
    planted: tuple[Planted, ...] = ()
    film: Film = field(default_factory=Film)
    bystander: Bystander | None = None
    core: bool = False
    seed: int = 0

    @property
    def duration_s(self) -> float:
        """Seconds to the last key."""
        return self.keys[-1].t_s

    @property
    def near_side(self) -> Side:
        """The person's side towards the camera."""
        return Side.RIGHT if self.facing_right else Side.LEFT

    @property
    def stance(self) -> Stance:
        """Facing and working leg."""
        working = self.near_side.other if self.far_leg_works else self.near_side
        return Stance(90.0 if self.facing_right else -90.0, working)

    @property
    def view(self) -> str:
        """'side', or 'yawNN' for a camera that was walked NN degrees round."""
        return f"yaw{abs(self.camera.yaw_deg):.0f}" if self.camera.yaw_deg else "side"


@dataclass(frozen=True)
class Take:
    """A moment that is filmed: when it happened and the timestamp that the camera gave it."""

    t_s: float
    index: int


def takes(scene: Scene) -> list[Take]:
    """The frames that the camera keeps, in time; dropped ones are missing, timestamps may jitter."""
    film = scene.film
    rng = np.random.default_rng([scene.seed, len(scene.keys)])
    kept = []
    for i in range(int(scene.duration_s * film.fps)):
        shift = np.clip(rng.normal(0, film.jitter), -0.4, 0.4) if film.jitter else 0.0
        lost = rng.uniform() < film.dropped
        if not lost or i == 0:
            kept.append(Take(round(max(0.0, (i + shift) / film.fps), 4), i))
    return kept


@dataclass(frozen=True)
class Moment:
    """The posture at a moment, and how far the hands are on their way."""

    posture: Posture
    hands_next: Hands
    share: float


def moment(
    keys: tuple[Key, ...], walks: tuple[Walk, ...], bounces: tuple[Bounce, ...], seed: int, t_s: float
) -> Moment:
    """What a script asks for at a time, with breath and sway."""
    start, end, share = _between(keys, t_s)
    posture = _alive(blend(start, end, share), seed, t_s)
    for bounce in bounces:
        posture = _bounced(posture, bounce, t_s)
    for walk in walks:
        posture = _walking(posture, walk, t_s)
    return Moment(posture, end.hands, share)


def _between(keys: tuple[Key, ...], t_s: float) -> tuple[Posture, Posture, float]:
    for before, after in pairwise(keys):
        if t_s <= after.t_s:
            u = (t_s - before.t_s) / (after.t_s - before.t_s)
            if _same_but_place(before.posture, after.posture):
                return before.posture, after.posture, u  # a walk at an even pace
            return before.posture, after.posture, u * u * (3 - 2 * u)
    return keys[-1].posture, keys[-1].posture, 0.0


def _same_but_place(a: Posture, b: Posture) -> bool:
    return replace(a, along=0.0) == replace(b, along=0.0)


def _alive(posture: Posture, seed: int, t_s: float) -> Posture:
    """Breathing and sway: a person is never quite still."""
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, 4)
    breath = 0.6 * np.sin(2 * np.pi * t_s / BREATH_S + phases[0])
    sway = 0.4 * np.sin(1.9 * t_s + phases[1]) + 0.25 * np.sin(3.1 * t_s + phases[2])
    tremor = 0.3 * np.sin(2.6 * t_s + phases[3])
    return replace(
        posture,
        pitch=posture.pitch + sway * (1 - posture.support.trunk),
        lumbar=posture.lumbar + 0.4 * breath,
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
    u = np.clip(min(t_s - start_s, end_s - t_s) / FADE_S, 0, 1)
    return float(u * u * (3 - 2 * u))


def _bounced(posture: Posture, bounce: Bounce, t_s: float) -> Posture:
    swing = bounce.degrees * _fade(bounce.start_s, bounce.end_s, t_s)
    swing *= float(np.sin(2 * np.pi * (t_s - bounce.start_s) / bounce.period_s))
    if posture.support.trunk > 0.5:  # lying: the leg bobs, not the trunk
        return replace(posture, working=replace(posture.working, hip=posture.working.hip + swing))
    # The pelvis tips over legs that stay where they are: the hip takes the same angle.
    working = replace(posture.working, hip=posture.working.hip + swing)
    other = replace(posture.other, hip=posture.other.hip + swing)
    return replace(posture, pitch=posture.pitch + swing, working=working, other=other)


def _walking(posture: Posture, walk: Walk, t_s: float) -> Posture:
    amount = _fade(walk.start_s, walk.end_s, t_s)
    if amount == 0:
        return posture
    phase = np.pi * (t_s - walk.start_s) / STEP_S

    def leg(shift: float) -> tuple[float, float]:
        swing = np.sin(phase + shift)
        lift = max(0.0, np.cos(phase + shift))
        return 4 + 22 * swing, 6 + 48 * lift

    (hip_a, knee_a), (hip_b, knee_b) = leg(0.0), leg(np.pi)
    return replace(
        posture,
        working=replace(
            posture.working,
            hip=amount * hip_a,
            knee=posture.working.knee + amount * knee_a,
            flat_foot=1 - amount,
        ),
        other=replace(
            posture.other, hip=amount * hip_b, knee=posture.other.knee + amount * knee_b, flat_foot=1 - amount
        ),
        arm_swing=amount * 18 * float(np.sin(phase)),
        elbow=posture.elbow + amount * 12,
    )
