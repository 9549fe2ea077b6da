"""Frames with their true timestamps out of a video file, and annotated frames into one."""

import logging
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from posecoach.errors import PoseCoachError
from posecoach.vision.media.display import as_displayed, shown_width
from posecoach.vision.media.info import VideoInfo

# The containers that phones, cameras and browsers write. FFmpeg knows many more, among them text
# drawn as video, and playlists that open other files or addresses.
_CONTAINERS = "mov,matroska,avi,mpegts,mpeg,ogg,asf,flv"
_READ_OPTIONS = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
_USUAL_FILES = "an MP4, MOV, WebM or AVI file"

# The longest side of a picture that is decoded, as stored or as shown: 4K, in any shape. Some seconds of
# frames wait in memory until their moments are final; larger ones would fill it.
_LONGEST_SIDE_PX = 4096

# Frames a second, for a single frame in a container that says nothing of a rate.
_USUAL_RATE = Fraction(25)

# MPEG's own clock: every frame rate in use is a whole number of its ticks, or within 6 microseconds.
_WRITE_TIME_BASE = Fraction(1, 90_000)
# H.264 in 4:2:0 is what every browser plays. The preset trades size for speed: the copy is made
# while the person waits.
_WRITE_CODEC = "libx264"
_WRITE_PIXELS = "yuv420p"
_WRITE_CODEC_OPTIONS = {"preset": "veryfast", "crf": "23"}
# The index in front of the frames: a browser plays without loading the whole file first.
_WRITE_CONTAINER_OPTIONS = {"movflags": "+faststart"}

_log = logging.getLogger(__name__)


class VideoError(PoseCoachError):
    """A video can't be read or written."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One frame of a video.

    Attributes:
        rgb: (h, w, 3) the picture as it is displayed.
        t_s: The frame's own timestamp, seconds from the stream's start.
    """

    rgb: NDArray[np.uint8]
    t_s: float


def probe(path: Path) -> VideoInfo:
    """Tells what a video holds: decodes its first frame, and reads the times of the others.

    The container's own frame count and duration are not believed: recordings made in a browser
    have none, and cut videos have wrong ones.

    Raises:
        VideoError: if ``path`` is no video that can be read, or has no frames.
    """
    frames = read_frames(path)
    height, width = next(frames).rgb.shape[:2]
    frames.close()
    with _open(path) as (container, stream):
        times: set[int] = set()
        for packet in container.demux(stream):
            time = packet.pts if packet.pts is not None else packet.dts
            if packet.size and not packet.is_discard and time is not None:
                times.add(time)
        last = max(times) - (stream.start_time or 0)
        if len(times) > 1:
            lasts = Fraction(max(times) - min(times), len(times) - 1) * _time_base(stream)
        else:
            lasts = 1 / (stream.average_rate or _USUAL_RATE)
        return VideoInfo(path, width, height, len(times), float(last * _time_base(stream) + lasts))


def read_frames(path: Path) -> Generator[Frame]:
    """Yields a video's frames in order of display; their times strictly increase.

    Frames are not assumed to come at a constant rate. A frame that claims to be no later than the
    one before it can't be placed in time: it is left out, and their number is logged as a warning.

    Raises:
        VideoError: if ``path`` is no video that can be read, has no frames, or is damaged further on.
    """
    with _open(path) as (container, stream):
        stream.thread_type = "AUTO"
        # The decoder itself refuses a picture that turns out larger than its header says.
        stream.codec_context.options = {"max_pixels": str(_LONGEST_SIDE_PX**2)}
        time_base = _time_base(stream)
        start = stream.start_time or 0
        size: tuple[int, int] | None = None
        last: int | None = None
        left_out = 0
        for decoded in _decode(path, container, stream):
            # FFmpeg works out dts for frames of files, mostly AVI, that store no time of display.
            time = decoded.pts if decoded.pts is not None else decoded.dts
            if time is None:
                raise VideoError(f"{path}: its frames carry no timestamps; convert it to MP4")
            if last is not None and time <= last:
                left_out += 1
                continue
            t_s = float((time - start) * time_base)
            _check_size(path, decoded.width, decoded.height, stream.sample_aspect_ratio)
            rgb = as_displayed(decoded, stream.sample_aspect_ratio)
            if size is not None and rgb.shape[:2] != size:
                raise VideoError(f"{path}: the picture changes its size at {t_s:.1f} s; cut the video there")
            size = rgb.shape[:2]
            last = time
            yield Frame(rgb, t_s)
        if last is None:
            raise _no_frames(path)
        if left_out:
            _log.warning("%s: %d frames left out, their timestamps do not increase", path, left_out)


