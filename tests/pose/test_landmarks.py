"""Poses say what is wrong with arrays of another shape."""

import numpy as np
import pytest

from posecoach.pose.landmarks import Landmark, Pose, Side


def arrays() -> dict[str, np.ndarray]:
    return {"points": np.zeros((33, 2)), "visibility": np.zeros(33), "world": np.zeros((33, 3))}


@pytest.mark.parametrize("name", ["points", "visibility", "world"])
def test_a_wrong_shape_is_reported(name: str):
    with pytest.raises(ValueError, match=rf"Pose\.{name}: expected shape .* got \(3, 3\)"):
        Pose(**(arrays() | {name: np.zeros((3, 3))}), width=640, height=480)


@pytest.mark.parametrize(("width", "height"), [(0, 480), (640, 0), (-1, 480)])
def test_a_frame_has_a_size(width: int, height: int):
    with pytest.raises(ValueError, match="frame size above 0"):
        Pose(**arrays(), width=width, height=height)


def test_sides_name_their_landmarks():
    assert Side.LEFT.landmark("knee") is Landmark.LEFT_KNEE
    assert Side.RIGHT.landmark("foot_index") is Landmark.RIGHT_FOOT_INDEX
    assert Side.LEFT.other is Side.RIGHT
    with pytest.raises(KeyError):
        Side.LEFT.landmark("nose")
