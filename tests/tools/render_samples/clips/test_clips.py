from itertools import pairwise
from pathlib import Path

import pytest

from tools.render_samples.clips import all_scenes
from tools.render_samples.clips.core import CORE
from tools.render_samples.clips.plans import hold, slip
from tools.render_samples.clips.table import LEFT, RIGHT, Row, Topic, scenes
from tools.render_samples.repertoire.cast import PEOPLE
from tools.render_samples.repertoire.stretches import BENT_KNEES, SEATED, STANDING, STRETCHES
from tools.render_samples.scenes.motion import moment
from tools.render_samples.scenes.scene import Scene

SCENES = all_scenes()
SAMPLES = Path(__file__).parents[4] / "sample_videos"


def now(scene: Scene, t_s: float) -> object:
    return moment(scene.keys, scene.walks, scene.bounces, scene.seed, t_s)


def test_clip_names_differ() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)


def test_the_core_clips_are_those_of_the_repository() -> None:
    assert {path.stem for path in SAMPLES.glob("*.mp4")} == CORE
    assert {scene.name for scene in SCENES if scene.core} == CORE


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_runs_forward_in_time_and_plants_within_it(scene: Scene) -> None:
    assert all(a.t_s < b.t_s for a, b in pairwise(scene.keys))
    assert all(0 <= p.start_s < p.end_s <= scene.duration_s for p in scene.planted)
    assert scene.person in PEOPLE


def test_every_stretch_has_both_sides_a_tight_person_and_each_of_its_faults() -> None:
    faults = {
        "standing_hamstring": {"knee_bent", "back_rounded", "bouncing"},
        "seated_hamstring": {"knee_bent", "back_rounded", "bouncing"},
        "lying_hamstring": {"knee_bent", "other_leg_lifted", "head_lifted", "bouncing"},
    }
    for stretch in STRETCHES:
        own = [scene for scene in SCENES if scene.stretch == stretch.id]
        assert {scene.stance.working for scene in own} == {"L", "R"}
        assert any("tight" in scene.name for scene in own)
        assert {p.fault for scene in own for p in scene.planted} == faults[stretch.id]


def test_the_same_scene_gives_the_same_postures() -> None:
    again = all_scenes()
    for scene, twin in zip(SCENES[::9], again[::9], strict=True):
        assert now(scene, 4.2) == now(twin, 4.2)


def test_a_row_is_named_and_described_by_its_topic_stretch_and_near_side() -> None:
    right, left = scenes(
        "{topic}_{stretch}_{person}",
        Topic("{near}_hold", "{side}, good", hold).by(
            Row(STANDING, "ben", "study", RIGHT), Row(SEATED, "mei", "study", LEFT)
        ),
    )
    assert (right.name, right.shows) == ("right_hold_standing_ben", "right side, good")
    assert (left.name, left.shows) == ("left_hold_seated_mei", "left leg, good")
    assert (right.facing_right, left.facing_right) == (True, False)
    assert (right.camera, left.camera) == (STANDING.camera, SEATED.camera)


def test_a_plan_with_a_fault_needs_one_in_the_row() -> None:
    slipping = Topic("bent", "knees bend", slip)
    (scene,) = scenes("{topic}", slipping.by(Row(STANDING, "ben", "study", RIGHT, fault=BENT_KNEES)))
    assert [planted.fault for planted in scene.planted] == [BENT_KNEES.id]
    with pytest.raises(ValueError, match=r"standing, ben: this plan needs a fault"):
        scenes("{topic}", slipping.by(Row(STANDING, "ben", "study", RIGHT)))
