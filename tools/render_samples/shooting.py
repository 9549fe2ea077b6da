"""One clip: the scene played frame by frame, filmed, and its truth written beside it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import numpy as np

from tools.render_samples.body import Body, build_body
from tools.render_samples.figure import Stance
from tools.render_samples.geometry import Mesh, ribbon
from tools.render_samples.limits import load_limits
from tools.render_samples.people import PEOPLE
from tools.render_samples.posing import Posed, pose
from tools.render_samples.renderer import Image, Renderer
from tools.render_samples.rooms import ROOMS
from tools.render_samples.rotations import FloatArray, interior_angle
from tools.render_samples.scene import Bystander, Scene, moment
from tools.render_samples.true_measures import TrueFrame, hip_flexion
from tools.render_samples.truth import Fault, Judgement, Span, disagreements, judge
from tools.render_samples.wardrobe import Garment, dress

TIME_BASE = Fraction(1, 90_000)
STRAP_WIDTH_M, STRAP_COLOUR = 0.034, "b03a2e"
WRITTEN_JOINTS = ("shoulder", "wrist", "hip", "knee", "ankle")
NOT_SEEN = ("__init__.py", "__main__.py", "body_data.py", "limits.py", "true_measures.py", "truth.py")
"""Code that no picture depends on."""
PLANTED_TOLERANCE_S = 1.2
"""The ways into and out of a fault take this long at most."""
EAR_FROM_EYE_M = np.array([0.0, -0.015, -0.09])


class ScriptError(Exception):
    """A scene script that contradicts itself; the message names the clip and what is wrong."""


@lru_cache(maxsize=4)
def _dressed(person: str, data: Path) -> tuple[Body, list[Garment]]:
    cast = PEOPLE[person]
    body = build_body(data, cast.phenotype)
    return body, dress(body, cast.look, data)


@dataclass(frozen=True)
class _Take:
    """A moment that is filmed: when it happened and the timestamp that the camera gave it."""

    t_s: float
    index: int


def takes(scene: Scene) -> list[_Take]:
    """The frames that the camera keeps, in time; dropped ones are missing, timestamps may jitter."""
    film = scene.film
    rng = np.random.default_rng([scene.seed, len(scene.keys)])
    kept = []
    for i in range(int(scene.duration_s * film.fps)):
        shift = np.clip(rng.normal(0, film.jitter), -0.4, 0.4) if film.jitter else 0.0
        lost = rng.uniform() < film.dropped
        if not lost or i == 0:
            kept.append(_Take(round(max(0.0, (i + shift) / film.fps), 4), i))
    return kept


def posed_at(scene: Scene, body: Body, t_s: float) -> tuple[Posed, float]:
    """The body at a time, and its lumbar and thoracic flexion together."""
    now = moment(scene.keys, scene.walks, scene.bounces, scene.seed, t_s)
    posed = pose(body, now.posture, scene.stance, now.hands_next, now.share)
    return posed, now.posture.lumbar + now.posture.thoracic


def true_frame(
    scene: Scene, body: Body, t_s: float
) -> tuple[TrueFrame, dict[str, dict[str, FloatArray]], Posed]:
    """The true body at a time, its joints in pixels of the picture, and the placed body."""
    posed, spine = posed_at(scene, body, t_s)
    joints = body.skeleton.joints(posed.placed)
    ear = body.skeleton.where(
        posed.placed, "head", (body.skeleton.head("eye.L") + body.skeleton.head("eye.R")) / 2 + EAR_FROM_EYE_M
    )
    joints["ear"] = {"left": ear, "right": ear}
    pixels = {
        joint: {side: scene.camera.project(place[None])[0] for side, place in sides.items()}
        for joint, sides in joints.items()
    }
    if scene.view == "side" and scene.camera.roll_deg == 0:
        ahead = 1.0 if scene.facing_right else -1.0
        side_on = {j: {s: p * [ahead, -1] for s, p in sides.items()} for j, sides in pixels.items()}
    else:
        forward = scene.stance.forward
        side_on = {
            j: {s: np.array([p @ forward, p[1]]) for s, p in sides.items()} for j, sides in joints.items()
        }
    knees = {
        side: 180 - interior_angle(joints["hip"][side], joints["knee"][side], joints["ankle"][side])
        for side in ("left", "right")
    }
    return TrueFrame(t_s, side_on, knees, spine, scene.stance.working.word), pixels, posed


def truth_of(scene: Scene, body: Body) -> dict[str, Any]:
    """The truth of a clip, ready for JSON.

    Raises:
        ScriptError: where the planted faults are not those of the angles.
    """
    frames, rows = [], []
    for take in takes(scene):
        frame, pixels, _ = true_frame(scene, body, take.t_s)
        frames.append(frame)
        rows.append(_row(frame, pixels))
    judgement = judge(frames, load_limits(scene.stretch))
    planted = [Fault(p.fault, Span(p.start_s, p.end_s)) for p in scene.planted]
    problems = disagreements(judgement, planted, PLANTED_TOLERANCE_S)
    if problems:
        raise ScriptError(f"{scene.name}: {'; '.join(problems)}")
    return _truth(scene, rows, judgement)


def _row(frame: TrueFrame, pixels: dict[str, dict[str, FloatArray]]) -> dict[str, Any]:
    return {
        "t_s": frame.t_s,
        "hip_flexion": {side: round(hip_flexion(frame, side), 2) for side in ("left", "right")},
        "knee_flexion": {side: round(angle, 2) for side, angle in frame.knee_flexion.items()},
        "spine_flexion_deg": round(frame.spine_flexion_deg, 2),
        "joints_px": {
            joint: {side: [round(float(x), 1) for x in place] for side, place in pixels[joint].items()}
            for joint in WRITTEN_JOINTS
        },
    }


def _truth(scene: Scene, rows: list[dict[str, Any]], judgement: Judgement) -> dict[str, Any]:
    return {
        "stretch": scene.stretch,
        "side": scene.stance.working.word,
        "view": scene.view,
        "fps": scene.film.fps,
        "shows": scene.shows,
        "frames": rows,
        "valid": [[round(span.start_s, 3), round(span.end_s, 3)] for span in judgement.valid],
        "faults": [
            {"id": fault.id, "start_s": round(fault.span.start_s, 3), "end_s": round(fault.span.end_s, 3)}
            for fault in judgement.faults
        ],
    }


def fingerprint(scene: Scene) -> str:
    """What the picture depends on: the script and the renderer's code."""
    digest = hashlib.sha256(repr(scene).encode())
    package = Path(__file__).parent
    for path in sorted([*package.glob("*.py"), *package.glob("shaders/*")]):
        if path.name not in NOT_SEEN:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(scene: Scene, folder: Path) -> bool:
    """Whether this very scene has been filmed into the folder."""
    video = folder / f"{scene.name}.mp4"
    if not video.exists() or not (folder / f"{scene.name}.truth.json").exists():
        return False
    with av.open(str(video)) as container:
        return container.metadata.get("comment") == fingerprint(scene)


