"""Every posture has a name and a drawing of its own."""

from xml.etree import ElementTree

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.posture import POSTURES
from posecoach.ui.postures import NAMES, camera_drawing, ordered, placed_title


def test_every_posture_is_drawn_differently_within_its_picture():
    drawings = {posture: camera_drawing(posture) for posture in POSTURES}
    assert len(set(drawings.values())) == len(POSTURES) == len(set(NAMES.values()))
    for drawing in drawings.values():
        assert ElementTree.fromstring(drawing.strip()).attrib["viewBox"] == "0 0 320 120"


def test_a_title_names_the_posture_once():
    specs = load_specs()
    assert placed_title(specs["bridge"]) == "Bridge · on your back, knees bent"
    assert placed_title(specs["standing_hamstring"]) == "Standing hamstring stretch"


def test_exercises_are_listed_by_posture():
    specs = load_specs()
    postures = [POSTURES.index(specs[id_].posture) for id_ in ordered(specs)]
    assert postures == sorted(postures)
    assert set(ordered(specs)) == set(specs)
