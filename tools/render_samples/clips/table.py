"""Tables of clips: what is filmed, and each clip of it in a row; and the scenes of a table."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from zlib import crc32

from tools.render_samples.clips.core import CORE
from tools.render_samples.posing.posture import Posture
from tools.render_samples.posing.skeleton import Side
from tools.render_samples.repertoire.stretches import Fault, Stretch
from tools.render_samples.scenes.scene import Bystander, Film, Scene
from tools.render_samples.scenes.script import Script
from tools.render_samples.stage.camera import Camera

LEFT, RIGHT = Side.LEFT, Side.RIGHT
LIVING_ROOM, STUDY, BEDROOM = "living_room", "study", "bedroom"


@dataclass(frozen=True)
class Row:
    """One clip of a topic.

    Attributes:
        stretch: Whose spec judges it.
        person: Name of one of the `PEOPLE`.
        room: Name of one of the `ROOMS`.
        near: The person's side towards the camera.
        posture: What is held; None is the stretch in good form.
        fault: What a plan with a fault shows.
        camera: The webcam; None is the stretch's usual one.
        far_leg_works: The leg away from the camera is the working leg.
    """

    stretch: Stretch
    person: str
    room: str
    near: Side
    posture: Posture | None = None
    fault: Fault | None = None
    camera: Camera | None = None
    far_leg_works: bool = False

    @property
    def held(self) -> Posture:
        """The posture that is held."""
        return self.posture or self.stretch.good

    @property
    def wrong(self) -> Fault:
        """The fault of a plan that has one.

        Raises:
            ValueError: the row names none.
        """
        if self.fault is None:
            raise ValueError(
                f"{self.stretch.name}, {self.person}: this plan needs a fault; name one in the row"
            )
        return self.fault


Plan = Callable[[Row], Script]
"""From a row to the script of its clip."""


@dataclass(frozen=True)
class Topic:
    """What clips have in common.

    Attributes:
        name: In the clips' names; ``{near}`` stands for the near side, "left" or "right".
        shows: What they show, for people; ``{side}`` stands for "left leg" and the like.
        plan: What happens.
        film: How they are recorded.
        bystander: A second person in the picture.
        rows: The clips.
    """

    name: str
    shows: str
    plan: Plan
    film: Film = field(default_factory=Film)
    bystander: Bystander | None = None
    rows: tuple[Row, ...] = ()

    def by(self, *rows: Row) -> "Topic":
        """The topic with its clips."""
        return replace(self, rows=rows)


def scenes(pattern: str, *topics: Topic) -> tuple[Scene, ...]:
    """The scenes of a table.

    Args:
        pattern: Of the clips' names, with ``{stretch}``, ``{topic}`` and ``{person}``.
        topics: The table.
    """
    return tuple(_scene(pattern, topic, row) for topic in topics for row in topic.rows)


def _scene(pattern: str, topic: Topic, row: Row) -> Scene:
    near = row.near.word
    name = pattern.format(stretch=row.stretch.name, topic=topic.name.format(near=near), person=row.person)
    script = topic.plan(row)
    return Scene(
        name=name,
        shows=topic.shows.format(side=f"{near} {row.stretch.side_word}"),
        stretch=row.stretch.id,
        person=row.person,
        keys=script.keys,
        room=row.room,
        camera=row.camera or row.stretch.camera,
        facing_right=row.near is RIGHT,
        far_leg_works=row.far_leg_works,
        bounces=script.bounces,
        walks=script.walks,
        planted=script.planted,
        film=topic.film,
        bystander=topic.bystander,
        core=name in CORE,
        seed=crc32(name.encode()),
    )
