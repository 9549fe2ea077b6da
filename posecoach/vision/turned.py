"""A pose found in a picture that was turned by a quarter, brought back to where it is in the picture.

The engine was taught on people who mostly stand. Somebody who lies or folds it sometimes sees better
with the picture on its side.
"""

import numpy as np
from numpy.typing import NDArray

from posecoach.vision.estimator import PoseEstimator
from posecoach.vision.landmarks import Pose

# By quarters to the left: what turns a vector of the turned picture, x right and y down, back.
_BACK = {
    1: np.array([[0.0, -1.0], [1.0, 0.0]]),
    3: np.array([[0.0, 1.0], [-1.0, 0.0]]),
}


def estimate_turned(estimator: PoseEstimator, rgb: NDArray[np.uint8], quarters: int) -> Pose | None:
    """Finds the person in a picture by looking at it turned.

    Args:
        estimator: In image mode.
        rgb: (h, w, 3) the picture as it is.
        quarters: By how many quarters to turn it to the left: 1 or 3.

    Returns:
        The pose in pixels of ``rgb`` as it is, or None if nobody is found.
    """
    back = _BACK[quarters]
    found = estimator.estimate(np.ascontiguousarray(np.rot90(rgb, quarters)))
    if found is None:
        return None
    height, width = rgb.shape[:2]
    middle, turned_middle = np.array([width, height]) / 2, np.array([height, width]) / 2
    world = found.world.copy()
    world[:, :2] = found.world[:, :2] @ back.T
    return Pose(
        points=(found.points - turned_middle) @ back.T + middle,
        visibility=found.visibility,
        world=world,
        width=width,
        height=height,
        mask=None if found.mask is None else np.ascontiguousarray(np.rot90(found.mask, -quarters)),
        light=found.light,
        company=found.company,
    )
