"""What the rows of the editor become."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.own_routines import own_routines, save_routine
from posecoach.catalog.routines import load_routines
from posecoach.pose.landmarks import Side
from posecoach.ui.profile.routine_draft import AUTO, Draft, Row, asks_leg, routine_of

SPECS = load_specs()
BASE = load_routines(SPECS)[0]["hamstrings_and_back"]
SEATED = Row(0, "seated_hamstring", 45.0)
LYING = Row(1, "lying_hamstring", 20.0, leg="right", times=2)
BRIDGE = Row(2, "bridge", 5.0)


def made(rows: list[Row], title: str = "Für abends!"):
    return routine_of(BASE, title, rows, SPECS, rest_s=10)


def test_sets_come_in_the_order_of_the_rows():
    routine = made([SEATED, LYING])
    assert routine.id == "own_fur_abends_" + routine.id[-8:]
    assert [
        (planned.stretch, planned.side, planned.target_s, planned.repeats) for planned in routine.sets
    ] == [("seated_hamstring", None, 45, 1), ("lying_hamstring", Side.RIGHT, 20, 2)]
    assert (routine.pace.rest_s.value, routine.pace.change_s) == (10, BASE.pace.change_s)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Row(0, "seated_hamstring", 0.0)],
        [Row(0, "seated_hamstring", 601.0)],
        [Row(0, "seated_hamstring", 20.0, times=11)],
        [Row(0, "bridge", 51)],
        [Row(number, "bridge", 5, times=10) for number in range(5)],
    ],
)
def test_rows_that_make_no_sense_are_refused(rows: list[Row]):
    with pytest.raises(ValidationError):
        made(rows)


def test_a_routine_needs_a_name():
    with pytest.raises(ValidationError):
        made([SEATED], title="  ")


def test_a_row_with_both_legs_takes_turns_in_the_order_that_was_chosen():
    routine = made([Row(0, "lying_hamstring", 20.0, leg="right_left", times=2)])
    assert [planned.side for planned in routine.in_order] == [Side.RIGHT, Side.LEFT] * 2


def test_a_routine_becomes_rows_and_the_rows_the_same_sets():
    for routine in load_routines(SPECS)[0].values():
        assert made(Draft.of(routine).rows).sets == routine.sets


def test_rows_move_up_and_down_and_not_past_the_ends():
    draft = Draft([SEATED, LYING, BRIDGE], 3)
    draft.move(BRIDGE, -1)
    assert draft.rows == [SEATED, BRIDGE, LYING]
    draft.move(SEATED, -1)
    draft.move(LYING, 1)
    assert draft.rows == [SEATED, BRIDGE, LYING]
    draft.remove(BRIDGE)
    draft.add(SPECS["bridge"])
    assert [(row.number, row.stretch) for row in draft.rows] == [
        (0, "seated_hamstring"),
        (1, "lying_hamstring"),
        (3, "bridge"),
    ]


def test_another_exercise_brings_its_usual_amount_and_no_leg_where_both_do_the_same():
    row = Row(0, "lying_hamstring", 45.0, leg="right", times=3)
    row.use(SPECS["bridge"])
    assert (row.stretch, row.amount, row.leg, row.times) == ("bridge", SPECS["bridge"].amount, AUTO, 3)
    assert [asks_leg(SPECS[id_]) for id_ in ("bridge", "bird_dog", "knee_rolls", "seated_hamstring")] == [
        False,
        True,
        False,
        True,
    ]


def test_repetitions_are_saved_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    routine = made([BRIDGE, SEATED, LYING], title="Mornings")
    id_ = save_routine(routine)
    found, wrong = own_routines(SPECS)
    assert wrong == []
    assert found[id_].sets == routine.sets
    assert "repetitions: 5" in next((tmp_path / "routines").iterdir()).read_text()


def test_a_file_from_before_there_were_repetitions_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "old.yaml").write_text(
        "schema_version: 1\nid: own_old\ntitle: Old\nsets:\n"
        "- {stretch: seated_hamstring, side: left, target_s: 45.0}\n"
    )
    routines, wrong = own_routines(SPECS)
    assert wrong == []
    assert [planned.amount for planned in routines["own_old"].sets] == [45.0]
