"""What a person is said to do in a hold, without flicker."""

from typing import Final

from posecoach.coaching.feedback import State
from posecoach.coaching.kinematics.timing import SAME_TIME_S, Since
from posecoach.coaching.reasons import Reason

AWAY: Final = frozenset({State.NOT_IN_POSITION, State.READY, State.NO_PERSON, State.NOT_FRAMED})
"""States in which a person is not in the stretch; one that lasts ends a hold."""

_UNSURE: Final = frozenset({State.UNKNOWN, State.NO_PERSON, State.NOT_FRAMED})

_Said = tuple[State, str | None]


class SteadyState:
    """Says what the person is doing, and in a hold says something else no sooner than after ``steady_s``.

    That begins once time counts or a fault is seen, and ends when the person is away. What is good stops
    being so at once, and a fault is said at once. Whatever else is said stays until something different has
    been read all through ``steady_s``: a reading at its limit changes nothing, nor does a frame in which the
    person is lost. What comes within ``steady_s`` and says more (a fault more than a move, a move more than
    that nothing can be told) is what it was from the beginning.

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

    def open_since_s(self, t_s: float) -> float | None:
        """From when on what is said of a hold may still turn out to be something else; None where nothing is.

        Args:
            t_s: The newest moment, seconds.
        """
        good_from_s = self.good_from_s
        if good_from_s is None or t_s >= good_from_s - SAME_TIME_S:
            return None
        return self._since_s

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
        if self._said is None or State.VALID in (self._said[0], read[0]):
            self._say(t_s, read)
            said = read
        else:
            said = self._settled(t_s, self._said, read, unproved=unproved)
        if not in_hold and self._said is not None and self._said[0] in AWAY:
            self._said = None  # out of a hold, a person who is away has left the stretch
            self._other.reset()
        return said

    def _settled(self, t_s: float, said: _Said, read: _Said, *, unproved: bool) -> _Said:
        """What to say where something has been said in a hold that is not good, nor is what is read."""
        assert self._steady_s is not None  # nothing has been said otherwise
        differs_s = self._other.update(t_s, unproved or read[0] is not said[0])
        if differs_s is None:
            self._said = read  # for another reason, perhaps
            return read
        if unproved:
            return said
        if self.open_since_s(t_s) is not None:
            if not _says_more(read[0], said[0]):
                return said
            self._said = read  # and was it from the beginning
            self._other.reset()
            return read
        if read[0] is not State.FAULT and differs_s < self._steady_s - SAME_TIME_S:
            return said
        self._say(t_s, read)
        return read

    def _say(self, t_s: float, read: _Said) -> None:
        if self._said is None and read[0] not in (State.VALID, State.FAULT):
            return
        if self._said is None or self._said[0] is not read[0]:
            self._since_s = t_s
        self._said = read
        self._other.reset()


def _says_more(read: State, said: State) -> bool:
    """Whether one state explains why a hold is interrupted, and another doesn't or less so."""
    if read is State.FAULT:
        return said is not State.FAULT
    return said in _UNSURE and read not in _UNSURE
