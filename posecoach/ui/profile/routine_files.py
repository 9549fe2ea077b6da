"""Routines as files: downloading one, and adding one from a file."""

from typing import Final

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.exercises import load_specs
from posecoach.catalog.own_routines import own_routines, routine_file, routine_from_file, save_routine, titled
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.translation import format_list, translate_plural
from posecoach.translation import translate as _
from posecoach.ui.done import say_done
from posecoach.ui.markdown import plain
from posecoach.ui.profile.chosen_session import choose

_UPLOADS: Final = "routine_uploads"
_MOST_MB: Final = 1  # the least that can be asked for; a routine is refused long before


def offer_download(routine: Routine) -> None:
    """Offers a routine as a file."""
    st.download_button(
        _("Download"),
        routine_file(routine),
        f"{routine.id.removeprefix('own_')}.yaml",
        "application/yaml",
        icon=":material/download:",
        key="download_routine",
        on_click="ignore",
    )


def offer_upload(specs: dict[str, StretchSpec]) -> None:
    """Takes a routine from a file, and adds it to the person's own once that is confirmed.

    Args:
        specs: The exercises that the person may do.
    """
    count = st.session_state.get(_UPLOADS, 0)
    upload = st.file_uploader(
        _("Add a routine from a file"),
        type=["yaml", "yml"],
        max_upload_size=_MOST_MB,
        help=_("A YAML file, such as one that was downloaded here."),
        key=f"routine_upload_{count}",  # another one is empty again
    )
    if upload is None:
        return
    name = plain(upload.name)
    try:
        routine = routine_from_file(upload.getvalue(), upload.name, load_specs())
        before = titled(routine.title, own_routines(load_specs())[0])
    except PoseCoachError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    left_out = [planned.stretch for planned in routine.sets if planned.stretch not in specs]
    if left_out:
        st.error(
            _("{file}: your answers to the safety questions leave out {exercises}.").format(
                file=name,
                exercises=format_list(texts_of(load_specs()[id_]).title for id_ in dict.fromkeys(left_out)),
            ),
            icon=":material/error:",
        )
        return
    sets = len(routine.in_order)
    text = translate_plural("“{routine}”: {count} set.", "“{routine}”: {count} sets.", sets)
    st.write(text.format(routine=plain(routine.title), count=sets))
    if before is not None:
        st.warning(
            _("You have a routine of this name already. It will be replaced."), icon=":material/warning:"
        )
    label = _("Add this routine") if before is None else _("Replace my routine")
    if not st.button(label, icon=":material/add:", key="add_uploaded_routine"):
        return
    try:
        choose(save_routine(routine))
    except PoseCoachError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[_UPLOADS] = count + 1
    say_done(_("“{routine}” is saved and chosen for your next session.").format(routine=plain(routine.title)))
    st.rerun()
