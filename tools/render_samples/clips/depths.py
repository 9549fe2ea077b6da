"""Every person as a tight one: just short of the stretch, just in it, and ten degrees further."""

from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.positions import fold, lean, sit, strap_raise
from tools.render_samples.repertoire.stretches import LYING, SEATED, STANDING
from tools.render_samples.scenes.scene import Film
from tools.render_samples.scenes.script import Script

# Short of it; in it with the hands where a tight person's come to; ten degrees further, hands on the shin.
_DEPTHS = {
    STANDING: (
        STANDING.short,
        STANDING.shallow,
        fold(pitch=53, lumbar=12, thoracic=7, knee=12, lean=5, reach=1.3, neck=0),
    ),
    SEATED: (
        sit(pitch=-5, lumbar=6, thoracic=4, reach=0.7),
        SEATED.shallow,
        lean(pitch=18, lumbar=8, thoracic=5, reach=1.4),
    ),
    LYING: (LYING.short, LYING.shallow, strap_raise(46)),
}
_ROOMS = {
    "amara": STUDY,
    "ben": BEDROOM,
    "ingrid": LIVING_ROOM,
    "jonas": STUDY,
    "karl": BEDROOM,
    "mei": LIVING_ROOM,
    "rosa": STUDY,
    "tariq": BEDROOM,
}


def _deeper(row: Row) -> Script:
    """Short of the position at 2-5 s, in it at 6-9 s, ten degrees further at 10-13 s."""
    rest, (short, enough, further) = row.stretch.rest, _DEPTHS[row.stretch]
    script = Script(rest).stay(0.8).to(short, 1.2).stay(3)
    return script.to(enough, 1).stay(3).to(further, 1).stay(3).to(rest, 1.5)


DEPTHS = scenes(
    "{stretch}_{topic}_{person}",
    Topic(
        "depths",
        "tight: short of the position, just in it, ten degrees further",
        _deeper,
        film=Film(fps=15),
    ).by(
        *(
            Row(stretch, person, room, RIGHT if number % 2 == 1 else LEFT)
            for stretch in _DEPTHS
            for number, (person, room) in enumerate(_ROOMS.items())
        )
    ),
)
