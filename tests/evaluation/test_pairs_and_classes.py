"""Pairs of backs and the table of classes, from answers that are made up."""

from pathlib import Path

import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.feedback import Answer, ClockReading, Feedback, GateResult, Measurement, State
from posecoach.coaching.kinematics.spine import SPINE_FLEXION
from posecoach.evaluation.labelled.classes import Said, class_table, classified, said
from posecoach.evaluation.labelled.pairs import (
    BackReading,
    Pair,
    PairTotals,
    back_reading,
    judge_pair,
    load_pairs,
    pair_totals,
    reads_backs,
)
from posecoach.evaluation.labelled.tsv import LabelError

TABLE = "pair\trounded\tflat\tclarity\thalf\nA\tr.jpg\tf.jpg\tclear\ttune\nB\tr2.jpg\tf2.jpg\t\tmeasure\n"


def answer(state: State, flexion: Measurement | None = None, named: Answer = Answer.PASS) -> Feedback:
    measures = {} if flexion is None else {SPINE_FLEXION: flexion}
    gates = (
        () if flexion is None else (GateResult("back_rounded", SPINE_FLEXION, named, flexion.value, 9, 56),)
    )
    clock = ClockReading(0, 20, False)
    return Feedback(0, 0, state, "folded", None, measures, gates, (), None, None, clock)


@pytest.mark.parametrize(
    ("state", "comes_to"),
    [
        (State.VALID, Said.WORK),
        (State.READY, Said.START),
        (State.UNKNOWN, Said.CANT_TELL),
        (State.NOT_FRAMED, Said.CANT_TELL),
        (State.NO_PERSON, Said.CANT_TELL),
        (State.FAULT, Said.NOT),
        (State.MOVING, Said.NOT),
        (State.NOT_IN_POSITION, Said.NOT),
    ],
)
def test_only_what_is_accepted_for_certain_is_accepted(state, comes_to):
    assert said(answer(state)) is comes_to


def test_every_class_stands_by_every_exercise():
    stills = classified("a.jpg", "BRIDGE", {"bridge": answer(State.VALID), "cobra": answer(State.FAULT)})
    stills += classified("b.jpg", "BRIDGE", {"bridge": answer(State.UNKNOWN), "cobra": answer(State.FAULT)})
    table = class_table(stills)
    assert table["BRIDGE"]["bridge"] == {Said.WORK: 1, Said.START: 0, Said.CANT_TELL: 1, Said.NOT: 0}
    assert table["BRIDGE"]["cobra"][Said.NOT] == 2


def test_a_back_that_is_not_known_is_neither_read_nor_named():
    known = back_reading(answer(State.NOT_IN_POSITION, Measurement(70, 9, True), Answer.FAIL))
    assert known == BackReading(70, True, None, 0)
    unknown = Measurement(70, 9, False, "leg_not_seen")
    assert back_reading(answer(State.UNKNOWN, unknown, Answer.UNKNOWN)) == BackReading(
        None, False, "leg_not_seen", 0
    )
    assert back_reading(answer(State.NO_PERSON)).why_not == "folded"


PAIR = Pair("A", 2, "r.jpg", "f.jpg", "clear", "tune")
UNKNOWN = BackReading(None, False, "leg_not_seen", 9)


def test_a_pair_is_read_by_the_exercise_that_knows_both_and_fits_best():
    rounded = {"one": UNKNOWN, "two": BackReading(70, True, None, 2), "three": BackReading(60, True, None, 0)}
    flat = {"one": UNKNOWN, "two": BackReading(30, False, None, 2), "three": BackReading(20, False, None, 3)}
    found = judge_pair(PAIR, rounded, flat)
    assert (found.exercise, found.in_order, found.missed) == ("three", True, False)


def test_pairs_are_added_up():
    right = judge_pair(
        PAIR, {"one": BackReading(70, True, None, 2)}, {"one": BackReading(30, False, None, 2)}
    )
    swapped = judge_pair(
        PAIR, {"one": BackReading(30, False, None, 2)}, {"one": BackReading(70, True, None, 2)}
    )
    unknown = judge_pair(PAIR, {"one": UNKNOWN}, {"one": BackReading(30, False, None, 2)})
    assert (swapped.in_order, swapped.missed, unknown.in_order, unknown.missed) == (False, True, None, True)
    assert pair_totals([right, swapped, unknown]) == PairTotals(3, 2, 1, 1, 1)


def test_pairs_are_read_by_half(tmp_path: Path):
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE)
    assert load_pairs(path)[0] == PAIR
    assert [pair.name for pair in load_pairs(path, "measure")] == ["B"]
    path.write_text(TABLE.replace("f2.jpg", ""))
    with pytest.raises(LabelError, match="line 3: column flat: expected a photo's name, got ''"):
        load_pairs(path)
    path.write_text(TABLE.replace("\nB", "\nA"))
    with pytest.raises(LabelError, match="line 3: column pair: A is listed twice"):
        load_pairs(path)


def test_the_stretches_that_fold_judge_the_back_and_the_lying_one_does_not():
    specs = load_specs()
    assert reads_backs(specs["standing_hamstring"])
    assert not reads_backs(specs["lying_hamstring"])
