"""The film in a video file: which stream it is, what its packets say, and whether its end is missing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.stream import VideoStream

from posecoach.files import file_size
from posecoach.translation import translate as _
from posecoach.vision.media.display import shown_width
from posecoach.vision.media.display_times import DisplayTimes, Packet, display_times
from posecoach.vision.media.info import VideoError

# The containers that phones, cameras and browsers write. FFmpeg knows many more, among them text
# drawn as video, and playlists that open other files or addresses.
_CONTAINERS = "mov,matroska,avi,mpegts,mpeg,ogg,asf,flv"
_READ_OPTIONS = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
_NO_FILM = Disposition.attached_pic | Disposition.timed_thumbnails

# The longest side of a picture that is decoded, as stored or as shown: 4K, in any shape. Some seconds of
# frames wait in memory until their moments are final; larger ones would fill it.
_LONGEST_SIDE_PX = 4096

# A container that promises more than this beyond its last frame was cut off; less is rounding, or its sound.
_MISSING_S = 0.5


@dataclass(frozen=True, slots=True)
class Film:
    """The film of a video file.

    Attributes:
        index: Of its stream.
        packets: How many of its packets can be decoded.
        keys: Which of them hold a whole picture, at which decoding can begin.
        times: When its frames are shown.
        cut: Whether the end of the file is missing.
    """

    index: int
    packets: int
    keys: tuple[int, ...]
    times: DisplayTimes
    cut: bool


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Opens a video file.

    Raises:
        VideoError: if it can't be read, here or in the body.
    """
    try:
        file_size(path)  # FFmpeg would wait for a pipe for ever
        # "file:" keeps a name with a colon in it from being taken for an address.
        # Titles and the like are not used here, so it doesn't matter if they aren't text.
        with av.open(f"file:{path}", options=_READ_OPTIONS, metadata_errors="replace") as container:
            yield container
    except OSError as error:
        raise VideoError(
            _("{path}: can't be read ({reason}); check the path").format(path=path, reason=error.strerror)
        ) from error
    except FFmpegError as error:
        raise VideoError(
            _("{path}: no video, or a damaged one; give an MP4, MOV, WebM or AVI file").format(path=path)
        ) from error


def find_film(path: Path) -> Film:
    """Reads the packets of a video file, without decoding any.

    Of several streams the film is the one with the most pixels in all its frames: files hold covers and
    thumbnails too.

    Raises:
        VideoError: if the file can't be read, has no frames, or frames that are too large.
    """
    with opened(path) as container:
        streams = [
            stream
            for stream in container.streams.video
            # Without a decoder for its codec a stream has not even a size.
            if stream.codec_context is not None and not stream.disposition & _NO_FILM
        ]
        packets: dict[int, list[Packet]] = {stream.index: [] for stream in streams}
        there, torn = dict.fromkeys(packets, 0), dict.fromkeys(packets, False)
        keys: dict[int, list[int]] = {stream.index: [] for stream in streams}
        for packet in container.demux(streams) if streams else ():
            if packet.dts is None and not packet.size:
                continue  # the end
            if packet.size and packet.is_keyframe:
                keys[packet.stream_index].append(there[packet.stream_index])
            # Besides the frames there are empty packets for those that a recorder dropped.
            there[packet.stream_index] += 1
            torn[packet.stream_index] = packet.is_corrupt
            if packet.size and not packet.is_discard:
                packets[packet.stream_index].append(Packet(packet.pts, packet.dts))
        stream = max(streams, key=lambda s: s.width * s.height * len(packets[s.index]), default=None)
        if stream is None or not packets[stream.index]:
            raise no_frames(path)
        check_size(path, stream.width, stream.height, stream.sample_aspect_ratio)
        cut = torn[stream.index]  # the last one: it is not all there
        whole = packets[stream.index][: -1 if cut else None]
        if not whole:
            raise no_frames(path)
        rate = stream.average_rate
        times = display_times(
            whole, time_base(stream), stream.start_time or 0, float(1 / rate) if rate else None
        )
        if not times.entries:
            raise VideoError(_("{path}: its frames carry no timestamps; convert it to MP4").format(path=path))
        missing_s = max(
            (stream.frames - there[stream.index]) * times.frame_s,
            _promised_s(stream) - times.entries[-1][0] * float(time_base(stream)),
        )
        whole_there = there[stream.index] - cut
        begins = tuple(key for key in keys[stream.index] if key < whole_there)
        return Film(stream.index, whole_there, begins, times, cut or missing_s > _MISSING_S)


def _promised_s(stream: VideoStream) -> float:
    """The end of the last frame as Matroska's statistics have it; 0 where there are none."""
    found = re.fullmatch(r"(\d+):(\d\d):(\d\d\.\d+)", stream.metadata.get("DURATION", ""))
    if found is None:
        return 0.0
    hours, minutes, seconds = map(float, found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def check_size(path: Path, width: int, height: int, pixel_aspect: Fraction | None) -> None:
    """Refuses pictures that would not fit into memory, before they are made.

    Raises:
        VideoError: if they are larger than the limit, as stored or as shown.
    """
    wide = max(width, shown_width(width, pixel_aspect))
    if max(wide, height) > _LONGEST_SIDE_PX:
        raise VideoError(
            _(
                "{path}: its pictures are {width} x {height} pixels; give a video of at most {most} "
                "either way"
            ).format(path=path, width=wide, height=height, most=_LONGEST_SIDE_PX)
        )


def prepare(stream: VideoStream) -> None:
    """Sets a stream's decoder up: on all cores, for pictures of the sizes that are allowed."""
    stream.thread_type = "AUTO"
    # The decoder itself refuses a picture that turns out larger than its header says.
    stream.codec_context.options = {"max_pixels": str(_LONGEST_SIDE_PX**2)}


def in_order_of_decoding(container: InputContainer, stream: VideoStream) -> bool:
    """Whether a film's timestamps are not in order of display: AVI numbers its frames as they are stored.

    FFmpeg gives those numbers out as times of display, so each frame of a group would be at another's time.
    """
    return container.format.name == "avi" and bool(stream.codec_context.has_b_frames)


def no_frames(path: Path) -> VideoError:
    """For a file without any picture."""
    return VideoError(
        _(
            "{path}: holds no video frames (is it sound alone?); give an MP4, MOV, WebM or AVI file with a "
            "picture"
        ).format(path=path)
    )


def time_base(stream: VideoStream) -> Fraction:
    """Seconds a tick."""
    if stream.time_base is None:
        raise ValueError("a stream of an opened container has a time base")
    return stream.time_base
