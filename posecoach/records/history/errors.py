"""Database errors in words for people: what is wrong and what to do."""

from collections.abc import Sequence
from typing import Final

from posecoach.catalog.folders import DATA_VARIABLE
from posecoach.errors import PoseCoachError
from posecoach.translation import N_
from posecoach.translation import translate as _

URL_VARIABLE: Final = "POSECOACH_DB"


class HistoryError(PoseCoachError):
    """The history can't be read or written; says why and what to do. Nothing saved earlier is lost."""


_REMEDIES: Final[Sequence[tuple[str, str]]] = (
    ("full", N_("make room on the disk")),
    ("busy", N_("close other windows of PoseCoach, then try again")),
    (
        "locked",
        N_(
            "close other windows of PoseCoach, then try again; on a network folder without locks, name a "
            "folder of this computer with {data}"
        ),
    ),
    ("locking", N_("on a network folder without locks, name a folder of this computer with {data}")),
    (
        "disk i/o",
        N_("check the disk; on a network folder without locks, name a folder of this computer with {data}"),
    ),
    ("readonly", N_("change its permissions, or name another folder with {data}")),
    ("read-only", N_("change its permissions, or name another folder with {data}")),
    ("unable to open", N_("change the folder's permissions, or name another folder with {data}")),
    ("denied", N_("change its permissions, or name another folder with {data}")),
    ("not a database", N_("move the file away to start a new history")),
    ("malformed", N_("move the file away to start a new history")),
)


def remedy(why: str) -> str:
    """What to do about a database's error message."""
    found = next((todo for sign, todo in _REMEDIES if sign in why.lower()), N_("check {url}"))
    return _(found).format(data=DATA_VARIABLE, url=URL_VARIABLE)


def one_line(error: object) -> str:
    """A library's error or message without line breaks, at most 200 characters."""
    return " ".join(str(error).split())[:200]
