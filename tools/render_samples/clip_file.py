"""One clip as a file: frames into H.264 in one go, and whether a file is this very scene."""

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from tools.render_samples.people import PEOPLE
from tools.render_samples.scene import Scene

Image = NDArray[np.uint8]

TIME_BASE = Fraction(1, 90_000)
ENCODING = {"preset": "medium", "tune": "film", "g": "100", "threads": "2"}
"""The thread count is part of the result: x264 cuts its work by it."""
SEEN = (
    "body.py",
    "camera.py",
    "clip_file.py",
    "figure.py",
    "geometry.py",
    "hands.py",
    "posing.py",
    "posture.py",
    "renderer.py",
    "rooms.py",
    "rotations.py",
    "scene.py",
    "shooting.py",
    "skeleton.py",
    "wardrobe.py",
)
"""Code that pictures depend on, besides the scene and its people."""


def fingerprint(scene: Scene) -> str:
    """What the picture depends on: the script, who is in it, and the renderer's code."""
    cast = [scene.person, *([scene.bystander.person] if scene.bystander else [])]
    digest = hashlib.sha256(repr((scene, [PEOPLE[name] for name in cast])).encode())
    package = Path(__file__).parent
    for path in [*(package / name for name in SEEN), *sorted(package.glob("shaders/*"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def video_path(scene: Scene, folder: Path) -> Path:
    """Where a clip goes."""
    return folder / f"{scene.name}.mp4"


def truth_path(scene: Scene, folder: Path) -> Path:
    """Where a clip's truth goes."""
    return folder / f"{scene.name}.truth.json"


def is_done(scene: Scene, folder: Path) -> bool:
    """Whether this very scene has been filmed into the folder, with its truth beside it."""
    video = video_path(scene, folder)
    if not video.exists() or not truth_path(scene, folder).exists():
        return False
    with av.open(str(video)) as container:
        return container.metadata.get("comment") == fingerprint(scene)


def write_video(scene: Scene, frames: Iterator[tuple[float, Image]], folder: Path) -> None:
    """Encode a clip; a file under its name is always whole.

    Args:
        scene: The script.
        frames: Time in seconds and (h, w, 3) RGB picture of every frame.
        folder: Where NAME.mp4 goes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{scene.name}.part.mp4"
    try:
        _encode(scene, frames, unfinished)
        unfinished.replace(video_path(scene, folder))
    finally:
        unfinished.unlink(missing_ok=True)


def _encode(scene: Scene, frames: Iterator[tuple[float, Image]], path: Path) -> None:
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        container.metadata["comment"] = fingerprint(scene)
        stream = container.add_stream("libx264", rate=Fraction(scene.film.fps).limit_denominator(1000))
        stream.width, stream.height, stream.pix_fmt = scene.camera.width, scene.camera.height, "yuv420p"
        stream.options = {"crf": str(scene.film.quality), **ENCODING}
        stream.time_base = stream.codec_context.time_base = TIME_BASE
        for t_s, picture in frames:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.time_base, frame.pts = TIME_BASE, round(t_s / TIME_BASE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
