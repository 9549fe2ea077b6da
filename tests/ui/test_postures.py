"""Every posture has a drawing of its own, and exercises are listed by posture."""

from xml.etree import ElementTree

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.posture import POSTURES
from posecoach.ui.postures import by_group, camera_drawing, ordered, placed_title


def test_every_posture_is_drawn_differently_within_its_picture():
    drawings = {posture: camera_drawing(posture) for posture in POSTURES}
    assert len(set(drawings.values())) == len(POSTURES)
    for drawing in drawings.values():
        assert ElementTree.fromstring(drawing.strip()).attrib["viewBox"] == "0 0 320 120"


def test_a_title_names_the_posture_once():
    specs = load_specs()
    assert placed_title(specs["bridge"]) == "Bridge · on your back"
    assert placed_title(specs["standing_hamstring"]) == "Standing hamstring stretch"


def test_exercises_are_listed_by_posture():
    specs = load_specs()
    postures = [POSTURES.index(specs[id_].posture) for id_ in ordered(specs)]
    assert postures == sorted(postures)
    assert set(ordered(specs)) == set(specs)
    # What is done on the back is one group, whether the knees are bent or not.
    back = [spec.id for spec in by_group(specs)["On your back"]]
    assert {"bridge", "lying_hamstring"} <= set(back)
    assert sum(map(len, by_group(specs).values())) == len(specs)
