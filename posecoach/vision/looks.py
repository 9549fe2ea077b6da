"""Two looks at one person, one of them at the picture in the mirror, made into one pose.

The engine reads a picture and its mirror image differently, and where it mixes up legs in the one it often
does not in the other. What both come to is better than either (docs/accuracy.md).
"""

from dataclasses import dataclass, replace

import numpy as np

from posecoach.vision.fit import MOST_BESIDE, legs_beside
from posecoach.vision.landmarks import Landmark, Pose, Side, body_size, with_legs_swapped

# Where the legs of one look fit the outline by this share of the other's misfit, it alone is believed.
_MUCH_BETTER = 0.5
# Legs that lie this much nearer to those of the other look with left and right changed are named so.
_MUCH_NEARER = 0.5
_APART = 0.5  # of the body's size: looks farther apart are not of one person

_BODY = [side.landmark(part) for part in ("shoulder", "hip", "knee", "ankle") for side in Side]
_TOLD_BY = [side.landmark(part) for part in ("knee", "ankle") for side in Side]
_CHANGED = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
_OTHER_SIDE = [
    Landmark["_".join(_CHANGED.get(word, word) for word in landmark.name.split("_"))] for landmark in Landmark
]


@dataclass(frozen=True, slots=True)
class Look:
    """A pose, and how much of the outline its legs leave bare; which of them is left makes no difference."""

    pose: Pose
    misfit: float


def look_at(pose: Pose) -> Look:
    """A pose with its fit, which is worked out once although two looks are made with it."""
    return Look(pose, legs_beside(pose))


def mirrored(pose: Pose) -> Pose:
    """The pose of the picture in the mirror: left becomes right. Done twice it is the same again."""
    return replace(
        pose,
        points=np.stack([pose.width - pose.points[:, 0], pose.points[:, 1]], axis=1)[_OTHER_SIDE],
        visibility=pose.visibility[_OTHER_SIDE],
        world=(pose.world * (-1.0, 1.0, 1.0))[_OTHER_SIDE],
        mask=None if pose.mask is None else np.ascontiguousarray(pose.mask[:, ::-1]),
    )


def distance(one: Pose, other: Pose, landmarks: list[Landmark] | None = None) -> float:
    """How far two poses are apart, px: mean over shoulders, hips, knees and ankles, or those named."""
    rows = _BODY if landmarks is None else landmarks
    return float(np.linalg.norm(one.points[rows] - other.points[rows], axis=1).mean())


def agreed(look: Look, another: Look) -> Pose:
    """What two looks come to: the mean of both, or one of them where the other is wrong.

    Args:
        look: At the picture that is judged; its outline and light are kept.
        another: At the same person in the same or nearly the same posture.
    """
    now, other = look.pose, another.pose
    if not distance(now, other) <= _APART * body_size(now.points):
        return now
    swapped = with_legs_swapped(other)
    if distance(now, swapped, _TOLD_BY) < _MUCH_NEARER * distance(now, other, _TOLD_BY):
        other = swapped
    better, worse = sorted((look.misfit, another.misfit))
    if worse > MOST_BESIDE:
        # Of two that fit about as badly the mean might seem to fit: the worse is kept, and with it the doubt.
        much_better = better < _MUCH_BETTER * worse
        keeps_now = (look.misfit < another.misfit) == much_better
        return now if keeps_now else replace(other, light=now.light)
    return replace(
        now,
        points=(now.points + other.points) / 2,
        visibility=(now.visibility + other.visibility) / 2,
        world=(now.world + other.world) / 2,
    )
