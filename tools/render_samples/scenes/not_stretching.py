"""What is none of the stretches, filmed for each of them: nothing of it may count."""

from tools.render_samples.camera import Camera
from tools.render_samples.positions import (
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
from tools.render_samples.scene import Scene
from tools.render_samples.scenes.common import (
    FLOOR_CAMERA,
    LYING,
    SEATED,
    STANDING,
    STANDING_CAMERA,
    from_standing,
    only,
    scene,
)
from tools.render_samples.scenes.script import Script

WALK_PAST = Script(upright(-2.6)).walk_to(upright(2.6)).stay(0.5)
STRETCHES = (STANDING, SEATED, LYING)
ROOMS = ("living_room", "study", "bedroom")

# name, what is seen, script, camera, who does it for each stretch, for which it is in the core set
KINDS: tuple[tuple[str, str, Script, Camera, tuple[str, str, str], str], ...] = (
    ("upright", "stands upright", only(upright()), STANDING_CAMERA, ("karl", "mei", "ben"), STANDING),
    ("squat", "squats", from_standing(squat()), STANDING_CAMERA, ("tariq", "amara", "karl"), STANDING),
    ("sitting", "sits upright, one leg long", only(sit()), FLOOR_CAMERA, ("rosa", "karl", "mei"), SEATED),
    (
        "long_sit",
        "sits upright, both legs long",
        only(long_sit()),
        FLOOR_CAMERA,
        ("jonas", "ben", "ingrid"),
        SEATED,
    ),
    ("lying_flat", "lies flat", only(lie()), FLOOR_CAMERA, ("ingrid", "tariq", "rosa"), LYING),
    ("down_dog", "down dog", only(down_dog()), STANDING_CAMERA, ("mei", "jonas", "amara"), STANDING),
    (
        "good_morning",
        "good-morning with bent knees",
        from_standing(hinge_with_bent_knees()),
        STANDING_CAMERA,
        ("ben", "ingrid", "tariq"),
        STANDING,
    ),
    ("kneeling", "kneels upright", only(kneeling()), STANDING_CAMERA, ("amara", "rosa", "jonas"), LYING),
    (
        "kneeling_forward",
        "kneels bent forward, hands on the floor",
        only(kneeling_forward()),
        FLOOR_CAMERA,
        ("tariq", "mei", "karl"),
        SEATED,
    ),
    ("walking_past", "walks past", WALK_PAST, STANDING_CAMERA, ("jonas", "ben", "rosa"), STANDING),
)

NOT_STRETCHING: tuple[Scene, ...] = tuple(
    scene(
        f"no_{name}_{stretch.removesuffix('_hamstring')}_{people[column]}",
        shows,
        stretch,
        people[column],
        script,
        camera=camera,
        room=ROOMS[(row + column) % len(ROOMS)],
        facing_right=(row + column) % 2 == 0,
        core=stretch == core_for,
    )
    for row, (name, shows, script, camera, people, core_for) in enumerate(KINDS)
    for column, stretch in enumerate(STRETCHES)
)
