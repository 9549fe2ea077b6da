"""The Coach page without a browser."""

from streamlit.testing.v1 import AppTest

from posecoach.records.history.shared import open_history


class Over:
    """A live component in which no session has ended."""

    over = None


def run_page() -> None:
    """The whole page."""
    from posecoach.ui.pages.coach import coach_page

    coach_page()


def opened() -> AppTest:
    """The page as it is when it is opened."""
    app = AppTest.from_function(run_page, default_timeout=60).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def choose(app: AppTest, id_: str) -> None:
    """Presses the card of a routine or exercise."""
    app.button(key=f"choose_{id_}").click().run()
    assert not app.exception


def sessions(app: AppTest) -> list[str]:
    """The ids of the sessions that are offered, in their order."""
    return [button.key.removeprefix("choose_") for button in app.button if "choose_" in (button.key or "")]


def chosen(app: AppTest) -> str:
    (marked,) = [button for button in app.button if button.label.startswith("✓ ")]
    return marked.key.removeprefix("choose_")


def ask_again() -> None:
    """Makes the safety questions due."""
    history = open_history()
    history.save_safety_outcome(history.profiles()[0].id, None)
