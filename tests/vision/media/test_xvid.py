"""Xvid in AVI: frames that are shown before ones stored earlier, in packets of their own or not."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from posecoach.vision.media.video import probe, read_frames

FRAMES, RATE, BITS = 288, 24, 9
_PICTURE, _USER_DATA = b"\x00\x00\x01\xb6", b"\x00\x00\x01\xb2"
_BETWEEN = 2  # the type of a frame between two others, as its packet says
# A picture that repeats the one before: it fills the place of one that was packed with another.
_NOTHING = _PICTURE + b"\x50\xff\xff"


def _numbered(number: int) -> NDArray[np.uint8]:
    """A picture that holds its number, one block a bit."""
    picture = np.full((96, 128, 3), 60, np.uint8)
    for bit in range(BITS):
        picture[40:56, 8 + 12 * bit : 16 + 12 * bit] = 255 * (number >> bit & 1)
    return picture


def _number(picture: NDArray[np.uint8]) -> int:
    bits = [picture[44:52, 10 + 12 * bit : 14 + 12 * bit].mean() > 128 for bit in range(BITS)]
    return sum(1 << bit for bit, is_set in enumerate(bits) if is_set)


def _coded(path: Path, between: int) -> list[bytes]:
    with av.open(path, "w") as container:
        stream = container.add_stream("mpeg4", rate=RATE, options={"bf": str(between)})
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        container.start_encoding()
        frames = [av.VideoFrame.from_ndarray(_numbered(n), format="rgb24") for n in range(FRAMES)]
        packets = [packet for frame in (*frames, None) for packet in stream.encode(frame)]
    return [bytes(packet) for packet in packets]


def _packed(pictures: Sequence[bytes]) -> list[bytes]:
    """As DivX 5 and Xvid pack them: a frame and the first of those before it in one packet."""
    is_between = [picture[picture.index(_PICTURE) + 4] >> 6 == _BETWEEN for picture in pictures]
    packets: list[bytes] = []
    for at, picture in enumerate(pictures):
        if is_between[at] and not is_between[at - 1]:
            packets[-1] += picture
        else:
            packets.append(picture)
        if is_between[at] and not any(is_between[at + 1 : at + 2]):
            packets.append(_NOTHING)
    says_so = _USER_DATA + b"DivX503b1393p"
    return [packet.replace(_USER_DATA, says_so + _USER_DATA, 1) for packet in packets]


def _write(path: Path, packets: Sequence[bytes]) -> Path:
    with av.open(path, "w") as container:
        stream = container.add_stream("mpeg4", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        container.start_encoding()
        for number, data in enumerate(packets):
            packet = av.Packet(data)
            packet.stream, packet.time_base = stream, Fraction(1, RATE)
            packet.pts = packet.dts = number
            packet.is_keyframe = number == 0
            container.mux(packet)
    return path


@pytest.mark.parametrize("packed", [False, True], ids=["single", "packed"])
@pytest.mark.parametrize("between", [1, 2])
def test_every_frame_comes_out_at_its_time(tmp_path: Path, between: int, packed: bool):
    coded = _coded(tmp_path / "coded.avi", between)
    path = _write(tmp_path / "xvid.avi", _packed(coded) if packed else coded)
    frames = list(read_frames(path))
    assert [_number(frame.rgb) for frame in frames] == list(range(FRAMES))
    assert np.diff([frame.t_s for frame in frames]) == pytest.approx(1 / RATE)
    info = probe(path)
    assert (info.frames, info.notes) == (FRAMES, ())
    assert info.duration_s == pytest.approx(FRAMES / RATE, abs=0.1)
