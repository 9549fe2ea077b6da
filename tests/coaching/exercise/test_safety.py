"""The safety screen: the most careful answer wins, and exactly what is not for a person is left out."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import safety_file
from posecoach.catalog.safety import load_safety_screen, read_safety_texts
from posecoach.catalog.yaml_files import SpecError
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.safety import Outcome, SafetyRules, Screening
from posecoach.translation import in_language

SCREEN = load_safety_screen()
SPECS = load_specs()
IDS = [question.id for question in SCREEN.questions]
SETS_OF_ANSWERS = st.sets(st.sampled_from(IDS))


def left_out(*ticked: str) -> set[str]:
    return SPECS.keys() - SCREEN.allowed(SCREEN.screening(ticked), SPECS).keys()


def test_who_ticks_nothing_may_go_on_with_everything():
    assert SCREEN.screening([]) == Screening(Outcome.MAY_GO_ON)
    assert left_out() == set()


@pytest.mark.parametrize(
    ("ticked", "outcome"),
    [
        (["osteoporosis"], Outcome.MAY_GO_ON),
        (["osteoporosis", "surgery_or_injury"], Outcome.ASK_FIRST),
        (["below_the_knee"], Outcome.ASK_FIRST),
        (["below_the_knee", "bladder_or_bowel"], Outcome.HELP_NOW),
        (["saddle_numbness"], Outcome.HELP_NOW),
        (["leg_weakness"], Outcome.HELP_NOW),
    ],
)
def test_the_most_careful_answer_wins(ticked: list[str], outcome: Outcome):
    assert SCREEN.screening(ticked).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "exercises"),
    [
        (
            "osteoporosis",
            {"standing_hamstring", "seated_hamstring", "cat_cow", "bottom_to_heels", "hip_hinge"},
        ),
        ("extension_pain", {"bridge", "press_up"}),
        (
            "hip_replacement",
            {"standing_hamstring", "seated_hamstring", "bottom_to_heels", "hip_hinge", "knee_to_chest"}
            | {"knee_extension", "knee_rolls", "figure_four"},
        ),
        (
            "pregnancy",
            {"lying_hamstring", "bridge", "knee_to_chest", "press_up", "knee_extension"}
            | {"pelvic_tilt", "knee_rolls", "figure_four"},
        ),
    ],
)
def test_an_answer_leaves_out_what_is_not_for_the_person_and_nothing_else(answer: str, exercises: set[str]):
    assert left_out(answer) == exercises
    why = {id_: {question.id for question in SCREEN.not_for(spec)} for id_, spec in SPECS.items()}
    assert {id_ for id_, ids in why.items() if answer in ids} == exercises


def test_answers_add_up():
    assert left_out("osteoporosis", "extension_pain") == left_out("osteoporosis") | left_out("extension_pain")


@pytest.mark.parametrize("answer", ["saddle_numbness", "unwell"])
def test_who_should_ask_first_gets_no_exercise(answer: str):
    assert left_out(answer) == SPECS.keys()
    assert left_out(answer, "osteoporosis") == SPECS.keys()


def test_once_a_professional_agrees_the_restrictions_remain():
    screening = SCREEN.screening(["surgery_or_injury", "hip_replacement"]).cleared()
    assert screening == SCREEN.screening(["hip_replacement"])


@given(SETS_OF_ANSWERS, st.sampled_from(IDS))
def test_one_more_sign_never_allows_more(ticked: set[str], more: str):
    assert left_out(*ticked) <= left_out(*ticked, more)


@given(SETS_OF_ANSWERS)
def test_what_is_saved_is_understood_and_has_room(ticked: set[str]):
    screening = SCREEN.screening(ticked)
    saved = SCREEN.saved(screening)
    assert SCREEN.understood(saved) == screening
    assert len(saved) <= 12


@pytest.mark.parametrize(
    "saved", ["may_go_on", "no_bending", "ask_first", "help_now", "", "1 go b", "2 go x"]
)
def test_answers_to_other_questions_are_asked_for_again(saved: str):
    assert SCREEN.understood(saved) is None


def test_a_new_edition_asks_again():
    newer = replace(SCREEN, edition=SCREEN.edition + 1)
    assert newer.understood(SCREEN.saved(SCREEN.screening(["osteoporosis"]))) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["questions"].pop(), "expected a question that leaves_out bending"),
        (lambda d: d["questions"][0].update(leaves_out="bending"), "expected leads_to or leaves_out, one of"),
        (lambda d: d["questions"][0].pop("leads_to"), "expected leads_to or leaves_out, one of"),
    ],
)
def test_a_screen_that_would_forget_someone_is_refused(change, message: str):
    data = yaml.safe_load(safety_file().read_text("utf-8"))
    change(data)
    with pytest.raises(ValidationError, match=message):
        SafetyRules.model_validate(data)


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["answers"].pop("extension"), "expected answers to have extension"),
        (lambda d: d["questions"].pop("unwell"), r"questions\.unwell: this question has no text"),
        (lambda d: d["questions"].update(old="Age"), r"questions\.old: unknown question; expected one of"),
        (lambda d: d["short"].update(old="Age"), r"short\.old: unknown question; expected one of"),
    ],
)
def test_texts_that_would_leave_a_question_out_are_refused(
    tmp_path: Path, language: str, change, message: str
):
    path = tmp_path / f"{language}.yaml"
    data = yaml.safe_load(safety_file().with_name(path.name).read_text("utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data), "utf-8")
    rules = SafetyRules.model_validate(yaml.safe_load(safety_file().read_text("utf-8")))
    with pytest.raises(SpecError, match=message):
        read_safety_texts(path, rules)


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_questions_are_asked_in_the_language_of_the_program(language: str):
    with in_language(language):
        screen = load_safety_screen()
    assert screen.edition == SCREEN.edition
    for question, english in zip(screen.questions, SCREEN.questions, strict=True):
        assert (question.id, question.leads_to, question.leaves_out) == (
            english.id,
            english.leads_to,
            english.leaves_out,
        )
        assert question.text != english.text
    assert all(screen.answers[id_] != text for id_, text in SCREEN.answers.items())


def test_every_restriction_has_a_letter_of_its_own():
    assert len({restriction[0] for restriction in Restriction}) == len(Restriction)


def test_wording_promises_nothing():
    told = " ".join([*SCREEN.answers.values(), *(question.text for question in SCREEN.questions)]).lower()
    assert not [word for word in ("diagnos", "treat", "cure", "relief", "heal ") if word in told]


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_ten_questions_are_read_at_a_glance_in_every_language(language: str):
    with in_language(language):
        screen = load_safety_screen()
    assert all(len(question.short) <= len(question.text) for question in screen.questions)
    assert sum(len(question.short.split()) for question in screen.questions) <= 80
    assert "**" in screen.answers[Outcome.HELP_NOW]  # now, not later today
