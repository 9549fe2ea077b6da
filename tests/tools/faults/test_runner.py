"""The fault suite notices each planted failure, and goes on after it."""

from pathlib import Path

import pytest
from support import toy_faults

from tools.faults.runner import command_for, run
from tools.faults.trial import Outcome


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Outcome], Path]:
    folder = tmp_path_factory.mktemp("faults")
    found = run(
        [("toy", number) for number in range(len(toy_faults.RUNS))],
        toy_faults.KINDS,
        seed=1,
        workers=2,
        folder=folder,
        memory_bytes=toy_faults.LIMIT_BYTES,
    )
    return sorted(found, key=lambda outcome: outcome.number), folder


def test_every_planted_failure_is_told_apart(outcomes: tuple[list[Outcome], Path]):
    found, _ = outcomes
    assert [outcome.number for outcome in found] == list(range(len(toy_faults.RUNS)))
    assert tuple(str(outcome.met) for outcome in found) == toy_faults.EXPECTED
    assert all(outcome.what == f"toy {outcome.number}" for outcome in found)


def test_the_place_of_a_failure_is_reported(outcomes: tuple[list[Outcome], Path]):
    details = {outcome.number: outcome.detail for outcome in outcomes[0]}
    assert "ZeroDivisionError: planted" in details[3]
    assert "_hang" in details[5]
    assert "_crash" in details[6]
    assert ".toy.mp4.part" in details[8]
    assert "mine.yaml" in details[9]
    assert details[2] == "toy.mp4: no video; give another"


def test_time_and_memory_are_measured(outcomes: tuple[list[Outcome], Path]):
    hung, full = (outcomes[0][number] for number in (5, 7))
    assert hung.seconds >= toy_faults.LIMIT_S
    assert full.peak_bytes > toy_faults.LIMIT_BYTES


def test_failing_inputs_are_left_with_the_command_that_repeats_them(
    outcomes: tuple[list[Outcome], Path],
):
    found, folder = outcomes
    failed = {f"toy-{outcome.number}" for outcome in found if not outcome.good}
    assert {path.name for path in folder.iterdir()} == failed
    for outcome in found:
        if not outcome.good:
            own = folder / f"toy-{outcome.number}"
            assert command_for(outcome, 1) in (own / "how.txt").read_text()
            assert (own / "input").is_dir()
    assert command_for(found[3], 1) == "python -m tools.faults --seed 1 --only toy:3"
