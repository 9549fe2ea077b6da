"""What a table of sets becomes."""

import pandas as pd
import pytest
from pydantic import ValidationError

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.routines import load_routines
from posecoach.pose.landmarks import Side
from posecoach.ui.profile.routine_editor import routine_of

BASE = load_routines(load_specs())[0]["hamstrings_and_back"]
TITLES = {spec.title: id_ for id_, spec in load_specs().items()}
ROWS = [
    {"Order": 2.0, "Stretch": "Lying hamstring stretch", "Leg": "Right leg", "Seconds": 20, "Times": 2},
    {"Order": 1.0, "Stretch": "Seated hamstring stretch", "Leg": "Auto", "Seconds": 45, "Times": None},
]


def made(rows: list[dict], title: str = "Für abends!"):
    return routine_of(BASE, title, pd.DataFrame(rows), TITLES, rest_s=10)


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
    "wrong", [{"Stretch": None}, {"Seconds": None}, {"Seconds": 601}, {"Times": 11}, {"Stretch": "Yoga"}]
)
def test_a_row_with_a_gap_is_refused(wrong: dict):
    with pytest.raises(ValidationError):
        made([ROWS[0] | wrong])


def test_a_routine_needs_a_name():
    with pytest.raises(ValidationError):
        made(ROWS, title="  ")
