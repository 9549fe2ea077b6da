"""Everybody's back, flat and rounded in one hold: how well is the one told from the other."""

from tools.render_samples.positions import fold, lean, rounded_fold, rounded_lean
from tools.render_samples.scene import Scene
from tools.render_samples.scenes.common import SEATED, STANDING, scene, slips

_ROOM_OF = {
    "amara": "study",
    "ingrid": "bedroom",
    "jonas": "living_room",
    "karl": "study",
    "mei": "bedroom",
    "rosa": "living_room",
    "tariq": "study",
}
_ELSEWHERE = {"standing_rounded_rosa", "seated_rounded_tariq"}


def _pair(posture: str, person: str, facing_right: bool) -> Scene:
    standing = posture == "standing"
    stretch = STANDING if standing else SEATED
    good, wrong = (fold(), rounded_fold()) if standing else (lean(), rounded_lean())
    return scene(
        f"{posture}_rounded_{person}",
        f"{'right' if facing_right else 'left'} {'side' if standing else 'leg'}, back rounds at 6 s",
        stretch,
        person,
        slips(good, wrong, "back_rounded", stretch),
        room=_ROOM_OF[person],
        facing_right=facing_right,
    )


BACK_CLIPS = tuple(
    _pair(posture, person, facing_right=number % 2 == 0)
    for posture in ("standing", "seated")
    for number, person in enumerate(_ROOM_OF)
    if f"{posture}_rounded_{person}" not in _ELSEWHERE
)
