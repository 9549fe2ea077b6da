"""Stills of random people: pictures, and a table's row for each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from posecoach.parallel.jobs import Progress, run_jobs
from posecoach.parallel.processes import Processes
from tools.render_samples.filming.shooting import figure_of, pictures
from tools.render_samples.random_stills.drawing import (
    CLASSES_OF_A_STRETCH,
    UPRIGHT,
    Drawn,
    Random,
    label,
    random_person,
    random_postures,
)
from tools.render_samples.repertoire.cast import PEOPLE
from tools.render_samples.repertoire.stretches import STRETCHES
from tools.render_samples.scenes.scene import Key, Scene
from tools.render_samples.truth.clip_truth import true_frame
from tools.render_samples.truth.limits import load_limits

COLUMNS = (
    "file",
    "pose_class",
    *(stretch.id for stretch in STRETCHES),
    "body",
    "side",
    "far_leg",
    "yaw_deg",
    "spine_flexion_deg",
)
_ROOMS = ("living_room", "study", "bedroom")
_FAR_LEG_SHARE = 0.12
_YAW_DEG, _YAW_AT_REST_DEG = 20.0, 8.0
_CAMERA_HEIGHTS_M = (0.5, 1.2)
_SEEDS = 1_000_000


def all_stills(
    numbers: Sequence[int], folder: Path, data: Path, *, workers: int, progress: Progress
) -> Iterator[dict[str, str]]:
    """The rows of all stills of some bodies, by `COLUMNS`, body by body as they are done; see `stills_of`.

    Args:
        numbers: Of the bodies.
        folder: For the photos.
        data: The folder from `body_data`.
        workers: Processes side by side.
        progress: Called with how many bodies are done and how many there are.

    Raises:
        RendererError: there is no OpenGL to draw with.
    """
    work = partial(stills_of, folder=folder, data=data)
    sizes = [1] * len(numbers)
    with Processes(workers) as processes:
        for _, rows in run_jobs(work, numbers, sizes, processes, progress=progress):
            yield from rows


def stills_of(number: int, folder: Path, data: Path) -> list[dict[str, str]]:
    """Draw one person at random and film every still of theirs.

    Args:
        number: Of the body; the same gives the same stills.
        folder: For the photos.
        data: The folder from `body_data`.

    Returns:
        A row for each still, by `COLUMNS`.
    """
    random = np.random.default_rng(number)
    body = f"body_{number}"
    PEOPLE[body] = random_person(random)  # a scene's people are looked up there
    rows = []
    for index, drawn in enumerate(random_postures(random)):
        scene = _scene(f"{body}_{index}", body, drawn, random)
        frame, _, _ = true_frame(scene, figure_of(scene, data), 0.0)
        _, picture = next(pictures(scene, data, only=(0.0,)))
        cv2.imwrite(str(folder / f"{scene.name}.jpg"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        own = "invalid"
        if drawn.pose_class in CLASSES_OF_A_STRETCH:
            own = label(frame, load_limits(drawn.stretch.id))
        labels = [own if stretch is drawn.stretch else "invalid" for stretch in STRETCHES]
        known = (f"{scene.name}.jpg", drawn.pose_class, *labels, body, frame.judged)
        numbers = (scene.far_leg_works, round(scene.camera.yaw_deg, 1), round(frame.spine_flexion_deg, 1))
        rows.append(dict(zip(COLUMNS, map(str, (*known, *numbers)), strict=True)))
    return rows


def _scene(name: str, person: str, drawn: Drawn, random: Random) -> Scene:
    yaw_deg = _YAW_AT_REST_DEG if drawn.pose_class == UPRIGHT else _YAW_DEG
    camera = replace(
        drawn.stretch.camera,
        yaw_deg=random.uniform(-yaw_deg, yaw_deg),
        height_m=random.uniform(*_CAMERA_HEIGHTS_M),
    )
    return Scene(
        name=name,
        shows="",
        stretch=drawn.stretch.id,
        person=person,
        keys=(Key(0.0, drawn.posture), Key(1.0, drawn.posture)),
        room=str(random.choice(_ROOMS)),
        camera=camera,
        facing_right=bool(random.integers(2)),
        far_leg_works=drawn.pose_class in CLASSES_OF_A_STRETCH and random.random() < _FAR_LEG_SHARE,
        seed=int(random.integers(_SEEDS)),
    )
