"""The same people before a camera that lies on its side or stands on its head."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from posecoach.pose.landmarks import Pose


def turned(pose: Pose, quarters: int) -> Pose:
    """The pose in the picture turned clockwise by that many quarters."""
    points, world, width, height = pose.points, pose.world, pose.width, pose.height
    for _ in range(quarters % 4):
        points = np.stack([height - points[:, 1], points[:, 0]], axis=1)
        world = np.stack([-world[:, 1], world[:, 0], world[:, 2]], axis=1)
        width, height = height, width
    return replace(pose, points=points, world=world, width=width, height=height)


def all_turned(frames: Iterable[tuple[Pose, float]], quarters: int) -> Iterator[tuple[Pose, float]]:
    return ((turned(pose, quarters), t_s) for pose, t_s in frames)
