"""Whether the picture is fit to judge, and what to mend first."""

from dataclasses import replace

import numpy as np
import pytest
from support.stick_figures import FOLDED, LEG_UP, STANDING, TRUNK, Person

from posecoach.catalog.languages import languages, load_phrases
from posecoach.coaching.judging.camera_upright import CameraUprightCheck
from posecoach.coaching.judging.framing import Framing, yaw_deg, yaw_from_widths_deg
from posecoach.coaching.judging.single_person import SinglePersonCheck
from posecoach.coaching.posture import Posture
from posecoach.pose.landmarks import Pose, Side
from posecoach.pose.observation import Observation


def framing_for(posture: Posture, language: str = "en") -> Framing:
    return Framing(posture, load_phrases(language), SinglePersonCheck(), CameraUprightCheck())


def missing(person: Person) -> list[str]:
    needs = framing_for("standing").check(Observation(person.pose()), Side.RIGHT)
    return [need.id for need in needs if not need.ready]


@pytest.mark.parametrize("language", languages())
def test_what_to_do_is_what_the_coach_says_too(language: str):
    words = load_phrases(language)
    needs = framing_for("standing", language).check(Observation(STANDING.pose()), Side.RIGHT)
    assert [need.id for need in needs][:2] == ["enough_light", "one_person"]
    assert {need.id: need.fix for need in needs} == {need.id: words.cues[need.id][0] for need in needs}


@pytest.mark.parametrize("person", [STANDING, FOLDED, LEG_UP])
def test_a_whole_side_view_is_ready(person: Person):
    assert missing(person) == []


@pytest.mark.parametrize(
    ("person", "needs"),
    [
        (replace(STANDING, y=350), ["feet_in_picture"]),
        (replace(STANDING, y=115), ["head_in_picture"]),
        (replace(STANDING, x=2), ["whole_body", "feet_in_picture", "head_in_picture"]),
        (replace(STANDING, size=150), ["near_enough"]),
        (replace(STANDING, yaw=80), ["side_on"]),
        (replace(STANDING, yaw=-60), ["side_on"]),
        (replace(STANDING, y=350, yaw=80), ["feet_in_picture", "side_on"]),
    ],
)
def test_what_is_wrong_is_named_the_most_important_first(person: Person, needs: list[str]):
    assert missing(person) == needs


def test_too_dark_comes_before_all_else_and_unmeasured_light_is_no_hindrance():
    cut = replace(STANDING, y=350).pose()
    dark = framing_for("standing").check(Observation(cut, light=0.05), Side.RIGHT)
    assert [need.id for need in dark if not need.ready] == ["enough_light", "feet_in_picture"]
    for light in (0.4, None):
        needs = framing_for("standing").check(Observation(FOLDED.pose(), light=light), Side.RIGHT)
        assert all(need.ready for need in needs)


@pytest.mark.parametrize("yaw", [0, 15, 30])
def test_a_little_turned_is_ready(yaw: float):
    assert missing(replace(FOLDED, yaw=yaw)) == []


@pytest.mark.parametrize("yaw", [0, 20, 45, 90])
@pytest.mark.parametrize("near", Side)
def test_yaw_is_read_from_shoulders_and_hips(yaw: float, near: Side):
    assert yaw_deg(replace(STANDING, yaw=yaw, near=near).pose().world) == pytest.approx(yaw, abs=1e-6)


def widened(person: Person, shoulders: float, hips: float) -> Pose:
    """With shoulders and hips so far apart in the picture, of the trunk's length."""
    pose = person.pose()
    points = pose.points.copy()
    for part, width in (("shoulder", shoulders), ("hip", hips)):
        half = width * TRUNK * person.size / 2
        points[Side.LEFT.landmark(part), 0] -= half
        points[Side.RIGHT.landmark(part), 0] += half
    return replace(pose, points=points)


def test_widths_in_the_picture_tell_a_turn_that_depth_does_not():
    assert yaw_from_widths_deg(widened(STANDING, 0.0, 0.0)) == pytest.approx(0, abs=1e-6)
    assert yaw_from_widths_deg(widened(STANDING, 0.75, 0.50)) == pytest.approx(90, abs=5)
    # As far apart as rendered people at 45 degrees, while the engine takes them for side-on.
    turned = widened(STANDING, 0.56, 0.36)
    assert yaw_deg(turned.world) == 0
    assert yaw_from_widths_deg(turned) == pytest.approx(45, abs=3)
    needs = framing_for("standing").check(Observation(turned), Side.RIGHT)
    assert [need.id for need in needs if not need.ready] == ["side_on"]


def test_widths_that_are_not_known_are_no_side_view():
    pose = STANDING.pose()
    points = pose.points.copy()
    points[Side.LEFT.landmark("hip")] = float("nan")
    needs = framing_for("standing").check(Observation(replace(pose, points=points)), Side.RIGHT)
    assert "side_on" in [need.id for need in needs if not need.ready]


def side_on(framing: Framing, *people: Person) -> list[bool]:
    return [framing.check(Observation(person.pose()), Side.RIGHT)[-1].ready for person in people]


def test_who_is_side_on_stays_so_for_a_little_more():
    turned = replace(FOLDED, yaw=41)
    assert side_on(framing_for("standing"), turned, replace(STANDING, yaw=5), turned) == [False, True, True]


@pytest.mark.parametrize(
    ("posture", "in_the_fold"), [("standing", False), ("seated", False), ("lying", True)]
)
def test_who_was_turned_when_upright_is_not_believed_to_be_side_on_in_a_fold(
    posture: Posture, in_the_fold: bool
):
    turned, folded = replace(STANDING, yaw=50), replace(FOLDED, yaw=25)
    assert side_on(framing_for(posture), turned, folded, replace(FOLDED, yaw=8)) == [False, in_the_fold, True]


def test_a_fold_without_anything_before_it_is_taken_as_it_reads():
    assert side_on(framing_for("standing"), replace(FOLDED, yaw=25)) == [True]


def test_no_depth_at_all_is_not_side_on():
    pose = FOLDED.pose()
    pose.world[:] = 0
    assert not framing_for("standing").check(Observation(pose), Side.RIGHT)[-1].ready


@pytest.mark.parametrize(
    ("shoulders", "hips", "ready"), [(0.0, 0.0, True), (0.25, 0.15, True), (0.40, 0.27, False)]
)
def test_an_engine_without_depth_is_judged_by_widths_that_leave_no_doubt(
    shoulders: float, hips: float, ready: bool
):
    seen = widened(STANDING, shoulders, hips)
    flat = replace(seen, world=np.full_like(seen.world, np.nan))
    assert framing_for("standing").check(Observation(seen), Side.RIGHT)[-1].ready
    assert framing_for("standing").check(Observation(flat), Side.RIGHT)[-1].ready is ready
