"""A photo through the whole coach: the pose in it, and the answer of each stretch."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback, State
from posecoach.coaching.reasons import Reason
from posecoach.coaching.still import judge_still
from posecoach.pose.landmarks import Pose
from posecoach.pose.observation import Observation
from posecoach.vision.estimator import StillPoseEstimator
from posecoach.vision.rotation import Rotation

_CANNOT_TELL = (State.NO_PERSON, State.NOT_FRAMED, State.UNKNOWN)
_ROTATIONS_DEG = (-90.0, 90.0)


def judge_photo(
    rgb: NDArray[np.uint8], specs: Mapping[str, StretchSpec], estimator: StillPoseEstimator
) -> dict[str, tuple[Pose | None, Feedback]]:
    """Judges one picture by several stretches.

    If the coach can't tell, the picture is looked at again, rotated by a quarter to either side, and the
    first look that can tell decides. A look that can tell is never repeated, nor one that shows two people
    or a leg too short to be straight; every gate holds in each.

    Args:
        rgb: (h, w, 3) the picture.
        specs: The stretches by id.
        estimator: For single pictures.

    Returns:
        By stretch id, the pose that was judged, None if nobody was found, and the answer.
    """
    rotated: list[Callable[[], Observation]] = [
        cache(partial(_observe_rotated, estimator, rgb, deg)) for deg in _ROTATIONS_DEG
    ]
    first = estimator.estimate(rgb)
    return {stretch: _judge(first, rotated, spec) for stretch, spec in specs.items()}


def _observe_rotated(estimator: StillPoseEstimator, rgb: NDArray[np.uint8], deg: float) -> Observation:
    rotation = Rotation(deg, rgb.shape[1], rgb.shape[0])
    seen = estimator.estimate(rotation.apply(rgb))
    return replace(seen, pose=None if seen.pose is None else rotation.invert(seen.pose))


def _judge(
    first: Observation, rotated: list[Callable[[], Observation]], spec: StretchSpec
) -> tuple[Pose | None, Feedback]:
    answer = judge_still(first, spec, load_phrases())
    if answer.state not in _CANNOT_TELL:
        return first.pose, answer
    # Another look might find the hidden knee straight, or miss the other person.
    if answer.reason in (Reason.LEG_TOO_SHORT, Reason.ONE_PERSON):
        return first.pose, answer
    for look in rotated:
        seen = look()
        again = judge_still(seen, spec, load_phrases())
        if again.state not in _CANNOT_TELL:
            return seen.pose, again
    return first.pose, answer
