"""The hold clock: states in time become valid seconds, holds, and pauses with their reasons."""

from dataclasses import dataclass, field

from posecoach.coaching.exercise.spec import HoldRules
from posecoach.coaching.feedback import UNJUDGED, ClockReading, Hold, Pause, State
from posecoach.coaching.judging.steady_state import AWAY
from posecoach.coaching.kinematics.timing import SAME_TIME_S, Since
from posecoach.coaching.reasons import Reason

_DIGITS = 6  # of the counted seconds: microseconds


@dataclass(slots=True)
class _Interruption:
    """Time inside a hold without valid seconds, and how much of it had which reason."""

    start_s: float
    bridgeable: bool = True
    away: Since = field(default_factory=Since)
    by_reason: dict[str, float] = field(default_factory=dict)
    by_fault: dict[str, float] = field(default_factory=dict)

    @property
    def unseen(self) -> bool:
        """Whether it is nothing but gaps between frames, around which the person held."""
        return not self.by_fault and set(self.by_reason) <= {Reason.GAP}

    def go_on_as(self, later: "_Interruption") -> None:
        """Takes in a later one: what lay between the two was too short to be a stay."""
        self.away = later.away
        for spent, more in ((self.by_reason, later.by_reason), (self.by_fault, later.by_fault)):
            for reason, seconds in more.items():
                spent[reason] = spent.get(reason, 0.0) + seconds


@dataclass(slots=True)
class _Stay:
    """Valid time without a pause."""

    start_s: float
    end_s: float  # its newest valid frame
    needs_s: float  # of valid time, to count
    valid_s: float = 0.0

    @property
    def armed(self) -> bool:
        return self.valid_s >= self.needs_s


