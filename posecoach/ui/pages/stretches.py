"""The Stretches page: how each stretch goes, and by which limits it is judged."""

import streamlit as st

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import SafetyScreen
from posecoach.coaching.exercise.spec import Source, StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.records import words
from posecoach.ui.stretch_pictures import demonstration, fault_pairs

_HOLD_RULES = {
    "arm_s": "A hold counts once it has lasted; this time is then credited back",
    "grace_s": "A shorter moment of not knowing is bridged",
    "max_gap_s": "A longer gap between two pictures never counts",
    "fault_after_s": "A fault pauses the clock after it has lasted",
    "still_deg_per_s": "Angles that change faster are moving, not holding (° per second)",
}
# The source's explanation, as what it says, with what trials found beside it.
_WHY = """
**What is often said.** The hamstrings run from the sitting bones to below the knee. When they are tight,
says the spine clinic whose stretches these are, they pull the pelvis backward; the lower back then loses
its hollow, and its discs are pressed more. Stretching them gently and often is meant to give the pelvis
its play back.

**What is known.** Stretching three to four times a week makes most people more flexible in some weeks.
That tight hamstrings cause back trouble is a common explanation, not a settled one: a trial with 45 people
with back pain found that neither the tilt of the pelvis nor the reach of the leg had changed after twelve
sessions (Shamsi and others, 2020).

**What follows.** Stretch for flexibility, gently, and don't expect more of it than that. A pain that
stays, or goes down a leg, belongs in front of somebody who can examine you.
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
        "What the coach knows: how each stretch goes, and the limits that it judges by. Where a limit "
        "says *engineering-set*, there is no agreed number, and it is ours."
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
            st.subheader("What often goes wrong", anchor=False)
        for pair in pairs:
            good, wrong = st.columns(2)
            good.image(pair.good, "Good")
            wrong.image(pair.wrong, words.named(pair.fault, spec))
    with around:
        st.subheader("How long", anchor=False)
        options = " or ".join(f"{option:g}" for option in spec.hold.options_s)
        st.write(f"{options} seconds a leg, held in all; pauses do not set you back.")
        st.caption(f"Source: {spec.hold.target_s.source}")
        if texts.norm:
            st.subheader("How far people get", anchor=False)
            st.write(f"{texts.norm} It is no goal: the coach asks for none of it.")
        st.subheader("For your safety", anchor=False)
        st.warning("\n".join(f"- {note}" for note in texts.safety), icon=":material/health_and_safety:")
        st.subheader("Who should not do it", anchor=False)
        st.markdown("\n".join(f"- {question.text}" for question in screen.not_for(spec)))
        st.caption(f"With any of these, ask a doctor or physiotherapist first. Source: {screen.source}")
    st.subheader("What is measured", anchor=False)
    st.table(_gate_rows(spec), hide_index=True)
    st.caption(
        "Within a measure's own error of a limit the coach does not decide, and undecided never counts. "
        "The second limit is where a measure that passed fails again."
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
