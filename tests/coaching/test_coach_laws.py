"""Laws that hold for any set: time, mirrors, frame rates, and landmarks that are no numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.coaches import coach_for
from support.observations import Observer, observed
from support.sets.good_sets import GOOD_SETS, good_set, valid_s
from support.stick_figures import Person, coached, over_time

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import State
from posecoach.pose.landmarks import Pose, Side
from posecoach.pose.observation import Observation


def mirrored(pose: Pose) -> Pose:
    """The same person in a mirror: left becomes right."""
    swap = np.arange(len(pose.points))
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index", "ear"):
        left, right = Side.LEFT.landmark(part), Side.RIGHT.landmark(part)
        swap[left], swap[right] = right, left
    points = pose.points[swap].copy()
    points[:, 0] = pose.width - points[:, 0]
    world = pose.world[swap] * (-1, 1, 1)
    return replace(pose, points=points, world=world, visibility=pose.visibility[swap])


@pytest.mark.parametrize("stretch", GOOD_SETS)
def test_in_a_mirror_the_same_counts_for_the_other_side(stretch: str):
    in_the_stretch = [step for step in good_set(stretch) if step[1] is GOOD_SETS[stretch][1]]
    plain, mirror = coach_for(find_spec(stretch)), coach_for(find_spec(stretch))
    for pose, t_s in over_time(in_the_stretch):  # flat on the floor, neither leg is the raised one
        one = plain.update(Observation(pose), t_s)
        other = mirror.update(Observation(mirrored(pose)), t_s)
        assert one.state == other.state
        assert one.side is other.side.other
        assert one.clock == other.clock


people = st.builds(
    Person,
    trunk=st.floats(-100, 130),
    leg=st.floats(-30, 180),
    knee=st.floats(0, 140),
    other_leg=st.floats(-30, 180),
    other_knee=st.floats(0, 140),
    yaw=st.floats(0, 90),
    x=st.floats(0, 640),
    y=st.floats(0, 480),
    size=st.floats(80, 500),
)
scripts = st.lists(st.tuples(st.floats(0.2, 2.0), people), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(scripts, st.sampled_from(list(GOOD_SETS)))
def test_whatever_people_do_valid_time_stays_within_elapsed_time(script, stretch: str):
    for one in coached(stretch, script, fps=12):
        assert 0 <= one.clock.valid_s <= one.t_s
        if one.state is State.VALID:
            assert one.reason is None
            assert not any(fault.severity == "blocking" for fault in one.faults)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 32), st.sampled_from([np.nan, np.inf, -np.inf]), st.sampled_from(list(GOOD_SETS)))
def test_a_landmark_that_is_no_number_never_makes_anything_good(landmark: int, wrong: float, stretch: str):
    """A judged joint that is lost stops the clock; one that nothing rests on may be lost freely."""
    coach, control = coach_for(find_spec(stretch)), coach_for(find_spec(stretch))
    observer = Observer()
    for pose, t_s in over_time(good_set(stretch), fps=10):
        points = pose.points.copy()
        points[landmark] = wrong
        broken = coach.update(observer.observe(replace(pose, points=points), t_s), t_s)
        whole = control.update(Observation(pose), t_s)
        if broken.state is State.VALID:
            assert whole.state in (State.VALID, State.MOVING)


@pytest.mark.parametrize("part", ["shoulder", "hip", "knee", "ankle"])
@pytest.mark.parametrize("stretch", GOOD_SETS)
def test_without_a_judged_joint_nothing_counts(stretch: str, part: str):
    coach = coach_for(find_spec(stretch), Side.RIGHT)
    observer = Observer()
    for pose, t_s in over_time(good_set(stretch)):
        points = pose.points.copy()
        points[Side.RIGHT.landmark(part)] = np.nan
        feedback = coach.update(observer.observe(replace(pose, points=points), t_s), t_s)
        assert feedback.state is State.NOT_FRAMED
    assert feedback.clock.valid_s == 0


@pytest.mark.parametrize("fps", [7, 12, 15, 30, 60])
@pytest.mark.parametrize("stretch", GOOD_SETS)
def test_the_frame_rate_does_not_change_what_counts(stretch: str, fps: float):
    reference = valid_s(coached(stretch, good_set(stretch), fps=25))
    assert valid_s(coached(stretch, good_set(stretch), fps)) == pytest.approx(reference, abs=2.5 / fps + 0.1)


def test_the_clock_starts_anywhere_in_time():
    coach = coach_for(find_spec("standing_hamstring"))
    for seen, t_s in observed(over_time(good_set("standing_hamstring"), start_s=1e6)):
        feedback = coach.update(seen, t_s)
    assert feedback.clock.valid_s == pytest.approx(5.0, abs=0.5)
    assert feedback.clock.holds[0].start_s > 1e6
