"""What a moment was is told a little later: leaving a hold begins slower than what counts as still."""

from dataclasses import replace

import numpy as np
import pytest
from support.observations import observed
from support.stick_figures import FOLDED, STANDING, coached, over_time

from posecoach.coaching import coach as coach_module
from posecoach.coaching.coach import Coach
from posecoach.coaching.exercise.spec import find_spec
from posecoach.coaching.feedback import State

SET = [(1, STANDING), (1, FOLDED), (5, FOLDED), (1, STANDING), (1, STANDING)]


@pytest.mark.parametrize("fps", [12.5, 25, 50])
def test_the_beginning_of_leaving_does_not_count(monkeypatch: pytest.MonkeyPatch, fps: float):
    (hold,) = coached("standing_hamstring", SET, fps)[-1].clock.holds
    monkeypatch.setattr(coach_module, "HINDSIGHT_S", 0.0)
    (at_once,) = coached("standing_hamstring", SET, fps)[-1].clock.holds
    assert hold.start_s == pytest.approx(at_once.start_s, abs=1 / fps + 1e-6)
    assert hold.end_s == pytest.approx(at_once.end_s - 0.08, abs=1 / fps + 1e-6)
    assert hold.end_s < at_once.end_s


def test_what_is_unknown_after_a_good_moment_does_not_take_it_back():
    coach = Coach(find_spec("standing_hamstring"))
    held = list(over_time([(1, STANDING), (1, FOLDED), (6, FOLDED)]))
    aside = [  # another person, it seems
        (replace(pose, points=pose.points + np.array([150.0, 0.0])), t_s) for pose, t_s in held[150:154]
    ]
    states = [coach.update(seen, t_s).state for seen, t_s in observed([*held[:150], *aside])]
    assert states[149:] == [State.VALID] * 3 + [State.UNKNOWN] * 2
