"""Whether the coach sees the person, ignoring flicker; a chime announces each change."""

from enum import StrEnum
from typing import Final

from posecoach.coaching.feedback import State
from posecoach.coaching.kinematics.timing import Since

_SEEN_AFTER_S: Final = 0.5  # engineering-set: in view for this long, the person counts as seen
_LOST_AFTER_S: Final = 1.5  # engineering-set: out of view for this long, as lost
_NOT_IN_VIEW: Final = (State.NO_PERSON, State.NOT_FRAMED)


class Chime(StrEnum):
    """A sound without words."""

    SEEN = "seen"
    LOST = "lost"


class Presence:
    """Whether the person is in view; a change counts once it has lasted."""

    def __init__(self) -> None:
        self.in_view = False
        self._changed = Since()

    def note(self, state: State, t_s: float) -> Chime | None:
        """Takes in a frame's state; returns the chime in the frame in which presence changes.

        Args:
            state: The frame's state.
            t_s: Its time, seconds.
        """
        changed_s = self._changed.update(t_s, (state not in _NOT_IN_VIEW) != self.in_view)
        if changed_s is None or changed_s < (_LOST_AFTER_S if self.in_view else _SEEN_AFTER_S):
            return None
        self.in_view = not self.in_view
        self._changed.reset()
        return Chime.SEEN if self.in_view else Chime.LOST
