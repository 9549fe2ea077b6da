"""People and postures drawn at random, and what a coach should say of them."""

import numpy as np
import pytest
from support.rendered_stick_figure import StickFigure

from tools.render_samples.posing.posture import Posture
from tools.render_samples.random_stills.drawing import label, random_person, random_postures
from tools.render_samples.repertoire.positions import fold, hinge_with_bent_knees, lean, sit, strap_raise
from tools.render_samples.repertoire.stretches import LYING, SEATED, STANDING, Stretch
from tools.render_samples.scenes.scene import Key, Scene
from tools.render_samples.truth.clip_truth import true_frame
from tools.render_samples.truth.limits import load_limits


def labelled(posture: Posture, stretch: Stretch) -> str:
    scene = Scene(
        name="tried",
        shows="",
        stretch=stretch.id,
        person="ben",
        keys=(Key(0.0, posture), Key(1.0, posture)),
        camera=stretch.camera,
    )
    frame, _, _ = true_frame(scene, StickFigure(), 0.0)
    return label(frame, load_limits(stretch.id))


@pytest.mark.parametrize(
    ("posture", "stretch", "said"),
    [
        (fold(), STANDING, "valid"),
        (fold(knee=60, lean=30), STANDING, "invalid"),
        (hinge_with_bent_knees(), STANDING, "invalid"),
        (lean(pitch=30), SEATED, "valid"),
        (sit(), SEATED, "invalid"),
        (strap_raise(80), LYING, "valid"),
        (strap_raise(80, knee=60), LYING, "invalid"),
    ],
)
def test_the_true_angles_tell_what_a_coach_should_say(posture: Posture, stretch: Stretch, said: str):
    assert labelled(posture, stretch) == said


def test_near_a_limit_it_is_arguable():
    said = [labelled(strap_raise(raised), LYING) for raised in range(10, 90, 2)]
    assert said == sorted(said, key=["invalid", "either", "valid"].index)
    assert set(said) == {"invalid", "either", "valid"}


def test_the_same_number_draws_the_same_person_and_postures():
    one, same, other = (np.random.default_rng(number) for number in (7, 7, 8))
    person = random_person(one)
    assert person == random_person(same)
    assert person != random_person(other)
    assert random_postures(one) == random_postures(same)


@pytest.mark.parametrize("number", range(20))
def test_every_person_is_shown_upright_in_good_form_and_wrongly(number: int):
    drawn = random_postures(np.random.default_rng(number))
    assert [one.stretch for one in drawn if one.pose_class == "UPRIGHT"] == [STANDING, SEATED]
    assert {one.stretch for one in drawn if one.pose_class == "BENT"} == {STANDING, SEATED, LYING}
    assert sum(one.pose_class == "GOOD" for one in drawn) == 16
