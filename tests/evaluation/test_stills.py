"""Scores of made-up answers to made-up labels; every number is known."""

import json

import numpy as np
import pytest

from posecoach.coaching.feedback import ClockReading, Feedback, Measurement, State
from posecoach.evaluation.labelled.labels import Label, LabelledPhoto, PlacedJoints
from posecoach.evaluation.labelled.results import Evaluation, evaluation_json
from posecoach.evaluation.labelled.stills import (
    JointAngle,
    JudgedStill,
    Miss,
    Tally,
    angle_errors,
    angle_errors_by_class,
    joint_angles,
    judged_stills,
    tallies_by,
    tally,
)
from posecoach.pose.landmarks import Landmark, Pose, Side


def answer(state: State, reason: str | None = None, **measures: Measurement) -> Feedback:
    return Feedback(
        0.0, 0.0, state, reason, Side.LEFT, measures, (), (), None, None, ClockReading(0, 20, False)
    )


def still(label: Label, state: State, pose_class: str = "FOLD", stretch: str = "standing") -> JudgedStill:
    return JudgedStill("a.jpg", pose_class, stretch, label, state, None)


@pytest.mark.parametrize(
    ("label", "state", "miss"),
    [
        (Label.VALID, State.VALID, None),
        (Label.VALID, State.UNKNOWN, Miss.REFUSED),
        (Label.VALID, State.FAULT, Miss.REFUSED),
        (Label.INVALID, State.VALID, Miss.WRONGLY_ACCEPTED),
        (Label.INVALID, State.NO_PERSON, None),
        (Label.EITHER, State.VALID, None),
        (Label.EITHER, State.FAULT, None),
    ],
)
def test_only_valid_accepts_and_arguable_stills_are_never_missed(label, state, miss):
    assert still(label, state).miss is miss


def test_a_photo_is_judged_once_for_each_label():
    photo = LabelledPhoto("a.jpg", 2, "FOLD", {"standing": Label.VALID, "lying": Label.INVALID})
    answers = {
        "standing": answer(State.UNKNOWN, "knee_bent"),
        "seated": answer(State.VALID),
        "lying": answer(State.NO_PERSON),
    }
    first, second = judged_stills(photo, answers)
    assert (first.stretch, first.state, first.reason) == ("standing", State.UNKNOWN, "knee_bent")
    assert (second.stretch, second.miss) == ("lying", None)


def test_arguable_stills_count_nowhere():
    stills = [
        still(Label.VALID, State.VALID),
        still(Label.VALID, State.FAULT, stretch="lying"),
        still(Label.INVALID, State.VALID, pose_class="SQUAT"),
        still(Label.INVALID, State.UNKNOWN),
        still(Label.EITHER, State.VALID),
    ]
    assert tally(stills) == Tally(1, 2, 1, 2)
    assert tallies_by(stills, "stretch") == {"standing": Tally(1, 1, 1, 2), "lying": Tally(0, 1, 0, 0)}
    assert tallies_by(stills, "pose_class")["SQUAT"] == Tally(0, 0, 1, 1)


PLACED = PlacedJoints(
    "a.jpg", 2, "fold", {"hip": (100.0, 100.0)}, {"hip_flexion": 120.0, "knee_flexion": 10.0}
)


def pose() -> Pose:
    """A person whose right hip lies where the joint was placed."""
    points = np.full((len(Landmark), 2), 300.0)
    points[Landmark.RIGHT_HIP] = 101.0
    return Pose(points, np.ones(len(Landmark)), np.zeros((len(Landmark), 3)), 640, 480)


def test_the_side_that_lies_nearer_is_compared_where_the_coach_claims_to_know():
    said = answer(
        State.VALID,
        left_hip_flexion=Measurement(0.0, 6.0, True),
        right_hip_flexion=Measurement(112.0, 6.0, True),
        right_knee_flexion=Measurement(50.0, 6.0, False, "leg_not_seen"),
    )
    hip, knee = joint_angles(PLACED, pose(), said)
    assert (hip.side, hip.true, hip.error) == (Side.RIGHT, 120.0, -8.0)
    assert (knee.error, knee.why_not) == (None, "leg_not_seen")


def test_where_nobody_is_found_nothing_is_known():
    hip, _ = joint_angles(PLACED, None, answer(State.NO_PERSON))
    assert (hip.side, hip.error, hip.why_not) == (None, None, "no_person")


def angle(error: float | None, pose_class: str = "fold", measure: str = "hip_flexion") -> JointAngle:
    return JointAngle("a.jpg", pose_class, measure, Side.LEFT, 90.0, error, None)


def test_errors_are_of_the_known_angles_by_measure_and_class():
    angles = [angle(-4.0), angle(10.0, "lying"), angle(None), angle(None, measure="knee_flexion")]
    hip, knee = angle_errors(angles)
    assert (hip.photos, hip.known, hip.mean, hip.mae) == (3, 2, 3.0, 7.0)
    assert (knee.photos, knee.known, knee.mean, knee.mae) == (1, 0, None, None)
    assert [errors.mae for errors in angle_errors_by_class(angles)["lying"]] == [10.0]


def test_the_json_holds_counts_misses_and_angles():
    missed = still(Label.VALID, State.UNKNOWN)
    found = json.loads(
        evaluation_json(Evaluation([missed, still(Label.INVALID, State.FAULT)], angles=[angle(-4.0)]))
    )
    assert found["overall"] == {"correct_accepted": 0, "correct": 1, "wrongly_accepted": 0, "wrong": 1}
    assert [miss["miss"] for miss in found["misses"]] == ["refused"]
    assert len(found["stills"]) == 2
    assert found["angle_errors"][0]["mae"] == 4.0
