"""What a person is said to do in a hold, without flicker."""

from typing import Final

from posecoach.coaching.feedback import State
from posecoach.coaching.kinematics.timing import SAME_TIME_S, Since
from posecoach.coaching.reasons import Reason

AWAY: Final = frozenset({State.NOT_IN_POSITION, State.READY, State.NO_PERSON, State.NOT_FRAMED})
"""States in which a person is not in the stretch; one that lasts ends a hold."""

_Said = tuple[State, str | None]


class SteadyState:
    """Says what the person is doing, and in a hold says something else no sooner than after ``steady_s``.

    That begins once time counts or a fault is seen, and ends when the person is away. What is good stops
    being so at once. Whatever else is said stays until something different has been read all through
    ``steady_s``: a reading at its limit changes nothing, nor does a frame in which the person is lost.

    Args:
        steady_s: The shortest time between two changes, seconds; None to say what is read, frame by frame.
    """

    def __init__(self, steady_s: float | None) -> None:
        self._steady_s = steady_s
        self._said: _Said | None = None  # in a hold, or where a fault has been seen
        self._since_s = 0.0
        self._other = Since()  # that something different is read

    @property
    def good_from_s(self) -> float | None:
        """The earliest moment that may be good again, seconds; None for any."""
        if self._steady_s is None or self._said is None or self._said[0] is State.VALID:
            return None
        return self._since_s + self._steady_s

    def update(
        self, t_s: float, state: State, reason: str | None, *, counts: bool, in_hold: bool
    ) -> tuple[State, str | None]:
        """The state to say of a moment, with its reason.

        Args:
            t_s: The moment, seconds.
            state: What is read of it.
            reason: Why it is not ``valid``.
            counts: Whether it counts, if it is valid: it does not until it has lasted.
            in_hold: Whether a hold is open.
        """
        unproved = state is State.VALID and not counts
        read = (State.MOVING, Reason.ARMING) if unproved else (state, reason)
        if self._steady_s is None:
            return read
        said = self._said
        if said is not None and State.VALID not in (said[0], read[0]):
            differs_s = self._other.update(t_s, unproved or read[0] is not said[0])
            if differs_s is None:
                self._said = said = read  # perhaps for another reason
            if differs_s is None or unproved or differs_s < self._steady_s - SAME_TIME_S:
                self._end(in_hold=in_hold)
                return said
        self._say(t_s, read)
        self._end(in_hold=in_hold)
        return read

    def _say(self, t_s: float, read: _Said) -> None:
        if self._said is None and read[0] not in (State.VALID, State.FAULT):
            return
        if self._said is None or self._said[0] is not read[0]:
            self._since_s = t_s
        self._said = read
        self._other.reset()

    def _end(self, *, in_hold: bool) -> None:
        """Out of a hold, a person who is said to be away has left the stretch."""
        if not in_hold and self._said is not None and self._said[0] in AWAY:
            self._said = None
            self._other.reset()
