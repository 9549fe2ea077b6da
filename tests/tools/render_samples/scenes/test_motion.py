import numpy as np
import pytest

from tools.render_samples.repertoire.positions import fold, upright
from tools.render_samples.scenes.motion import moment
from tools.render_samples.scenes.script import Script


def test_a_held_posture_breathes_but_hardly_moves() -> None:
    keys = Script(fold()).stay(20).keys
    pitches = [moment(keys, (), (), 3, t).posture.pitch for t in np.arange(0, 20, 0.1)]
    assert 0.2 < np.ptp(pitches) < 2.0


def test_walking_covers_the_way_at_an_even_pace() -> None:
    script = Script(upright(-2)).walk_to(upright(2))
    quarter = moment(script.keys, script.walks, (), 0, script.keys[-1].t_s / 4)
    assert quarter.posture.along == pytest.approx(-1)


def test_a_fault_ends_in_the_posture_before_it() -> None:
    script = Script(upright()).to(fold(), 2).stay(2).wrongly("knee_bent", fold(knee=50), 3)
    assert script.keys[-1].posture == fold()
    assert (script.planted[0].start_s, script.planted[0].end_s) == pytest.approx((4.6, 7.6))
