"""Speed and swing of the judged angles, in seconds and not in frames."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.motion import MotionTracker
from posecoach.pose.landmarks import Side


def followed(
    hip: Callable[[float], float],
    fps: float = 25.0,
    lasts_s: float = 4.0,
    known: Callable[[float], bool] = bool,
) -> list[dict[str, Measurement]]:
    """The measures over time of a hip angle given as a function of time; the knee stays at 10."""
    tracker = MotionTracker("standing")
    results = []
    for i in range(int(lasts_s * fps)):
        t_s = 0.001 + i / fps  # above 0, so that ``bool`` calls every frame known
        measures = {
            "fold": Measurement(hip(t_s), 10.0, known(t_s)),
            "knee_flexion": Measurement(10.0, 6.0, known=True),
        }
        results.append(tracker.update(t_s, Side.RIGHT, measures))
    return results


@pytest.mark.parametrize("fps", [7, 12, 25, 60])
@pytest.mark.parametrize("speed", [-40.0, 0.0, 15.0])
def test_speed_is_the_slope_at_any_frame_rate(fps: float, speed: float):
    last = followed(lambda t: 60 + speed * t, fps)[-1]
    assert last["angle_speed"].value == pytest.approx(abs(speed), abs=1e-6)


def test_speed_is_unknown_until_there_is_enough_to_see():
    first = followed(lambda t: 60.0)[0]
    assert not first["angle_speed"].known
    assert first["angle_speed"].why_not == "too_early"


@pytest.mark.parametrize(("after", "moved"), [(60.0, False), (85.0, True)])
def test_a_glitch_does_not_hide_whether_the_person_moved_meanwhile(after: float, moved: bool):
    fps = 25.0
    results = followed(lambda t: 60.0 if t < 1.5 else after, fps, 2.0, known=lambda t: not 1.0 < t < 1.7)
    back = results[math.ceil(1.7 * fps)]["angle_speed"]
    assert back.known
    assert (back.value > 15) == moved


@pytest.mark.parametrize("fps", [12, 25, 30])
def test_one_teleporting_frame_is_neither_motion_nor_a_bounce(fps: float):
    """Recorded: a settled leg read 13 degrees lower, and its knee 28 more bent, for one frame."""
    glitch = 2.0
    results = followed(lambda t: 35.0 - 18.0 * (glitch <= t < glitch + 1 / fps), fps)
    assert max(result["angle_speed"].value for result in results[int(fps) :]) == 0
    assert max(result["hip_swing"].value for result in results) == 0


@pytest.mark.parametrize("fps", [12, 25, 30])
def test_a_jump_that_stays_is_believed(fps: float):
    results = followed(lambda t: 35.0 + 40.0 * (t >= 2.0), fps)
    assert max(result["angle_speed"].value for result in results[int(fps) :]) > 15


def test_speed_is_unknown_after_the_angles_were():
    results = followed(lambda t: 60.0, lasts_s=2.0, known=lambda t: t < 1.0)
    assert results[20]["angle_speed"].known
    assert not results[-1]["angle_speed"].known


def test_speed_starts_afresh_on_the_other_leg():
    tracker = MotionTracker("standing")
    measures = {name: Measurement(60.0, 10.0, known=True) for name in ("fold", "knee_flexion")}
    for i in range(20):
        tracker.update(i / 25, Side.RIGHT, measures)
    assert not tracker.update(20 / 25, Side.LEFT, measures)["angle_speed"].known


@given(st.floats(7, 20), st.floats(0.7, 1.5), st.sampled_from([12, 25, 30]))
def test_a_bounce_swings_by_its_height(height: float, hertz: float, fps: float):
    last = followed(lambda t: 80 + height / 2 * math.sin(2 * math.pi * hertz * t), fps, lasts_s=6.0)[-1]
    assert last["hip_swing"].value == pytest.approx(height, rel=0.15, abs=0.5)


@pytest.mark.parametrize(
    "hip",
    [
        lambda t: 80 + 1.0 * math.sin(2 * math.pi * 0.3 * t),  # breath
        lambda t: min(90.0, 60 * t),  # going in and staying
        lambda t: 90 - 6 * math.exp(-2 * t) * math.cos(6 * t),  # settling
        lambda t: 60 + 8 * t,  # sinking deeper all the while
    ],
)
def test_breath_settling_and_sinking_are_no_bounce(hip: Callable[[float], float]):
    assert max(result["hip_swing"].value for result in followed(hip)) <= 5


def test_once_the_bouncing_stops_nothing_more_is_said_of_it():
    def hip(t: float) -> float:
        return 80 + 8 * math.sin(2 * math.pi * min(t, 3.0))

    results = followed(hip, lasts_s=5.0)
    swing = [result["hip_swing"].value for result in results]
    assert swing[int(3.0 * 25)] == pytest.approx(16, abs=1)
    assert swing[-1] == 0


def test_swings_before_the_position_are_coming_in():
    tracker = MotionTracker("standing")
    for i in range(50):
        t_s = i / 25
        hip = Measurement(80 + 8 * math.sin(2 * math.pi * t_s), 10.0, known=True)
        swing = tracker.update(t_s, Side.RIGHT, {"fold": hip, "knee_flexion": hip})["hip_swing"]
        if t_s < 1.5:
            tracker.out_of_position(t_s)
        if t_s < 1.8:
            assert swing.value == 0
