from support.coaches import coach_for
from support.observations import observed
from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.kinematics.budgets import ANGLES_WAIT_S, HINDSIGHT_S
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.measures.trunk import trunk_lean
from posecoach.coaching.kinematics.smoothing import SMOOTH_OVER_S

FPS = 50
NOW_S = 3.2  # in the middle of the way down


def test_while_a_person_moves_angles_are_as_old_as_smoothing_waiting_and_hindsight_make_them():
    poses = list(over_time([(2, STANDING), (2, FOLDED)], fps=FPS))
    coach = coach_for(find_spec("standing_hamstring"))
    answers = [coach.update(observation, t_s) for observation, t_s in observed(poses)]
    now = next(answer for answer in answers if answer.t_s >= NOW_S - 1e-6)
    age_s = SMOOTH_OVER_S / 2 + ANGLES_WAIT_S + HINDSIGHT_S
    older, newer = (
        trunk_lean(PosedSide(min(poses, key=lambda pose: abs(pose[1] - (NOW_S - age_s + way)))[0], now.side))
        for way in (-0.04, 0.04)
    )
    assert older < now.measures["trunk_lean"].value < newer
