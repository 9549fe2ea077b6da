"""What the Coach page shows after a session, and the rest after pain, without a browser."""

from datetime import datetime

import cv2
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from support.sets.made_up_weeks import fill

from posecoach.records.history.safety_answers import PAIN
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Picture, Which
from posecoach.ui.review.after_session import NOT_SAVED


def _page() -> None:
    import streamlit as st

    from posecoach.records.history.shared import open_history
    from posecoach.ui.review.after_session import after_session, note_end, rests

    history = open_history() if st.session_state.get("saves", True) else None
    profile = history.profiles()[0] if history else None
    if rests(history, profile):
        st.stop()
    note_end(st.session_state.pop("over", None))
    after_session(history, profile, lambda: st.session_state.update(opened=True))
    st.write("the rest of the page")


def page_after(session: int | None, *, saves: bool = True) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=30)
    app.session_state["over"], app.session_state["saves"] = session, saves
    return shown(app)


def shown(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def say(app: AppTest, why: str | None) -> AppTest:
    """Answers the question and saves."""
    if why is not None:
        app.get("button_group")[0].set_value(why)
    next(button for button in app.button if button.label == "Save").click()
    return shown(app)


def offers(app: AppTest) -> bool:
    """Whether the page goes on below."""
    return any(text.value == "the rest of the page" for text in app.markdown)


def test_before_a_session_nothing_is_asked(history: History):
    app = page_after(None)
    assert not app.get("button_group")
    assert offers(app)


def test_it_is_asked_with_nothing_preset_until_it_is_answered(history: History):
    session = history.begin_session(1, "Tried")
    app = page_after(session)
    assert app.get("button_group")[0].value in (None, [])
    app = say(app, None)
    assert "Choose why" in app.info[0].value
    assert history.sessions(1, empty=True)[0].ended is None
    app = say(app, "tired")
    assert history.sessions(1, empty=True)[0].ended == "tired"
    assert not app.get("button_group")
    assert offers(app)


def test_a_session_in_which_something_was_held_has_its_picture_and_a_way_to_review(history: History):
    fill(history, datetime.now().astimezone(), weeks=3)
    history.allow_pictures(1, True)
    latest = history.sessions(1)[-1]
    jpeg = cv2.imencode(".jpg", np.zeros((48, 64, 3), np.uint8))[1].tobytes()
    history.save_pictures(latest.id, 0, [Picture(Which.BEST, 4.0, "Deep: 90°", jpeg)])
    app = page_after(latest.id)
    assert any("Best moment" in text.value for text in app.markdown)
    assert any("Compared with your earlier" in text.value for text in app.markdown)
    next(button for button in app.button if "second by second" in button.label).click()
    shown(app)
    assert app.session_state["opened"]
    assert app.session_state["past_session"] == latest.id


def test_without_a_held_second_it_is_asked_too_and_there_is_nothing_to_review(history: History):
    app = page_after(history.begin_session(1, "Tried"))
    assert any("Nothing was held" in text.value for text in app.markdown)
    assert [button.label for button in app.button] == ["Save"]


@pytest.mark.parametrize("saves", [True, False])
def test_after_pain_the_page_rests_until_the_person_decides_otherwise(history: History, saves: bool):
    session = history.begin_session(1, "Tried")
    app = say(page_after(session if saves else NOT_SAVED, saves=saves), PAIN)
    for _ in range(2):  # also when the page runs again
        assert "stop for today" in app.warning[0].value
        assert not offers(app)
        (anyway,) = app.button
        assert anyway.disabled
        app = shown(app)
    app.checkbox[0].check()
    shown(app).button[0].click()
    app = shown(app)
    assert offers(app)
    assert not app.warning


def test_the_rest_outlasts_the_page(history: History):
    history.end_session(history.begin_session(1, "Tried"), ended=PAIN)
    app = page_after(None)
    assert not offers(app)
    assert app.warning


def test_pain_of_another_day_is_no_rest(history: History):
    long_ago = datetime(2026, 1, 1, 12).astimezone()
    history.end_session(history.begin_session(1, "Tried", started_at=long_ago), ended=PAIN)
    assert offers(page_after(None))
