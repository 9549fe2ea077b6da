"""Camera frames before they are judged: their timestamps, their JPEG, and only the newest of them."""

import asyncio
import math

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.translation import translate as _
from posecoach.ui.live.wire import CameraFrame, CloseCode, SocketRefusedError

# More pixels than any webcam has. The size is read before decoding: a few bytes can claim gigabytes.
_MAX_SIDE_PX = 4096
# Frames are delayed by varying amounts; a camera clock that is further off than this does not keep real time.
_MAX_OFF_S = 2.0

_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_MARKER_START = 0xFF


class FrameClock:
    """Checks the browser's timestamps and counts them from the set's first frame.

    Hold time is counted from these timestamps, so they must not run ahead of real time. A camera clock that
    stands, jumps or runs at another rate is used no longer: from then on a frame's time is when it arrived.
    """

    def __init__(self) -> None:
        self._first: tuple[float, float] | None = None
        self._last = (-math.inf, 0.0)  # when in the set the last frame was taken, and when it arrived
        self._keeps_time = True

    def set_time(self, t_s: float, now_s: float) -> float | None:
        """When in the set a frame was taken.

        Args:
            t_s: The frame's timestamp on the browser's clock.
            now_s: When it arrived, on the server's own steady clock.

        Returns:
            Seconds from the first frame; None for a frame that is not later than the previous one.

        Raises:
            SocketRefusedError: if the timestamp is not finite.
        """
        if not math.isfinite(t_s):
            raise SocketRefusedError(
                CloseCode.MALFORMED, _("A picture came without the time it was taken. Reload the page.")
            )
        if self._first is None:
            self._first = (t_s, now_s)
        first_t_s, first_now_s = self._first
        taken_s, arrived_s = t_s - first_t_s, now_s - first_now_s
        last_s, last_arrived_s = self._last
        if abs(taken_s - arrived_s) > _MAX_OFF_S:
            self._keeps_time = False
        if not self._keeps_time:
            taken_s = last_s + (arrived_s - last_arrived_s)
        if taken_s <= last_s:
            return None
        self._last = (taken_s, arrived_s)
        return taken_s


class NewestFrame:
    """Holds one frame: a newer one replaces it, so that a slow coach never falls behind."""

    def __init__(self) -> None:
        self._frame: CameraFrame | None = None
        self._there = asyncio.Event()

    def put(self, frame: CameraFrame) -> None:
        """Sets the frame to take next, in place of one that was not taken."""
        self._frame = frame
        self._there.set()

    async def take(self) -> CameraFrame:
        """Waits for a frame and takes it."""
        await self._there.wait()
        self._there.clear()
        frame, self._frame = self._frame, None
        assert frame is not None  # put() sets both
        return frame


def decode_jpeg(jpeg: bytes) -> NDArray[np.uint8]:
    """The picture of a frame.

    Returns:
        (h, w, 3) RGB.

    Raises:
        SocketRefusedError: if it is not a JPEG, is damaged, or is larger than any webcam's.
    """
    size = _jpeg_size(jpeg)
    if size is None:
        raise _no_picture()
    if not all(0 < side <= _MAX_SIDE_PX for side in size):
        raise SocketRefusedError(
            CloseCode.TOO_BIG,
            _("The camera's picture is larger than {most} px. Use a smaller one.").format(most=_MAX_SIDE_PX),
        )
    try:
        picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB)
    except cv2.error as error:
        raise _no_picture() from error
    if picture is None:
        raise _no_picture()
    return np.asarray(picture, np.uint8)


def _jpeg_size(jpeg: bytes) -> tuple[int, int] | None:
    """Height and width according to a JPEG's header; None if it is not a JPEG."""
    if jpeg[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == _MARKER_START:
        marker = jpeg[at + 1]
        if marker in _START_OF_FRAME:
            return int.from_bytes(jpeg[at + 5 : at + 7]), int.from_bytes(jpeg[at + 7 : at + 9])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return None


def _no_picture() -> SocketRefusedError:
    return SocketRefusedError(CloseCode.MALFORMED, _("The camera sent a damaged picture. Reload the page."))
