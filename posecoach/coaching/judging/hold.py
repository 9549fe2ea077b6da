"""The hold clock: states in time become valid seconds, holds, and pauses with their reasons."""

from dataclasses import dataclass, field

from posecoach.coaching.exercise.spec import HoldRules
from posecoach.coaching.feedback import ClockReading, Hold, Pause, State
from posecoach.coaching.kinematics.timing import Since
from posecoach.coaching.reasons import Reason

_DIGITS = 6  # of the counted seconds: microseconds
# The person may well be holding on meanwhile; short runs of these are bridged.
_UNSEEN = frozenset({State.UNKNOWN, State.NO_PERSON, State.NOT_FRAMED})
# A move or a fault pauses a hold; these end it once they last.
_AWAY = frozenset({State.NOT_IN_POSITION, State.READY, State.NO_PERSON, State.NOT_FRAMED})


@dataclass(slots=True)
class _Interruption:
    """Time inside a hold without valid seconds, and how much of it had which reason."""

    start_s: float
    bridgeable: bool = True
    away: Since = field(default_factory=Since)
    by_reason: dict[str, float] = field(default_factory=dict)
    by_fault: dict[str, float] = field(default_factory=dict)


class HoldClock:
    """Counts the valid seconds of one set.

    Time between two frames counts when both are valid. A hold is armed after ``arm_s`` of valid
    time, which is then credited; where a frame asks for more, the whole stay must last for that.
    Short unknowns are bridged once a valid frame follows. Gaps between frames above ``max_gap_s``
    never count. Nothing ever resets what has been counted.

    Args:
        rules: The spec's.
        target_s: Valid seconds that complete the set.
    """

    def __init__(self, rules: HoldRules, target_s: float) -> None:
        self._arm_s = rules.arm_s.value
        self._grace_s = rules.grace_s.value
        self._max_gap_s = rules.max_gap_s.value
        self._target_s = target_s
        self._closed: tuple[Hold, ...] = ()
        self._closed_pauses: tuple[Pause, ...] = ()
        self._last: tuple[float, State] | None = None
        self._start_s: float | None = None  # of the open hold, armed or not
        self._needs_s = 0.0  # of valid time, to be armed; of the open hold
        self._last_valid_s = 0.0
        self._valid_s = 0.0  # of the open hold
        self._pauses: tuple[Pause, ...] = ()  # of the open hold
        self._interruption: _Interruption | None = None

    @property
    def armed(self) -> bool:
        """Whether the stay in position has proved to be a hold."""
        return self._start_s is not None and self._valid_s >= self._needs_s

    def update(
        self, t_s: float, state: State, reason: str | None, arm_s: float | None = None
    ) -> ClockReading:
        """Take in one frame's state.

        Args:
            t_s: The frame's timestamp. A frame that is not later than the one before adds nothing.
            state: What the person is doing in it.
            reason: Why it is not valid; the reason of a pause.
            arm_s: What arming asks for in this frame; None for the spec's ``arm_s``.
        """
        if self._last is not None and t_s <= self._last[0]:
            return self._reading(running=False)
        since_s, before = self._last or (t_s, state)
        self._last = (t_s, state)
        gap = t_s - since_s > self._max_gap_s
        if state is State.VALID:
            self._ask(self._arm_s if arm_s is None else arm_s)
            self._count(since_s, t_s, before, gap)
        elif self._start_s is not None:
            self._interrupt(since_s, t_s, state, reason or state.value, gap)
        return self._reading(running=state is State.VALID and self.armed)

    def _ask(self, arm_s: float) -> None:
        """What arming takes: the most that any frame of the stay has asked for until it is armed."""
        if self._start_s is None:
            self._needs_s = arm_s
        elif not self.armed:
            self._needs_s = max(self._needs_s, arm_s)

    def _count(self, since_s: float, t_s: float, before: State, gap: bool) -> None:
        if self._start_s is None:
            self._start_s = self._last_valid_s = t_s
            return
        if before is State.VALID and not gap:
            self._valid_s += t_s - since_s
        elif gap:
            self._interrupt(since_s, t_s, before, Reason.GAP, gap)
        if self._interruption is not None:
            self._resume(t_s)
        self._last_valid_s = t_s

    def _interrupt(self, since_s: float, t_s: float, state: State, reason: str, gap: bool) -> None:
        if self._interruption is None:
            self._interruption = _Interruption(self._last_valid_s)
        run = self._interruption
        run.bridgeable = run.bridgeable and state in _UNSEEN and not gap
        spent = run.by_fault if state is State.FAULT else run.by_reason
        named = Reason.GAP if gap else reason
        spent[named] = spent.get(named, 0.0) + t_s - since_s
        away_s = run.away.update(t_s, state in _AWAY)
        if away_s is None:
            return
        if away_s > self._grace_s or (not self.armed and not run.bridgeable):
            self.close()

    def _resume(self, t_s: float) -> None:
        run = self._interruption
        assert run is not None  # checked by the caller
        self._interruption = None
        lasted_s = t_s - run.start_s
        if run.bridgeable and lasted_s <= self._grace_s:
            self._valid_s += lasted_s
        elif self.armed:
            self._pauses = (*self._pauses, Pause(run.start_s, t_s, _main_reason(run)))
        else:
            # Arming asks for one uninterrupted stay.
            self._start_s, self._valid_s, self._needs_s = t_s, 0.0, self._arm_s

    def close(self) -> None:
        """Ends the open hold: what follows belongs to the next one."""
        if self.armed:
            assert self._start_s is not None  # an armed hold has begun
            self._closed = (*self._closed, Hold(self._start_s, self._last_valid_s, self._valid_s))
            self._closed_pauses += self._pauses
        self._start_s, self._valid_s, self._pauses, self._interruption = None, 0.0, (), None

    def _reading(self, *, running: bool) -> ClockReading:
        holds, pauses = self._closed, self._closed_pauses
        if self.armed:
            assert self._start_s is not None  # an armed hold has begun
            holds = (*holds, Hold(self._start_s, self._last_valid_s, self._valid_s))
            pauses += self._pauses
        # Seconds that add up to the target reach it, whatever their sum is off by rounding.
        valid_s = round(sum(hold.valid_s for hold in holds), _DIGITS)
        return ClockReading(valid_s, self._target_s, running, holds, pauses, self._pending_since_s())

    def _pending_since_s(self) -> float | None:
        """From when on time may still be credited."""
        run = self._interruption
        if run is not None:
            lasts_s = self._last[0] - run.start_s if self._last is not None else 0.0
            if not run.bridgeable or lasts_s > self._grace_s:
                return None
        if not self.armed:
            return self._start_s
        return None if run is None else run.start_s


def _main_reason(run: _Interruption) -> str:
    """A fault explains more than the moves around it; otherwise the reason that took the longest."""
    spent = run.by_fault or run.by_reason
    return max(spent, key=lambda reason: spent[reason])
