"""The form for a routine of your own: choose, order and time its sets, and save it."""

from typing import Final

import streamlit as st
from pydantic import ValidationError

from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.own_routines import delete_routine, save_routine
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.records import words
from posecoach.translation import N_, Texts, translate_plural
from posecoach.translation import translate as _
from posecoach.ui.amounts import in_words
from posecoach.ui.done import say_done, show_done
from posecoach.ui.markdown import plain
from posecoach.ui.postures import ordered
from posecoach.ui.profile.chosen_session import choose
from posecoach.ui.profile.routine_draft import AUTO, LEGS, Draft, Row, asks_leg, routine_of
from posecoach.ui.profile.routine_files import offer_download, offer_upload

_LEGS: Final = Texts(
    {
        AUTO: N_("Auto"),
        "left": N_("Left leg"),
        "right": N_("Right leg"),
        "left_right": N_("Left, then right"),
        "right_left": N_("Right, then left"),
    }
)
_SECONDS: Final = (1.0, 600.0)
_SECONDS_STEP: Final = 5.0
_REPETITIONS: Final = (1, 50)
_TIMES: Final = (1, 10)
_REST_S: Final = (5, 60)
# A set's leg, amount and repeats are beside each other on a phone, and wide enough for a thumb on + and -.
_LEG_PX, _AMOUNT_PX, _TIMES_PX = 155, 130, 130


def show_sets(routine: Routine, specs: dict[str, StretchSpec]) -> None:
    """Shows the sets of a routine, and about how long it takes."""
    lines = []
    for number, planned in enumerate(routine.sets, 1):
        parts = [texts_of(specs[planned.stretch]).title, words.SIDES[planned.side] if planned.side else ""]
        parts.append(in_words(planned))
        if planned.repeats > 1:
            parts.append(
                translate_plural("{count} time", "{count} times", planned.repeats).format(
                    count=planned.repeats
                )
            )
        lines.append(f"{number}. {', '.join(filter(None, parts))}")
    st.markdown("\n".join(lines))
    st.caption(
        _("About {minutes} min, including rests and changes of position.").format(minutes=routine.about_min)
    )


def edit_routine(routine: Routine, specs: dict[str, StretchSpec], *, own: bool) -> None:
    """Shows the form that saves a changed copy of a routine, or changes one of the person's own.

    Args:
        routine: The routine to start from.
        specs: The stretches that can be chosen.
        own: Whether it is the person's own, so that it can be changed and deleted.
    """
    show_done()
    draft = _draft(routine)
    name = routine.title if own else _("My {routine}").format(routine=routine.title)[:80]
    title = st.text_input(_("Name"), name, max_chars=80, key=f"title_in_{routine.id}")
    _edit_rows(routine.id, draft, specs)
    low, high = _REST_S
    # A routine from a file may have another rest than can be chosen here.
    rest = min(max(round(routine.pace.rest_s.value), low), high)
    rest_s = st.slider(
        _("Rest between sets (seconds)"), low, high, rest, int(_SECONDS_STEP), key=f"rest_in_{routine.id}"
    )
    try:
        made = routine_of(routine, title, draft.rows, specs, rest_s)
    except ValidationError:
        made = None
    with st.container(horizontal=True):
        if st.button(_("Save routine"), icon=":material/save:", key="save_routine"):
            _save(routine, made)
        if made is not None:
            offer_download(made)
        if own:
            _offer_deletion(routine)
    offer_upload(specs)


def _draft(routine: Routine) -> Draft:
    """The draft of a routine as it is now; one that was saved since, here or elsewhere, is begun again."""
    key = f"draft_of_{routine.id}"
    saved = (routine.sets, routine.pace)  # the title of a ready-made one follows the language
    found = st.session_state.get(key)
    if found is None or found[0] != saved:
        _forget(routine.id)
        found = st.session_state[key] = (saved, Draft.of(routine))
    draft: Draft = found[1]
    return draft


def _forget(id_: str) -> None:
    """Lets the widgets of a routine begin again."""
    for key in [key for key in st.session_state if str(key).endswith(f"_in_{id_}")]:
        del st.session_state[key]


