"""What counts towards a set: seconds held, or repetitions and the seconds held in them."""

from dataclasses import replace

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, RepetitionReading
from posecoach.coaching.judging.frame_result import FrameResult
from posecoach.coaching.judging.hold import HoldClock
from posecoach.coaching.judging.repetitions import RepetitionCounter


def still_deg_per_s(spec: StretchSpec) -> float | None:
    """How fast the judged angles may change in the position that counts; None where it is passed through."""
    passed_through = spec.repetitions is not None and spec.repetitions.dwell_s is None
    if passed_through or spec.timed_only:
        return None
    return spec.hold.still_deg_per_s.value


class SetClock:
    """The clock of one set.

    Args:
        spec: The exercise.
        amount: What completes the set: valid seconds, or repetitions.
    """

    def __init__(self, spec: StretchSpec, amount: float) -> None:
        rules = spec.repetitions
        self._counter: RepetitionCounter | None = None
        self._counted = 0
        target_s = amount
        none_yet: RepetitionReading | None = None
        if rules is not None:
            self._counter = RepetitionCounter(rules, int(amount), spec.hold.grace_s.value)
            dwell_s = None if rules.dwell_s is None else rules.dwell_s.value
            target_s = 0.0 if dwell_s is None else amount * dwell_s
            none_yet = RepetitionReading(int(amount), dwell_s)
        self._target_s = target_s
        self._hold = HoldClock(spec.hold, target_s)
        self.reading = ClockReading(0.0, target_s, running=False, repetitions=none_yet)
        """The newest reading."""

    @property
    def armed(self) -> bool:
        """Whether the stay in position has proved to be a hold; where none is asked for, always."""
        return self._hold.armed or self._target_s == 0

    def update(self, t_s: float, result: FrameResult) -> ClockReading:
        """Take in one frame.

        Args:
            t_s: The moment that the result is about, seconds. One that is not later than the one before adds
                nothing.
            result: What the person is doing.
        """
        clock = self._hold.update(t_s, result.state, result.reason)
        if self._counter is not None:
            repetitions = self._counter.update(t_s, result, clock.valid_s)
            if len(repetitions.done) > self._counted:
                self._counted = len(repetitions.done)
                self._hold.close()  # the next repetition is a hold of its own
            clock = replace(clock, repetitions=repetitions)
        self.reading = clock
        return clock
