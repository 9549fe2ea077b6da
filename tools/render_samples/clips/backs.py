"""The back of every person, flat and rounded in one hold: how well the coach tells them apart."""

from tools.render_samples.clips.plans import slip
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.stretches import ROUNDED_FOLD, ROUNDED_LEAN, SEATED, STANDING

_ROOMS = {
    "amara": STUDY,
    "ingrid": BEDROOM,
    "jonas": LIVING_ROOM,
    "karl": STUDY,
    "mei": BEDROOM,
    "rosa": LIVING_ROOM,
    "tariq": STUDY,
}
_IN_SHORT_HOLDS = {(STANDING, "rosa"), (SEATED, "tariq")}

BACKS = scenes(
    "{stretch}_{topic}_{person}",
    Topic("rounded", "{side}, back rounds at 6 s", slip).by(
        *(
            Row(stretch, person, room, RIGHT if number % 2 == 0 else LEFT, fault=fault)
            for stretch, fault in ((STANDING, ROUNDED_FOLD), (SEATED, ROUNDED_LEAN))
            for number, (person, room) in enumerate(_ROOMS.items())
            if (stretch, person) not in _IN_SHORT_HOLDS
        )
    ),
)