def _edit_rows(id_: str, draft: Draft, specs: dict[str, StretchSpec]) -> None:
    pressed: tuple[Row, int | None] | None = None  # by how much to move a row; None to take it out
    for number, row in enumerate(draft.rows, 1):
        end = f"{row.number}_in_{id_}"
        with st.container(border=True, key=f"set_{end}"):
            _edit_row(number, row, end, specs)
            with st.container(horizontal=True, gap="xsmall"):  # in one line on a phone
                if st.button(_("Up"), icon=":material/arrow_upward:", key=f"up_{end}", disabled=number == 1):
                    pressed = (row, -1)
                last = number == len(draft.rows)
                if st.button(_("Down"), icon=":material/arrow_downward:", key=f"down_{end}", disabled=last):
                    pressed = (row, 1)
                if st.button(_("Remove"), icon=":material/delete:", key=f"remove_{end}"):
                    pressed = (row, None)
    # Only after all rows were shown: a row that wasn't would forget what was chosen in it.
    if pressed is not None:
        row, by = pressed
        if by is None:
            draft.remove(row)
        else:
            draft.move(row, by)
        st.rerun()
    if st.button(_("Add a set"), icon=":material/add:", key=f"add_set_to_{id_}"):
        like = draft.rows[-1].stretch if draft.rows else ordered(specs)[0]
        draft.add(specs[like])
        st.rerun()


def _edit_row(number: int, row: Row, end: str, specs: dict[str, StretchSpec]) -> None:
    chosen = st.selectbox(
        _("Set {number}").format(number=number),
        ordered(specs),
        format_func=lambda id_: texts_of(specs[id_]).title,
        key=_kept(f"stretch_{end}", row.stretch),
    )
    if chosen != row.stretch:
        row.use(specs[chosen])
        for key in (f"seconds_{end}", f"repetitions_{end}", f"leg_{end}"):
            st.session_state.pop(key, None)
    spec = specs[chosen]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if asks_leg(spec):
            row.leg = st.selectbox(
                _("Leg"),
                list(LEGS),
                format_func=lambda leg: _LEGS[leg],
                key=_kept(f"leg_{end}", row.leg),
                width=_LEG_PX,
            )
        if spec.repetitions is None:
            key = _kept(f"seconds_{end}", min(max(float(row.amount), _SECONDS[0]), _SECONDS[1]))
            seconds = st.number_input(
                _("Seconds"), *_SECONDS, step=_SECONDS_STEP, format="%g", key=key, width=_AMOUNT_PX
            )
            row.amount = float(seconds or spec.amount)
        else:
            key = _kept(f"repetitions_{end}", int(row.amount))
            counted = st.number_input(_("Repetitions"), *_REPETITIONS, step=1, key=key, width=_AMOUNT_PX)
            row.amount = float(counted or spec.amount)
        times = st.number_input(
            _("Times"), *_TIMES, step=1, key=_kept(f"times_{end}", row.times), width=_TIMES_PX
        )
        row.times = int(times or 1)


def _kept(key: str, value: str | float) -> str:
    """The key of a widget that begins with a value; on a page without it, a widget forgets its own."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def _save(base: Routine, made: Routine | None) -> None:
    if made is None:
        st.error(_("A routine needs a name and 1 to 40 sets, repeats included."), icon=":material/error:")
        return
    try:
        id_ = save_routine(made)
    except PoseCoachError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state.pop(f"draft_of_{base.id}", None)
    choose(id_)
    say_done(_("“{routine}” is saved and chosen for your next session.").format(routine=plain(made.title)))
    st.rerun()


def _offer_deletion(routine: Routine) -> None:
    with st.popover(_("Delete routine"), icon=":material/delete:"):
        st.write(_("This deletes “{routine}”. It can't be undone.").format(routine=plain(routine.title)))
        if not st.button(_("Yes, delete it"), key="surely_delete_routine"):
            return
    try:
        delete_routine(routine.id)
    except PoseCoachError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    say_done(_("“{routine}” is deleted.").format(routine=plain(routine.title)))
    st.rerun()
