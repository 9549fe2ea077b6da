"""Database errors in words for people: what is wrong and what to do."""

from collections.abc import Sequence
from typing import Final

from posecoach.catalog.folders import DATA_VARIABLE
from posecoach.errors import PoseCoachError

URL_VARIABLE: Final = "POSECOACH_DB"


class HistoryError(PoseCoachError):
    """The history can't be read or written; says why and what to do. Nothing saved earlier is lost."""


_ELSEWHERE: Final = "on a network folder without locks, name a folder of this computer with {data}"

_REMEDIES: Final[Sequence[tuple[str, str]]] = (
    ("full", "make room on the disk"),
    ("busy", "close other windows of PoseCoach, then try again"),
    ("locked", f"close other windows of PoseCoach, then try again; {_ELSEWHERE}"),
    ("locking", _ELSEWHERE),
    ("disk i/o", f"check the disk; {_ELSEWHERE}"),
    ("readonly", "change its permissions, or name another folder with {data}"),
    ("read-only", "change its permissions, or name another folder with {data}"),
    ("unable to open", "change the folder's permissions, or name another folder with {data}"),
    ("denied", "change its permissions, or name another folder with {data}"),
    ("not a database", "move the file away to start a new history"),
    ("is damaged", "restore an earlier copy of the file, or move it away to start a new history"),
    ("malformed", "move the file away to start a new history"),
)


def remedy(why: str) -> str:
    """What to do about a database's error message."""
    found = next((todo for sign, todo in _REMEDIES if sign in why.lower()), "check {url}")
    return found.format(data=DATA_VARIABLE, url=URL_VARIABLE)


def one_line(error: object) -> str:
    """A library's error or message without line breaks, at most 200 characters."""
    return " ".join(str(error).split())[:200]
