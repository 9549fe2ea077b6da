"""The person's data: where it is, exporting it, profiles, and deleting it."""

from functools import partial

import streamlit as st

from posecoach.errors import PoseCoachError
from posecoach.records.history.export import as_csv, as_json
from posecoach.records.history.schema import Profile
from posecoach.records.history.store import History
from posecoach.translation import translate as _
from posecoach.ui.done import say_done
from posecoach.ui.markdown import plain
from posecoach.ui.profile.profiles import ask_pictures


def show_own_data(history: History, profile: Profile) -> None:
    """Shows the section.

    Raises:
        HistoryError: if the history can't be read or written.
    """
    st.header(_("Your data"), anchor=False)
    where = (
        _("Stored on this computer only, in `{path}`.")
        if history.path
        else _("Stored on this computer only.")
    )
    st.write(where.format(path=history.path))
    _ask_pictures(history, profile)
    as_table, whole = st.columns(2)
    for column, label, export, name, mime in (
        (as_table, _("All sets as CSV"), as_csv, "posecoach.csv", "text/csv"),
        (whole, _("Everything as JSON"), as_json, "posecoach.json", "application/json"),
    ):
        # Running the page again for a download would make the other button's file unavailable.
        column.download_button(
            label, partial(export, history), name, mime, width="stretch", on_click="ignore"
        )
    with st.expander(_("Profiles"), icon=":material/group:"):
        _rename(history, profile)
        _add(history)
    with st.expander(_("Delete"), icon=":material/delete:"):
        _delete(history, profile)


def _ask_pictures(history: History, profile: Profile) -> None:
    before = profile.keeps_pictures
    allowed = ask_pictures(history, profile)
    if allowed == before:
        return
    if allowed:
        say_done(_("From now on two pictures of each set are saved."))
    else:
        say_done(_("No more pictures are saved, and those saved so far are deleted."))
    st.rerun()


def _rename(history: History, profile: Profile) -> None:
    with st.form(f"rename_{profile.id}", border=False):
        name = st.text_input(
            _("Name of this profile"), profile.name, max_chars=80, key=f"name_of_{profile.id}_{profile.name}"
        )
        if not st.form_submit_button(_("Rename")):
            return
    try:
        history.rename_profile(profile.id, name)
    except PoseCoachError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    say_done(_("“{name}” is now called “{new_name}”.").format(name=plain(profile.name), new_name=plain(name)))
    st.rerun()


def _add(history: History) -> None:
    with st.form("add_profile", border=False, clear_on_submit=True):
        name = st.text_input(_("Name of another person"), max_chars=80)
        if not st.form_submit_button(_("Add profile")):
            return
    if not name.strip():
        st.error(_("A profile needs a name."), icon=":material/error:")
        return
    if any(profile.name == name.strip() for profile in history.profiles()):
        st.info(_("“{name}” already exists.").format(name=plain(name)))
        return
    history.add_profile(name)
    say_done(_("“{name}” is added. Choose the profile at the top of the page.").format(name=plain(name)))
    st.rerun()


def _delete(history: History, profile: Profile) -> None:
    st.write(_("This can't be undone. Export your data first if you might want it later."))
    sure = st.checkbox(_("Yes, I'm sure"))
    one, everything = st.columns(2)
    label = _("Delete profile “{name}”").format(name=plain(profile.name))
    if one.button(label, key=f"delete_profile_{profile.id}", disabled=not sure, width="stretch"):
        history.delete_profile(profile.id)
        say_done(_("“{name}” is deleted, with all sessions and pictures.").format(name=plain(profile.name)))
        st.rerun()
    if everything.button(_("Delete all data"), key="delete_all", disabled=not sure, width="stretch"):
        history.delete_all()
        say_done(_("Everything is deleted: all profiles, sessions and pictures."))
        st.rerun()
