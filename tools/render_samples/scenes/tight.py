"""Everybody as a tight person: just short of the stretch, just in it, and ten degrees further."""

from tools.render_samples.positions import fold, lean, sit, strap_raise
from tools.render_samples.posture import Posture
from tools.render_samples.scene import Film
from tools.render_samples.scenes.common import (
    LYING,
    RESTS,
    SEATED,
    SHALLOW_FOLD,
    SHALLOW_LEAN,
    SHALLOW_RAISE,
    STANDING,
    scene,
)
from tools.render_samples.scenes.script import Script

# Short of it; in it with the hands where a tight person's come to; ten degrees further, hands on the shin.
_DEPTHS: dict[str, tuple[Posture, Posture, Posture]] = {
    STANDING: (
        fold(pitch=20, lumbar=8, thoracic=6, knee=6, reach=0.8, neck=0),
        SHALLOW_FOLD,
        fold(pitch=53, lumbar=12, thoracic=7, knee=12, lean=5, reach=1.3, neck=0),
    ),
    SEATED: (
        sit(pitch=-5, lumbar=6, thoracic=4, reach=0.7),
        SHALLOW_LEAN,
        lean(pitch=18, lumbar=8, thoracic=5, reach=1.4),
    ),
    LYING: (strap_raise(18), SHALLOW_RAISE, strap_raise(46)),
}
_ROOM_OF = {
    "amara": "study",
    "ben": "bedroom",
    "ingrid": "living_room",
    "jonas": "study",
    "karl": "bedroom",
    "mei": "living_room",
    "rosa": "study",
    "tariq": "bedroom",
}


def _deeper(stretch: str) -> Script:
    """Short of the position at 2-5 s, in it at 6-9 s, ten degrees further at 10-13 s."""
    short, enough, further = _DEPTHS[stretch]
    way_in = Script(RESTS[stretch]).stay(0.8).to(short, 1.2).stay(3)
    return way_in.to(enough, 1).stay(3).to(further, 1).stay(3).to(RESTS[stretch], 1.5)


TIGHT_CLIPS = tuple(
    scene(
        f"{stretch.removesuffix('_hamstring')}_depths_{person}",
        "tight: short of the position, just in it, ten degrees further",
        stretch,
        person,
        _deeper(stretch),
        room=_ROOM_OF[person],
        facing_right=number % 2 == 1,
        film=Film(fps=15),
    )
    for stretch in _DEPTHS
    for number, person in enumerate(_ROOM_OF)
)
