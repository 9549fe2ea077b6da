"""Filming a clip: the pictures of its frames, written beside its truth."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from tools.render_samples.filming.clip_file import write_video
from tools.render_samples.people.body import Body
from tools.render_samples.people.garment import Garment
from tools.render_samples.people.hanging_hair import HangingHair
from tools.render_samples.people.makehuman import build_body
from tools.render_samples.people.wardrobe import dress
from tools.render_samples.posing.figure import Stance
from tools.render_samples.posing.pose import Posed, pose
from tools.render_samples.repertoire.cast import PEOPLE
from tools.render_samples.scenes.motion import moment
from tools.render_samples.scenes.scene import FACING_RIGHT_DEG, Bystander, Scene, Take, takes
from tools.render_samples.stage.camera import Image
from tools.render_samples.stage.geometry import GAMMA, Mesh, ribbon
from tools.render_samples.stage.renderer import Renderer
from tools.render_samples.stage.rooms import ROOMS
from tools.render_samples.truth.clip_truth import posed_at, write_truth

STRAP_WIDTH_M, STRAP_COLOUR = 0.034, "b03a2e"


@lru_cache(maxsize=4)
def _dressed(person: str, data: Path) -> tuple[Body, list[Garment | HangingHair]]:
    cast = PEOPLE[person]
    body = build_body(data, cast.phenotype)
    return body, dress(body, cast.look, data)


def figure_of(scene: Scene, data: Path) -> Body:
    """The body of the person who stretches; `data` is the folder from `body_data`."""
    return _dressed(scene.person, data)[0]


def shoot(scene: Scene, folder: Path, data: Path) -> None:
    """Film a clip: first its truth is written, then its video, each as a whole or not at all.

    Args:
        scene: The script.
        folder: Where NAME.mp4 and NAME.truth.json go.
        data: The folder from `body_data`.

    Raises:
        ScriptError: where the planted faults are not those of the angles.
        RendererError: there is no OpenGL to draw with.
    """
    write_truth(scene, folder, figure_of(scene, data))
    write_video(scene, pictures(scene, data), folder)


def pictures(
    scene: Scene, data: Path, only: tuple[float, ...] | None = None
) -> Iterator[tuple[float, Image]]:
    """Time in seconds and (h, w, 3) RGB picture of every recorded frame, or of the times in `only`.

    Raises:
        RendererError: there is no OpenGL to draw with.
    """
    body, garments = _dressed(scene.person, data)
    room = ROOMS[scene.room]()
    moments = takes(scene) if only is None else [Take(t, int(t * scene.film.fps)) for t in only]
    with Renderer(scene.camera, room.light, room.shell, room.furniture) as renderer:
        for take in moments:
            posed, _ = posed_at(scene, body, take.t_s)
            meshes = _meshes(body, garments, posed)
            if scene.bystander:
                meshes += _bystander_meshes(scene, scene.bystander, data, take.t_s)
            yield take.t_s, _exposed(scene, renderer.frame(meshes), take.index)


def _meshes(body: Body, garments: list[Garment | HangingHair], posed: Posed) -> list[Mesh]:
    skinned = body.skinned(posed.placed)
    meshes = [garment.mesh(skinned) for garment in garments]
    if posed.strap is not None:
        meshes.append(ribbon(posed.strap, STRAP_WIDTH_M, STRAP_COLOUR))
    return meshes


def _bystander_meshes(scene: Scene, bystander: Bystander, data: Path, t_s: float) -> list[Mesh]:
    body, garments = _dressed(bystander.person, data)
    now = moment(bystander.keys, bystander.walks, (), scene.seed + 1, t_s)
    stance = Stance(FACING_RIGHT_DEG, scene.near_side)
    posed = pose(body, now.posture, stance, now.hands_next, now.share)
    behind = np.array([0.0, 0.0, -bystander.depth_m])
    return _meshes(body, garments, replace(posed, placed=posed.placed.moved(behind)))


def _exposed(scene: Scene, picture: Image, index: int) -> Image:
    """The picture with the sensor's exposure and noise; the same for the same scene and frame."""
    film = scene.film
    noise = np.random.default_rng([scene.seed, index]).standard_normal(picture.shape, dtype=np.float32)
    exposed = picture.astype(np.float32)
    if film.gain != 1.0:
        exposed = 255 * (exposed / 255) * film.gain ** (1 / GAMMA)
    return np.clip(exposed + film.noise * noise, 0, 255).astype(np.uint8)
