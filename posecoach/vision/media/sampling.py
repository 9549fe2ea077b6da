"""A few pictures from all over a film, decoded cheaply, and what they say about all of it."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from posecoach.vision.media.bars import Bars, find_bars
from posecoach.vision.media.display import as_displayed
from posecoach.vision.media.streams import Film, check_size, opened, prepare

_SAMPLES: Final = 8
# Decoding has to begin with a whole picture. Short films have one or two: the others are decoded after it.
_MOST_DECODED: Final = 128


def bars_of(path: Path, film: Film) -> Bars | None:
    """Finds the bars around a film, once for as long as its file stays the same.

    Raises:
        VideoError: if the file can't be read.
    """
    with opened(path):  # a file that can't be read is said as such
        about = path.stat()
    return _bars_of(path, film, (about.st_mtime_ns, about.st_size))


@lru_cache(maxsize=4)  # a film is looked into several times before it is judged
def _bars_of(path: Path, film: Film, _version: tuple[int, int]) -> Bars | None:
    return find_bars(sampled_frames(path, film))


def sampled_frames(path: Path, film: Film) -> list[NDArray[np.uint8]]:
    """Decodes about eight frames from all over a film.

    Returns:
        (h, w, 3) RGB as displayed, all of the first one's size; fewer where the film is damaged.

    Raises:
        VideoError: if the file can't be read, or its pictures are too large.
    """
    begins = {film.keys[at] for at in _spread(len(film.keys), _SAMPLES)} or {0}
    each = -(-_SAMPLES // len(begins))
    run = _MOST_DECODED // len(begins) if each > 1 else 1
    found: list[VideoFrame] = []
    with opened(path) as container:
        stream = next(stream for stream in container.streams.video if stream.index == film.index)
        prepare(stream)
        decoded: list[VideoFrame] = []
        left = number = 0
        try:
            for packet in container.demux(stream):
                if number == film.packets or (packet.dts is None and not packet.size):
                    break
                if number in begins:
                    left = run
                number += 1
                if not left:
                    continue
                decoded += stream.decode(packet)
                left -= 1
                if not left or number in begins or number == film.packets:
                    decoded += stream.decode(None)
                    stream.codec_context.flush_buffers()
                    found += [decoded[at] for at in _spread(len(decoded), each)]
                    decoded = []
        except FFmpegError:
            found += decoded[:1]  # the reader of the film says what is damaged
        aspect = stream.sample_aspect_ratio
        size = (found[0].width, found[0].height) if found else (0, 0)
        check_size(path, *size, aspect)  # it may differ from what the header says
        return [as_displayed(frame, aspect) for frame in found if (frame.width, frame.height) == size]


def _spread(count: int, most: int) -> list[int]:
    """At most so many of ``count`` places, evenly apart, with the first and the last."""
    return sorted({round(at) for at in np.linspace(0, count - 1, most)}) if count else []