def write_truth(scene: Scene, folder: Path, data: Path) -> None:
    """Work out the truth and write it; see `truth_of`."""
    body, _ = _dressed(scene.person, data)
    text = json.dumps(truth_of(scene, body), separators=(",", ":"))
    target = folder / f"{scene.name}.truth.json"
    unfinished = target.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(target)


def shoot(scene: Scene, folder: Path, data: Path) -> None:
    """Film a clip; the truth first, the video last, each written in one go.

    Args:
        scene: The script.
        folder: Where NAME.mp4 and NAME.truth.json go.
        data: The folder from `body_data`.

    Raises:
        ScriptError: where the planted faults are not those of the angles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_truth(scene, folder, data)
    target = folder / f"{scene.name}.mp4"
    unfinished = folder / f".{scene.name}.part.mp4"
    try:
        _encode(scene, pictures(scene, data), unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def pictures(
    scene: Scene, data: Path, only: tuple[float, ...] | None = None
) -> Iterator[tuple[float, Image]]:
    """(time, picture) of every kept frame, or of the times in `only`."""
    body, garments = _dressed(scene.person, data)
    room = ROOMS[scene.room]()
    moments = takes(scene) if only is None else [_Take(t, int(t * scene.film.fps)) for t in only]
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


def _encode(scene: Scene, frames: Iterator[tuple[float, Image]], path: Path) -> None:
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        container.metadata["comment"] = fingerprint(scene)
        stream = container.add_stream("libx264", rate=Fraction(scene.film.fps).limit_denominator(1000))
        stream.width, stream.height, stream.pix_fmt = scene.camera.width, scene.camera.height, "yuv420p"
        stream.options = {"crf": str(scene.film.quality), "preset": "medium", "tune": "film", "g": "100"}
        stream.time_base = stream.codec_context.time_base = TIME_BASE
        for t_s, picture in frames:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.time_base, frame.pts = TIME_BASE, round(t_s / TIME_BASE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
