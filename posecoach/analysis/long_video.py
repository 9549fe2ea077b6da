"""A long video shared by several workers: the pose engine looks at pieces of it, and one worker judges it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from posecoach.analysis.batch_job import (
    JudgedVideo,
    Settings,
    file_of_worker,
    judge_file,
    model_of_worker,
)
from posecoach.errors import PoseCoachError
from posecoach.parallel.sharing import Parts, Sharing
from posecoach.remote_files import kept_copy
from posecoach.vision.model.bundle import ModelError

if TYPE_CHECKING:
    from posecoach.vision.found_people import FoundInFrame
    from posecoach.vision.media.pieces import Piece

Judge = Callable[..., JudgedVideo]
"""As ``judge_file``."""

# A piece takes a core one to two minutes: two seconds to load the engine, read the file and decode up to its
# first frame are little of that, and no more is lost with a worker. What was found in it is 7 MB at most.
PIECE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class _PieceOfVideo:
    file: str
    piece: "Piece"


def in_pieces(settings: Settings, judge: Judge = judge_file) -> Sharing[str, JudgedVideo]:
    """How workers share a video. The verdict is the same to the bit as that of one worker.

    Args:
        settings: What judges it.
        judge: Judges it, with what was found in its pieces or without.
    """
    return Sharing(
        partial(_judge_or_cut, settings=settings, judge=judge),
        partial(_look_at, settings=settings),
        partial(_judge_found, settings=settings, judge=judge),
    )


def _judge_or_cut(file: str, settings: Settings, judge: Judge) -> JudgedVideo | Parts:
    """Judges a short video; says what pieces a long one has.

    Raises:
        WorkerDiffersError: if this process has another version or model than the one that asks.
        ModelError: if there is no model here, and none can be fetched.
    """
    from posecoach.vision.media.pieces import pieces_of

    try:
        pieces = pieces_of(kept_copy(file_of_worker(file, settings)), PIECE_S)
    except (PoseCoachError, OSError):
        pieces = []  # whoever judges it says what is wrong
    if not pieces:
        return judge(file, settings)
    return Parts(tuple(_PieceOfVideo(file, piece) for piece in pieces))


def _look_at(one: _PieceOfVideo, settings: Settings) -> "list[FoundInFrame]":
    """What the pose engine finds in a piece; nothing where it can't be read.

    Raises:
        WorkerDiffersError: if this process has another version or model than the one that asks.
        ModelError: if there is no model here, and none can be fetched.
    """
    from posecoach.vision.found_people import find_people

    model = model_of_worker(settings)
    try:
        return find_people(kept_copy(file_of_worker(one.file, settings)), model, one.piece)
    except ModelError:
        raise
    except (PoseCoachError, OSError):
        return []


def _judge_found(
    file: str, found: "Iterable[Sequence[FoundInFrame]]", settings: Settings, judge: Judge
) -> JudgedVideo:
    return judge(file, settings, found)
