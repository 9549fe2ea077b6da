"""Whether the coach sees the person, for longer than a flicker; a chime tells when that changes."""

from enum import StrEnum
from typing import Final

from posecoach.coaching.feedback import State

_SEEN_AFTER_S: Final = 0.5  # engineering-set: in view for that long, the coach sees the person
_LOST_AFTER_S: Final = 1.5  # engineering-set: out of view for that long, it does not
_NOT_IN_VIEW: Final = (State.NO_PERSON, State.NOT_FRAMED)


class Chime(StrEnum):
    """A sound without words."""

    SEEN = "seen"
    LOST = "lost"


class Presence:
    """Whether the person is in view, for longer than a flicker."""

    def __init__(self) -> None:
        self.in_view = False
        self._otherwise_since_s: float | None = None

    def note(self, state: State, t_s: float) -> Chime | None:
        """Takes in a frame's state; the chime where that changes."""
        if (state not in _NOT_IN_VIEW) == self.in_view:
            self._otherwise_since_s = None
            return None
        if self._otherwise_since_s is None:
            self._otherwise_since_s = t_s
        if t_s - self._otherwise_since_s < (_LOST_AFTER_S if self.in_view else _SEEN_AFTER_S):
            return None
        self.in_view = not self.in_view
        self._otherwise_since_s = None
        return Chime.SEEN if self.in_view else Chime.LOST
