"""The Coach page: pick a routine or a stretch, press Start, stretch."""

import threading
from collections.abc import Iterable

import streamlit as st

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import languages, load_phrases, pick_language
from posecoach.catalog.own_routines import own_routines
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.posture import POSTURES
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.history.schema import Profile
from posecoach.records.history.store import History
from posecoach.ui.live.component import live_coach
from posecoach.ui.live.engine import warm_up
from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.profile.profiles import ask_pictures, choose_profile, open_history
from posecoach.ui.profile.routine_editor import edit_routine, show_sets
from posecoach.ui.profile.safety_view import ask_safety
from posecoach.ui.review.past_view import show_against_own_past
from posecoach.vision.model.store import ensure_model

_TOKEN = "live_token"
_OVER = "session_over"
_PAIN = "ended_by_pain"
_NOT_TOLD = "not told"
_DISCOMFORT = [_NOT_TOLD, *range(11)]
_ENDED = {"Done": "done", "Tired": "tired", "Pain": "pain", "Something else": "other"}
_AFTER_PAIN = (
    "Leave it for today. If pain, numbness or tingling goes down your leg, or does not ease, ask a "
    "clinician before you go on. Get help now for numbness between the legs, trouble with bladder or "
    "bowel, or a leg that loses strength."
)
_AUTO = "Auto"


def coach_page() -> None:
    """Shows the page."""
    st.title("Coach", anchor=False)
    try:
        specs = load_specs()
        ready_made, own = load_routines(specs), own_routines(specs)
        _prepare_engine()
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        st.button("Try again", icon=":material/refresh:")
        return
    history, profile = _history()
    profile_id = profile.id if profile else None
    if st.session_state.pop(_PAIN, False):
        st.warning(_AFTER_PAIN, icon=":material/health_and_safety:")
    try:
        screen, outcome = ask_safety(history, profile_id)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    specs = screen.allowed(outcome, specs) if outcome else {}
    if not specs:
        return
    routines = {
        id_: routine
        for id_, routine in (ready_made | own).items()
        if all(planned.stretch in specs for planned in routine.sets)
    }
    choices, guide = st.columns([5, 6], gap="large")
    with choices:
        ids = [*routines, *sorted(specs, key=lambda id_: POSTURES.index(specs[id_].posture))]
        chosen = st.selectbox(
            "Session",
            ids,
            format_func=lambda id_: (specs.get(id_) or routines[id_]).title,
        )
        routine = _one_stretch(specs[chosen]) if chosen in specs else routines[chosen]
        language = _language()
        discomfort = st.select_slider("Discomfort now, 0 to 10, if you like", _DISCOMFORT, _NOT_TOLD)
        pictures = False
        if history is not None and profile is not None:
            pictures = ask_pictures(history, profile)
        told = discomfort if discomfort != _NOT_TOLD else None
        over = live_coach(routine, _token(), language, profile_id, told, pictures=pictures)
        if over is not None:
            st.session_state[_OVER] = over
        if history is not None and profile is not None and _OVER in st.session_state:
            _after_session(history, profile)
    with guide:
        if chosen in specs:
            _show_guide(specs[chosen])
        else:
            st.subheader("Sets", anchor=False)
            show_sets(routine, specs)
            with st.expander("Make it your own", icon=":material/edit:"):
                edit_routine(routine, specs, own=chosen in own)
            _show_safety(specs[planned.stretch] for planned in routine.sets)


def _history() -> tuple[History | None, Profile | None]:
    """The history and whose part of it; a coach without one still coaches."""
    try:
        history = open_history()
        return history, choose_profile(history)
    except PoseCoachError as error:
        st.warning(f"Sessions are not being kept. {error}", icon=":material/warning:")
        return None, None


def _after_session(history: History, profile: Profile) -> None:
    """How far it went against the person's own past; why it ended and how it feels, if they like to tell."""
    session_id = st.session_state[_OVER]
    try:
        show_against_own_past(history, profile, session_id)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    with st.form("how_it_was"):
        st.markdown("**How was it?**")
        ended = st.segmented_control("Why did you end?", list(_ENDED), default="Done")
        after = st.select_slider("Discomfort now, 0 to 10", _DISCOMFORT, _NOT_TOLD)
        told = st.form_submit_button("Keep it", width="stretch")
    if not told:
        return
    try:
        history.end_session(
            session_id,
            ended=_ENDED.get(str(ended)),
            discomfort_after=int(after) if after != _NOT_TOLD else None,
        )
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    del st.session_state[_OVER]
    if ended == "Pain":  # the safety screen comes again
        st.session_state[_PAIN] = True
        st.rerun()
    st.success("Kept.", icon=":material/check:")


def _one_stretch(spec: StretchSpec) -> Routine:
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
    planned = PlannedSet(stretch=spec.id, side=None if leg == _AUTO else Side(leg), target_s=target_s)
    return Routine(id=spec.id, title=spec.title, sets=(planned,))


def _language() -> str:
    known = languages()
    return str(
        st.selectbox(
            "The coach speaks",
            known,
            index=known.index(pick_language(st.context.locale)),
            format_func=lambda language: load_phrases(language).name,
        )
    )


def _token() -> str:
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = SESSIONS.issue()
    return str(st.session_state[_TOKEN])


def _show_guide(spec: StretchSpec) -> None:
    st.subheader("How to do it", anchor=False)
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(spec.english.steps, 1)))
    st.subheader("Camera", anchor=False)
    st.markdown(spec.english.camera)
    _show_safety([spec])


def _show_safety(specs: Iterable[StretchSpec]) -> None:
    st.subheader("Take care", anchor=False)
    notes = dict.fromkeys(note for spec in specs for note in spec.english.safety)
    st.markdown("\n".join(f"- {note}" for note in notes))


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
