import numpy as np
import pytest
from support.rendered_stick_figure import StickFigure

from tools.render_samples.posing.figure import Stance
from tools.render_samples.posing.pose import FLOOR_CLEARANCE_M, Posed, pose
from tools.render_samples.posing.posture import Grip, Hands, Leg, Posture, Support, blend
from tools.render_samples.posing.rotations import interior_angle
from tools.render_samples.posing.skeleton import Side
from tools.render_samples.repertoire.exercise_positions import all_fours, bird_dog, bridge, child, press_up
from tools.render_samples.repertoire.positions import fold, lie, sit, strap_raise, upright

FACING_RIGHT = Stance(90.0, Side.RIGHT)


def posed(posture: Posture, stance: Stance = FACING_RIGHT) -> tuple[Posed, dict[str, dict[str, np.ndarray]]]:
    figure = StickFigure()
    done = pose(figure, posture, stance, posture.hands, 1.0)
    return done, figure.skeleton.joints(done.placed)


def knee_flexion(joints: dict[str, dict[str, np.ndarray]], side: str) -> float:
    return 180 - interior_angle(joints["hip"][side], joints["knee"][side], joints["ankle"][side])


@pytest.mark.parametrize("angle", [0.0, 4.0, 37.5, 90.0, 128.0])
@pytest.mark.parametrize("hip", [0.0, 85.0])
def test_the_knee_has_exactly_the_commanded_angle(angle: float, hip: float) -> None:
    leg = Leg(hip=hip, knee=angle, abduction=12, rotation=20)
    _, joints = posed(Posture(pitch=20, working=leg, other=Leg(knee=angle / 2), support=Support(seat=1)))
    assert knee_flexion(joints, "right") == pytest.approx(angle, abs=1e-4)
    assert knee_flexion(joints, "left") == pytest.approx(angle / 2, abs=1e-4)


def test_the_working_leg_is_the_one_that_the_stance_names() -> None:
    raised = strap_raise(70)
    for stance, high, low in (
        (Stance(90, Side.RIGHT), "right", "left"),
        (Stance(90, Side.LEFT), "left", "right"),
    ):
        _, joints = posed(raised, stance)
        assert joints["ankle"][high][1] > joints["ankle"][low][1] + 0.5


def test_facing_turns_the_fold_around() -> None:
    _, to_the_right = posed(fold())
    _, to_the_left = posed(fold(), Stance(-90, Side.LEFT))
    assert to_the_right["shoulder"]["right"][0] > to_the_right["hip"]["right"][0] + 0.3
    assert to_the_left["shoulder"]["left"][0] < to_the_left["hip"]["left"][0] - 0.3


@pytest.mark.parametrize(
    ("posture", "part"), [(upright(), "feet"), (fold(), "feet"), (sit(), "seat"), (lie(), "trunk")]
)
def test_the_supporting_part_rests_on_the_floor(posture: Posture, part: str) -> None:
    done, _ = posed(posture)
    assert StickFigure().lowest(done.placed, part)[1] == pytest.approx(FLOOR_CLEARANCE_M, abs=1e-6)


def test_feet_stay_where_they_are_while_the_body_folds() -> None:
    ankles = [posed(posture)[1]["ankle"]["right"] for posture in (upright(), fold())]
    assert np.abs(ankles[0] - ankles[1])[[0, 1]].max() < 0.02


def test_a_grounded_leg_touches_the_floor_and_does_not_go_through() -> None:
    _, joints = posed(sit(knee=30))
    assert joints["ankle"]["right"][1] == pytest.approx(FLOOR_CLEARANCE_M, abs=0.01)


def test_a_posture_without_support_is_refused() -> None:
    with pytest.raises(ValueError, match="support"):
        posed(Posture())


def test_hands_go_as_far_down_the_leg_as_asked() -> None:
    _, joints = posed(sit(pitch=30, reach=1.0))
    to_knee = np.linalg.norm(joints["wrist"]["right"] - joints["knee"]["right"])
    assert to_knee < 0.15


