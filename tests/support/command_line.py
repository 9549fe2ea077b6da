"""The command line run as people type it, and what a refusal looks like."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.cuts import SAMPLES, Cut

from posecoach.cli import main

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "stretch_specs"
PHOTO = ROOT / "tests" / "data" / "standing_side.jpg"
STRETCH = ("--stretch", "standing_hamstring")
SHORT_S = (4.0, 6.4)
ROUNDED = SAMPLES / "standing_rounded_ben.mp4"  # from 6 to 9 s


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str


Posecoach = Callable[..., Run]


@pytest.fixture
def posecoach(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Posecoach:
    """Runs one command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for other in ("LANGUAGE", "LC_MESSAGES"):  # would come before it
        monkeypatch.delenv(other, raising=False)

    def run(*arguments: object) -> Run:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Run(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def clip(tmp_path: Path, model_path: Path) -> Path:
    """A clip with a hold in it, and the model there."""
    return SAMPLES / "standing_good_ben.mp4"


@pytest.fixture(scope="session")
def short_clip(tmp_path_factory: pytest.TempPathFactory, model_path: Path) -> Path:
    """A little of that hold, where it does not matter how long it is; the model is there."""
    return Cut("standing_good_ben", *SHORT_S, every=2).write(tmp_path_factory.mktemp("clip"))


def refused(run: Run, *told: str) -> None:
    assert run.status == 2
    assert run.out == ""
    assert len(run.err.splitlines()) == 1, run.err
    assert run.err.startswith("posecoach: ")
    for part in told:
        assert part in run.err


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
