"""Tiny videos in all containers: a moving picture with noise, its packets stamped as a plan says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import Final

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

_TICKS_PER_S: Final = 90_000


@dataclass(frozen=True)
class Track:
    """A stream of pictures.

    Attributes:
        codec: FFmpeg's name of the encoder.
        width: px.
        height: px.
        frames: How many.
        rate: Frames a second.
        pixel_aspect: The width of a pixel over its height.
        pixels: FFmpeg's name of the pixel format.
        rotation_deg: Of the display matrix; 0 for none.
        disposition: FFmpeg's flags, as for an attached picture.
        jumps_s: By number of a packet, seconds by which it and all later ones are moved.
        options: Of the encoder.
    """

    codec: str = "libx264"
    width: int = 160
    height: int = 120
    frames: int = 24
    rate: Fraction = Fraction(12)
    pixel_aspect: Fraction = Fraction(1)
    pixels: str = "yuv420p"
    rotation_deg: int = 0
    disposition: int = 0
    jumps_s: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def clip(container: str, *tracks: Track, sound: str | None = None, options: Mapping[str, str] = {}) -> bytes:
    """A video file.

    Args:
        container: FFmpeg's name of its format.
        tracks: Its streams of pictures.
        sound: FFmpeg's name of an encoder of sound; None for none.
        options: Of the container.

    Raises:
        FFmpegError: if the container or the encoder can't do this.
        ValueError: likewise.
    """
    # Without the flag Matroska and others write a random number. A file, since some containers read it again.
    exact = {"fflags": "+bitexact", **options}
    with NamedTemporaryFile() as file, av.open(file.name, "w", format=container, options=exact) as output:
        streams = [_add(output, track) for track in tracks]
        heard = output.add_stream(sound, rate=48_000) if sound else None
        output.start_encoding()
        for stream, track in zip(streams, tracks, strict=True):
            _write_pictures(output, stream, track)
        if heard is not None:
            _write_sound(output, heard)
        output.close()
        return Path(file.name).read_bytes()


def picture(number: int, width: int, height: int) -> NDArray[np.uint8]:
    """The picture of a frame: (height, width, 3) RGB, a slope that moves, with noise."""
    chance = np.random.default_rng(number)
    slope = np.add.outer(np.arange(height) * 2, np.arange(width) + 5 * number)[..., None] + (0, 60, 120)
    return ((slope + chance.integers(0, 40, (height, width, 3))) % 256).astype(np.uint8)


def _add(output: av.container.OutputContainer, track: Track) -> av.VideoStream:
    stream = output.add_stream(track.codec, rate=track.rate, options=dict(track.options))
    stream.width, stream.height, stream.pix_fmt = track.width, track.height, track.pixels
    stream.codec_context.sample_aspect_ratio = track.pixel_aspect
    stream.codec_context.thread_count = 1  # the same bytes on every computer
    if track.rotation_deg:
        stream.set_display_rotation(track.rotation_deg)
    if track.disposition:
        stream.disposition = track.disposition
    return stream


def _write_pictures(output: av.container.OutputContainer, stream: av.VideoStream, track: Track) -> None:
    number, moved_s = 0, 0.0
    for at in range(track.frames + 1):
        frame = None
        if at < track.frames:
            frame = av.VideoFrame.from_ndarray(picture(at, track.width, track.height), format="rgb24")
            frame.pts, frame.time_base = at, 1 / track.rate
        for packet in stream.encode(frame):
            moved_s += track.jumps_s.get(number, 0.0)
            number += 1
            moved = round(moved_s / packet.time_base)
            packet.pts = None if packet.pts is None else packet.pts + moved
            packet.dts = None if packet.dts is None else packet.dts + moved
            output.mux(packet)


def _write_sound(output: av.container.OutputContainer, stream: av.AudioStream) -> None:
    chance = np.random.default_rng(0)
    noise = chance.normal(0, 0.1, (1, 1024)).astype(np.float32)
    for at in range(20):
        frame = av.AudioFrame.from_ndarray(noise, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 48_000, at * 1024
        output.mux(stream.encode(frame))
    output.mux(stream.encode(None))


def possible(make: Callable[[], bytes]) -> bytes | None:
    """What a plan makes; None if no such file can be made."""
    try:
        return make()
    except (FFmpegError, ValueError, OverflowError, NotImplementedError):
        return None


@cache
def sound_clips() -> Mapping[str, bytes]:
    """By file name, one sound clip in each of the usual formats."""
    small = Track(width=128, height=96, frames=16)
    b_frames = {"bf": "3", "g": "12"}
    return {
        "phone.mp4": clip("mp4", Track(options=b_frames), sound="aac"),
        "fast.mp4": clip("mp4", small, options={"movflags": "+faststart"}),
        "browser.mp4": clip("mp4", small, options={"movflags": "+frag_keyframe+empty_moov"}),
        "turned.mov": clip("mov", Track("mpeg4", 96, 64, 12, rotation_deg=90)),
        "hevc.mkv": clip("matroska", Track("libx265", 96, 80, 8, options={"x265-params": "log-level=none"})),
        "old.mkv": clip("matroska", Track("mpeg4", 96, 64, 12, options={"bf": "2"}), sound="pcm_s16le"),
        "vp8.webm": clip("webm", Track("libvpx", 96, 64, 12), sound="libopus"),
        "vp9.webm": clip("webm", Track("libvpx-vp9", 96, 64, 8)),
        "av1.mp4": clip("mp4", Track("libsvtav1", 96, 64, 4, options={"svtav1-params": "lp=1"})),
        "xvid.avi": clip("avi", Track("mpeg4", 96, 64, 16, options={"bf": "2"}), sound="libmp3lame"),
        "webcam.avi": clip("avi", Track("mjpeg", 64, 48, 6, pixels="yuvj420p")),
        "tv.ts": clip("mpegts", Track(width=128, height=96, frames=12, options=b_frames)),
        "dvd.mpg": clip("mpeg", Track("mpeg2video", 96, 64, 12, Fraction(25))),
        "flash.flv": clip("flv", Track("flv", 64, 48, 10)),
        "windows.wmv": clip("asf", Track("wmv2", 64, 48, 10)),
    }
