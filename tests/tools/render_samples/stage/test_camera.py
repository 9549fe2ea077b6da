import numpy as np
import pytest

from tools.render_samples.stage.camera import Camera


def test_the_camera_projects_its_aim_to_the_middle() -> None:
    camera = Camera(yaw_deg=30, roll_deg=5, along_m=0.3)
    middle = camera.project(np.array([[0.3, camera.aim_m, 0.0]]))[0]
    assert middle == pytest.approx([320, 240])


def test_pixels_go_right_and_down() -> None:
    camera = Camera()
    left_high, right_low = camera.project(np.array([[-0.5, 1.2, 0.0], [0.5, 0.3, 0.0]]))
    assert left_high[0] < right_low[0]
    assert left_high[1] < right_low[1]
