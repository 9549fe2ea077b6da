"""The form for a routine, without a browser: rows, saving, deleting, and files."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.own_routines import own_routines, routine_file, save_routine
from posecoach.coaching.exercise.routine import Routine
from posecoach.records.preferences import load_preferences
from posecoach.ui.profile.chosen_session import CHOSEN

SPECS = load_specs()
SETS = [
    {"stretch": "seated_hamstring", "side": "left", "target_s": 30.0},
    {"stretch": "bridge", "repetitions": 5},
]
MINE = Routine.model_validate({"id": "own_evenings", "title": "Evenings", "sets": SETS})


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))


def _run_page() -> None:
    import streamlit as st

    from posecoach.catalog.exercises import load_specs
    from posecoach.catalog.own_routines import own_routines
    from posecoach.ui.done import show_done
    from posecoach.ui.profile.routine_editor import edit_routine

    show_done()
    own = own_routines(load_specs())[0]
    if own:
        allowed = {id_: spec for id_, spec in load_specs().items() if id_ != "press_up"}
        edit_routine(next(iter(own.values())), allowed, own=True)
    else:
        st.write("No routine.")


def opened() -> AppTest:
    save_routine(MINE)
    app = AppTest.from_function(_run_page, default_timeout=60).run()
    assert not app.exception
    return app


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def saved() -> dict[str, list[tuple]]:
    return {
        routine.title: [
            (planned.stretch, planned.side, planned.amount, planned.repeats) for planned in routine.sets
        ]
        for routine in own_routines(SPECS)[0].values()
    }


def exercises(app: AppTest) -> list[str]:
    return [box.value for box in app.selectbox if box.label.startswith("Set ")]


def upload(app: AppTest, content: bytes, name: str = "mine.yaml") -> AppTest:
    app.file_uploader[0].set_value((name, content, "application/yaml")).run()
    assert not app.exception
    return app


def test_rows_are_moved_changed_and_saved_and_the_routine_is_chosen():
    app = opened()
    first, second = (f"{number}_in_own_evenings" for number in (0, 1))
    app.number_input(key=f"repetitions_{second}").set_value(12).run()
    pressed(app, f"up_{second}")
    app.number_input(key=f"times_{first}").set_value(3).run()
    app.selectbox(key=f"leg_{first}").set_value("right_left").run()
    pressed(app, "save_routine")
    seated = [("seated_hamstring", side, 30.0, 1) for side in ("right", "left") * 3]
    assert saved() == {"Evenings": [("bridge", None, 12, 1), *seated]}
    assert [toast.value for toast in app.toast] == ["“Evenings” is saved and chosen for your next session."]
    assert app.session_state[CHOSEN] == load_preferences().session == "own_evenings"


def test_after_saving_the_form_shows_what_was_saved():
    app = opened()
    pressed(app, "up_1_in_own_evenings")
    pressed(app, "save_routine")
    assert [box.value for box in app.selectbox if box.label.startswith("Set ")] == [
        "bridge",
        "seated_hamstring",
    ]
    pressed(app, "save_routine")
    assert [row[0] for row in saved()["Evenings"]] == ["bridge", "seated_hamstring"]


def test_another_exercise_is_asked_for_in_its_own_unit():
    app = opened()
    app.selectbox(key="stretch_0_in_own_evenings").set_value("bird_dog").run()
    assert not app.exception
    assert app.number_input(key="repetitions_0_in_own_evenings").value == SPECS["bird_dog"].amount
    pressed(app, "remove_1_in_own_evenings")
    pressed(app, "add_set_to_own_evenings")
    pressed(app, "save_routine")
    assert [row[:2] for row in saved()["Evenings"]] == [("bird_dog", "left"), ("bird_dog", None)]


def test_without_a_name_nothing_is_saved():
    app = opened()
    app.text_input[0].set_value("  ").run()
    pressed(app, "save_routine")
    assert "needs a name" in app.error[0].value
    assert list(saved()) == ["Evenings"]
    assert CHOSEN not in app.session_state


def test_a_routine_is_deleted_once_that_was_confirmed():
    app = pressed(opened(), "surely_delete_routine")
    assert saved() == {}
    assert [toast.value for toast in app.toast] == ["“Evenings” is deleted."]


def test_a_routine_from_a_file_is_added_and_chosen():
    app = opened()
    other = MINE.model_copy(update={"title": "From *afar*"})
    upload(app, routine_file(other).encode())
    assert list(saved()) == ["Evenings"]  # not before it was confirmed
    pressed(app, "add_uploaded_routine")
    assert saved()["From *afar*"] == saved()["Evenings"]
    (chosen,) = (id_ for id_, routine in own_routines(SPECS)[0].items() if routine.title == "From *afar*")
    assert app.session_state[CHOSEN] == chosen != "own_evenings"
    assert app.file_uploader[0].value is None


def test_a_file_with_the_name_of_a_routine_replaces_it_only_after_saying_so():
    app = opened()
    upload(app, routine_file(MINE.model_copy(update={"sets": MINE.sets[1:]})).encode())
    assert "will be replaced" in app.warning[0].value
    pressed(app, "add_uploaded_routine")
    assert [row[0] for row in saved()["Evenings"]] == ["bridge"]
    assert exercises(app) == ["bridge"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", "not a text file"),
        (b"title: [", "not valid YAML"),
        (b"- a list", "expected a mapping"),
        (b"title: x\nsets: []", "sets"),
        (b"title: x\nsets:\n- {stretch: press_up, repetitions: 5}", "safety questions leave out"),
    ],
)
def test_a_file_that_is_no_routine_is_refused_in_one_line(content: bytes, why: str):
    app = upload(opened(), content, "*mine*.yaml")
    (error,) = (error.value for error in app.error)
    assert why in error
    assert r"\*mine\*\.yaml" in error
    assert "\n" not in error
    assert list(saved()) == ["Evenings"]


def test_a_rest_longer_than_can_be_chosen_is_shown_as_the_longest():
    pace = {name: number.model_dump() for name, number in MINE.pace}
    pace["rest_s"]["value"] = 1e9
    save_routine(MINE.model_validate(MINE.model_dump() | {"pace": pace}))
    app = AppTest.from_function(_run_page, default_timeout=60).run()
    assert not app.exception
    assert app.slider[0].value == 60
