"""The Stretches page: how to do each stretch, and the limits it is judged by."""

import streamlit as st

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import SafetyScreen
from posecoach.coaching.exercise.spec import Source, StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.records import words
from posecoach.ui.stretch_pictures import demonstration, fault_pairs

_HOLD_RULES = {
    "arm_s": "A hold counts once it has lasted this long; the time is then credited",
    "grace_s": "A shorter moment in which the coach can't tell is bridged",
    "max_gap_s": "A longer gap between two camera pictures never counts",
    "fault_after_s": "A fault pauses the clock once it has lasted this long",
    "still_deg_per_s": "Angles that change faster than this are moving, not holding",
}
# The source's explanation, as what it says, with what trials found beside it.
_WHY = """
**What is often said.** The hamstrings run from the sitting bones to below the knee. According to the
spine clinic that these stretches come from, tight hamstrings tilt the pelvis backward. The lower back then
loses its natural curve, and its discs come under more pressure. Stretching gently and often is meant to let
the pelvis move freely again.

**What is known.** Stretching three to four times a week makes most people more flexible within weeks.
That tight hamstrings cause back trouble is a common explanation, but not a settled one: in a trial with 45
people with back pain, neither the tilt of the pelvis nor the reach of the leg had changed after twelve
sessions (Shamsi and others, 2020).

**What follows.** Stretch gently, for flexibility, and don't expect more of it than that. If a pain stays
or goes down a leg, have it examined.
"""

# Seen from the side: the laptop, two metres, and the person. In a colour that is read on both themes.
_CAMERA = """
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
# On a chair or on the floor: the laptop's underside, and what it stands on.
_CHAIR, _FLOOR = ("74", '<path d="M28 74v38M52 74v38" />'), ("110", "")
_STANDS = {"standing": _CHAIR, "seated": _FLOOR, "lying": _FLOOR}
_PEOPLE = {
    "standing": '<circle cx="250" cy="26" r="9" />'
    '<path d="M250 36v36M250 72l-8 38M250 72l8 38M250 46l-12 22M250 46l12 22" />',
    "seated": '<circle cx="240" cy="52" r="9" /><path d="M240 62v44M240 106h58M298 106v-10M240 74l28 20" />',
    "lying": '<circle cx="218" cy="102" r="8" />'
    '<path d="M227 106h44M271 106h34M271 106l14-58M285 48l-10-4" />',
}


def stretches_page() -> None:
    """Shows the page."""
    st.title("Stretches", anchor=False)
    st.write(
        "How to do each stretch, and the limits it is judged by. *Engineering-set* marks a limit that we "
        "chose by measurement, because there is no agreed figure."
    )
    try:
        specs = load_specs()
        screen = load_safety_screen()
        for spec in specs.values():
            fault_pairs(spec)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    with st.expander("Tight hamstrings and the lower back", icon=":material/help:"):
        st.markdown(_WHY)
    for tab, spec in zip(st.tabs([spec.title for spec in specs.values()]), specs.values(), strict=True):
        with tab:
            _stretch(spec, screen)


def _stretch(spec: StretchSpec, screen: SafetyScreen) -> None:
    texts = spec.english
    st.header(texts.title, anchor=False)
    st.write(texts.summary)
    shown, camera = st.columns([3, 2], gap="medium")
    with shown:
        demo = demonstration(spec.id)
        if demo is not None:
            st.video(str(demo), loop=True, autoplay=True, muted=True)
    with camera:
        st.subheader("Where to put the camera", anchor=False)
        top, rest = _STANDS[spec.posture]
        st.image(_CAMERA.format(top=top, rest=rest, person=_PEOPLE[spec.posture]), width="stretch")
        st.write(texts.camera)
    how, around = st.columns(2, gap="medium")
    with how:
        st.subheader("How", anchor=False)
        st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(texts.steps, 1)))
        pairs = fault_pairs(spec)
        if pairs:
            st.subheader("Common mistakes", anchor=False)
        for pair in pairs:
            good, wrong = st.columns(2)
            good.image(pair.good, "Good")
            wrong.image(pair.wrong, words.named(pair.fault, spec))
    with around:
        st.subheader("How long", anchor=False)
        options = " or ".join(f"{option:g}" for option in spec.amounts)
        st.write(f"{options} seconds per leg in total. A pause never costs you seconds.")
        st.caption(f"Source: {spec.amount_source}")
        if texts.norm:
            st.subheader("How far people get", anchor=False)
            st.write(f"{texts.norm} This is context, not a goal: the coach asks for none of it.")
        st.subheader("For your safety", anchor=False)
        st.warning("\n".join(f"- {note}" for note in texts.safety), icon=":material/health_and_safety:")
        st.subheader("Who should not do it", anchor=False)
        st.markdown("\n".join(f"- {question.text}" for question in screen.not_for(spec)))
        st.caption(f"With any of these, ask a doctor or physiotherapist first. Source: {screen.source}")
    st.subheader("What is measured", anchor=False)
    st.table(_gate_rows(spec), hide_index=True)
    st.caption(
        "Where a reading is closer to a limit than its own error, the coach doesn't decide, and undecided "
        "never counts. The second limit is where a measure that has passed fails again."
    )
    with st.expander("How time is counted"):
        st.table(_hold_rows(spec), hide_index=True)
    st.subheader("Sources", anchor=False)
    st.markdown("\n".join(f"- {_source(source)}" for source in spec.sources))


def _gate_rows(spec: StretchSpec) -> list[dict[str, str]]:
    return [
        {
            "What": words.measure_label(gate.measure),
            "Limit": words.limits(gate),
            "Otherwise": f"{words.reason(gate.id, spec)}: {words.effect(gate)}",
            "Source": gate.source,
        }
        for gate in spec.gates
    ]


def _hold_rows(spec: StretchSpec) -> list[dict[str, str]]:
    rows = []
    for name, rule in _HOLD_RULES.items():
        number = getattr(spec.hold, name)
        unit = " s" if name.endswith("_s") and not name.endswith("per_s") else "°/s"
        rows.append({"Rule": rule, "Value": f"{number.value:g}{unit}", "Source": number.source})
    return rows


def _source(source: Source) -> str:
    return f"[{source.title}]({source.url})" if source.url else source.title
