"""Several looks at one person made into one pose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from posecoach.pose.landmarks import BoolArray, FloatArray, Pose, Side, body_size, with_legs_swapped
from posecoach.pose.mask_fit import MOST_BESIDE, legs_beside

# Legs that lie this much nearer to those of the other look with left and right changed are named so.
_MUCH_NEARER = 0.5
_COUNTS_LESS = 0.02  # of outline left bare: a look with so much more of it counts for e times less
_APART = 0.15  # of the body's size: who lies farther from the others has mixed up legs, or is somebody else

_BODY = [side.landmark(part) for part in ("shoulder", "hip", "knee", "ankle") for side in Side]
_TOLD_BY = slice(4, 8)  # of these the knees and ankles
_LEGS_CHANGED = [0, 1, 3, 2, 5, 4, 7, 6]  # these with the legs' names changed


@dataclass(frozen=True, slots=True)
class Look:
    """A pose, and how much of the outline its legs leave bare; which of them is left makes no difference."""

    pose: Pose
    misfit: float


def look_at(pose: Pose) -> Look:
    """A pose with its fit, which is worked out once although several poses are made with it."""
    return Look(pose, legs_beside(pose))


def distance(one: Pose, other: Pose) -> float:
    """How far two poses are apart, px: mean over shoulders, hips, knees and ankles."""
    return float(np.linalg.norm(one.points[_BODY] - other.points[_BODY], axis=1).mean())


def agreed(looks: Sequence[Look]) -> Pose:
    """What looks at one person come to: the mean of those that agree, the better their legs fit the more.

    Looks whose legs leave the outline bare are left out. Where all do, the one that does so least stays, and
    with it the doubt. Of the others the one that is nearest to all keeps its outline and light.

    Args:
        looks: At the same person in the same or nearly the same posture; at least one. Of two that are
            equally near the first counts.
    """
    fitting = [look for look in looks if look.misfit <= MOST_BESIDE]
    if not fitting:
        return min(looks, key=lambda look: look.misfit).pose
    weights = np.exp([-look.misfit / _COUNTS_LESS for look in fitting])
    apart, swapped = _apart(np.stack([look.pose.points[_BODY] for look in fitting]))
    middle = int(np.argmin(apart @ weights))
    pose = fitting[middle].pose
    agree = apart[middle] <= _APART * body_size(pose.points)
    agree[middle] = True
    near = [
        with_legs_swapped(fitting[i].pose) if swapped[middle, i] else fitting[i].pose
        for i in np.flatnonzero(agree)
    ]
    return replace(
        pose,
        points=np.average([one.points for one in near], axis=0, weights=weights[agree]),
        visibility=np.average([one.visibility for one in near], axis=0, weights=weights[agree]),
        world=np.average([one.world for one in near], axis=0, weights=weights[agree]),
    )


def _apart(bodies: FloatArray) -> tuple[FloatArray, BoolArray]:
    """How far each body is from each other, px, and whether the other's legs are named the other way round.

    Args:
        bodies: (n, 8, 2) the points ``_BODY``.

    Returns:
        Two arrays of (n, n): a row for each body, a column for each other.
    """
    as_named = np.linalg.norm(bodies[:, None] - bodies[None], axis=3)
    changed = np.linalg.norm(bodies[:, None] - bodies[None, :, _LEGS_CHANGED], axis=3)
    swapped = changed[:, :, _TOLD_BY].mean(axis=2) < _MUCH_NEARER * as_named[:, :, _TOLD_BY].mean(axis=2)
    return np.where(swapped, changed.mean(axis=2), as_named.mean(axis=2)), swapped
