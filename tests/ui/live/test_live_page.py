"""The Coach page without a browser: what can be chosen, and what it says when it can't coach."""

import shutil
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.own_exercises import change, copy_exercise
from support.sets.repetition_clocks import ONLY_TIMED

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.own_routines import own_routines
from posecoach.catalog.routines import load_routines
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.safety import Outcome, Screening
from posecoach.records.history.shared import close_history, open_history
from posecoach.ui.live import component
from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.pages import coach as page
from posecoach.ui.postures import ordered, placed_title
from posecoach.vision.model.bundle import ModelError

WARMED_WITHIN_S = 10


class Over:
    """A live component in which no session has ended."""

    over = None


def _run_page() -> None:
    from posecoach.ui.pages.coach import coach_page

    coach_page()


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> threading.Event:
    """A page that finds its model there already, and tells when the engine is being warmed."""
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    close_history()
    history = open_history()
    no_sign = load_safety_screen().saved(Screening(Outcome.MAY_GO_ON))
    history.save_safety_outcome(history.profiles()[0].id, no_sign)
    done = threading.Event()
    page._start_warm_up.clear()
    monkeypatch.setattr(page, "model_for", lambda *_, progress: None)
    monkeypatch.setattr(page, "warm_up", done.set)
    return done


def test_the_engine_is_warmed_once_and_the_page_keeps_its_token(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    issued: list[str] = []
    monkeypatch.setattr(SESSIONS, "issue", lambda: issued.append("token") or issued[-1])
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert warmed.wait(WARMED_WITHIN_S)
    warmed.clear()
    app.selectbox[0].select_index(2).run()
    assert not app.exception
    assert issued == ["token"]
    assert not warmed.is_set()


def test_the_routine_comes_first_then_stretches_from_standing_to_lying(warmed: threading.Event):
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    specs, options = load_specs(), app.selectbox[0].options
    routines = [routine.title for routine in load_routines(specs)[0].values()]
    assert options == routines + [placed_title(specs[id_]) for id_ in ordered(specs)]
    standing, seated, bridge = (
        options.index(title)
        for title in (
            "Standing hamstring stretch",
            "Seated hamstring stretch",
            "Bridge · on your back",
        )
    )
    assert len(routines) <= standing < seated < bridge
    assert any("3. Seated hamstring stretch, right leg, 30 s" in text.value for text in app.markdown)
    app.selectbox[0].select("standing_hamstring").run()
    leg, target = app.get("button_group")
    assert leg.options == ["Auto", "Left leg", "Right leg"]
    assert target.options == ["20 s", "30 s"]


def test_repetitions_are_chosen_and_named_before_start(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    about: list[str] = []
    monkeypatch.setattr(component, "_mount", lambda **kw: about.append(kw["data"]["about"]) or Over())
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    app.selectbox[0].select("bridge").run()
    (amount,) = app.get("button_group")
    assert (amount.label, amount.options) == ("Repetitions", ["5", "8", "12"])
    amount.set_value(5).run()
    assert not app.exception
    assert about[1:] == ["Bridge, 8 repetitions", "Bridge, 5 repetitions"]


def test_what_is_only_timed_says_so_before_it_begins(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    spec = ONLY_TIMED
    monkeypatch.setattr(page, "load_specs", lambda: {spec.id: spec})
    monkeypatch.setattr(page, "load_routines", lambda specs: ({}, []))
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    assert "can't judge how well you do this one" in app.info[0].value
    assert [group.label for group in app.get("button_group")] == ["How long"]


def ask_again() -> None:
    history = open_history()
    history.save_safety_outcome(history.profiles()[0].id, None)


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_before_the_first_session_the_safety_screen_is_shown_and_nothing_can_be_started(
    warmed: threading.Event,
):
    ask_again()
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.selectbox
    assert app.checkbox[0].label == "Numbness between the legs, or around the back passage"
    press(app, "Continue")
    assert app.selectbox[0].label == "Session"


def test_with_osteoporosis_nothing_that_bends_forward_is_offered(warmed: threading.Event):
    ask_again()
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    app.checkbox[-1].check()
    press(app, "Continue")
    specs = load_specs()
    left_out = [placed_title(spec) for spec in specs.values() if Restriction.BENDING in spec.not_for]
    assert left_out
    assert set(left_out).isdisjoint(app.selectbox[0].options)
    assert "Lying hamstring stretch" in app.selectbox[0].options
    assert "don't bend forward" in app.info[0].value


def test_answers_to_earlier_questions_are_asked_for_again(warmed: threading.Event):
    history = open_history()
    history.save_safety_outcome(history.profiles()[0].id, "no_bending")
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    assert app.checkbox
    assert not app.selectbox


def test_a_restriction_outlasts_the_word_of_a_clinician(warmed: threading.Event):
    ask_again()
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    app.checkbox[4].check()
    app.checkbox[-1].check()
    press(app, "Continue")
    press(app, "I have asked, and I may stretch")
    assert "Standing hamstring stretch" not in app.selectbox[0].options
    assert "Lying hamstring stretch" in app.selectbox[0].options


def test_with_a_sign_that_can_not_wait_there_is_no_start_and_help_is_named(warmed: threading.Event):
    ask_again()
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    app.checkbox[0].check()
    press(app, "Continue")
    assert not app.selectbox
    assert "get medical help today" in app.error[0].value
    press(app, "Answer again")
    assert app.checkbox


def test_who_has_asked_a_clinician_may_go_on(warmed: threading.Event):
    ask_again()
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    app.checkbox[4].check()
    press(app, "Continue")
    assert not app.selectbox
    press(app, "I have asked, and I may stretch")
    assert app.selectbox[0].label == "Session"


def test_after_an_ending_by_pain_the_page_rests_and_then_asks_again(warmed: threading.Event):
    history = open_history()
    session = history.begin_session(history.profiles()[0].id, "Tried")
    app = AppTest.from_function(_run_page, default_timeout=30)
    app.session_state["session_over"] = session
    app.run()
    assert app.selectbox
    app.get("button_group")[0].set_value("pain")
    press(app, "Save")
    assert "stop for today" in app.warning[0].value
    assert not app.selectbox
    (read,) = app.checkbox
    read.check().run()
    press(app, "Stretch today all the same")
    assert len(app.checkbox) > 1  # the safety questions
    assert not app.selectbox


def test_a_routine_of_ones_own_is_kept_and_offered(warmed: threading.Event, tmp_path: Path):
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    app.text_input[0].input("Mornings").run()
    next(button for button in app.button if button.label == "Save routine").click().run()
    assert not app.exception
    place = app.selectbox[0].options.index("Mornings")
    assert place == len(load_routines(load_specs())[0])  # after the ready-made ones
    (kept,) = own_routines(load_specs())[0].values()
    assert kept.sets == load_routines(load_specs())[0]["hamstrings_and_back"].sets
    app.selectbox[0].select_index(place).run()
    next(button for button in app.button if button.label == "Delete routine").click().run()
    assert not app.exception
    assert "Mornings" not in app.selectbox[0].options


def test_a_folder_that_can_not_be_written_is_reported(warmed: threading.Event, tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    next(button for button in app.button if button.label == "Save routine").click().run()
    assert not app.exception
    assert "can't be written" in app.error[0].value


def test_a_model_that_can_not_be_had_is_reported_instead_of_a_start_button(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    def refuse(purpose: object, progress: object) -> None:
        raise ModelError("no network; connect once, or set POSECOACH_MODEL")

    monkeypatch.setattr(page, "model_for", refuse)
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert [error.value for error in app.error] == ["no network; connect once, or set POSECOACH_MODEL"]
    assert [button.label for button in app.button] == ["Try again"]
    assert not app.selectbox
    assert not app.exception


def test_a_broken_spec_is_reported_with_its_place(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "mine.yaml").write_text("id: 3")
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert app.error[0].value.startswith("mine.yaml: ")
    assert not app.exception


@pytest.mark.parametrize("builtin", ["on", "off"])
def test_an_own_folder_with_one_exercise_is_coached(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, builtin: str
):
    specs = tmp_path / "specs"
    calf = copy_exercise("standing_hamstring", specs, "calf_stretch")
    change(calf / "en.yaml", lambda texts: texts.update(title="Calf stretch"))
    monkeypatch.setenv("POSECOACH_SPECS", str(specs))
    monkeypatch.setenv("POSECOACH_BUILTIN", builtin)
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    assert not app.error
    assert not app.warning
    options = app.selectbox[0].options
    assert sum("Calf stretch" in option for option in options) == 1
    assert (len(options) == 1) == (builtin == "off")
    app.selectbox[0].set_value("calf_stretch").run()
    assert not app.exception
    assert not app.error


def test_building_the_model_shows_its_progress(warmed: threading.Event, monkeypatch: pytest.MonkeyPatch):
    shares: list[tuple[float, str]] = []

    class Bar:
        def progress(self, share: float, text: str) -> None:
            shares.append((share, text))

        def empty(self) -> None:
            shares.append((1.0, "gone"))

    def first(share: float, text: str) -> Bar:
        shares.append((share, text))
        return Bar()

    def build(purpose: object, progress) -> None:
        progress("Downloading", 0.25)
        progress("Checking", None)

    monkeypatch.setattr(page, "model_for", build)
    monkeypatch.setattr(page.st, "progress", first)
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    assert [share for share, _ in shares] == [0.25, 0.0, 1.0]
    assert "Downloading" in shares[0][1]


def test_a_bad_file_is_named_and_takes_nothing_away(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    specs = tmp_path / "specs"
    shutil.copytree(shipped_folder(), specs)
    (specs / "voice" / "fr.yaml").touch()
    (specs / "routines" / "empty.yaml").touch()
    own = tmp_path / "data" / "routines"
    own.mkdir(parents=True)
    (own / "mine.yaml").symlink_to(tmp_path / "gone.yaml")
    for hidden in (specs / "._x.yaml", specs / "voice" / "._de.yaml", own / "._mine.yaml"):
        hidden.write_bytes(b"\x00\x05\x16\x07\xb0")
    monkeypatch.setenv("POSECOACH_SPECS", str(specs))
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    assert app.selectbox[0].options[0] == "Hamstrings and back, 6 minutes"
    routine, mine, french = (warning.value.replace("\\", "") for warning in app.warning)
    assert routine.startswith("Left out: routines/empty.yaml: ")
    assert mine.startswith(f"Left out: {own / 'mine.yaml'}: can't be read")
    assert french.startswith("Left out: voice/fr.yaml: ")
