from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from tools.render_samples.filming import clip_file
from tools.render_samples.filming.clip_file import fingerprint, is_done, video_path, write_video
from tools.render_samples.repertoire.cast import PEOPLE
from tools.render_samples.repertoire.positions import fold, upright
from tools.render_samples.scenes.scene import Film, Scene, takes
from tools.render_samples.scenes.script import Script
from tools.render_samples.stage.camera import Image
from tools.render_samples.truth.clip_truth import truth_path

SCENE = Scene(
    name="folds",
    shows="a fold",
    stretch="standing_hamstring",
    person="ben",
    keys=Script(upright()).to(fold(), 1).keys,
    film=Film(fps=10),
)


def frames(scene: Scene) -> Iterator[tuple[float, Image]]:
    for take in takes(scene):
        picture = np.zeros((scene.camera.height, scene.camera.width, 3), np.uint8)
        picture[:, : 10 * take.index] = 200
        yield take.t_s, picture


def filmed(scene: Scene, folder: Path) -> None:
    write_video(scene, frames(scene), folder)
    truth_path(scene, folder).write_text("{}")


def test_what_is_filmed_is_done_until_the_scene_changes(tmp_path: Path) -> None:
    assert not is_done(SCENE, tmp_path)
    filmed(SCENE, tmp_path)
    assert is_done(SCENE, tmp_path)
    assert not is_done(replace(SCENE, keys=Script(upright()).to(fold(pitch=60), 1).keys), tmp_path)
    assert not is_done(replace(SCENE, room="study"), tmp_path)


def test_a_clip_without_its_truth_is_not_done(tmp_path: Path) -> None:
    filmed(SCENE, tmp_path)
    truth_path(SCENE, tmp_path).unlink()
    assert not is_done(SCENE, tmp_path)


def test_an_interrupted_clip_leaves_nothing_behind(tmp_path: Path) -> None:
    def cut_off() -> Iterator[tuple[float, Image]]:
        yield next(frames(SCENE))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_video(SCENE, cut_off(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_person_in_other_clothes_is_filmed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(SCENE)
    ben = PEOPLE["ben"]
    monkeypatch.setitem(PEOPLE, "ben", replace(ben, look=replace(ben.look, shirt="ff0000")))
    assert fingerprint(SCENE) != before


def test_all_code_that_pictures_depend_on_is_watched() -> None:
    packages = {path.parent.name for path in clip_file.PACKAGE.glob("*/__init__.py")}
    # Of these a picture depends only on what is in the scene and its people.
    data_only = {"repertoire", "clips"}
    assert packages - set(clip_file.DRAWING) == data_only | {"truth", "random_stills"}


@pytest.mark.parametrize("film", [Film(fps=10), Film(fps=30, dropped=0.3, jitter=0.2)])
def test_frames_keep_their_timestamps(film: Film, tmp_path: Path) -> None:
    scene = replace(SCENE, film=film, seed=5)
    filmed(scene, tmp_path)
    with av.open(str(video_path(scene, tmp_path))) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert times == pytest.approx([take.t_s for take in takes(scene)], abs=1e-4)


def test_a_stuttering_camera_loses_frames_and_keeps_their_order() -> None:
    stuttering = replace(SCENE, film=Film(fps=30, dropped=0.3, jitter=0.2), seed=5)
    times = [take.t_s for take in takes(stuttering)]
    assert 10 < len(times) < 28
    assert times == sorted(set(times))
    assert np.ptp(np.diff(times)) > 0.01
