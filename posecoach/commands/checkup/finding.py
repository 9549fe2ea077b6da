"""What a look at one thing has found."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How it is: in order, worth knowing, or in need of mending."""

    OK = "OK"
    NOTE = "NOTE"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    Attributes:
        mark: How it is.
        subject: What was looked at.
        told: What was found, and where something can be done, what to do.
    """

    mark: Mark
    subject: str
    told: str


def ok(subject: str, told: str) -> Finding:
    """Something is as it should be."""
    return Finding(Mark.OK, subject, told)


def note(subject: str, told: str) -> Finding:
    """Something is worth knowing, and nothing need be done."""
    return Finding(Mark.NOTE, subject, told)


def wrong(subject: str, told: str) -> Finding:
    """Something has to be mended."""
    return Finding(Mark.WRONG, subject, told)
