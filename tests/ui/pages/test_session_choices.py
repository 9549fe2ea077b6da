"""What can be chosen on the Coach page, what the cards say of it, and what is remembered."""

import re
import threading
from pathlib import Path

import pytest
from support.coach_page import Over, choose, chosen, opened, press, sessions
from support.sets.repetition_clocks import ONLY_TIMED

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.own_routines import own_routines
from posecoach.catalog.pictures import exercise_picture
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.setting import CameraPlace, Need, camera_place
from posecoach.records.history.shared import open_history
from posecoach.records.preferences import load_preferences, remember
from posecoach.ui.coach.facts import facts_of
from posecoach.ui.coach.session_choice import single
from posecoach.ui.live import component
from posecoach.ui.live.sessions import SESSIONS
from posecoach.ui.pages import coach as page
from posecoach.ui.postures import ordered

WARMED_WITHIN_S = 10
SPECS = load_specs()
ROUTINES = load_routines(SPECS)[0]
# In the words of the exercises' own texts on the camera.
PLACES = {
    CameraPlace.FLOOR: {
        "en": "on the floor or a low stool",
        "de": "auf den Boden oder einen niedrigen Hocker",
        "es": "en el suelo o sobre un taburete bajo",
    },
    CameraPlace.TABLE: {
        "en": "on a chair or table",
        "de": "auf einen Stuhl oder Tisch",
        "es": "sobre una silla o una mesa",
    },
}


def test_the_engine_is_warmed_once_and_the_page_keeps_its_token(
    warmed: threading.Event, monkeypatch: pytest.MonkeyPatch
):
    issued: list[str] = []
    monkeypatch.setattr(SESSIONS, "issue", lambda: issued.append("token") or issued[-1])
    app = opened()
    assert warmed.wait(WARMED_WITHIN_S)
    warmed.clear()
    choose(app, "bridge")
    assert issued == ["token"]
    assert not warmed.is_set()


@pytest.mark.usefixtures("warmed")
def test_routines_come_first_then_exercises_from_standing_to_lying():
    app = opened()
    assert sessions(app) == [*ROUTINES, *ordered(SPECS)]
    assert chosen(app) == next(iter(ROUTINES))
    assert any("3. Seated hamstring stretch, right leg, 30 s" in text.value for text in app.markdown)
    choose(app, "standing_hamstring")
    assert chosen(app) == "standing_hamstring"
    leg, target = app.get("button_group")
    assert leg.options == ["Auto", "Left leg", "Right leg"]
    assert target.options == ["20 s", "30 s"]


@pytest.mark.usefixtures("warmed")
def test_start_comes_before_everything_that_can_be_chosen(monkeypatch: pytest.MonkeyPatch):
    import streamlit as st

    monkeypatch.setattr(component, "_mount", lambda **_: st.markdown("START") and Over())
    texts = [text.value for text in opened().markdown]
    assert texts.index("START") == 1
    assert (
        texts[0]
        == "6 min\u00a0· Mat\u00a0· Strap or towel\u00a0· Laptop on a low stool\u00a0· Two metres away"
    )


@pytest.mark.usefixtures("warmed")
def test_repetitions_are_chosen_and_named_before_start(monkeypatch: pytest.MonkeyPatch):
    about: list[str] = []
    monkeypatch.setattr(component, "_mount", lambda **kw: about.append(kw["data"]["about"]) or Over())
    app = opened()
    choose(app, "bridge")
    (amount,) = app.get("button_group")
    assert (amount.label, amount.options) == ("Repetitions", ["5", "8", "12"])
    amount.set_value(5).run()
    assert not app.exception
    assert about[1:] == ["Bridge, 8 repetitions", "Bridge, 5 repetitions"]


@pytest.mark.usefixtures("warmed")
def test_pictures_are_saved_only_if_they_are_allowed(monkeypatch: pytest.MonkeyPatch):
    pictures: list[bool] = []
    monkeypatch.setattr(component, "_mount", lambda **kw: pictures.append(kw["data"]["pictures"]) or Over())
    app = opened()
    app.toggle[0].set_value(True).run()
    app.toggle[0].set_value(False).run()
    assert not app.exception
    assert pictures == [False, True, False]


