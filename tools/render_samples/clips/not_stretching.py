"""What is none of the stretches, filmed for each of them: nothing of it may count."""

from tools.render_samples.clips.plans import from_standing, only
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.positions import (
    down_dog,
    hinge_with_bent_knees,
    kneeling,
    kneeling_forward,
    lie,
    long_sit,
    sit,
    squat,
    upright,
)
from tools.render_samples.repertoire.stretches import SEATED, STANDING, STRETCHES
from tools.render_samples.scenes.script import Script

_WALKS_PAST_M = 2.6
"""From so far left of the picture's middle to so far right of it."""
_ROOMS = (LIVING_ROOM, STUDY, BEDROOM)


def _walk_past(_: Row) -> Script:
    """Walks through the picture, straight ahead."""
    return Script(upright(-_WALKS_PAST_M)).walk_to(upright(_WALKS_PAST_M)).stay(0.5)


_UP, _DOWN = STANDING.camera, SEATED.camera
# What is done, what is held, the camera, and the person for each of `STRETCHES`.
_KINDS = (
    (Topic("upright", "stands upright", only), upright(), _UP, ("karl", "mei", "ben")),
    (Topic("squat", "squats", from_standing), squat(), _UP, ("tariq", "amara", "karl")),
    (Topic("sitting", "sits upright, one leg long", only), sit(), _DOWN, ("rosa", "karl", "mei")),
    (Topic("long_sit", "sits upright, both legs long", only), long_sit(), _DOWN, ("jonas", "ben", "ingrid")),
    (Topic("lying_flat", "lies flat", only), lie(), _DOWN, ("ingrid", "tariq", "rosa")),
    (Topic("down_dog", "down dog", only), down_dog(), _UP, ("mei", "jonas", "amara")),
    (
        Topic("good_morning", "good-morning with bent knees", from_standing),
        hinge_with_bent_knees(),
        _UP,
        ("ben", "ingrid", "tariq"),
    ),
    (Topic("kneeling", "kneels upright", only), kneeling(), _UP, ("amara", "rosa", "jonas")),
    (
        Topic("kneeling_forward", "kneels bent forward, hands on the floor", only),
        kneeling_forward(),
        _DOWN,
        ("tariq", "mei", "karl"),
    ),
    (Topic("walking_past", "walks past", _walk_past), upright(), _UP, ("jonas", "ben", "rosa")),
)

NOT_STRETCHING = scenes(
    "no_{topic}_{stretch}_{person}",
    *(
        topic.by(
            *(
                Row(
                    stretch,
                    person,
                    _ROOMS[(number + column) % len(_ROOMS)],
                    RIGHT if (number + column) % 2 == 0 else LEFT,
                    posture,
                    camera=camera,
                )
                for column, (stretch, person) in enumerate(zip(STRETCHES, people, strict=True))
            )
        )
        for number, (topic, posture, camera, people) in enumerate(_KINDS)
    ),
)
