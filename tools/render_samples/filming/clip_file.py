"""A clip as a file: writing it as H.264, and whether a file is of this very scene."""

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tools.render_samples.repertoire.cast import PEOPLE
from tools.render_samples.scenes.scene import Scene
from tools.render_samples.stage.camera import Image
from tools.render_samples.truth.clip_truth import truth_path

TIME_BASE = Fraction(1, 90_000)
"""Of timestamps, seconds."""
ENCODING = {"preset": "medium", "tune": "film", "g": "100", "threads": "2"}
"""The thread count is part of the result: x264 cuts its work by it."""
PACKAGE = Path(__file__).parents[1]
DRAWING = ("posing", "stage", "people", "scenes", "filming")
"""Packages whose code pictures depend on, besides the scene and its people."""


def fingerprint(scene: Scene) -> str:
    """A hash of all that the picture depends on: the scene, the people in it, and the drawing code."""
    cast = [scene.person, *([scene.bystander.person] if scene.bystander else [])]
    digest = hashlib.sha256(repr((scene, [PEOPLE[name] for name in cast])).encode())
    for folder in DRAWING:
        for path in sorted([*(PACKAGE / folder).glob("*.py"), *(PACKAGE / folder).glob("shaders/*")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def video_path(scene: Scene, folder: Path) -> Path:
    """The file of a clip."""
    return folder / f"{scene.name}.mp4"


def is_done(scene: Scene, folder: Path) -> bool:
    """Whether the folder has a clip of this very scene, and its truth."""
    video = video_path(scene, folder)
    if not video.exists() or not truth_path(scene, folder).exists():
        return False
    with av.open(str(video)) as container:
        return container.metadata.get("comment") == fingerprint(scene)


def write_video(scene: Scene, frames: Iterator[tuple[float, Image]], folder: Path) -> None:
    """Encode a clip, as a whole or not at all.

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