@pytest.mark.usefixtures("warmed")
def test_the_next_start_begins_with_the_last_choices(monkeypatch: pytest.MonkeyPatch):
    about: list[str] = []
    monkeypatch.setattr(component, "_mount", lambda **kw: about.append(kw["data"]["about"]) or Over())
    app = opened()
    choose(app, "lying_hamstring")
    assert load_preferences().options == {}
    leg, amount = app.get("button_group")
    leg.set_value("left").run()
    amount.set_value(30).run()
    again = opened()
    assert chosen(again) == "lying_hamstring"
    assert about[-1] == "Lying hamstring stretch, left leg, 30 s"


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize("options", [{"leg of lying_hamstring": 3}, {"amount of lying_hamstring": "many"}])
def test_choices_that_there_are_not_are_the_usual_ones(options: dict[str, object]):
    remember(session="lying_hamstring", options=options)
    leg, amount = opened().get("button_group")
    assert (leg.value, amount.value) == ("auto", 20)


@pytest.mark.usefixtures("warmed")
def test_a_session_that_is_gone_is_not_looked_for():
    remember(session="gone", person=99)
    assert chosen(opened()) == next(iter(ROUTINES))


@pytest.mark.usefixtures("warmed")
def test_the_person_is_remembered_on_this_computer(monkeypatch: pytest.MonkeyPatch):
    history = open_history()
    second = history.add_profile("Mara")
    history.save_safety_outcome(second.id, history.safety_outcome(history.profiles()[0].id))
    app = opened()
    app.selectbox(key="profile_widget").select(second.id).run()
    assert not app.exception
    assert opened().selectbox(key="profile_widget").value == second.id


@pytest.mark.usefixtures("warmed")
def test_what_is_only_timed_says_so_before_it_begins(monkeypatch: pytest.MonkeyPatch):
    spec = ONLY_TIMED
    monkeypatch.setattr(page, "load_specs", lambda: {spec.id: spec})
    monkeypatch.setattr(page, "load_routines", lambda specs: ({}, []))
    app = opened()
    assert "can't judge how well you do this one" in app.info[0].value
    assert [group.label for group in app.get("button_group")] == ["How long"]


@pytest.mark.usefixtures("warmed")
def test_a_routine_of_ones_own_is_kept_and_offered():
    app = opened()
    app.text_input[0].input("Mornings").run()
    press(app, "Save routine")
    (own,) = own_routines(SPECS)[0].values()
    assert own.sets == ROUTINES["hamstrings_and_back"].sets
    assert sessions(app).index(own.id) == len(ROUTINES)  # after the ready-made ones
    assert chosen(app) == own.id
    press(app, "Yes, delete it")
    assert own.id not in sessions(app)
    assert chosen(app) == next(iter(ROUTINES))


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.id)
def test_the_place_on_a_card_is_that_of_the_exercise(spec):
    place = camera_place([spec.posture])
    for language, words in PLACES[place].items():
        assert words in " ".join(spec.texts[language].camera.split())
    assert facts_of(single(spec), SPECS)[-1] == f"Laptop {PLACES[place]['en']}"


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda routine: routine.id)
def test_a_card_says_the_minutes_once(routine):
    assert not re.search(r"\d", routine.title)
    assert facts_of(routine, SPECS)[0] == f"{routine.about_min} min"


@pytest.mark.parametrize(
    ("postures", "place"),
    [
        (["standing", "standing"], CameraPlace.TABLE),
        (["lying", "seated", "all_fours"], CameraPlace.FLOOR),
        (["standing", "lying"], CameraPlace.STOOL),
    ],
)
def test_a_session_has_one_place_for_the_laptop(postures, place: CameraPlace):
    assert camera_place(postures) is place


def test_a_strap_is_asked_for_exactly_where_the_steps_have_one():
    for spec in SPECS.values():
        steps = " ".join(spec.english.steps).lower()
        assert (Need.STRAP in spec.needs) == ("strap" in steps), spec.id
        assert (Need.MAT in spec.needs) == (spec.posture != "standing"), spec.id


def test_whatever_is_filmed_has_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    without = {id_ for id_ in SPECS if exercise_picture(id_) is None}
    assert without == {id_ for id_, spec in SPECS.items() if spec.timed_only}
    own = tmp_path / "bridge" / "picture.webp"
    own.parent.mkdir()
    own.touch()
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    assert exercise_picture("bridge") == own
