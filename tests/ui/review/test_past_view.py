"""Past sessions on the Review page, and a reviewed set put into the history, without a browser."""

import sqlite3
from dataclasses import replace
from datetime import datetime

import cv2
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from support.sets.made_up_repetitions import BRIDGE, MIXED, passed_through, repeated_report
from support.sets.made_up_weeks import PLAN, fill

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.digest import judging_digest
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.session import Ended
from posecoach.records.history.store import History
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.highlights import Picture, Which
from posecoach.ui.review.job import Job, Review


def _past_page() -> None:
    from posecoach.catalog.exercises import load_specs
    from posecoach.ui.review.past_view import show_past

    show_past(load_specs())


def _keep_page() -> None:
    import streamlit as st

    from posecoach.ui.review.save_view import offer_to_keep

    offer_to_keep(st.session_state["done"], st.session_state["job"])


def shown(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def test_a_chosen_session_is_shown_and_otherwise_the_last_one(history: History):
    fill(history, datetime.now().astimezone(), weeks=2)
    sessions = history.sessions(1)
    app = shown(AppTest.from_function(_past_page, default_timeout=30))
    assert app.selectbox[0].value == sessions[-1].id
    app = AppTest.from_function(_past_page, default_timeout=30)
    app.session_state["past_session"] = sessions[0].id
    assert shown(app).selectbox[0].value == sessions[0].id
    app = AppTest.from_function(_past_page, default_timeout=30)
    app.session_state["past_session"] = 10_000  # deleted
    assert shown(app).selectbox[0].value == sessions[-1].id


def test_without_a_session_it_says_what_to_do(history: History):
    (info,) = shown(AppTest.from_function(_past_page, default_timeout=30)).info
    assert "Do a session on the Coach page" in info.value


def test_a_past_set_is_shown_with_its_timeline_its_pictures_and_a_comparison(history: History):
    fill(history, datetime.now().astimezone(), weeks=3)
    history.allow_pictures(1, True)
    jpeg = cv2.imencode(".jpg", np.zeros((48, 64, 3), np.uint8))[1].tobytes()
    latest = history.sessions(1)[-1]
    history.save_pictures(latest.id, 0, [Picture(Which.BEST, 4.0, "Deep: 90°", jpeg)])
    app = shown(AppTest.from_function(_past_page, default_timeout=30))
    assert app.selectbox(key=f"set of {latest.id}").options[1] == "2. Seated, left leg"
    assert app.header[0].value == "30 s of 30 s held well"
    assert "Hip flexion: typically" in app.caption[0].value
    table = app.table[0].value
    assert sorted(table["When"]) == ["0.0–3.0 s", "10.0–12.5 s", "10.0–12.5 s", "3.0–10.0 s"]
    assert any(text.value.startswith("**Hip flexion**: at least") for text in app.markdown)
    assert any("Best moment" in text.value for text in app.markdown)
    comparison = next(text.value for text in app.markdown if "Compared with your earlier" in text.value)
    assert comparison.count("\n- ") == len(PLAN)
    app.selectbox(key=f"set of {latest.id}").select_index(1)
    assert any("No pictures were saved" in text.value for text in shown(app).caption)


@pytest.mark.parametrize(
    ("recorded", "note"),
    [
        (judging_digest(find_spec(PLAN[0][0])), None),
        ("a1aa1e924c95", "have changed since"),  # an earlier version's hash
        ("j0123456789a", "have changed since"),
        ("0123456789ab", "may have been different"),
    ],
)
def test_a_past_set_says_what_is_known_of_its_limits(history: History, recorded: str, note: str | None):
    fill(history, datetime.now().astimezone(), weeks=1)
    with sqlite3.connect(history.path) as raw:
        raw.execute("update stretch_set set spec_version = ?", (recorded,))
    raw.close()
    app = shown(AppTest.from_function(_past_page, default_timeout=30))
    captions = "\n".join(text.value for text in app.caption)
    known = ("have changed since", "may have been different")
    assert [text for text in known if text in captions] == ([] if note is None else [note])


def test_a_reviewed_set_is_kept_once(history: History, paused_report: SetReport, standing: StretchSpec):
    app = AppTest.from_function(_keep_page, default_timeout=30)
    app.session_state["done"] = Review(paused_report, b"no video")
    app.session_state["job"] = Job("abc", standing, None)
    (keep,) = shown(app).button
    assert history.sessions(1) == []
    keep.click()
    assert "Saved." in shown(app).success[0].value
    assert not app.button
    (session,) = history.sessions(1)
    assert (session.source, session.sets[0].valid_s) == ("video", 5.0)
    states = [state for state, *_ in history.spans(session.sets[0].id)]
    assert states == ["not_in_position", "moving", "valid", "fault", "valid", "unknown"]


def test_a_past_set_of_repetitions_lists_them_by_the_time_of_the_set(history: History):
    report = repeated_report(MIXED)
    session = history.begin_session(1, "Bridges")
    later = replace(
        report.record,
        spans=[(state, why, start_s + 60, end_s + 60) for state, why, start_s, end_s in report.record.spans],
        repetitions=tuple(
            replace(one, start_s=one.start_s + 60, end_s=one.end_s + 60, top_s=one.top_s and one.top_s + 60)
            for one in report.repetitions
        ),
    )
    history.save_set(session, 0, BRIDGE, None, 8, later, Ended.STOPPED)
    app = shown(AppTest.from_function(_past_page, default_timeout=30))
    assert app.header[0].value.startswith("2 of 8 repetitions")
    table = next(frame.value for frame in app.table if "Outcome" in frame.value)
    assert list(table["Start"]) == ["2.0 s", "9.0 s", "12.0 s", "15.0 s", "20.0 s"]
    assert table["Outcome"][0] == "Held 3.4 s"


def test_a_set_of_repetitions_from_a_video_is_kept_with_what_it_asked_for(history: History):
    report = repeated_report(MIXED, spec=passed_through())
    app = AppTest.from_function(_keep_page, default_timeout=30)
    app.session_state["done"] = Review(report, b"no video")
    app.session_state["job"] = Job("abc", report.spec, None)
    shown(app).button[0].click()
    shown(app)
    (row,) = history.sessions(1)[0].sets
    assert (row.repetitions_target, row.repetitions_counted) == (4, 2)
