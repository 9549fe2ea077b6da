"""What a person wants to know before a session: how long, with what, and where the laptop goes."""

from collections.abc import Mapping
from typing import Final

from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.setting import CameraPlace, Need, camera_place
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.translation import N_
from posecoach.translation import translate as _

_NEEDS: Final[Mapping[Need, str]] = {Need.MAT: N_("Mat"), Need.STRAP: N_("Strap or towel")}
_PLACES: Final[Mapping[CameraPlace, str]] = {
    CameraPlace.FLOOR: N_("Laptop on the floor or a low stool"),
    CameraPlace.TABLE: N_("Laptop on a chair or table"),
    CameraPlace.STOOL: N_("Laptop on a low stool"),
}
_PLACE_SENTENCES: Final[Mapping[CameraPlace, str]] = {
    CameraPlace.FLOOR: N_(
        "Put the laptop on the floor or a low stool about two metres away, to your side. It stays there for "
        "the whole session."
    ),
    CameraPlace.TABLE: N_(
        "Put the laptop on a chair or table about two metres away, to your side. It stays there for the "
        "whole session."
    ),
    CameraPlace.STOOL: N_(
        "Put the laptop on a low stool about two metres away, to your side. It stays there for the whole "
        "session: it sees you both standing and on the floor."
    ),
}


def exercises_of(routine: Routine, specs: Mapping[str, StretchSpec]) -> list[StretchSpec]:
    """The exercises of a routine in their order, each once."""
    return [specs[id_] for id_ in dict.fromkeys(planned.stretch for planned in routine.sets)]


def place_of(routine: Routine, specs: Mapping[str, StretchSpec]) -> CameraPlace:
    """Where the laptop goes for the whole of a routine."""
    return camera_place(spec.posture for spec in exercises_of(routine, specs))


def facts_of(routine: Routine, specs: Mapping[str, StretchSpec]) -> list[str]:
    """The facts of a session, a few words each: its length, what it needs, where the laptop goes."""
    needed = {need for spec in exercises_of(routine, specs) for need in spec.needs}
    needs = [_(text) for need, text in _NEEDS.items() if need in needed]
    return [
        _("{minutes} min").format(minutes=routine.about_min),
        *needs,
        _(_PLACES[place_of(routine, specs)]),
    ]


def where_the_laptop_goes(routine: Routine, specs: Mapping[str, StretchSpec]) -> str:
    """The place of the laptop as a sentence."""
    return _(_PLACE_SENTENCES[place_of(routine, specs)])