def test_hands_that_cannot_reach_the_foot_stay_higher_on_the_leg() -> None:
    done, joints = posed(sit(reach=2.0))
    arm = np.linalg.norm(joints["wrist"]["right"] - joints["shoulder"]["right"])
    lengths = sum(
        np.linalg.norm(joints[a]["right"] - joints[b]["right"])
        for a, b in (("shoulder", "elbow"), ("elbow", "wrist"))
    )
    assert 0.9 * lengths < arm <= lengths
    assert joints["wrist"]["right"][0] < joints["ankle"]["right"][0] - 0.2
    assert done.strap is None


def test_the_strap_runs_from_hand_around_the_foot_to_hand() -> None:
    done, joints = posed(strap_raise(80))
    assert done.strap is not None
    ends, middle = done.strap[[0, -1]], done.strap[2:4].mean(axis=0)
    assert np.linalg.norm(middle - joints["toe"]["right"]) < 0.06
    for end, side in zip(ends, ("left", "right"), strict=True):
        assert np.linalg.norm(end - joints["wrist"][side]) < 0.15


def test_blending_hands_moves_the_wrist_from_one_goal_to_the_other() -> None:
    figure, posture = StickFigure(), fold(reach=1.9)
    free, gripped = Hands(), Hands(Grip.LEG, 1.0, each_own_leg=True)
    start = Posture(**{**vars(posture), "hands": free})
    wrists = [
        figure.skeleton.joints(pose(figure, start, FACING_RIGHT, gripped, share).placed)["wrist"]["right"]
        for share in (0.0, 0.5, 1.0)
    ]
    assert wrists[1] == pytest.approx((wrists[0] + wrists[2]) / 2, abs=1e-3)


def test_blending_postures_is_linear_in_every_angle() -> None:
    half = blend(upright(), fold(pitch=80, knee=12), 0.5)
    assert half.pitch == pytest.approx(40)
    assert half.working.knee == pytest.approx((upright().working.knee + 12) / 2)


def test_on_the_forearms_elbows_are_under_the_shoulders_and_on_the_floor() -> None:
    _, joints = posed(press_up(-31))
    for side in ("left", "right"):
        shoulder, elbow, wrist = (joints[joint][side] for joint in ("shoulder", "elbow", "wrist"))
        assert elbow[0] == pytest.approx(shoulder[0], abs=0.01)
        assert elbow[1] < 0.12
        assert wrist[1] < 0.12
        assert wrist[0] > elbow[0] + 0.15


def test_in_the_bird_dog_the_working_side_s_hand_stays_down_and_the_other_arm_is_level() -> None:
    for stance, down, up in ((FACING_RIGHT, "right", "left"), (Stance(90, Side.LEFT), "left", "right")):
        _, joints = posed(bird_dog(), stance)
        assert joints["wrist"][down][1] < 0.1
        assert joints["wrist"][up][1] == pytest.approx(joints["shoulder"][up][1], abs=0.12)
        assert joints["ankle"][down][1] > joints["ankle"][up][1] + 0.2


def test_bridging_lifts_the_hips_while_shoulders_and_feet_stay() -> None:
    rest, top = (posed(posture)[1] for posture in (bridge(0, knee=95), bridge()))
    assert top["hip"]["right"][1] > rest["hip"]["right"][1] + 0.12
    for joint in ("shoulder", "ankle"):
        assert top[joint]["right"] == pytest.approx(rest[joint]["right"], abs=0.12)


def test_going_back_onto_the_heels_leaves_hands_and_knees_where_they_are() -> None:
    start, down = (posed(posture)[1] for posture in (all_fours(), child()))
    assert down["hip"]["right"][0] < start["hip"]["right"][0] - 0.3
    for joint in ("wrist", "knee"):
        assert down[joint]["right"] == pytest.approx(start[joint]["right"], abs=0.08)
