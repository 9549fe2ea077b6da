"""The Coach page: choose a routine or a stretch, press Start, and stretch."""

import threading
from collections.abc import Iterable

import streamlit as st

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import readable_languages
from posecoach.catalog.own_routines import own_routines
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import Leg, StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.history.schema import Profile
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import History
from posecoach.translation import capitalized
from posecoach.ui.amounts import ask_amount, only_timed
from posecoach.ui.exercise_language import session_language
from posecoach.ui.live.component import live_coach
from posecoach.ui.live.engine import warm_up
from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.markdown import plain
from posecoach.ui.pages.review import review_page
from posecoach.ui.postures import ordered, placed_title
from posecoach.ui.profile.chosen_session import CHOSEN
from posecoach.ui.profile.profiles import ask_pictures, choose_profile
from posecoach.ui.profile.routine_editor import edit_routine, show_sets
from posecoach.ui.profile.safety_view import ask_safety
from posecoach.ui.review.after_session import after_session, note_end, rests
from posecoach.vision.model.choice import Purpose, model_for

_TOKEN = "live_token"
_SESSION = "session"
_NO_ANSWER = "no answer"
_DISCOMFORT = [_NO_ANSWER, *range(11)]
_AUTO = "Auto"


def coach_page() -> None:
    """Shows the page."""
    st.title("Coach", anchor=False)
    try:
        specs = load_specs()
        (ready_made, wrong), (own, wrong_own) = load_routines(specs), own_routines(specs)
        _, wrong_languages = readable_languages()
        _prepare_engine()
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        st.button("Try again", icon=":material/refresh:")
        return
    history, profile = _history()
    profile_id = profile.id if profile else None
    after = st.container()
    try:
        if rests(history, profile):
            return
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
        _show_left_out(wrong + wrong_own)
        sessions = [*routines, *ordered(specs)]
        wanted = st.session_state.pop(CHOSEN, None)
        if wanted in sessions or st.session_state.get(_SESSION) not in sessions:
            st.session_state[_SESSION] = wanted if wanted in sessions else sessions[0]
        chosen = st.selectbox(
            "Session",
            sessions,
            key=_SESSION,
            format_func=lambda id_: placed_title(specs[id_]) if id_ in specs else routines[id_].title,
        )
        routine = _one_stretch(specs[chosen]) if chosen in specs else routines[chosen]
        _show_left_out(wrong_languages)
        discomfort = st.select_slider("Discomfort now (0–10, optional)", _DISCOMFORT, _NO_ANSWER)
        pictures = False
        if history is not None and profile is not None:
            pictures = ask_pictures(history, profile)
        before = discomfort if discomfort != _NO_ANSWER else None
        spoken = session_language(specs[planned.stretch] for planned in routine.sets)
        over = None
        if spoken is not None:
            over = live_coach(routine, _token(), spoken, profile_id, before, pictures=pictures)
        note_end(over)
        with after:
            after_session(history, profile, _open_review)
    with guide:
        if chosen in specs:
            _show_guide(specs[chosen])
        else:
            if routine.summary:
                st.write(plain(routine.summary))
            st.subheader("Sets", anchor=False)
            show_sets(routine, specs)
            with st.expander("Make it your own", icon=":material/edit:"):
                edit_routine(routine, specs, own=chosen in own)
            _show_safety(specs[planned.stretch] for planned in routine.sets)


def _history() -> tuple[History | None, Profile | None]:
    """The history and the chosen profile; without them the coach still works, but saves nothing."""
    try:
        history = open_history()
        return history, choose_profile(history)
    except PoseCoachError as error:
        st.warning(f"Sessions are not being saved. {error}", icon=":material/warning:")
        return None, None


def _open_review() -> None:
    st.switch_page(st.Page(review_page, url_path="review"))


def _one_stretch(spec: StretchSpec) -> Routine:
    planned = PlannedSet.of(spec, _leg(spec), ask_amount(spec))
    return Routine(id=spec.id, title=spec.title, sets=(planned,))


def _leg(spec: StretchSpec) -> Side | None:
    """The leg that is asked for; None lets the coach find it."""
    is_hold = spec.repetitions is None and not spec.timed_only
    if spec.leg is Leg.NEAREST and not is_hold:
        return None  # both legs do the same
    leg = st.segmented_control(
        "Leg",
        [_AUTO, *Side],
        format_func=lambda choice: choice if choice == _AUTO else capitalized(words.SIDES[choice]),
        default=_AUTO,
        required=True,
        help="Auto: the coach works out which leg it is.",
    )
    return None if leg == _AUTO else Side(leg)


def _show_left_out(wrong: list[str]) -> None:
    """Names the files that can't be used, where what they hold would have been."""
    for line in wrong:
        st.warning(f"Left out: {plain(line)}", icon=":material/warning:")


def _token() -> str:
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = SESSIONS.issue()
    return str(st.session_state[_TOKEN])


def _show_guide(spec: StretchSpec) -> None:
    if spec.timed_only:
        st.info(only_timed(), icon=":material/timer:")
    st.subheader("How to do it", anchor=False)
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(spec.localized.steps, 1)))
    st.subheader("Camera", anchor=False)
    st.markdown(spec.localized.camera)
    _show_safety([spec])


def _show_safety(specs: Iterable[StretchSpec]) -> None:
    st.subheader("Take care", anchor=False)
    notes = dict.fromkeys(note for spec in specs for note in spec.localized.safety)
    st.markdown("\n".join(f"- {note}" for note in notes))


def _prepare_engine() -> None:
    """Makes sure that there is a pose model, and loads MediaPipe while the person is choosing.

    Raises:
        ModelError: if there is no usable model and none can be built.
    """
    with st.empty():
        bar = None

        def show(stage: str, done: float | None) -> None:
            nonlocal bar
            text = f"Preparing the pose model, first run only: {stage}"
            if bar is None:
                bar = st.progress(done or 0.0, text)
            else:
                bar.progress(done or 0.0, text)

        model_for(Purpose.LIVE, progress=show)
        if bar is not None:
            bar.empty()
    _start_warm_up()


@st.cache_resource(show_spinner=False)
def _start_warm_up() -> threading.Thread:
    """Runs once per server, so that the first session need not wait for MediaPipe."""
    thread = threading.Thread(target=warm_up, name="posecoach-warm-up", daemon=True)
    thread.start()
    return thread
