"""The first screen and the safety questions: when they are asked, and what the answers lead to."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from support.coach_page import ask_again, labels, opened, press, sessions

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.safety import Outcome, Screening
from posecoach.records.history import store
from posecoach.records.history.shared import open_history
from posecoach.records.preferences import load_preferences
from posecoach.ui.profile.safety_view import urgent_signs


@pytest.mark.usefixtures("warmed")
def test_the_first_screen_says_what_it_is_and_one_press_leads_on():
    ask_again()
    app = opened()
    assert [title.value for title in app.title] == ["PoseCoach"]
    assert [html.proto.body for html in app.get("html") if 'class="welcome"' in html.proto.body]
    assert labels(app) == ["None of these apply"]
    assert sessions(app) == []
    press(app, "None of these apply")
    assert [title.value for title in app.title] == ["Coach"]
    assert sessions(app)[0] == "hamstrings_and_back"
    assert load_preferences().welcomed


@pytest.mark.usefixtures("warmed")
def test_it_is_shown_once():
    ask_again()
    press(opened(), "None of these apply")
    ask_again()
    app = opened()
    assert [title.value for title in app.title] == ["Coach"]
    assert app.checkbox


@pytest.mark.usefixtures("warmed")
def test_a_question_is_short_and_its_whole_text_is_beside_it():
    ask_again()
    first = opened().checkbox[0]
    assert first.label == "Numbness between the legs"
    assert first.help == "Numbness between the legs, or around the back passage"


@pytest.mark.usefixtures("warmed")
def test_with_osteoporosis_nothing_that_bends_forward_is_offered():
    ask_again()
    app = opened()
    app.checkbox[-1].check().run()
    assert labels(app) == ["Continue"]
    press(app, "Continue")
    specs = load_specs()
    left_out = [id_ for id_, spec in specs.items() if Restriction.BENDING in spec.not_for]
    assert left_out
    assert set(left_out).isdisjoint(sessions(app))
    assert "lying_hamstring" in sessions(app)
    assert "don't bend forward" in app.info[0].value


@pytest.mark.usefixtures("warmed")
def test_a_press_that_overtakes_a_tick_lets_nobody_through():
    ask_again()
    app = opened()
    app.checkbox[0].check()  # not yet seen by the server
    app.button[0].click().run()
    assert sessions(app) == []
    history = open_history()
    saved = history.safety_outcome(history.profiles()[0].id)
    assert saved is None or Outcome.HELP_NOW is load_safety_screen().understood(saved).outcome


@pytest.mark.usefixtures("warmed")
def test_answers_to_earlier_questions_are_asked_for_again():
    history = open_history()
    history.save_safety_outcome(history.profiles()[0].id, "no_bending")
    app = opened()
    assert app.checkbox
    assert sessions(app) == []


def answered(ago: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers without a sign, in the past."""

    class Past(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - ago

    history = open_history()
    with monkeypatch.context() as patch:
        patch.setattr(store, "datetime", Past)
        history.save_safety_outcome(
            history.profiles()[0].id, load_safety_screen().saved(Screening(Outcome.MAY_GO_ON))
        )


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize(("days", "due"), [(80, False), (100, True)])
def test_after_three_months_away_they_are_asked_again(days: int, due: bool, monkeypatch: pytest.MonkeyPatch):
    ask_again()
    answered(timedelta(days=days), monkeypatch)
    app = opened()
    assert bool(app.checkbox) == due
    assert bool(sessions(app)) != due


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize(("source", "due"), [("live", False), ("video", True)])
def test_who_has_exercised_meanwhile_was_not_away(source: str, due: bool, monkeypatch: pytest.MonkeyPatch):
    ask_again()
    answered(timedelta(days=300), monkeypatch)
    history = open_history()
    month_ago = datetime.now(UTC) - timedelta(days=30)
    history.begin_session(history.profiles()[0].id, "Tried", source=source, started_at=month_ago)
    assert (history.safety_outcome(history.profiles()[0].id) is None) == due


@pytest.mark.usefixtures("warmed")
def test_a_restriction_outlasts_the_word_of_a_clinician():
    ask_again()
    app = opened()
    app.checkbox[4].check()
    app.checkbox[-1].check().run()
    press(app, "Continue")
    press(app, "I have asked, and I may stretch")
    assert "standing_hamstring" not in sessions(app)
    assert "lying_hamstring" in sessions(app)


@pytest.mark.usefixtures("warmed")
def test_with_a_sign_that_can_not_wait_there_is_no_start_and_help_is_named():
    ask_again()
    app = opened()
    app.checkbox[0].check().run()
    press(app, "Continue")
    assert sessions(app) == []
    assert "Get medical help **now**: call the emergency number" in app.error[0].value
    press(app, "Answer again")
    assert app.checkbox


@pytest.mark.usefixtures("warmed")
def test_what_can_not_wait_is_said_in_the_same_words_wherever_it_is():
    app, screen = opened(), load_safety_screen()
    (shown,) = [text.value for text in app.markdown if "emergency" in text.value]
    assert shown == urgent_signs(screen)
    assert screen.answers[Outcome.HELP_NOW] in shown
    for question in screen.questions:
        assert (question.text in shown) == (question.leads_to is Outcome.HELP_NOW)


@pytest.mark.usefixtures("warmed")
def test_who_has_asked_a_clinician_may_go_on():
    ask_again()
    app = opened()
    app.checkbox[4].check().run()
    press(app, "Continue")
    assert sessions(app) == []
    press(app, "I have asked, and I may stretch")
    assert sessions(app)


def test_the_engine_is_warmed_while_the_questions_are_read(warmed: threading.Event):
    ask_again()
    opened()
    assert warmed.wait(10)
