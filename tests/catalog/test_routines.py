"""Routines: the ready-made one, and what is wrong with a wrong one."""

import re
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.routine import Routine
from posecoach.pose.landmarks import Side
from posecoach.translation import in_language

SPECS = load_specs()
FILE = shipped_folder() / "routines" / "hamstrings_and_back.yaml"


def test_the_ready_made_routine_has_both_sides_and_takes_what_it_says():
    routine = load_routines(SPECS)[0]["hamstrings_and_back"]
    assert {planned.stretch for planned in routine.sets} == {
        "standing_hamstring",
        "seated_hamstring",
        "lying_hamstring",
    }
    for stretch in ("seated_hamstring", "lying_hamstring"):
        assert {planned.side for planned in routine.in_order if planned.stretch == stretch} == set(Side)
    assert routine.about_s / 60 == pytest.approx(6, abs=0.75)


@pytest.mark.parametrize(
    ("routine", "minutes", "sides_of"),
    [
        ("morning", 4, {"bird_dog"}),
        ("hamstrings_and_core", 10, {"seated_hamstring", "lying_hamstring"}),
        ("sore_day", 5, {"knee_to_chest"}),
    ],
)
def test_a_ready_made_routine_takes_the_minutes_on_its_card(routine: str, minutes: float, sides_of: set[str]):
    found = load_routines(SPECS)[0][routine]
    assert found.about_s / 60 == pytest.approx(minutes, abs=0.75)
    assert found.about_min == minutes
    for stretch in sides_of:
        assert {planned.side for planned in found.in_order if planned.stretch == stretch} == set(Side)


# What a summary calls the restrictions of a person.
_LEAVE_IT = {
    Restriction.BENDING: "osteoporosis",
    Restriction.EXTENSION: "arching your back hurts",
    Restriction.HIP_REPLACEMENT: "hip replacement",
    Restriction.PREGNANCY: "pregnancy",
}


@pytest.mark.parametrize("routine", ["morning", "hamstrings_and_core", "sore_day"])
def test_a_ready_made_routine_says_who_should_leave_it(routine: str):
    found = load_routines(SPECS)[0][routine]
    left_by = {restriction for planned in found.sets for restriction in SPECS[planned.stretch].not_for}
    assert {restriction for restriction, word in _LEAVE_IT.items() if word in found.summary} == left_by


def test_repeats_are_written_out():
    routine = load_routines(SPECS)[0]["hamstrings_and_back"]
    assert [planned.stretch for planned in routine.in_order][:2] == ["standing_hamstring"] * 2
    assert {planned.repeats for planned in routine.in_order} == {1}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("stretch", "yoga", r"sets\[0\]\.stretch: expected one of .*, got 'yoga'"),
        ("target_s", 0, r"sets\[0\]\.target_s: expected a number above 0"),
        ("side", "both", r"sets\[0\]\.side: expected 'left' or 'right', got 'both'"),
        ("repeats", 11, r"sets\[0\]\.repeats"),
    ],
)
def test_a_wrong_routine_is_reported_with_its_place(tmp_path: Path, field: str, value: object, message: str):
    data = yaml.safe_load(FILE.read_text("utf-8"))
    data["sets"][0][field] = value
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(data))
    (wrong,) = load_routines(SPECS, tmp_path)[1]
    assert re.search(rf"/mine\.yaml: {message}", wrong)


def test_a_routine_ends():
    sets = [{"stretch": "lying_hamstring", "target_s": 20, "repeats": 10}] * 5
    with pytest.raises(ValidationError, match="at most 40 sets"):
        Routine.model_validate({"id": "long", "title": "Long", "sets": sets})


def test_two_files_of_one_id_are_one_routine_and_a_line(tmp_path: Path):
    for name in ("mine.yaml", "mine copy.yaml"):
        (tmp_path / name).write_bytes(FILE.read_bytes())
    routines, (wrong,) = load_routines(SPECS, tmp_path)
    assert len(routines) == 1
    assert "/mine.yaml: id: another routine has 'hamstrings_and_back' too" in wrong


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder, with routines in it."""
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    (tmp_path / "routines").mkdir()
    return tmp_path / "routines"


def test_own_routines_beside_exercises_are_added_to_the_built_in_ones(own: Path):
    data = yaml.safe_load(FILE.read_text("utf-8"))
    (own / "evening.yaml").write_text(yaml.safe_dump(data | {"id": "evening", "title": "Evening"}))
    (own / "mine.yaml").write_text(yaml.safe_dump(data | {"title": "As I like it"}))
    found, wrong = load_routines(SPECS)
    assert wrong == []
    assert {"evening", "morning"} <= found.keys()
    assert found["hamstrings_and_back"].title == "As I like it"


def test_with_the_built_in_ones_switched_off_there_are_only_own_ones(
    own: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("POSECOACH_BUILTIN", "off")
    assert load_routines(SPECS) == ({}, [])
    (own / "mine.yaml").write_bytes(FILE.read_bytes())
    assert list(load_routines(SPECS)[0]) == ["hamstrings_and_back"]


def test_a_routine_that_needs_a_missing_exercise_is_left_out_with_its_reason(own: Path):
    (own / "mine.yaml").write_bytes(FILE.read_bytes())
    few = {id_: spec for id_, spec in SPECS.items() if id_ != "lying_hamstring"}
    found, wrong = load_routines(few)
    assert "hamstrings_and_back" not in found
    (line,) = [line for line in wrong if line.startswith("routines/mine.yaml")]
    assert re.search(r"sets\[3\]\.stretch: expected one of .*, got 'lying_hamstring'$", line)


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_ready_made_routine_is_called_in_the_language_of_the_program(language: str):
    specs = load_specs()
    english, _wrong = load_routines(specs)
    with in_language(language):
        translated, wrong = load_routines(specs)
    assert wrong == []
    for id_, routine in english.items():
        assert translated[id_].sets == routine.sets
        assert translated[id_].title != routine.title
        assert translated[id_].summary != routine.summary
