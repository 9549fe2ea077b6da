"""What counts towards a set: seconds held, or repetitions and the seconds held in them."""

from dataclasses import replace

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, State
from posecoach.coaching.judging.checker import is_clear
from posecoach.coaching.judging.frame_result import FrameResult
from posecoach.coaching.judging.hold import HoldClock
from posecoach.coaching.judging.repetitions import RepetitionCounter
from posecoach.coaching.judging.steady_state import SteadyState


class SetClock:
    """The clock of one set.

    Args:
        spec: The exercise.
        amount: What completes the set: valid seconds, or repetitions.
    """

    def __init__(self, spec: StretchSpec, amount: float) -> None:
        target_s = spec.target_s(amount)
        self._hold = HoldClock(spec.hold, target_s)
        self._steady = SteadyState(None if spec.hold.steady_s is None else spec.hold.steady_s.value)
        self._arm_longer = spec.hold.arm_longer
        self._counter: RepetitionCounter | None = None
        if spec.repetitions is not None:
            self._counter = RepetitionCounter(spec.repetitions, int(amount), spec.hold.grace_s.value)
        repetitions = None if self._counter is None else self._counter.reading
        self.reading = ClockReading(0.0, target_s, running=False, repetitions=repetitions)
        """The newest reading."""
        self.said: tuple[State, str | None] = (State.NO_PERSON, None)
        """What to say of the newest frame: the state, in a hold a steady one, and its reason."""
        self.open_since_s: float | None = None
        """From when on that may still turn out to be something else; None where it is settled."""

    @property
    def armed(self) -> bool:
        """Whether the stay in position has proved to be a hold; where none is asked for, always."""
        return self._hold.armed or self.reading.target_s == 0

    def update(self, t_s: float, result: FrameResult) -> ClockReading:
        """Take in one frame.

        Args:
            t_s: The moment that the result is about, seconds. One that is not later than the one before adds
                nothing.
            result: What the person is doing.
        """
        longer = self._arm_longer
        asks_s = longer.arm_s if longer is not None and is_clear(longer, result.reading.measures) else None
        clock = self._hold.update(t_s, result.state, result.reason, asks_s, self._steady.good_from_s)
        self.said = self._steady.update(
            t_s, result.state, result.reason, counts=self.armed, in_hold=self._hold.is_open
        )
        self.open_since_s = self._steady.open_since_s(t_s)
        if self._counter is not None:
            before = self._counter.reading
            now = self._counter.update(t_s, result, clock.valid_s)
            if len(now.done) > len(before.done):
                self._hold.close()  # the next repetition is a hold of its own
            clock = replace(clock, repetitions=now)
        self.reading = clock
        return clock
