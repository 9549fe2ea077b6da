import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from posecoach.ui.live.frames import FrameClock, decode_jpeg
from posecoach.ui.live.wire import CloseCode, SocketRefusedError


def test_times_count_from_the_first_frame_whatever_the_browser_counts_from():
    clock = FrameClock()
    assert clock.set_time(1000.0, now_s=5.0) == 0
    assert clock.set_time(1000.04, now_s=5.1) == pytest.approx(0.04)


@pytest.mark.parametrize("t_s", [1000.0, 999.0])
def test_a_frame_that_is_not_later_is_passed_over(t_s: float):
    clock = FrameClock()
    clock.set_time(1000.0, now_s=5.0)
    assert clock.set_time(t_s, now_s=5.1) is None
    assert clock.set_time(1000.1, now_s=5.2) == pytest.approx(0.1)


def times(frames: list[tuple[float, float]]) -> list[float]:
    """The times in the set of frames (timestamp, arrival), without those that were passed over."""
    clock = FrameClock()
    answers = [clock.set_time(t_s, now_s) for t_s, now_s in frames]
    return [answer for answer in answers if answer is not None]


def test_a_gap_is_fine():
    assert times([(0.0, 0.0), (60.0, 60.0), (60.1, 60.3)]) == pytest.approx([0, 60, 60.1])


TENTHS = [number / 10 for number in range(200)]


@pytest.mark.parametrize(
    "camera_s",
    [
        lambda now_s: 7.0,  # stands still
        lambda now_s: now_s + (4.0 if now_s > 5 else 0.0),  # jumps ahead
        lambda now_s: now_s - (4.0 if now_s > 5 else 0.0),  # jumps back
        lambda now_s: now_s + 4.0 * (int(now_s) % 2),  # jumps to and fro
        lambda now_s: 2 * now_s,
        lambda now_s: now_s / 2,
        lambda now_s: 1000 * now_s,  # milliseconds
        lambda now_s: -now_s,
    ],
)
def test_a_camera_clock_that_does_not_keep_real_time_is_left_for_the_time_of_arrival(
    camera_s: Callable[[float], float],
):
    taken = times([(camera_s(now_s), now_s) for now_s in TENTHS])
    steps = np.diff(taken)
    assert (steps > 0).all()
    assert steps[-50:] == pytest.approx(0.1)  # it goes on, in real time
    assert taken[-1] < TENTHS[-1] + 2.01  # and never runs far ahead of it
    assert len(taken) > len(TENTHS) - 25


@pytest.mark.parametrize("t_s", [math.nan, math.inf, -math.inf])
def test_what_is_no_time_is_refused(t_s: float):
    with pytest.raises(SocketRefusedError):
        FrameClock().set_time(t_s, now_s=0.0)


def test_a_picture_comes_out_red_where_it_went_in_red():
    bgr = np.zeros((30, 40, 3), np.uint8)
    bgr[..., 2] = 255
    rgb = decode_jpeg(cv2.imencode(".jpg", bgr)[1].tobytes())
    assert rgb.shape == (30, 40, 3)
    assert rgb[15, 20, 0] > 250
    assert rgb[15, 20, 2] < 5


def test_a_size_that_is_only_claimed_is_refused_before_decoding():
    jpeg = bytearray(cv2.imencode(".jpg", np.zeros((30, 40, 3), np.uint8))[1].tobytes())
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    with pytest.raises(SocketRefusedError) as refused:
        decode_jpeg(bytes(jpeg))
    assert refused.value.code is CloseCode.TOO_BIG


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\xff\xd8" + b"\xff\xe0\0\0" * 9])
def test_what_is_no_jpeg_is_refused(data: bytes):
    with pytest.raises(SocketRefusedError) as refused:
        decode_jpeg(data)
    assert refused.value.code is CloseCode.MALFORMED
