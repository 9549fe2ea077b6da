"""A photo is looked at again, rotated, only where the coach can't tell."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from support.stick_figures import BENT_KNEES, FOLDED, REACHING

from posecoach.analysis.photos import judge_photo
from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import State
from posecoach.pose.landmarks import Pose, Side
from posecoach.pose.observation import Observation

SPEC = find_spec("standing_hamstring")
WIDTH, HEIGHT = FOLDED.width, FOLDED.height


class Looks:
    """An estimator that sees this in the upright picture and that in a rotated one."""

    def __init__(self, upright: Observation, turned: Observation) -> None:
        self._upright, self._turned = upright, turned
        self.asked = 0

    def estimate(self, rgb: NDArray[np.uint8]) -> Observation:
        self.asked += 1
        return self._upright if rgb.shape[1] == WIDTH else self._turned


def turned_left(pose: Pose) -> Pose:
    """The pose as it lies in the picture turned by a quarter to the left."""
    x, y = pose.points.T
    world = pose.world[:, [1, 0, 2]] * (1, -1, 1)
    return Pose(np.stack([y, pose.width - x], axis=1), pose.visibility, world, pose.height, pose.width)


@pytest.mark.parametrize(
    ("upright", "turned", "state", "looks"),
    [
        (FOLDED.pose(), BENT_KNEES.pose(), State.VALID, 1),
        (BENT_KNEES.pose(), FOLDED.pose(), State.FAULT, 1),
        (None, FOLDED.pose(), State.VALID, 2),
        (None, BENT_KNEES.pose(), State.FAULT, 2),
        (None, None, State.NO_PERSON, 3),
    ],
)
def test_only_who_cannot_be_judged_is_looked_at_again(
    upright: Pose | None, turned: Pose | None, state: State, looks: int
):
    engine = Looks(Observation(upright), Observation(turned and turned_left(turned)))
    _, answer = judge_photo(np.zeros((HEIGHT, WIDTH, 3), np.uint8), {SPEC.id: SPEC}, engine)[SPEC.id]
    assert answer.state is state
    assert engine.asked == looks


def test_one_turned_look_serves_all_stretches():
    engine = Looks(Observation(), Observation())
    specs = {id_: find_spec(id_) for id_ in ("standing_hamstring", "lying_hamstring", "seated_hamstring")}
    judge_photo(np.zeros((HEIGHT, WIDTH, 3), np.uint8), specs, engine)
    assert engine.asked == 3


def test_a_leg_too_short_to_be_straight_is_not_argued_away_by_another_look():
    pose = REACHING.pose()
    points = pose.points.copy()
    rows = [Side.RIGHT.landmark(part) for part in ("hip", "knee", "ankle")]
    points[rows] = points[rows[0]] + 0.7 * (points[rows] - points[rows[0]])
    engine = Looks(Observation(replace(pose, points=points)), Observation(turned_left(pose)))
    seated = find_spec("seated_hamstring")
    _, answer = judge_photo(np.zeros((HEIGHT, WIDTH, 3), np.uint8), {seated.id: seated}, engine)[seated.id]
    assert (answer.state, answer.reason) == (State.UNKNOWN, "leg_too_short")
    assert engine.asked == 1


def test_a_second_person_is_not_argued_away_by_another_look():
    engine = Looks(Observation(FOLDED.pose(), second_person=1.0), Observation(turned_left(FOLDED.pose())))
    _, answer = judge_photo(np.zeros((HEIGHT, WIDTH, 3), np.uint8), {SPEC.id: SPEC}, engine)[SPEC.id]
    assert (answer.state, answer.reason) == (State.NOT_FRAMED, "one_person")
    assert engine.asked == 1


def test_a_photo_too_dark_to_find_anyone_is_reported_to_be_dark():
    dark = Observation(light=0.03)
    engine = Looks(dark, dark)
    pose, answer = judge_photo(np.zeros((HEIGHT, WIDTH, 3), np.uint8), {SPEC.id: SPEC}, engine)[SPEC.id]
    assert (pose, answer.state, answer.reason) == (None, State.NO_PERSON, "enough_light")
    assert answer.cue is not None
    assert answer.cue.id == "enough_light"
