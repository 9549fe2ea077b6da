"""What a database can't do, in words for people: what is wrong and what helps."""

from collections.abc import Sequence
from typing import Final

from posecoach.catalog.folders import DATA_VARIABLE
from posecoach.errors import PoseCoachError

URL_VARIABLE: Final = "POSECOACH_DB"


class HistoryError(PoseCoachError):
    """The history can't be read or written; says why and what to do. Nothing kept earlier is lost."""


_ADVICE: Final[Sequence[tuple[str, str]]] = (
    ("full", "make room on the disk"),
    ("locked", "close other windows of PoseCoach, then try again"),
    ("readonly", "change its permissions, or name another folder with {data}"),
    ("read-only", "change its permissions, or name another folder with {data}"),
    ("unable to open", "change the folder's permissions, or name another folder with {data}"),
    ("denied", "change its permissions, or name another folder with {data}"),
    ("not a database", "move the file away to begin a new history"),
    ("malformed", "move the file away to begin a new history"),
)


def what_to_do(why: str) -> str:
    """What helps against what a database says."""
    advice = next((todo for sign, todo in _ADVICE if sign in why.lower()), "check {url}")
    return advice.format(data=DATA_VARIABLE, url=URL_VARIABLE)


def in_a_line(error: BaseException) -> str:
    """A library's message without its line breaks."""
    return " ".join(str(error).split())[:200]
