"""Which videos are meant: files, folders, patterns and addresses; and what their reports are called."""

import glob
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from posecoach.errors import PoseCoachError
from posecoach.files import is_file, is_folder
from posecoach.remote_files import file_name, files_below, is_address

ENDINGS: Final = (
    *(".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".wmv", ".ogv"),
    *(".mpg", ".mpeg", ".mts", ".m2ts", ".3gp"),
)
"""How the names of the videos in a folder end, in lower case."""

_PATTERN_SIGNS: Final = "*?["


class NoVideosError(PoseCoachError):
    """What was named has no videos in it."""


def names_several(given: str) -> bool:
    """Whether an argument can stand for more than one video: a pattern, an address or a folder."""
    return is_address(given) or _is_pattern(given) or is_folder(Path(given))


def videos_of(given: Sequence[str]) -> list[str]:
    """The videos that are meant, each once, in the order of the arguments; those of one are sorted by name.

    A file that is named but isn't there is among them: the table says so.

    Args:
        given: Files, folders (with all that is in them), patterns, addresses.

    Raises:
        NoVideosError: if a folder or pattern has no videos.
        RemoteFileError: if a folder elsewhere can't be read.
    """
    found: dict[str, None] = {}
    for one in given:
        videos = _videos(one)
        if not videos:
            what = "pattern matches no file" if _is_pattern(one) else "folder holds no videos"
            raise NoVideosError(f"{one}: this {what}; name videos, folders of them or patterns")
        found |= dict.fromkeys(videos)
    return list(found)


def report_names(videos: Sequence[str]) -> dict[str, str]:
    """What the reports of each video are called, without an ending.

    It is the name of its file. Where several have the same, some digits of a digest of the path follow.
    """
    stems = {video: Path(file_name(video)).stem for video in videos}
    # Some disks don't tell small letters from capitals.
    often = Counter(stem.casefold() for stem in stems.values())
    return {
        video: stem if often[stem.casefold()] == 1 else f"{stem}-{_digest(video)}"
        for video, stem in stems.items()
    }


def _videos(given: str) -> list[str]:
    if is_address(given):
        return files_below(given, ENDINGS)
    if is_folder(Path(given)):
        return _in_folder(given)
    if _is_pattern(given):
        found = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 (Path.glob takes no whole path)
        return [path for path in found if is_file(Path(path))]
    return [given]


def _in_folder(folder: str) -> list[str]:
    """The videos anywhere in a folder; hidden files and folders are left out."""
    found = []
    for path in Path(folder).rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in ENDINGS and not hidden and is_file(path):
            found.append(str(path))
    return sorted(found)


def _is_pattern(given: str) -> bool:
    """Whether it has the signs of a pattern, and isn't the name of a file with such signs."""
    return any(sign in given for sign in _PATTERN_SIGNS) and not Path(given).exists()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:8]
