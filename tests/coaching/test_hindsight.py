"""Each moment's verdict waits a little: leaving a hold begins more slowly than what counts as still."""

import math
from dataclasses import replace

import numpy as np
import pytest
from support.coaches import coach_for
from support.observations import observed
from support.stick_figures import FOLDED, LEG_UP, LYING, STANDING, Person, coached, over_time

from posecoach.catalog.exercises import find_spec
from posecoach.coaching import coach as coach_module
from posecoach.coaching.feedback import State
from posecoach.coaching.judging import hindsight
from posecoach.pose.landmarks import Side

SET = [(1, STANDING), (1, FOLDED), (5, FOLDED), (1, STANDING), (1, STANDING)]
LEFT_UP = replace(LEG_UP, judged=Side.LEFT)
SIDES_CHANGE = [(1, LYING), (1, LEG_UP), (2, LEG_UP), (1, LEFT_UP), (2, LEFT_UP), (1, LYING)]


@pytest.mark.parametrize("fps", [12.5, 25, 50])
def test_the_beginning_of_leaving_does_not_count(monkeypatch: pytest.MonkeyPatch, fps: float):
    (hold,) = coached("standing_hamstring", SET, fps)[-1].clock.holds
    for module in (coach_module, hindsight):
        monkeypatch.setattr(module, "HINDSIGHT_S", 0.0)
    (at_once,) = coached("standing_hamstring", SET, fps)[-1].clock.holds
    assert hold.start_s == pytest.approx(at_once.start_s, abs=1 / fps + 1e-6)
    assert hold.end_s == pytest.approx(at_once.end_s - 0.08, abs=1 / fps + 1e-6)
    assert hold.end_s < at_once.end_s


def test_what_is_unknown_after_a_good_moment_does_not_take_it_back():
    coach = coach_for(find_spec("standing_hamstring"))
    held = list(over_time([(1, STANDING), (1, FOLDED), (6, FOLDED)]))
    aside = [  # another person, it seems
        (replace(pose, points=pose.points + np.array([150.0, 0.0])), t_s) for pose, t_s in held[150:154]
    ]
    states = [coach.update(seen, t_s).state for seen, t_s in observed([*held[:150], *aside])]
    assert states[149:] == [State.VALID] * 3 + [State.UNKNOWN] * 2


def same(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


@pytest.mark.parametrize(
    ("stretch", "script"), [("standing_hamstring", SET), ("lying_hamstring", SIDES_CHANGE)]
)
def test_all_of_a_feedback_comes_from_one_reading(stretch: str, script: list[tuple[float, Person]]):
    feedback = coached(stretch, script)
    assert len({one.side for one in feedback}) == (2 if script is SIDES_CHANGE else 1)
    for one in feedback:
        for gate in one.gates:
            assert same(gate.value, one.measures[gate.measure].value)
        for measure in ("hip_flexion", "knee_flexion"):
            assert same(one.measures[measure].value, one.measures[f"{one.side}_{measure}"].value)
        for fault in one.faults:
            assert fault.id in {gate.id for gate in one.gates}


def test_a_feedback_says_what_was_read_of_the_moment_that_it_dates(monkeypatch: pytest.MonkeyPatch):
    fps, later = 25.0, 2  # frames in 0.08 s
    feedback = coached("standing_hamstring", SET, fps)
    monkeypatch.setattr(hindsight, "HINDSIGHT_S", 0.0)
    at_once = coached("standing_hamstring", SET, fps)
    revoked = 0
    for read, issued in zip(at_once, feedback[later:], strict=False):
        hip, as_read = issued.measures["hip_flexion"].value, read.measures["hip_flexion"].value
        if hip != as_read:
            assert issued.state is not State.VALID
            revoked += 1
    assert 0 < revoked <= later
