"""What a table of sets becomes."""

from pathlib import Path

import pandas as pd
import pytest
from pydantic import ValidationError

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.own_routines import own_routines, save_routine
from posecoach.catalog.routines import load_routines
from posecoach.pose.landmarks import Side
from posecoach.ui.profile.routine_editor import routine_of

BASE = load_routines(load_specs())[0]["hamstrings_and_back"]
SPECS = load_specs()


def row(order: float, stretch: str, leg: str = "Auto", **more: object) -> dict:
    amounts = {"Seconds": None, "Repetitions": None, "Times": None}
    return {"Order": order, "Stretch": stretch, "Leg": leg, **amounts, **more}


ROWS = [
    row(2.0, "Lying hamstring stretch", "Right leg", Seconds=20, Times=2),
    row(1.0, "Seated hamstring stretch", Seconds=45),
]


def made(rows: list[dict], title: str = "Für abends!"):
    return routine_of(BASE, title, pd.DataFrame(rows), SPECS, rest_s=10)


def test_sets_come_in_the_order_that_was_given():
    routine = made(ROWS)
    assert routine.id == "own_fur_abends_" + routine.id[-8:]
    assert [
        (planned.stretch, planned.side, planned.target_s, planned.repeats) for planned in routine.sets
    ] == [
        ("seated_hamstring", None, 45, 1),
        ("lying_hamstring", Side.RIGHT, 20, 2),
    ]
    assert (routine.pace.rest_s.value, routine.pace.change_s) == (10, BASE.pace.change_s)


@pytest.mark.parametrize(
    "wrong", [{"Stretch": None}, {"Seconds": 0}, {"Seconds": 601}, {"Times": 11}, {"Stretch": "Yoga"}]
)
def test_a_row_with_a_gap_is_refused(wrong: dict):
    with pytest.raises(ValidationError):
        made([ROWS[0] | wrong])


def test_a_routine_needs_a_name():
    with pytest.raises(ValidationError):
        made(ROWS, title="  ")


@pytest.mark.parametrize(
    ("amounts", "asked"),
    [
        ({"Repetitions": 5}, 5),
        ({"Repetitions": None}, 8),  # as its spec says
        ({"Repetitions": 12, "Seconds": 30}, 12),  # left over from another exercise in that row
        ({"Seconds": 30}, 8),
    ],
)
def test_the_amount_that_fits_the_exercise_is_taken(amounts: dict, asked: int):
    (planned,) = made([row(1.0, "Bridge", **amounts)]).sets
    assert (planned.repetitions, planned.target_s) == (asked, None)


def test_a_hold_without_seconds_takes_its_usual_ones():
    (planned,) = made([row(1.0, "Seated hamstring stretch", Repetitions=5)]).sets
    assert (planned.target_s, planned.repetitions) == (SPECS["seated_hamstring"].amount, None)


def test_more_repetitions_than_anybody_does_are_refused():
    with pytest.raises(ValidationError):
        made([row(1.0, "Bridge", Repetitions=51)])


def test_a_row_with_both_legs_takes_turns_in_the_order_that_was_chosen():
    routine = made([row(1.0, "Lying hamstring stretch", "Right, then left", Seconds=20, Times=2)])
    assert [planned.side for planned in routine.in_order] == [Side.RIGHT, Side.LEFT] * 2


def test_repetitions_are_saved_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    routine = made([row(1.0, "Bridge", Repetitions=5), *ROWS], title="Mornings")
    save_routine(routine)
    (read,), wrong = own_routines(SPECS)
    assert wrong == []
    assert own_routines(SPECS)[0][read].sets == routine.sets
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
