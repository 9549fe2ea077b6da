"""One clip: the scene played frame by frame and filmed, its truth written beside it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from tools.render_samples.body import Body, build_body
from tools.render_samples.clip_file import Image, write_video
from tools.render_samples.clip_truth import posed_at, write_truth
from tools.render_samples.figure import Stance
from tools.render_samples.geometry import Mesh, ribbon
from tools.render_samples.people import PEOPLE
from tools.render_samples.posing import Posed, pose
from tools.render_samples.renderer import Renderer
from tools.render_samples.rooms import ROOMS
from tools.render_samples.scene import Bystander, Scene, Take, moment, takes
from tools.render_samples.wardrobe import Garment, dress

STRAP_WIDTH_M, STRAP_COLOUR = 0.034, "b03a2e"


@lru_cache(maxsize=4)
def _dressed(person: str, data: Path) -> tuple[Body, list[Garment]]:
    cast = PEOPLE[person]
    body = build_body(data, cast.phenotype)
    return body, dress(body, cast.look, data)


def figure_of(scene: Scene, data: Path) -> Body:
    """The body of the one who stretches; `data` is the folder from `body_data`."""
    return _dressed(scene.person, data)[0]


def shoot(scene: Scene, folder: Path, data: Path) -> None:
    """Film a clip; the truth first, the video last, each written in one go.

    Args:
        scene: The script.
        folder: Where NAME.mp4 and NAME.truth.json go.
        data: The folder from `body_data`.

    Raises:
        ScriptError: where the planted faults are not those of the angles.
        RendererError: where there is no OpenGL to draw with.
    """
    write_truth(scene, folder, figure_of(scene, data))
    write_video(scene, pictures(scene, data), folder)


def pictures(
    scene: Scene, data: Path, only: tuple[float, ...] | None = None
) -> Iterator[tuple[float, Image]]:
    """(time, picture) of every kept frame, or of the times in `only`."""
    body, garments = _dressed(scene.person, data)
    room = ROOMS[scene.room]()
    moments = takes(scene) if only is None else [Take(t, int(t * scene.film.fps)) for t in only]
    with Renderer(scene.camera, room.light, room.shell, room.furniture) as renderer:
        for take in moments:
            posed, _ = posed_at(scene, body, take.t_s)
            meshes = _meshes(body, garments, posed)
            if scene.bystander:
                meshes += _bystander(scene, scene.bystander, data, take.t_s)
            yield take.t_s, _exposed(scene, renderer.frame(meshes), take.index)


def _meshes(body: Body, garments: list[Garment], posed: Posed) -> list[Mesh]:
    skinned = body.skinned(posed.placed)
    meshes = [garment.mesh(skinned) for garment in garments]
    if posed.strap is not None:
        meshes.append(ribbon(posed.strap, STRAP_WIDTH_M, STRAP_COLOUR))
    return meshes


def _bystander(scene: Scene, extra: Bystander, data: Path, t_s: float) -> list[Mesh]:
    body, garments = _dressed(extra.person, data)
    now = moment(extra.keys, extra.walks, (), scene.seed + 1, t_s)
    stance = Stance(90.0, scene.near_side)
    posed = pose(body, now.posture, stance, now.hands_next, now.share)
    behind = np.array([0.0, 0.0, -extra.depth_m])
    return _meshes(body, garments, replace(posed, placed=posed.placed.moved(behind)))


def _exposed(scene: Scene, picture: Image, index: int) -> Image:
    """What the sensor makes of it: exposure and noise, the same for the same scene and frame."""
    film = scene.film
    noise = np.random.default_rng([scene.seed, index]).standard_normal(picture.shape, dtype=np.float32)
    exposed = picture.astype(np.float32)
    if film.gain != 1.0:
        exposed = 255 * (exposed / 255) * film.gain ** (1 / 2.2)
    return np.clip(exposed + film.noise * noise, 0, 255).astype(np.uint8)
