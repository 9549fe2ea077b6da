"""Frames with their true timestamps out of a video file, and annotated frames into one."""

import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from posecoach.files import is_folder
from posecoach.translation import format_seconds
from posecoach.translation import translate as _
from posecoach.vision.media.display import as_displayed
from posecoach.vision.media.display_times import FrameClock
from posecoach.vision.media.info import VideoCutError, VideoError, VideoInfo
from posecoach.vision.media.sampling import bars_of
from posecoach.vision.media.streams import (
    Film,
    check_size,
    find_film,
    in_order_of_decoding,
    no_frames,
    opened,
    prepare,
)
from posecoach.vision.media.thinning import FrameThinner

# MPEG's own clock: every frame rate in use is a whole number of its ticks, or within 6 microseconds.
_WRITE_TIME_BASE = Fraction(1, 90_000)
# H.264 in 4:2:0 is what every browser plays. The preset trades size for speed: the copy is made
# while the person waits.
_WRITE_CODEC = "libx264"
_WRITE_PIXELS = "yuv420p"
_WRITE_CODEC_OPTIONS = {"preset": "veryfast", "crf": "23"}
# The index in front of the frames: a browser plays without loading the whole file first.
_WRITE_CONTAINER_OPTIONS = {"movflags": "+faststart"}

# Frames that decoder and its threads still hold when they meet the end.
_IN_FLIGHT = 64


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One frame of a video.

    Attributes:
        rgb: (h, w, 3) the picture as it is displayed, without bars.
        t_s: The frame's own timestamp, seconds from the stream's start.
    """

    rgb: NDArray[np.uint8]
    t_s: float


def probe(path: Path) -> VideoInfo:
    """Tells what a video holds: decodes its first frame, and reads the times of the others.

    The container's own frame count and duration are not believed: recordings made in a browser
    have none, and cut videos have wrong ones.

    Raises:
        VideoError: if ``path`` can't be read as a video, or has no frames.
    """
    frames = read_frames(path)
    height, width = next(frames).rgb.shape[:2]
    frames.close()
    film = find_film(path)
    times, bars = film.times, bars_of(path, film)
    notes = (*times.notes, *([bars.note] if bars else []))
    takes = FrameThinner(times.frame_s).takes
    count = sum(takes(t_s) for _, t_s in times.entries)
    return VideoInfo(path, width, height, count, times.duration_s, notes)


def read_frames(path: Path) -> Generator[Frame]:
    """Yields a video's frames in order of display; their times strictly increase.

    Of more than 33 frames a second, about 30 are yielded, see ``posecoach.vision.media.thinning``.
    Frames are not assumed to come at a constant rate. Their times are those of
    ``posecoach.vision.media.display_times``. Bars around the film are left out, see
    ``posecoach.vision.media.bars``.

    Raises:
        VideoCutError: after the last frame that can be used, if the end of the file is missing or the
            picture changes its size.
        VideoError: if ``path`` can't be read as a video, has no frames, or is damaged further on.
    """
    film = find_film(path)
    bars = bars_of(path, film)
    with opened(path) as container:
        stream = next(stream for stream in container.streams.video if stream.index == film.index)
        prepare(stream)
        clock = FrameClock(film.times, reordered=in_order_of_decoding(container, stream))
        thinner = FrameThinner(film.times.frame_s)
        size: tuple[int, int] | None = None
        end_s = 0.0
        for decoded in _decode(path, container, stream, film):
            t_s = clock.time_of(decoded.pts, decoded.dts)
            if t_s is None:
                continue
            if not thinner.takes(t_s):
                end_s = t_s + film.times.frame_s
                continue
            check_size(path, decoded.width, decoded.height, stream.sample_aspect_ratio)
            rgb = as_displayed(decoded, stream.sample_aspect_ratio)
            if size is not None and rgb.shape[:2] != size:
                note = _("The picture changes its size at {time}; what follows was left out.")
                raise VideoCutError(path, end_s, note.format(time=format_seconds(t_s, 1)))
            size = rgb.shape[:2]
            yield Frame(bars.off(rgb) if bars else rgb, t_s)
            end_s = t_s + film.times.frame_s
        if size is None:
            raise no_frames(path)
        if film.cut:
            note = _("The file is cut off at {time}; the rest is missing.")
            raise VideoCutError(path, end_s, note.format(time=format_seconds(end_s, 1)))


def _decode(path: Path, container: InputContainer, stream: VideoStream, film: Film) -> Iterator[VideoFrame]:
    """The stream's frames as stored; damage after the first one is said as such.

    At the end of a file that is cut off, damage is no more than the cut.
    """
    decoded = 0
    try:
        for packet in chain(islice(container.demux(stream), film.packets), [None]):
            for frame in stream.decode(packet):
                decoded += 1
                yield frame
    except FFmpegError as error:
        if not decoded:
            raise
        if film.cut and decoded >= film.packets - _IN_FLIGHT:
            return
        raise VideoError(
            _(
                "{path}: the file is damaged after its frame {number}; cut the video there, or record it "
                "again"
            ).format(path=path, number=decoded)
        ) from error


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
        if is_folder(self._path):
            raise VideoError(
                _("{path}: is a folder; give the name of a file to write").format(path=self._path)
            )
        height, width, _colours = self._shape
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
            raise VideoError(_("{path}: not written, no frames came").format(path=self._path))
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
                _("{path}: can't be written ({reason}); choose another place or free some space").format(
                    path=self._path, reason=error.strerror
                )
            ) from error
