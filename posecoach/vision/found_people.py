"""What the pose engine found in the pieces of a long film, looked at anywhere, for one who judges all of it.

Only the engine's part is done piece by piece. It looks at each frame afresh, so it need not know the others.
"""

import pickle
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posecoach.pose.landmarks import Pose
from posecoach.vision.engine import PoseEngine
from posecoach.vision.frame_observer import augmentation_of
from posecoach.vision.media.pieces import Piece, read_piece

_BLOCK_PX: Final = 4  # the smallest that codecs use


@dataclass(frozen=True, slots=True)
class FoundInFrame:
    """The people in a frame, small enough to be sent.

    Attributes:
        number: The frame's number in its film.
        checksum: Of its pixels.
        people: The poses with their packed outlines, pickled.
    """

    number: int
    checksum: int
    people: bytes


def find_people(path: Path, model: Path, piece: Piece) -> list[FoundInFrame]:
    """Looks at the frames of a piece.

    Returns:
        What was found in each, about 4 kB a person.

    Raises:
        ModelError: if the model can't be loaded.
        VideoError: if the file can't be read.
    """
    with PoseEngine(model) as engine, closing(read_piece(path, piece)) as frames:
        return [
            FoundInFrame(
                number,
                _checksum(frame.rgb),
                pack_people(engine.detect(frame.rgb, augmentation_of(number))),
            )
            for number, frame in frames
        ]


class FoundPeople:
    """Gives back what was found, to one who reads the film from its start.

    Args:
        pieces: What was found in each, in order. Each is asked for when its turn comes.
    """

    def __init__(self, pieces: Iterable[Iterable[FoundInFrame]]) -> None:
        self._left: Iterator[FoundInFrame] = (frame for piece in pieces for frame in piece)
        self._next = next(self._left, None)

    def of(self, number: int, rgb: NDArray[np.uint8]) -> list[Pose] | None:
        """Everyone in a frame.

        Args:
            number: Its number in the film, larger than that of the last one.
            rgb: (h, w, 3) the frame.

        Returns:
            None where nobody looked at it, or where the one who did had other pixels: a damaged film can come
            out differently if decoding begins elsewhere.
        """
        while self._next is not None and self._next.number < number:
            self._next = next(self._left, None)
        found = self._next
        if found is None or found.number != number or found.checksum != _checksum(rgb):
            return None
        return unpack_people(found.people)


def pack_people(people: Iterable[Pose]) -> bytes:
    """Poses as few bytes; ``unpack_people`` gives them back to the bit."""
    packed = []
    for pose in people:
        mask = pose.mask
        # Of a megabyte, two thousand bytes are left: it has one edge.
        outline = None if mask is None else (mask.shape, zlib.compress(np.packbits(mask).tobytes(), 1))
        packed.append((replace(pose, mask=None), outline))
    return pickle.dumps(packed, pickle.HIGHEST_PROTOCOL)


def unpack_people(packed: bytes) -> list[Pose]:
    """The poses that were packed. Only for bytes that come from ``pack_people``."""
    people = []
    for pose, outline in pickle.loads(packed):
        if outline is not None:
            (height, width), bits = outline
            flat = np.unpackbits(np.frombuffer(zlib.decompress(bits), np.uint8), count=height * width)
            pose = replace(pose, mask=flat.reshape(height, width).view(np.bool_))
        people.append(pose)
    return people


def _checksum(rgb: NDArray[np.uint8]) -> int:
    # What is decoded wrongly is wrong in whole blocks.
    return zlib.crc32(np.ascontiguousarray(rgb[::_BLOCK_PX]).data)
