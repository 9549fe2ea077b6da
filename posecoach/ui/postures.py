"""The postures on the pages: what they are called, and a drawing of person and laptop in each."""

from collections.abc import Mapping

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.posture import POSTURES, Posture
from posecoach.translation import N_, Texts

NAMES: Mapping[Posture, str] = Texts(
    {
        "standing": N_("Standing"),
        "seated": N_("Seated"),
        "all_fours": N_("On all fours"),
        "lying": N_("On your back"),
        "hook_lying": N_("On your back"),
        "prone": N_("Face down"),
    }
)
"""What each is called; those of the same name are one group."""

# Seen from the side: the laptop, two metres, and the person. In a colour that is read on both themes.
_DRAWING = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" width="640" height="240" fill="none"
  stroke="#8a8178" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
  <path d="M10 112h300" stroke-width="2" />
  <path d="M22 {top}h34M48 {top}l10 -26" />
  <path d="M72 100h112M80 94l-8 6 8 6M176 94l8 6-8 6" stroke-width="2" />
  <text x="128" y="92" text-anchor="middle" font-family="sans-serif" font-size="15" fill="#8a8178"
    stroke="none">2 m</text>
  {rest}{person}
</svg>
"""
_PERSON = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="186 -4 136 124" width="136" height="124" fill="none"
  stroke="#8a8178" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
  <path d="M190 114h128" stroke-width="2" />
  {person}
</svg>
"""
# On a chair or on the floor: the laptop's underside, and what it stands on.
_CHAIR, _FLOOR = ("74", '<path d="M28 74v38M52 74v38" />'), ("110", "")
_PEOPLE: Mapping[Posture, str] = {
    "standing": '<circle cx="250" cy="26" r="9" />'
    '<path d="M250 36v36M250 72l-8 38M250 72l8 38M250 46l-12 22M250 46l12 22" />',
    "seated": '<circle cx="240" cy="52" r="9" /><path d="M240 62v44M240 106h58M298 106v-10M240 74l28 20" />',
    "all_fours": '<circle cx="206" cy="64" r="8" />'
    '<path d="M218 72h54M272 72v36M272 108h30M220 72v36M220 108l-8 2" />',
    "lying": '<circle cx="218" cy="102" r="8" />'
    '<path d="M227 106h44M271 106h34M271 106l14-58M285 48l-10-4" />',
    "hook_lying": '<circle cx="206" cy="102" r="8" />'
    '<path d="M215 106h48M263 106l22-36M285 70l8 38M293 108h12" />',
    "prone": '<circle cx="206" cy="94" r="8" />'
    '<path d="M216 98l24 8M240 106h62M302 106l6 4M219 99l-3 10M216 109h-16" />',
}


def ordered(specs: Mapping[str, StretchSpec]) -> list[str]:
    """The ids of exercises by posture, the easiest to begin with first."""
    return sorted(specs, key=lambda id_: POSTURES.index(specs[id_].posture))


def by_group(specs: Mapping[str, StretchSpec]) -> dict[str, list[StretchSpec]]:
    """Exercises by what their postures are called, in the same order."""
    groups: dict[str, list[StretchSpec]] = {}
    for id_ in ordered(specs):
        groups.setdefault(NAMES[specs[id_].posture], []).append(specs[id_])
    return groups


def placed_title(spec: StretchSpec) -> str:
    """An exercise's title, with its posture where the title doesn't say it."""
    name = NAMES[spec.posture]
    title = texts_of(spec).title
    told = spec.posture in spec.english.title.lower() or name.lower() in title.lower()
    return title if told else f"{title} · {name[:1].lower()}{name[1:]}"


def camera_drawing(posture: Posture) -> str:
    """Person and laptop from the side, as SVG."""
    top, rest = _CHAIR if posture == "standing" else _FLOOR
    return _DRAWING.format(top=top, rest=rest, person=_PEOPLE[posture])


def person_drawing(posture: Posture) -> str:
    """The person alone from the side, as SVG."""
    return _PERSON.format(person=_PEOPLE[posture])
