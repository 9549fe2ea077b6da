"""The Coach page: pick a stretch, press Start, stretch."""

import threading

import streamlit as st

from posecoach.coaching.spec import StretchSpec, load_specs
from posecoach.errors import PoseCoachError
from posecoach.records import words
from posecoach.ui.live.component import live_coach
from posecoach.ui.live.engine import warm_up
from posecoach.ui.live.sessions import SESSIONS
from posecoach.vision.landmarks import Side
from posecoach.vision.model import ensure_model

_TOKEN = "live_token"
_AUTO = "Auto"
# The easiest to begin with comes first.
_POSTURES = ("standing", "seated", "lying")


def coach_page() -> None:
    """Shows the page."""
    st.title("Coach", anchor=False)
    try:
        specs = load_specs()
        _prepare_engine()
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        st.button("Try again", icon=":material/refresh:")
        return
    choices, guide = st.columns([5, 6], gap="large")
    with choices:
        ids = sorted(specs, key=lambda id_: _POSTURES.index(specs[id_].posture))
        spec = specs[st.selectbox("Stretch", ids, format_func=lambda id_: specs[id_].title)]
        leg = st.segmented_control(
            "Leg",
            [_AUTO, *Side],
            format_func=lambda choice: choice if choice == _AUTO else words.SIDES[choice].capitalize(),
            default=_AUTO,
            required=True,
            help="Auto: the coach sees by itself which leg you stretch.",
        )
        target_s = st.segmented_control(
            "Hold for",
            spec.hold.options_s,
            format_func=lambda option: f"{option:g} s",
            default=spec.hold.target_s.value,
            required=True,
        )
        live_coach(spec, None if leg == _AUTO else Side(leg), target_s, _token())
    with guide:
        _show_guide(spec)


def _token() -> str:
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = SESSIONS.issue()
    return str(st.session_state[_TOKEN])


def _show_guide(spec: StretchSpec) -> None:
    st.subheader("How to do it", anchor=False)
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(spec.steps, 1)))
    st.subheader("Camera", anchor=False)
    st.markdown(spec.camera)
    st.subheader("Take care", anchor=False)
    st.markdown("\n".join(f"- {note}" for note in spec.safety))


def _prepare_engine() -> None:
    """Has the pose model ready, and MediaPipe loading while the person chooses.

    Raises:
        ModelError: if there is no model that can be used, and none can be built.
    """
    with st.empty():
        bar = None

        def show(stage: str, done: float | None) -> None:
            nonlocal bar
            text = f"Getting the pose model ready, once: {stage}"
            if bar is None:
                bar = st.progress(done or 0.0, text)
            else:
                bar.progress(done or 0.0, text)

        ensure_model(show)
        if bar is not None:
            bar.empty()
    _start_warm_up()


@st.cache_resource(show_spinner=False)
def _start_warm_up() -> threading.Thread:
    """Once a server: the first session is not to wait for MediaPipe."""
    thread = threading.Thread(target=warm_up, name="posecoach-warm-up", daemon=True)
    thread.start()
    return thread
