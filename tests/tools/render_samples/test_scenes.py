from itertools import pairwise

import numpy as np
import pytest

from tools.render_samples.camera import Camera
from tools.render_samples.positions import fold, upright
from tools.render_samples.scene import Scene, moment
from tools.render_samples.scenes import all_scenes
from tools.render_samples.scenes.script import Script

SCENES = all_scenes()
STRETCHES = ("standing_hamstring", "seated_hamstring", "lying_hamstring")


def now(scene: Scene, t_s: float) -> object:
    return moment(scene.keys, scene.walks, scene.bounces, scene.seed, t_s)


def test_clip_names_differ() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_runs_forward_in_time_and_plants_within_it(scene: Scene) -> None:
    assert all(a.t_s < b.t_s for a, b in pairwise(scene.keys))
    assert all(0 <= p.start_s < p.end_s <= scene.duration_s for p in scene.planted)


def test_every_stretch_has_both_sides_a_tight_person_and_each_of_its_faults() -> None:
    faults = {
        "standing_hamstring": {"knee_bent", "back_rounded", "bouncing"},
        "seated_hamstring": {"knee_bent", "back_rounded", "bouncing"},
        "lying_hamstring": {"knee_bent", "other_leg_lifted", "head_lifted", "bouncing"},
    }
    for stretch in STRETCHES:
        own = [scene for scene in SCENES if scene.stretch == stretch]
        assert {scene.stance.working for scene in own} == {"L", "R"}
        assert any("tight" in scene.name for scene in own)
        assert {p.fault for scene in own for p in scene.planted} == faults[stretch]


def test_the_same_scene_gives_the_same_postures() -> None:
    again = all_scenes()
    for scene, twin in zip(SCENES[::9], again[::9], strict=True):
        assert now(scene, 4.2) == now(twin, 4.2)


def test_a_held_posture_breathes_but_hardly_moves() -> None:
    keys = Script(fold()).stay(20).keys
    pitches = [moment(keys, (), (), 3, t).posture.pitch for t in np.arange(0, 20, 0.1)]
    assert 0.2 < np.ptp(pitches) < 2.0


def test_walking_covers_the_way_at_an_even_pace() -> None:
    script = Script(upright(-2)).walk_to(upright(2))
    quarter = moment(script.keys, script.walks, (), 0, script.keys[-1].t_s / 4)
    assert quarter.posture.along == pytest.approx(-1)


def test_a_fault_ends_in_the_posture_before_it() -> None:
    script = Script(upright()).to(fold(), 2).stay(2).wrongly("knee_bent", fold(knee=50), 3)
    assert script.keys[-1].posture == fold()
    assert (script.planted[0].start_s, script.planted[0].end_s) == pytest.approx((4.6, 7.6))


def test_the_camera_projects_its_aim_to_the_middle() -> None:
    camera = Camera(yaw_deg=30, roll_deg=5, along_m=0.3)
    middle = camera.project(np.array([[0.3, camera.aim_m, 0.0]]))[0]
    assert middle == pytest.approx([320, 240])


def test_pixels_go_right_and_down() -> None:
    camera = Camera()
    left_high, right_low = camera.project(np.array([[-0.5, 1.2, 0.0], [0.5, 0.3, 0.0]]))
    assert left_high[0] < right_low[0]
    assert left_high[1] < right_low[1]
