"""How long a person's leg is, learnt while it is seen straight."""

from dataclasses import replace

import pytest
from support.stick_figures import FOLDED, STANDING, Person

from posecoach.coaching.kinematics.leg_length import LegLengthCalibration
from posecoach.coaching.kinematics.measures.leg import leg_length
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.reading import take_measures
from posecoach.pose.landmarks import Side


def learnt(seconds: float, *persons: Person, fps: float = 25.0) -> LegLengthCalibration:
    calibration = LegLengthCalibration()
    for person_no, person in enumerate(persons):
        posed = PosedSide(person.pose(), Side.RIGHT)
        measures = take_measures(posed, "standing")
        for index in range(round(seconds * fps) + 1):
            calibration.learn(posed, measures, person_no * (seconds + 1) + index / fps)
    return calibration


@pytest.mark.parametrize("fps", [5.0, 25.0])
def test_the_length_is_known_after_a_second_of_standing(fps: float):
    posed = PosedSide(STANDING.pose(), Side.RIGHT)
    length = leg_length(posed) / abs(posed.at("shoulder") - posed.at("hip"))
    assert learnt(0.8, STANDING, fps=fps).shortest == 0
    assert learnt(1.2, STANDING, fps=fps).shortest == pytest.approx(0.73 * length)


def test_coming_nearer_does_not_change_the_length():
    near = replace(STANDING, size=1.5 * STANDING.size)
    assert learnt(2.0, STANDING, near).shortest == pytest.approx(learnt(2.0, STANDING).shortest)


def test_nothing_is_learnt_of_a_leg_in_a_fold_or_bent():
    assert learnt(5.0, replace(FOLDED, trunk=130), replace(STANDING, knee=40)).shortest == 0
