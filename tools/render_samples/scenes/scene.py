"""A scene: who does what, where, in front of which camera; and the frames that the camera records."""

from dataclasses import dataclass, field

import numpy as np

from tools.render_samples.posing.figure import Stance
from tools.render_samples.posing.posture import Posture
from tools.render_samples.posing.skeleton import Side
from tools.render_samples.stage.camera import Camera

FACING_RIGHT_DEG, FACING_LEFT_DEG = 90.0, -90.0
"""Headings; at 0 the person faces the camera."""
LARGEST_JITTER = 0.4
"""Share of a frame's time that a timestamp is off at most, so that frames stay in order."""


@dataclass(frozen=True)
class Key:
    """A keyframe: a posture that is reached at a time; between two keys the body moves smoothly."""

    t_s: float
    posture: Posture


@dataclass(frozen=True)
class Bounce:
    """Bouncing at the hips.

    Attributes:
        start_s: When it starts.
        end_s: When it ends.
        degrees: Amplitude of hip flexion.
        period_s: Down and up again.
    """

    start_s: float
    end_s: float
    degrees: float = 7.0
    period_s: float = 1.1


@dataclass(frozen=True)
class Walk:
    """A time during which the legs step, while `along` changes between two keys."""

    start_s: float
    end_s: float


@dataclass(frozen=True)
class Planted:
    """A fault that the script puts in.

    Attributes:
        fault: Its id in the stretch's spec.
        start_s: When it is reached; the way into it is not included.
        end_s: When it is left; the way out is not included.
    """

    fault: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Film:
    """How the camera records a scene.

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
    """A second person in the room, standing or walking past along the wall.

    Attributes:
        person: Name of one of the `PEOPLE`.
        depth_m: Distance behind the person who stretches.
        keys: Keyframes, in time.
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
        keys: Keyframes of what the person does, in time.
        camera: The webcam.
        facing_right: The person faces right in the picture; their right side is then nearer the camera.
        far_leg_works: The leg away from the camera is the working leg.
        bounces: When the person bounces.
        walks: When the person walks.
        planted: The faults in it.
        film: How it is recorded.
        bystander: A second person in the picture.
        core: Part of the repository; the other clips are rendered on demand.
        seed: Of breath, sway, noise and dropped frames.
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
        return Stance(FACING_RIGHT_DEG if self.facing_right else FACING_LEFT_DEG, working)

    @property
    def view(self) -> str:
        """'side', or 'yawNN' for a camera that was walked NN degrees round."""
        return f"yaw{abs(self.camera.yaw_deg):.0f}" if self.camera.yaw_deg else "side"


@dataclass(frozen=True)
class Take:
    """A frame that is recorded.

    Attributes:
        t_s: Its timestamp, also the time of the posture that it shows.
        index: Its number, counting the dropped ones.
    """

    t_s: float
    index: int


def takes(scene: Scene) -> list[Take]:
    """The frames that the camera records, in time; dropped ones are missing, timestamps may jitter."""
    film = scene.film
    rng = np.random.default_rng([scene.seed, len(scene.keys)])
    recorded = []
    for i in range(int(scene.duration_s * film.fps)):
        shift = np.clip(rng.normal(0, film.jitter), -LARGEST_JITTER, LARGEST_JITTER) if film.jitter else 0.0
        dropped = rng.uniform() < film.dropped
        if not dropped or i == 0:
            recorded.append(Take(round(max(0.0, (i + shift) / film.fps), 4), i))
    return recorded
