"""The Coach page: choose a routine or a stretch, press Start, and stretch."""

import threading

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import readable_languages
from posecoach.catalog.own_routines import own_routines
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.records.history.schema import Profile
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import History
from posecoach.records.preferences import load_preferences
from posecoach.translation import translate as _
from posecoach.ui.coach.facts import exercises_of, facts_of
from posecoach.ui.coach.guide import guide_to_exercise, guide_to_routine, show_left_out, show_steps
from posecoach.ui.coach.options import ask_options
from posecoach.ui.coach.session_choice import chosen_session, show_sessions
from posecoach.ui.coach.welcome import show_welcome
from posecoach.ui.exercise_language import session_language
from posecoach.ui.live.component import live_coach
from posecoach.ui.live.engine import warm_up
from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.pages.review import review_page
from posecoach.ui.profile.profiles import choose_profile
from posecoach.ui.profile.safety_view import ask_safety, find_answers, show_answers
from posecoach.ui.review.after_session import after_session, note_end, rests
from posecoach.vision.model.choice import Purpose, model_for

_TOKEN = "live_token"


def coach_page() -> None:
    """Shows the page."""
    title = st.empty()
    title.title(_("Coach"), anchor=False)
    try:
        specs = load_specs()
        (ready_made, wrong), (own, wrong_own) = load_routines(specs), own_routines(specs)
        wrong_languages = readable_languages()[1]
        _prepare_engine()
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        st.button(_("Try again"), icon=":material/refresh:")
        return
    history, profile = _history()
    profile_id = profile.id if profile else None
    after = st.container()
    try:
        if rests(history, profile):
            return
        screen, screening = find_answers(history, profile_id)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    if screening is None:
        if load_preferences().welcomed:
            ask_safety(screen, history, profile_id)
            return
        title.empty()  # the first screen has its own
        welcome, questions = st.columns([5, 6], gap="large")
        with welcome:
            show_welcome()
        with questions:
            ask_safety(screen, history, profile_id)
        return
    show_answers(screen, screening, history, profile_id)
    specs = screen.allowed(screening, specs)
    if not specs:
        return
    routines = {
        id_: routine
        for id_, routine in (ready_made | own).items()
        if all(planned.stretch in specs for planned in routine.sets)
    }
    chosen = chosen_session(routines, specs)
    begin, sessions = st.columns(2, gap="large")
    with begin:
        _begin(routines[chosen] if chosen in routines else specs[chosen], specs, history, profile, after)
        if chosen in specs:
            show_steps(specs[chosen])  # beside the unfolded exercises there is room
    with sessions:
        show_sessions(routines, specs, chosen)
        show_left_out([*wrong, *wrong_own, *wrong_languages])
    if chosen in routines:
        guide_to_routine(routines[chosen], specs, screen, own=chosen in own)
    else:
        guide_to_exercise(specs[chosen], screen)


def _begin(
    chosen: Routine | StretchSpec,
    specs: dict[str, StretchSpec],
    history: History | None,
    profile: Profile | None,
    after: DeltaGenerator,
) -> None:
    """Shows Start with what has to be known before it; the options come below it.

    Args:
        chosen: What Start begins.
        specs: The exercises by id.
        history: Where sessions are saved; None where they can't be.
        profile: Whose they are.
        after: The place for what is asked once a session is over.
    """
    start = st.container()
    options = ask_options(chosen, history, profile)
    with start:
        st.markdown("\u00a0· ".join([*facts_of(options.routine, specs), _("Two metres away")]))
        spoken = session_language(exercises_of(options.routine, specs))
        over = None
        if spoken is not None:
            over = live_coach(
                options.routine,
                _token(),
                spoken,
                profile.id if profile else None,
                options.discomfort,
                pictures=options.pictures,
            )
    note_end(over)
    with after:
        after_session(history, profile, _open_review)


def _history() -> tuple[History | None, Profile | None]:
    """The history and the chosen profile; without them the coach still works, but saves nothing."""
    try:
        history = open_history()
        return history, choose_profile(history)
    except PoseCoachError as error:
        st.warning(
            _("Sessions are not being saved. {reason}").format(reason=error), icon=":material/warning:"
        )
        return None, None


def _open_review() -> None:
    st.switch_page(st.Page(review_page, url_path="review"))


def _token() -> str:
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = SESSIONS.issue()
    return str(st.session_state[_TOKEN])


def _prepare_engine() -> None:
    """Makes sure that there is a pose model, and loads MediaPipe while the person is choosing.

    Raises:
        ModelError: if there is no usable model and none can be built.
    """
    with st.empty():
        bar = None

        def show(stage: str, done: float | None) -> None:
            nonlocal bar
            text = _("Preparing the pose model, first run only: {stage}").format(stage=stage)
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
