"""The pages in other languages: no text on them stays English, and none is one that nobody translates."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest
from support import coach_page
from support.left_in_english import left_in_english, shown
from support.sets.made_up_weeks import fill

from posecoach.catalog.own_routines import save_routine
from posecoach.coaching.exercise.routine import Routine
from posecoach.records.history.safety_answers import PAIN
from posecoach.records.history.shared import open_history
from posecoach.records.preferences import remember
from posecoach.translation import in_language

LANGUAGES = ("de", "es")
MINE = Routine.model_validate(
    {
        "id": "own_abc",
        "title": "Abc",
        "sets": [
            {"stretch": "seated_hamstring", "side": "left", "target_s": 30.0},
            {"stretch": "bridge", "repetitions": 5, "repeats": 2},
        ],
    }
)
# Names, numbers, and words that a language shares with English.
WORD = re.compile("[A-Za-z]{2}")
SAME = {"PoseCoach", "Coach", "Name", "Video", "no", "No", "Abc", "Me"}


def progress_page() -> None:
    from posecoach.ui.language import follow_language
    from posecoach.ui.pages.progress import progress_page

    follow_language()
    progress_page()


def review_page() -> None:
    from posecoach.ui.language import follow_language
    from posecoach.ui.pages.review import review_page

    follow_language()
    review_page()


def opened(page: Callable[[], None], language: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["language"] = language
    app.run()
    assert not app.exception
    return app


def assert_translated(show: Callable[[str], AppTest], *, least: int) -> None:
    """Checks a page in every language.

    Args:
        show: Opens it in a language.
        least: How many texts it has, at the least: an empty page has no English on it either.
    """
    english = {text for text in shown(show("en")) if WORD.search(text)}
    assert len(english) >= least
    for language in LANGUAGES:
        with in_language(language):  # the test finds a choice by the words it has on the page
            app = show(language)
        assert left_in_english(app, language) == set(), language
        assert (shown(app) & english) - SAME == set(), f"{language}: a text that is not marked"


@pytest.mark.usefixtures("warmed")
def test_the_first_screen():
    def show(language: str) -> AppTest:
        remember(welcomed=False)
        coach_page.ask_again()
        return coach_page.opened(language)

    assert_translated(show, least=18)


@pytest.mark.usefixtures("warmed")
def test_the_safety_questions_and_what_they_lead_to():
    def show(language: str) -> AppTest:
        coach_page.ask_again()
        app = coach_page.opened(language)
        for sign in ("osteoporosis", "pregnancy"):
            app.checkbox(key=f"sign_{sign}").check().run()
        app.button(key="answered_some").click().run()
        assert not app.exception
        return app

    assert_translated(show, least=20)


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize("session", ["hamstrings_and_back", "own_abc", "standing_hamstring", "bridge"])
def test_the_sessions_and_the_one_that_is_chosen(session: str):
    save_routine(MINE)

    def show(language: str) -> AppTest:
        app = coach_page.opened(language)
        if session != MINE.id:
            coach_page.choose(app, session)
        return app

    assert_translated(show, least=60)


@pytest.mark.usefixtures("warmed")
def test_after_a_session():
    history = open_history()
    fill(history, datetime.now().astimezone(), weeks=3)

    def show(language: str) -> AppTest:
        app = AppTest.from_function(coach_page.run_page, default_timeout=60)
        app.session_state["language"] = language
        app.session_state["session_over"] = history.sessions(1)[-1].id
        app.run()
        assert not app.exception
        assert any(button.proto.is_form_submitter for button in app.button)
        return app

    assert_translated(show, least=60)


@pytest.mark.usefixtures("warmed")
def test_after_pain():
    history = open_history()
    history.end_session(history.begin_session(1, "Abc"), ended=PAIN, discomfort_after=7)
    assert_translated(coach_page.opened, least=5)


def test_progress_without_a_history(history):
    assert_translated(lambda language: opened(progress_page, language), least=1)


def test_progress_with_a_history(history):
    fill(history, datetime.now().astimezone())
    assert_translated(lambda language: opened(progress_page, language), least=60)


def test_a_past_session_on_the_review_page(history):
    fill(history, datetime.now().astimezone(), weeks=2)
    assert_translated(lambda language: opened(review_page, language), least=15)