class HoldClock:
    """Counts the valid seconds of one set.

    Time between two frames counts when both are valid. A stay in position is armed after ``arm_s`` of valid
    time, which is then credited; where a frame asks for more, the whole first stay must last for that.
    Short unknowns are bridged once a valid frame follows. Anything else pauses the hold, and after a pause
    the next stay is armed after ``steady_s``. Gaps between frames above ``max_gap_s`` never count, and the
    hold goes on after them at once. Nothing ever resets what has been counted.

    Args:
        rules: The spec's.
        target_s: Valid seconds that complete the set.
    """

    def __init__(self, rules: HoldRules, target_s: float) -> None:
        self._arm_s = rules.arm_s.value
        self._steady_s = 0.0 if rules.steady_s is None else rules.steady_s.value
        self._grace_s = rules.grace_s.value
        self._max_gap_s = rules.max_gap_s.value
        self._target_s = target_s
        self._closed: tuple[Hold, ...] = ()
        self._closed_pauses: tuple[Pause, ...] = ()
        self._last: tuple[float, State] | None = None
        self._start_s: float | None = None  # of the open hold, once its first stay is armed
        self._valid_s = 0.0  # of the open hold, without its newest stay
        self._last_valid_s = 0.0  # of its armed stays
        self._pauses: tuple[Pause, ...] = ()  # of the open hold
        self._stay: _Stay | None = None  # the one under way
        self._interruption: _Interruption | None = None  # of that stay, perhaps bridged
        self._pause: _Interruption | None = None  # of the open hold, until the stay after it is armed

    @property
    def armed(self) -> bool:
        """Whether the present stay in position has proved to be a hold, or one that goes on."""
        return self._stay is not None and self._stay.armed

    @property
    def is_open(self) -> bool:
        """Whether a hold has begun and not ended, be it paused."""
        return self._start_s is not None

    def update(
        self,
        t_s: float,
        state: State,
        reason: str | None,
        arm_s: float | None = None,
        good_from_s: float | None = None,
    ) -> ClockReading:
        """Take in one frame's state.

        Args:
            t_s: The frame's timestamp. A frame that is not later than the one before adds nothing.
            state: What the person is doing in it.
            reason: Why it is not valid; the reason of a pause.
            arm_s: What arming asks for in this frame; None for the spec's ``arm_s``.
            good_from_s: No new stay begins before; None where one may.
        """
        if self._last is not None and t_s <= self._last[0]:
            return self._reading(running=False)
        since_s, before = self._last or (t_s, state)
        self._last = (t_s, state)
        gap = t_s - since_s > self._max_gap_s
        if state is not State.VALID:
            self._interrupt(since_s, t_s, state, reason or state.value, gap)
            return self._reading(running=False)
        if gap:
            self._interrupt(since_s, t_s, before, Reason.GAP, gap)
        if self._interruption is not None and t_s - self._interruption.start_s > self._grace_s:
            self._end_stay()
        if self._stay is not None:
            self._go_on(self._stay, t_s, self._arm_s if arm_s is None else arm_s)
        elif good_from_s is None or t_s >= good_from_s - SAME_TIME_S:
            needs_s = self._arm_s if arm_s is None else arm_s
            if self._pause is not None:
                needs_s = 0.0 if self._pause.unseen else self._steady_s
            self._stay = _Stay(t_s, t_s, needs_s)
        self._take_armed()
        return self._reading(running=self.armed)

    def _go_on(self, stay: _Stay, t_s: float, arm_s: float) -> None:
        # What the first stay takes is the most that any of its frames asks for until it is armed.
        if self._start_s is None:
            stay.needs_s = max(stay.needs_s, arm_s)
        stay.valid_s += t_s - stay.end_s  # be it bridged
        stay.end_s = t_s
        self._interruption = None

    def _take_armed(self) -> None:
        """Lets an armed stay begin or go on with the hold, and so ends the pause before it."""
        if self._stay is None or not self._stay.armed:
            return
        if self._start_s is None:
            self._start_s = self._stay.start_s
        if self._pause is not None:
            self._pauses = (
                *self._pauses,
                Pause(self._pause.start_s, self._stay.start_s, _main_reason(self._pause)),
            )
            self._pause = None
        self._last_valid_s = self._stay.end_s

    def _interrupt(self, since_s: float, t_s: float, state: State, reason: str, gap: bool) -> None:
        if self._stay is not None and self._interruption is None:
            self._interruption = _Interruption(self._stay.end_s)
        run = self._interruption or self._pause
        if run is None:
            return
        # Where nothing can be judged, the person may well be holding on: a short run of it is bridged.
        run.bridgeable = run.bridgeable and state in UNJUDGED and not gap
        spent = run.by_fault if state is State.FAULT else run.by_reason
        named = Reason.GAP if gap else reason
        spent[named] = spent.get(named, 0.0) + t_s - since_s
        away_s = run.away.update(t_s, state in AWAY)
        if self._stay is not None and (not run.bridgeable or t_s - run.start_s > self._grace_s):
            self._end_stay()
        if away_s is not None and away_s > self._grace_s:
            self.close()

    def _end_stay(self) -> None:
        """What interrupts the present stay is a pause; if it was not armed, there was no stay."""
        stay, run = self._stay, self._interruption
        assert stay is not None  # nothing else is interrupted
        assert run is not None
        self._stay = self._interruption = None
        if stay.armed:
            self._valid_s += stay.valid_s
            self._pause = run
        elif self._pause is not None:
            self._pause.go_on_as(run)

    def close(self) -> None:
        """Ends the open hold: what follows belongs to the next one."""
        if self._start_s is not None:
            self._closed = (*self._closed, self._open_hold(self._start_s))
            self._closed_pauses += self._pauses
        self._start_s, self._valid_s, self._pauses = None, 0.0, ()
        self._stay = self._interruption = self._pause = None

    def _open_hold(self, start_s: float) -> Hold:
        newest_s = self._stay.valid_s if self._stay is not None and self._stay.armed else 0.0
        return Hold(start_s, self._last_valid_s, self._valid_s + newest_s)

    def _reading(self, *, running: bool) -> ClockReading:
        holds, pauses = self._closed, self._closed_pauses
        if self._start_s is not None:
            holds = (*holds, self._open_hold(self._start_s))
            pauses += self._pauses
        # Seconds that add up to the target reach it, whatever their sum is off by rounding.
        valid_s = round(sum(hold.valid_s for hold in holds), _DIGITS)
        return ClockReading(valid_s, self._target_s, running, holds, pauses, self._pending_since_s())

    def _pending_since_s(self) -> float | None:
        """From when on time may still be credited."""
        if self._stay is None:
            return None
        if not self._stay.armed:
            return self._stay.start_s
        return None if self._interruption is None else self._interruption.start_s


def _main_reason(run: _Interruption) -> str:
    """A fault explains more than the moves around it; otherwise the reason that took the longest."""
    spent = run.by_fault or run.by_reason
    return max(spent, key=lambda reason: spent[reason])
