"""A photo through the whole coach: the pose in it, and what each stretch says of it."""

from collections.abc import Callable, Mapping
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback, State
from posecoach.coaching.judging.single_person import ONE_PERSON
from posecoach.coaching.kinematics.reading import LEG_TOO_SHORT
from posecoach.coaching.still import judge_still
from posecoach.pose.landmarks import Pose
from posecoach.vision.estimator import PoseEstimator
from posecoach.vision.rotation import Turn

_CANNOT_TELL = (State.NO_PERSON, State.NOT_FRAMED, State.UNKNOWN)
_TURNS_DEG = (-90.0, 90.0)


def judge_photo(
    rgb: NDArray[np.uint8], specs: Mapping[str, StretchSpec], estimator: PoseEstimator
) -> dict[str, tuple[Pose | None, Feedback]]:
    """Judges one picture by several stretches.

    Where the coach can't tell it looks again, with the picture turned by a quarter to either side,
    and takes the first look at which it can. A look that can tell is never asked again, nor one that
    has two people, or a leg too short to be straight; every gate holds in each.

    Args:
        rgb: (h, w, 3) the picture.
        specs: The stretches by id.
        estimator: In image mode.

    Returns:
        By stretch id the pose that was judged, None where nobody was found, and the answer.
    """
    turned: list[Callable[[], Pose | None]] = [
        cache(partial(_estimate_turned, estimator, rgb, deg)) for deg in _TURNS_DEG
    ]
    first = estimator.estimate(rgb)
    return {stretch: _judge(first, turned, spec) for stretch, spec in specs.items()}


def _estimate_turned(estimator: PoseEstimator, rgb: NDArray[np.uint8], deg: float) -> Pose | None:
    turn = Turn(deg, rgb.shape[1], rgb.shape[0])
    found = estimator.estimate(turn.picture(rgb))
    return None if found is None else turn.back(found)


def _judge(
    first: Pose | None, turned: list[Callable[[], Pose | None]], spec: StretchSpec
) -> tuple[Pose | None, Feedback]:
    answer = judge_still(first, spec, load_phrases())
    if answer.state not in _CANNOT_TELL:
        return first, answer
    # Another look might find the hidden knee straight, or miss the other person.
    if answer.reason in (LEG_TOO_SHORT, ONE_PERSON):
        return first, answer
    for look in turned:
        pose = look()
        again = judge_still(pose, spec, load_phrases())
        if again.state not in _CANNOT_TELL:
            return pose, again
    return first, answer
