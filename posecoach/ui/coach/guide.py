"""What there is to read on a session: sets or steps, the camera, what to take care of, when to get help."""

from collections.abc import Iterable

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.safety import SafetyScreen
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.translation import translate as _
from posecoach.ui.amounts import only_timed
from posecoach.ui.coach.facts import exercises_of, where_the_laptop_goes
from posecoach.ui.markdown import plain
from posecoach.ui.profile.routine_editor import edit_routine, show_sets
from posecoach.ui.profile.safety_view import urgent_signs


def guide_to_routine(
    routine: Routine, specs: dict[str, StretchSpec], screen: SafetyScreen, *, own: bool
) -> None:
    """Shows the sets of a routine, the form to change them, and what to take care of.

    Args:
        routine: The routine.
        specs: All exercises by id.
        screen: The safety questions.
        own: Whether the routine is the person's own.
    """
    sets, care = st.columns(2, gap="large")
    with sets:
        st.header(_("Sets"), anchor=False)
        if routine.summary:
            st.write(plain(routine.summary))
        show_sets(routine, specs)
        with st.expander(_("Make it your own"), icon=":material/edit:"):
            edit_routine(routine, specs, own=own)
    with care:
        _camera(where_the_laptop_goes(routine, specs))
        _take_care(exercises_of(routine, specs), screen)


def show_steps(spec: StretchSpec) -> None:
    """Shows how an exercise is done."""
    st.header(_("How to do it"), anchor=False)
    if spec.timed_only:
        st.info(only_timed(), icon=":material/timer:")
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(texts_of(spec).steps, 1)))


def guide_to_exercise(spec: StretchSpec, screen: SafetyScreen) -> None:
    """Shows where the camera goes, and what to take care of."""
    camera, care = st.columns(2, gap="large")
    with camera:
        _camera(texts_of(spec).camera)
    with care:
        _take_care([spec], screen)


def show_left_out(wrong: Iterable[str]) -> None:
    """Names the files that can't be used."""
    for line in wrong:
        st.warning(_("Left out: {line}").format(line=plain(line)), icon=":material/warning:")


def _camera(text: str) -> None:
    st.header(_("Camera"), anchor=False)
    st.markdown(text)


def _take_care(specs: Iterable[StretchSpec], screen: SafetyScreen) -> None:
    st.header(_("Take care"), anchor=False)
    notes = dict.fromkeys(note for spec in specs for note in texts_of(spec).safety)
    st.markdown("\n".join(f"- {note}" for note in notes))
    with st.expander(_("When to get medical help now"), icon=":material/emergency:"):
        st.markdown(urgent_signs(screen))
