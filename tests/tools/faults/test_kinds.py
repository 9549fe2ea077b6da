"""The fault suite's inputs: the same with the same seed, and met well in a small suite."""

import hashlib
import os
from pathlib import Path

import pytest

from tools.faults.__main__ import main
from tools.faults.kinds import KINDS
from tools.faults.trial import chance, numbers

# Their engine, and a database, make them slow; the small suite has them too.
QUICK = sorted(KINDS.keys() - {"command", "history"})


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha1(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and os.access(path, os.R_OK) and path.stat().st_size < 1e9
    }


@pytest.mark.parametrize("kind", QUICK)
def test_an_input_is_the_same_with_the_same_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str):
    made = []
    for folder in (tmp_path / "one", tmp_path / "other"):
        folder.mkdir()
        monkeypatch.chdir(folder)
        made.append((KINDS[kind].make(chance(7, kind, 3), folder, 3).what, digests(folder)))
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", ["video-damaged", "photo", "spec", "label"])
def test_another_number_or_seed_is_another_input(tmp_path: Path, kind: str):
    made = []
    for seed, number in ((7, 103), (7, 104), (8, 103)):
        folder = tmp_path / f"{seed}-{number}"
        folder.mkdir()
        made.append(KINDS[kind].make(chance(seed, kind, number), folder, number).what)
    assert len(set(made)) == len(made)


def test_a_whole_suite_is_10_000_inputs_and_a_small_one_has_all_kinds():
    assert sum(kind.share for kind in KINDS.values()) == 10_000
    for count in (30, 1234, 10_000):
        tasks = numbers(list(KINDS.values()), count)
        assert len(set(tasks)) == count
        assert {kind for kind, _ in tasks} == KINDS.keys()


@pytest.mark.timeout(600)
def test_a_small_suite_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], model_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "200")
    status = main(["--count", "30", "--workers", "1"], tmp_path / "faults")
    printed = capsys.readouterr().out
    assert (status, list((tmp_path / "faults").iterdir())) == (0, []), printed
    assert "30 inputs in" in printed
    assert ", 0 failed" in printed
    for kind in KINDS:
        assert kind in printed
