"""The truth of a clip: its angles and joints, and the valid seconds and faults that follow from them."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from tools.render_samples.posing.figure import Figure
from tools.render_samples.posing.pose import Posed, pose
from tools.render_samples.posing.rotations import FloatArray, interior_angle
from tools.render_samples.scenes.motion import moment
from tools.render_samples.scenes.scene import Scene, takes
from tools.render_samples.truth.judgement import Fault, Judgement, disagreements, judge
from tools.render_samples.truth.limits import load_limits
from tools.render_samples.truth.measures import TrueFrame, hip_flexion
from tools.render_samples.truth.repetitions import Repetition, Span

WRITTEN_JOINTS = ("shoulder", "wrist", "hip", "knee", "ankle")
PLANTED_TOLERANCE_S = 1.2
"""The ways into and out of a fault take this long at most."""
EAR_FROM_EYES_M = np.array([0.0, -0.015, -0.09])
"""From the middle between the eyes, in the rest pose."""


class ScriptError(Exception):
    """A script contradicts itself; the message names the clip and what is wrong."""


def truth_path(scene: Scene, folder: Path) -> Path:
    """The file of a clip's truth."""
    return folder / f"{scene.name}.truth.json"


def posed_at(scene: Scene, figure: Figure, t_s: float) -> tuple[Posed, float]:
    """The body at a time, and the sum of its lumbar and thoracic flexion, degrees."""
    now = moment(scene.keys, scene.walks, scene.bounces, scene.seed, t_s)
    posed = pose(figure, now.posture, scene.stance, now.hands_next, now.share)
    return posed, now.posture.lumbar + now.posture.thoracic


def true_frame(
    scene: Scene, figure: Figure, t_s: float
) -> tuple[TrueFrame, dict[str, dict[str, FloatArray]], Posed]:
    """The true body at a time, its joints in the picture, and the posed body.

    The joints are pixels, (2,): joint -> 'left' / 'right' -> x right, y down.
    """
    posed, spine = posed_at(scene, figure, t_s)
    joints = figure.skeleton.joints(posed.placed)
    ear = figure.skeleton.where(
        posed.placed,
        "head",
        (figure.skeleton.head("eye.L") + figure.skeleton.head("eye.R")) / 2 + EAR_FROM_EYES_M,
    )
    joints["ear"] = {"left": ear, "right": ear}
    spots = [(joint, side) for joint, sides in joints.items() for side in sides]
    projected = scene.camera.project(np.array([joints[joint][side] for joint, side in spots]))
    pixels: dict[str, dict[str, FloatArray]] = {joint: {} for joint in joints}
    for (joint, side), place in zip(spots, projected, strict=True):
        pixels[joint][side] = place
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


def truth_of(scene: Scene, figure: Figure) -> dict[str, Any]:
    """The truth of a clip, ready for JSON: the content of ``NAME.truth.json``.

    Raises:
        ScriptError: where the planted faults are not those of the angles.
    """
    frames, rows = [], []
    for take in takes(scene):
        frame, pixels, _ = true_frame(scene, figure, take.t_s)
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
        "hip_flexion": {side: round(hip_flexion(frame, side), 1) for side in ("left", "right")},
        "knee_flexion": {side: round(angle, 1) for side, angle in frame.knee_flexion.items()},
        "spine_flexion_deg": round(frame.spine_flexion_deg, 1),
        "joints_px": {
            f"{side}_{joint}": [round(float(x), 1) for x in place]
            for joint in WRITTEN_JOINTS
            for side, place in pixels[joint].items()
        },
    }


def _truth(scene: Scene, rows: list[dict[str, Any]], judgement: Judgement) -> dict[str, Any]:
    truth = {
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
    if judgement.repetitions is not None:
        truth["repetitions"] = [_repetition(one) for one in judgement.repetitions]
    return truth


def _repetition(one: Repetition) -> dict[str, Any]:
    return {
        "start_s": round(one.start_s, 3),
        "top_s": None if one.top_s is None else round(one.top_s, 3),
        "end_s": round(one.end_s, 3),
        "held_s": round(one.held_s, 3),
        "counted": one.reason is None,
        "reason": one.reason,
    }


def write_truth(scene: Scene, folder: Path, figure: Figure) -> None:
    """Work out the truth of a clip and write ``NAME.truth.json``, as a whole or not at all.

    Args:
        scene: The clip's.
        folder: Where the file goes.
        figure: The body that plays the scene.

    Raises:
        ScriptError: where the planted faults are not those of the angles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = truth_path(scene, folder)
    unfinished = target.with_suffix(".part")
    unfinished.write_text(json.dumps(truth_of(scene, figure), separators=(",", ":")), encoding="utf-8")
    unfinished.replace(target)
