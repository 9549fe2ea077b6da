import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.rendered_stick_figure import StickFigure

from posecoach.evaluation.ground_truth.truth import load_truth
from tools.render_samples.clips import all_scenes
from tools.render_samples.scenes.scene import Film, Planted, Scene
from tools.render_samples.truth.clip_truth import (
    PLANTED_TOLERANCE_S,
    ScriptError,
    truth_of,
    truth_path,
    write_truth,
)

FIGURE = StickFigure()
ENOUGH_FPS = 5.0
SHORT_S = 15.0
"""A whole set takes long to play and shows nothing that a short clip does not."""

BY_NAME = {scene.name: scene for scene in all_scenes()}
ONE_OF_EACH_FAULT = {
    (scene.stretch, scene.planted[0].fault): scene
    for scene in BY_NAME.values()
    if scene.planted and scene.duration_s < SHORT_S
}
CORE_OUTSIDERS = [scene for scene in BY_NAME.values() if scene.core and scene.name.startswith("no_")]


def played(scene: Scene) -> dict[str, Any]:
    """Its truth, at a few frames a second, played by a stick figure."""
    return truth_of(replace(scene, film=replace(scene.film, fps=ENOUGH_FPS)), FIGURE)


@pytest.mark.parametrize("scene", ONE_OF_EACH_FAULT.values(), ids=lambda scene: scene.name)
def test_a_planted_fault_is_in_the_truth_and_nothing_else_is(scene: Scene) -> None:
    faults = played(scene)["faults"]
    assert [fault["id"] for fault in faults] == [planted.fault for planted in scene.planted]
    for fault, planted in zip(faults, scene.planted, strict=True):
        assert fault["start_s"] == pytest.approx(planted.start_s, abs=PLANTED_TOLERANCE_S)
        assert fault["end_s"] == pytest.approx(planted.end_s, abs=PLANTED_TOLERANCE_S)


@pytest.mark.parametrize("scene", CORE_OUTSIDERS, ids=lambda scene: scene.name)
def test_what_is_no_stretch_is_never_valid(scene: Scene) -> None:
    assert played(scene)["valid"] == []


@pytest.mark.parametrize("name", ["standing_just_enough_mei", "seated_just_enough_ben", "lying_tight_karl"])
def test_tight_people_in_good_form_are_valid(name: str) -> None:
    truth = played(BY_NAME[name])
    assert truth["faults"] == []
    ((start_s, end_s),) = truth["valid"]
    assert end_s - start_s > 5


def test_a_script_whose_fault_does_not_show_is_refused() -> None:
    scene = replace(BY_NAME["standing_good_ben"], planted=(Planted("knee_bent", 4.0, 8.0),))
    with pytest.raises(ScriptError, match=r"standing_good_ben: planted knee_bent at 4-8 s"):
        played(scene)


def test_joints_are_named_by_side_and_lie_in_the_picture() -> None:
    scene = BY_NAME["lying_good_mei"]
    frame = played(scene)["frames"][20]
    joints = frame["joints_px"]
    assert {"left_hip", "right_hip", "left_knee", "left_ankle", "left_shoulder", "left_wrist"} <= set(joints)
    assert all(0 < x < scene.camera.width and 0 < y < scene.camera.height for x, y in joints.values())
    assert joints["left_ankle"][1] < joints["right_ankle"][1] - 100, "the working leg is the raised one"


def test_the_written_file_reads_as_the_benchmark_reads_it(tmp_path: Path) -> None:
    scene = replace(BY_NAME["lying_bent_knee_rosa"], film=Film(fps=ENOUGH_FPS))
    write_truth(scene, tmp_path, FIGURE)
    path = truth_path(scene, tmp_path)
    assert list(tmp_path.iterdir()) == [path]
    truth = load_truth(path)
    assert (truth.stretch, truth.side, truth.view) == ("lying_hamstring", "left", "side")
    assert truth.shows == scene.shows
    assert [fault.id for fault in truth.faults] == ["knee_bent"]
    assert len(truth.valid) == 2


def test_the_same_scene_gives_the_same_truth() -> None:
    scene = BY_NAME["no_walking_past_standing_jonas"]
    assert json.dumps(played(scene)) == json.dumps(played(scene))
