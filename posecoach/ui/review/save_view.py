"""Saves a set from a person's own video in their history."""

import streamlit as st

from posecoach.coaching.session import Ended
from posecoach.errors import PoseCoachError
from posecoach.records.history.schema import Profile
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import History
from posecoach.rendering.album import pictures_of
from posecoach.translation import translate as _
from posecoach.ui.profile.profiles import ask_pictures, choose_profile
from posecoach.ui.review.job import Job, Review

_KEPT = "reviews_in_history"


def offer_to_keep(done: Review, job: Job) -> None:
    """Shows a button that saves the set, once; shows nothing if nothing counted."""
    if not done.report.clock.begun:
        return
    st.header(_("Save to your history"), anchor=False)
    try:
        history = open_history()
        profile = choose_profile(history)
        pictures = ask_pictures(history, profile)
        kept: set[tuple[int, str]] = st.session_state.setdefault(_KEPT, set())
        key = (profile.id, job.key)
        if key not in kept:
            if not st.button(_("Save this set"), icon=":material/save:", help=_("It is dated today.")):
                return
            save(history, profile, done, pictures=pictures)
            kept.add(key)
            st.rerun()
        st.success(
            _("Saved. See the Progress page, or A past session on this page."), icon=":material/check:"
        )
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")


def save(history: History, profile: Profile, done: Review, *, pictures: bool) -> None:
    """Saves a reviewed set as a session of its own, with its two pictures if those are allowed."""
    report = done.report
    session = history.begin_session(
        profile.id, _("Video: {name}").format(name=report.video.path.name)[:200], source="video"
    )
    ended = Ended.COMPLETED if report.completed else Ended.LEFT
    history.save_set(session, 0, report.spec, report.side, report.amount, report.record, ended)
    if pictures:
        history.save_pictures(session, 0, pictures_of(report, done.annotated))