@contextmanager
def _open(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    try:
        # "file:" keeps a name with a colon in it from being taken for an address.
        with av.open(f"file:{path}", options=_READ_OPTIONS) as container:
            streams = (s for s in container.streams.video if not s.disposition & Disposition.attached_pic)
            stream = next(streams, None)
            if stream is None:
                raise _no_frames(path)
            _check_size(path, stream.width, stream.height, stream.sample_aspect_ratio)
            yield container, stream
    except OSError as error:
        raise VideoError(f"{path}: can't be read ({error.strerror}); check the path") from error
    except FFmpegError as error:
        raise VideoError(f"{path}: no video, or a damaged one; give {_USUAL_FILES}") from error


def _check_size(path: Path, width: int, height: int, pixel_aspect: Fraction | None) -> None:
    """Refuses pictures that would not fit into memory, before they are made."""
    wide = max(width, shown_width(width, pixel_aspect))
    if max(wide, height) > _LONGEST_SIDE_PX:
        raise VideoError(
            f"{path}: its pictures are {wide} x {height} pixels; give a video of at most {_LONGEST_SIDE_PX} "
            "either way"
        )


def _decode(path: Path, container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """The stream's frames as stored; damage after the first one is told as such."""
    decoded = 0
    try:
        for frame in container.decode(stream):
            decoded += 1
            yield frame
    except FFmpegError as error:
        if not decoded:
            raise
        raise VideoError(
            f"{path}: the file is damaged after its frame {decoded}; cut the video there, or record it again"
        ) from error


def _no_frames(path: Path) -> VideoError:
    return VideoError(
        f"{path}: holds no video frames (is it sound alone?); give {_USUAL_FILES} with a picture"
    )


def _time_base(stream: VideoStream) -> Fraction:
    if stream.time_base is None:
        raise ValueError("a stream of an opened container has a time base")
    return stream.time_base


class VideoWriter:
    """Writes frames to an MP4 file that browsers play, at the frames' own times.

    A context manager. The frames go to a file beside the target, which takes the target's place when
    the body ends well; otherwise it is removed and the target stays as it was.
    """

    def __init__(self, path: Path, width: int, height: int) -> None:
        """Prepares for frames of one size.

        Args:
            path: The file to write.
            width: Width of the frames, px.
            height: Height of the frames, px.
        """
        self._path = path
        self._shape = (height, width, 3)
        self._part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
        self._last_ticks = -1

    def __enter__(self) -> Self:
        """Opens the file.

        Raises:
            VideoError: if it can't be written there.
        """
        if self._path.is_dir():
            raise VideoError(f"{self._path}: is a folder; give the name of a file to write")
        height, width, _ = self._shape
        self._container = av.open(
            f"file:{self._part}", "w", format="mp4", container_options=_WRITE_CONTAINER_OPTIONS
        )
        self._stream = cast(
            VideoStream, self._container.add_stream(_WRITE_CODEC, options=_WRITE_CODEC_OPTIONS)
        )
        self._stream.width, self._stream.height = width + width % 2, height + height % 2
        self._stream.pix_fmt = _WRITE_PIXELS
        self._stream.codec_context.time_base = _WRITE_TIME_BASE
        with self._errors_told():
            self._container.start_encoding()
        return self

    def write(self, rgb: NDArray[np.uint8], t_s: float) -> None:
        """Appends a frame.

        Args:
            rgb: (height, width, 3) the picture.
            t_s: Its time, seconds, later than the frame before it.

        Raises:
            ValueError: if the frame is of another size, or no later than the one before it.
            VideoError: if it can't be written.
        """
        if rgb.shape != self._shape:
            raise ValueError(f"expected a frame of shape {self._shape}, got {rgb.shape}")
        ticks = round(t_s / _WRITE_TIME_BASE)
        if ticks <= self._last_ticks:
            raise ValueError(f"the frame at {t_s} s is no later than the one before it")
        self._last_ticks = ticks
        # 4:2:0 stores colour by blocks of 2 x 2: an odd edge is repeated once.
        even = np.pad(rgb, ((0, rgb.shape[0] % 2), (0, rgb.shape[1] % 2), (0, 0)), mode="edge")
        frame = VideoFrame.from_ndarray(even, format="rgb24")
        frame.pts, frame.time_base = ticks, _WRITE_TIME_BASE
        with self._errors_told():
            self._container.mux(self._stream.encode(frame))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Completes the file and moves it to its place, or removes it if the body failed."""
        try:
            if kind is None:
                self._complete()
            else:
                # What the body raised is what matters, not that its unfinished file can't be closed.
                with suppress(OSError, FFmpegError):
                    self._container.close()
        finally:
            self._part.unlink(missing_ok=True)

    def _complete(self) -> None:
        if self._last_ticks < 0:
            raise VideoError(f"{self._path}: not written, there are no frames to write")
        with self._errors_told():
            self._container.mux(self._stream.encode(None))
            self._container.close()
            self._part.replace(self._path)

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, FFmpegError) as error:
            raise VideoError(
                f"{self._path}: can't be written ({error.strerror}); choose another place or free some space"
            ) from error
