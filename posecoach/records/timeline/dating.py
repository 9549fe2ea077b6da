"""The coach's answers, each moved to the moment that it speaks of."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from posecoach.coaching.feedback import ClockReading, Cue, Feedback, State
from posecoach.coaching.kinematics.timing import SAME_TIME_S


@dataclass(slots=True)
class _Dated:
    """A moment, and the time of the reading that it was taken from."""

    read_s: float
    moment: Feedback


class Timeline:
    """Dates a set's answers frame by frame.

    A reading comes late: the answer to a frame speaks of ``as_of_s``. So the moment of a frame is what the
    first answer as of that frame's time or later says. Where the clock credits time afterwards (arming a
    hold, bridging a short unknown), the moments of that time become valid; what interrupts a hold is what it
    turns out to be within a second. Until that is decided, the moments are held back.
    """

    def __init__(self) -> None:
        self._last: Feedback | None = None
        self._undated: deque[tuple[float, Cue | None]] = deque()  # the frames that no answer speaks of yet
        self._undecided: deque[_Dated] = deque()

    @property
    def last(self) -> Feedback | None:
        """The newest answer, None before the first."""
        return self._last

    def add(self, feedback: Feedback) -> list[Feedback]:
        """Takes in the answer to the next frame.

        Returns:
            The moments that are final now, in order: feedback whose ``as_of_s`` is its ``t_s``, with the cue
            that was shown at that time. Every frame becomes one moment.
        """
        self._undated.append((feedback.t_s, feedback.cue))
        while self._undated and self._undated[0][0] <= feedback.as_of_s + SAME_TIME_S:
            self._date(feedback)
        if self._last is not None:
            self._credit(feedback.clock, self._last.clock, feedback.as_of_s, self._last.as_of_s)
        self._last = feedback
        self._settle(feedback)
        undecided = (feedback.clock.pending_since_s, feedback.open_since_s)
        return list(
            self._decided(min((since_s for since_s in undecided if since_s is not None), default=None))
        )

    def finish(self, clock: ClockReading) -> list[Feedback]:
        """Ends the set: what was read last holds for the frames that no answer speaks of.

        Args:
            clock: The clock at the last frame's own time, see ``Coach.finish``.

        Returns:
            The moments that were left.
        """
        last = self._last
        if last is None:
            return []
        self._last = replace(last, clock=clock)
        while self._undated:
            self._date(self._last)
        self._credit(clock, last.clock, last.t_s, last.as_of_s)
        return list(self._decided(None))

    def _date(self, feedback: Feedback) -> None:
        t_s, cue = self._undated.popleft()
        moment = replace(feedback, t_s=t_s, as_of_s=t_s, cue=cue, say=None)
        self._undecided.append(_Dated(feedback.as_of_s, moment))

    def _credit(self, clock: ClockReading, before: ClockReading, now_s: float, before_s: float) -> None:
        """Makes the moments valid that the clock counts now, though they lie before the last reading."""
        counted_s = clock.valid_s - before.valid_s
        if counted_s <= now_s - before_s + SAME_TIME_S:
            return
        for dated in self._undecided:
            if dated.read_s >= now_s - counted_s - SAME_TIME_S:
                dated.moment = replace(dated.moment, state=State.VALID, reason=None)

    def _settle(self, feedback: Feedback) -> None:
        """Makes the moments since a hold was interrupted what the newest answer says of it."""
        if feedback.open_since_s is None:
            return
        said, since_s = feedback.state, feedback.open_since_s - SAME_TIME_S
        for dated in self._undecided:
            if dated.read_s >= since_s and dated.moment.state is not said:
                dated.moment = replace(dated.moment, state=feedback.state, reason=feedback.reason)

    def _decided(self, pending_since_s: float | None) -> Iterator[Feedback]:
        """Hands out the moments that the clock can't credit any more."""
        while self._undecided and (
            pending_since_s is None or self._undecided[0].read_s < pending_since_s - SAME_TIME_S
        ):
            yield self._undecided.popleft().moment
