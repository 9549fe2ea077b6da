"""The Stretches page: how each stretch goes, and by which limits it is judged."""

import streamlit as st

from posecoach.coaching.spec import Source, StretchSpec, load_specs
from posecoach.errors import PoseCoachError
from posecoach.records import words

_HOLD_RULES = {
    "arm_s": "A hold counts once it has lasted; this time is then credited back",
    "grace_s": "A shorter moment of not knowing is bridged",
    "max_gap_s": "A longer gap between two pictures never counts",
    "fault_after_s": "A fault pauses the clock after it has lasted",
    "still_deg_per_s": "Angles that change faster are moving, not holding (° per second)",
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
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    for tab, spec in zip(st.tabs([spec.title for spec in specs.values()]), specs.values(), strict=True):
        with tab:
            _stretch(spec)


def _stretch(spec: StretchSpec) -> None:
    st.header(spec.title, anchor=False)
    st.write(spec.summary)
    how, around = st.columns(2, gap="medium")
    with how:
        st.subheader("How", anchor=False)
        st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(spec.steps, 1)))
        st.subheader("Where to put the camera", anchor=False)
        st.write(spec.camera)
    with around:
        st.subheader("How long", anchor=False)
        options = " or ".join(f"{option:g}" for option in spec.hold.options_s)
        st.write(f"{options} seconds a leg, held in all; pauses do not set you back.")
        st.caption(f"Source: {spec.hold.target_s.source}")
        st.subheader("For your safety", anchor=False)
        st.warning("\n".join(f"- {note}" for note in spec.safety), icon=":material/health_and_safety:")
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
            "Otherwise": f"{words.reason(gate.id)}: {words.effect(gate)}",
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
