"""Folders of JSON files as another pose engine would have written them of people that are made up."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from posecoach.pose.landmarks import Pose
from posecoach.records.formats.skeletons import SKELETONS


def keypoints(pose: Pose, skeleton: str) -> list[float]:
    """x, y and confidence of each keypoint; 0, 0, 0 for one that was not found or is no landmark of ours."""
    numbers: list[float] = []
    for landmark in SKELETONS[skeleton]:
        found = landmark is not None and np.isfinite(pose.points[landmark]).all()
        numbers += (
            [*map(float, pose.points[landmark]), float(pose.visibility[landmark])] if found else [0, 0, 0]
        )
    return numbers


def write_frames(
    folder: Path, frames: Iterable[Sequence[Pose]], skeleton: str = "BODY_25", name: str = "clip"
) -> Path:
    """One file a frame, named as OpenPose names them."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, people in enumerate(frames):
        content = {
            "version": 1.3,
            "people": [
                {"person_id": [-1], "pose_keypoints_2d": keypoints(pose, skeleton), "face_keypoints_2d": []}
                for pose in people
            ],
        }
        (folder / f"{name}_{index:012d}_keypoints.json").write_text(json.dumps(content))
    return folder
