"""The safety screen: the most careful answer wins, and nothing is allowed that it leaves out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.safety import Outcome

SCREEN = load_safety_screen()
SPECS = load_specs()
IDS = [question.id for question in SCREEN.questions]


def test_who_ticks_nothing_may_go_on_with_everything():
    assert SCREEN.outcome([]) is Outcome.MAY_GO_ON
    assert SCREEN.allowed(Outcome.MAY_GO_ON, SPECS) == SPECS


@pytest.mark.parametrize(
    ("ticked", "outcome"),
    [
        (["osteoporosis"], Outcome.NO_BENDING),
        (["osteoporosis", "surgery_or_injury"], Outcome.ASK_FIRST),
        (["below_the_knee"], Outcome.ASK_FIRST),
        (["below_the_knee", "bladder_or_bowel"], Outcome.HELP_NOW),
        (["saddle_numbness"], Outcome.HELP_NOW),
        (["leg_weakness"], Outcome.HELP_NOW),
    ],
)
def test_the_most_careful_answer_wins(ticked: list[str], outcome: Outcome):
    assert SCREEN.outcome(ticked) is outcome


def test_with_osteoporosis_the_lying_stretch_is_left():
    allowed = SCREEN.allowed(Outcome.NO_BENDING, SPECS)
    assert "lying_hamstring" in allowed
    assert not {"standing_hamstring", "seated_hamstring"} & allowed.keys()


def test_with_osteoporosis_only_what_bends_forward_is_left_out():
    lying = SPECS["lying_hamstring"]
    specs = {"other": lying.model_copy(update={"bends_forward": True}), "this": lying}
    assert list(SCREEN.allowed(Outcome.NO_BENDING, specs)) == ["this"]
    why = {id_: {question.id for question in SCREEN.not_for(spec)} for id_, spec in specs.items()}
    assert why["other"] - why["this"] == {"osteoporosis"}


@pytest.mark.parametrize("outcome", [Outcome.HELP_NOW, Outcome.ASK_FIRST])
def test_who_should_ask_first_gets_no_stretch(outcome: Outcome):
    assert SCREEN.allowed(outcome, SPECS) == {}


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_one_more_sign_never_allows_more(ticked: set[str], more: str):
    before = SCREEN.allowed(SCREEN.outcome(ticked), SPECS)
    after = SCREEN.allowed(SCREEN.outcome(ticked | {more}), SPECS)
    assert after.keys() <= before.keys()


def test_wording_promises_nothing():
    told = " ".join([*SCREEN.answers.values(), *(question.text for question in SCREEN.questions)]).lower()
    assert not [word for word in ("diagnos", "treat", "cure", "relief", "heal ") if word in told]
