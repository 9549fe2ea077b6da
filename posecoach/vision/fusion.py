"""Pose fusion: several poses of one person, from augmented pictures or consecutive frames, made into one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from posecoach.pose.landmarks import (
    BoolArray,
    FloatArray,
    Pose,
    body_size,
    joints_of,
    lengths,
    stacked,
    with_numbers,
)
from posecoach.pose.legs import nearer_exchanged, with_legs_swapped
from posecoach.pose.mask_fit import MAX_UNCOVERED_LEG_AREA, uncovered_leg_area

_WEIGHT_SCALE = 0.02  # squared trunk lengths: so much more uncovered leg area divides the weight by e
_OUTLIER = 0.15  # of the body's size: a pose farther off has mixed up legs, or is of another person

_KNEES_AND_ANKLES = slice(4, 8)  # of the joints that poses are compared by
_LEGS_EXCHANGED = np.array([0, 1, 3, 2, 5, 4, 7, 6])  # those joints with left and right leg exchanged


@dataclass(frozen=True, slots=True)
class ScoredPose:
    """A pose and how badly its legs fit the outline.

    Attributes:
        pose: The pose.
        uncovered: Leg area that it leaves uncovered, squared trunk lengths. The legs' names don't matter.
    """

    pose: Pose
    uncovered: float


def score_pose(pose: Pose) -> ScoredPose:
    """Scores a pose once, although it may take part in several fusions."""
    return ScoredPose(pose, uncovered_leg_area(pose))


def fuse_poses(scored: Sequence[ScoredPose]) -> Pose:
    """Fuses poses of one person: the mean of those that agree, weighted by how well their legs fit.

    Poses whose legs leave too much of the outline uncovered are dropped. If all do, the one that leaves the
    least is returned, and its misfit stays visible for judging it. Of the others, the one nearest to
    all is the reference: legs are named as in it, outliers are dropped, and its mask is returned.

    Args:
        scored: Poses of the same person in nearly the same posture, at least one. Of two that are equally
            near to all, the first is the reference.
    """
    fitting = [one for one in scored if one.uncovered <= MAX_UNCOVERED_LEG_AREA]
    if not fitting:
        return min(scored, key=lambda one: one.uncovered).pose
    weights = np.exp([-one.uncovered / _WEIGHT_SCALE for one in fitting])
    distances, swapped = _distances(np.stack([joints_of(one.pose.points) for one in fitting]))
    reference = int(np.argmin(distances @ weights))
    pose = fitting[reference].pose
    agree = distances[reference] <= _OUTLIER * body_size(pose.points)
    agree[reference] = True
    near = [
        with_legs_swapped(fitting[i].pose) if swapped[reference, i] else fitting[i].pose
        for i in np.flatnonzero(agree)
    ]
    numbers = np.array([stacked(one) for one in near])
    numbers *= weights[agree, None, None]
    return with_numbers(pose, numbers.sum(axis=0) / weights[agree].sum())


def _distances(joints: FloatArray) -> tuple[FloatArray, BoolArray]:
    """How far poses are apart, and which name their legs the other way round.

    Args:
        joints: (n, 8, 2) px, as ``joints_of`` returns them.

    Returns:
        Two arrays of (n, n), a row for each pose and a column for each other one: mean distances in px,
        with the legs named alike, and whether the other's legs had to be swapped for that.
    """
    as_named = lengths(joints[:, None] - joints[None])
    exchanged = lengths(joints[:, None] - joints[None, :, _LEGS_EXCHANGED])
    swapped = nearer_exchanged(as_named[..., _KNEES_AND_ANKLES], exchanged[..., _KNEES_AND_ANKLES])
    return np.where(swapped, exchanged.mean(axis=2), as_named.mean(axis=2)), swapped
