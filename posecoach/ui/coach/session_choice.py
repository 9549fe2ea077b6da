"""Sessions as cards: routines first, single exercises folded away below them."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from pathlib import Path

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.pictures import exercise_picture
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.translation import translate as _
from posecoach.ui.coach.facts import exercises_of, facts_of
from posecoach.ui.coach.remembered import last_session
from posecoach.ui.markdown import plain
from posecoach.ui.postures import ordered, person_drawing, placed_title
from posecoach.ui.profile.chosen_session import choose

# More would be too small to be recognised.
_MOST_PICTURES = 5


def chosen_session(routines: Mapping[str, Routine], specs: Mapping[str, StretchSpec]) -> str:
    """The id of the chosen routine or exercise: the last one on this computer, else the first one."""
    every = [*routines, *ordered(specs)]
    last = last_session()
    return next((id_ for id_ in every if id_ == last), every[0])


def show_sessions(routines: Mapping[str, Routine], specs: Mapping[str, StretchSpec], chosen: str) -> None:
    """Shows all sessions; a press on a card chooses it.

    Args:
        routines: By id, in the order in which they are shown.
        specs: The exercises by id.
        chosen: The id of the chosen routine or exercise.
    """
    if routines:
        st.header(_("Sessions"), anchor=False)
        with st.container(key="session_cards"):
            for id_, routine in routines.items():
                _card(id_, routine.title, routine, specs, chosen=id_ == chosen)
    with (
        st.expander(_("A single exercise"), key="exercises", expanded=chosen in specs),
        st.container(key="exercise_cards"),
    ):
        for id_ in ordered(specs):
            spec = specs[id_]
            _card(id_, placed_title(spec), single(spec), specs, chosen=id_ == chosen)


def single(spec: StretchSpec) -> Routine:
    """An exercise as a session of its own, with its usual amount."""
    return Routine(id=spec.id, title=texts_of(spec).title, sets=(PlannedSet.of(spec, None, spec.amount),))


def _card(id_: str, title: str, routine: Routine, specs: Mapping[str, StretchSpec], *, chosen: bool) -> None:
    key = f"card_chosen_{id_}" if chosen else f"card_{id_}"
    with st.container(border=True, key=key):
        pictures = [_picture(spec) for spec in exercises_of(routine, specs)[:_MOST_PICTURES]]
        st.html(f'<div class="strip">{"".join(pictures)}</div>')
        st.button(
            f"✓ {plain(title)}" if chosen else plain(title),
            key=f"choose_{id_}",
            type="tertiary",
            on_click=choose,
            args=(id_,),
        )
        st.caption("\u00a0· ".join(facts_of(routine, specs)))


def _picture(spec: StretchSpec) -> str:
    """A small picture of an exercise: out of a film of it, else the drawing of its posture."""
    file = exercise_picture(spec.id)
    name = escape(texts_of(spec).name)
    if file is None:
        source = f"data:image/svg+xml;base64,{b64encode(person_drawing(spec.posture).encode()).decode()}"
    else:
        source = f"data:image/webp;base64,{b64encode(_content(file)).decode()}"
    return f'<img src="{source}" alt="{name}" title="{name}">'


@st.cache_data(show_spinner=False, max_entries=100)
def _content(file: Path) -> bytes:
    return file.read_bytes()
