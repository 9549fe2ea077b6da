"""A long film in pieces: stretches of its frames that are read, and looked at, each by itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Generator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Final

from av.error import FFmpegError

from posecoach.vision.media.display import as_displayed
from posecoach.vision.media.display_times import REORDERED
from posecoach.vision.media.sampling import bars_of
from posecoach.vision.media.streams import Film, check_size, find_film, in_order_of_decoding, opened, prepare
from posecoach.vision.media.thinning import FrameThinner
from posecoach.vision.media.video import Frame

# Decoding begins so many whole pictures before the first frame. At one alone, the frames around it may still
# need pictures from before (open groups, and films that are refreshed bit by bit).
_WHOLE_PICTURES_BEFORE: Final = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Some frames of a film that follow each other.

    Attributes:
        first: The number of the first one, as ``read_frames`` yields them, from 0.
        end: The number after the last one.
    """

    first: int
    end: int


def pieces_of(path: Path, length_s: float) -> list[Piece]:
    """Cuts a film into pieces.

    Args:
        path: The video file.
        length_s: How long each is; the last one may be longer or shorter by half.

    Returns:
        The pieces in order. None for a film that is shorter than two of them, and for one whose frames can't
        be found by their timestamps alone: such a one is to be read from its start.

    Raises:
        VideoError: if the file can't be read, or has no frames.
    """
    film = find_film(path)
    times = film.times
    if film.cut or times.notes or times.by_dts or times.duration_s < 2 * length_s or _disordered(path, film):
        return []
    shown_s = [t_s for _, t_s in _looked_at(film)]
    count = round(times.duration_s / length_s)
    begins = [bisect_left(shown_s, number * length_s) for number in range(count)]
    return [Piece(first, end) for first, end in pairwise([*begins, len(shown_s)]) if first < end]


def read_piece(path: Path, piece: Piece) -> Generator[tuple[int, Frame]]:
    """Yields the frames of a piece with their numbers: those that ``read_frames`` yields.

    It ends early where the film is damaged: who reads all of it says so.

    Raises:
        VideoError: if the file can't be read, or has no frames.
    """
    film = find_film(path)
    bars = bars_of(path, film)
    wanted = _looked_at(film)[piece.first : piece.end]
    numbers = {stamp: (piece.first + number, t_s) for number, (stamp, t_s) in enumerate(wanted)}
    entry = bisect_left(film.times.entries, wanted[0])
    with opened(path) as container:
        stream = next(stream for stream in container.streams.video if stream.index == film.index)
        prepare(stream)
        # The packets before are read and not decoded: not all containers can be entered in the middle.
        packets = islice(container.demux(stream), _begin(film, entry), film.packets)
        try:
            for packet in chain(packets, [None]):
                for decoded in stream.decode(packet):
                    found = None if decoded.pts is None else numbers.pop(decoded.pts, None)
                    if found is not None:
                        check_size(path, decoded.width, decoded.height, stream.sample_aspect_ratio)
                        rgb = as_displayed(decoded, stream.sample_aspect_ratio)
                        yield found[0], Frame(bars.off(rgb) if bars else rgb, found[1])
                if not numbers:
                    return
        except FFmpegError:
            return


def _looked_at(film: Film) -> list[tuple[int, float]]:
    """The timestamps and times of the frames that ``read_frames`` yields, if all can be decoded."""
    takes = FrameThinner(film.times.frame_s).takes
    return [(stamp, t_s) for stamp, t_s in film.times.entries if takes(t_s)]


def _disordered(path: Path, film: Film) -> bool:
    with opened(path) as container:
        stream = next(stream for stream in container.streams.video if stream.index == film.index)
        return in_order_of_decoding(container, stream)


def _begin(film: Film, entry: int) -> int:
    """The number of the packet from which to decode, so that this frame comes out as it does of a whole film.

    In front of a frame's packet there are at least as many others as frames are shown before it, but for
    those that are reordered.
    """
    whole = bisect_right(film.keys, entry - REORDERED)
    return film.keys[max(0, whole - _WHOLE_PICTURES_BEFORE)] if film.keys else 0
