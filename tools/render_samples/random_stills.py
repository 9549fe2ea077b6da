"""``python -m tools.render_samples.random_stills``: stills of random people, labelled.

Bodies, ages, clothes, postures, rooms and cameras are drawn at random, so that what was set on the eight
people of the clips is tried on others. The folder has the form that ``posecoach evaluate`` and
``benchmarks/backs.py`` read: photos, and a table of what each shows.
"""

import argparse
import csv
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from tools.render_samples.limits import load_limits
from tools.render_samples.people import PEOPLE
from tools.render_samples.random_people import Drawn, Random, label, random_person, random_postures
from tools.render_samples.scene import Key, Scene
from tools.render_samples.scenes.common import CAMERAS, LYING, SEATED, STANDING

try:
    import cv2

    from tools.render_samples.body_data import BodyDataError, body_data
    from tools.render_samples.clip_truth import true_frame
    from tools.render_samples.renderer import RendererError
    from tools.render_samples.shooting import figure_of, pictures
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed; run: pip install -r tools/render_samples/requirements.txt")

STRETCHES = (STANDING, SEATED, LYING)
COLUMNS = ("file", "pose_class", *STRETCHES, "body", "side", "far_leg", "yaw_deg", "spine_flexion_deg")
_ROOMS = ("living_room", "study", "bedroom")
_FAR_LEG_SHARE = 0.12
_YAW_DEG, _YAW_AT_REST_DEG = 20.0, 8.0


def stills_of(number: int, folder: Path, data: Path) -> list[dict[str, str]]:
    """Draws one person, films every still of theirs, and tells what each shows.

    Args:
        number: Of the body; the same gives the same stills.
        folder: For the photos.
        data: Cache of the body data.
    """
    random = np.random.default_rng(number)
    name = f"body_{number}"
    PEOPLE[name] = random_person(random)  # a scene's cast is looked up there
    rows = []
    for index, drawn in enumerate(random_postures(random)):
        scene = _scene(f"{name}_{index}", name, drawn, random)
        frame, _, _ = true_frame(scene, figure_of(scene, data), 0.0)
        _, picture, *_ = next(pictures(scene, data, only=(0.0,)))
        cv2.imwrite(str(folder / f"{scene.name}.jpg"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        own = label(frame, load_limits(drawn.stretch)) if drawn.pose_class in ("GOOD", "BENT") else "invalid"
        said = {stretch: own if stretch == drawn.stretch else "invalid" for stretch in STRETCHES}
        known = (f"{scene.name}.jpg", drawn.pose_class, *said.values(), name, frame.judged)
        numbers = (scene.far_leg_works, round(scene.camera.yaw_deg, 1), round(frame.spine_flexion_deg, 1))
        rows.append(dict(zip(COLUMNS, map(str, (*known, *numbers)), strict=True)))
    return rows


def _scene(name: str, person: str, drawn: Drawn, random: Random) -> Scene:
    at_rest = drawn.pose_class == "UPRIGHT"
    yaw_deg = _YAW_AT_REST_DEG if at_rest else _YAW_DEG
    camera = replace(
        CAMERAS[drawn.stretch],
        yaw_deg=random.uniform(-yaw_deg, yaw_deg),
        height_m=random.uniform(0.5, 1.2),
    )
    return Scene(
        name=name,
        shows="",
        stretch=drawn.stretch,
        person=person,
        keys=(Key(0.0, drawn.posture), Key(1.0, drawn.posture)),
        room=str(random.choice(_ROOMS)),
        camera=camera,
        facing_right=bool(random.integers(2)),
        far_leg_works=drawn.pose_class in ("GOOD", "BENT") and random.random() < _FAR_LEG_SHARE,
        seed=int(random.integers(1_000_000)),
    )


def _all_stills(numbers: range, folder: Path, data: Path, workers: int) -> Iterator[dict[str, str]]:
    # Fresh processes: an OpenGL context does not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for rows in pool.map(stills_of, numbers, [folder] * len(numbers), [data] * len(numbers)):
            yield from rows


def main() -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.render_samples.random_stills", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the table and the photos")
    parser.add_argument("--bodies", type=int, default=50, help="how many people")
    parser.add_argument("--first", type=int, default=0, help="the number of the first; others give others")
    parser.add_argument("--workers", type=int, default=1, help="processes side by side")
    options = parser.parse_args()
    photos = options.out / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    numbers = range(options.first, options.first + options.bodies)
    try:
        with (options.out / "labels.tsv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, COLUMNS, dialect="excel-tab")
            table.writeheader()
            for row in _all_stills(numbers, photos, body_data(None), options.workers):
                table.writerow(row)
    except (BodyDataError, RendererError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
