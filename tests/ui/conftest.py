"""What the tests of the pages share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_sets import Act, made_up_report

from posecoach.coaching.feedback import Hold, Pause, Severity, State
from posecoach.coaching.spec import StretchSpec, find_spec
from posecoach.records.history import History
from posecoach.records.report import FaultSpan, SetReport
from posecoach.ui import people


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts ``__main__`` back: a page under test takes its place, and processes started later run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    """An empty history, which the pages open too."""
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    people.open_history.clear()
    opened = History()
    yield opened
    opened.close()
    people.open_history.clear()


@pytest.fixture
def standing() -> StretchSpec:
    return find_spec("standing_hamstring")


@pytest.fixture
def paused_report(standing: StretchSpec) -> SetReport:
    """Two seconds held, one with bent knees, three held, half a second unseen."""
    return made_up_report(
        [
            Act(2, State.NOT_IN_POSITION, "leaning_forward", hip=10),
            Act(1, State.MOVING),
            Act(2, State.VALID),
            Act(1, State.FAULT, "knee_bent", knee=41),
            Act(3, State.VALID),
            Act(0.5, State.UNKNOWN, "leg_not_seen", knee=None),
        ],
        spec=standing,
        holds=(Hold(3.0, 9.0, 5.0),),
        pauses=(Pause(5.0, 6.0, "knee_bent"),),
        faults=(FaultSpan("knee_bent", Severity.BLOCKING, 5.0, 6.0, 41.0, 33.0),),
    )
