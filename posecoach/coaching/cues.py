"""The one thing to say now: what comes first, how long it must last, when it may come again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from posecoach.coaching.checker import Verdict
from posecoach.coaching.feedback import Answer, ClockReading, Cue, CueKind, Severity, State
from posecoach.coaching.framing import Requirement
from posecoach.coaching.identity import SOMEBODY_ELSE
from posecoach.coaching.spec import StretchSpec

_LASTS_S: Final = {  # how long a cue must be true before it is spoken
    CueKind.FRAMING: 1.0,
    CueKind.BLOCKING: 0.3,  # on top of the spec's fault_after_s
    CueKind.POSITION: 2.0,  # going in takes a while, and needs no comment
    CueKind.ADVICE: 1.5,
    CueKind.PRAISE: 0.0,
    CueKind.TIME: 0.0,
}
_COOLDOWN_S: Final = 8.0  # before the same cue is spoken again
_BREATH_S: Final = 2.5  # after a cue, unless a more urgent one cuts in
_PRAISE_AFTER_S: Final = 1.0  # a hold, or a mend, must go on for that long before it is thanked for
_TIME_SHOWN_S: Final = 2.0  # how long the time told stays on the screen
_COUNTED_DOWN_S: Final = (3, 2, 1)

_NOBODY: Final = Cue(
    "no_person", CueKind.FRAMING, "I can't see you. Come into the picture, nearer to me, in good light."
)
_UNSURE: Final = Cue("not_sure", CueKind.FRAMING, "I can't see your legs well. Turn side-on, in good light.")
_SOMEBODY_ELSE: Final = Cue(
    SOMEBODY_ELSE, CueKind.FRAMING, "I may be seeing somebody else. Only you in the picture, please."
)
_HOLD: Final = Cue("hold_that", CueKind.PRAISE, "Good, hold that.")
_DONE: Final = Cue("done", CueKind.TIME, "Done. Come out of it slowly.")
_HALF_WAY: Final = Cue("half_way", CueKind.TIME, "Half way.")
_TEN_LEFT: Final = Cue("ten_left", CueKind.TIME, "Ten seconds.")
_STILL: Final = Cue("hold_still", CueKind.POSITION, "Hold it there, quite still.")


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a cue is chosen from, of one frame."""

    t_s: float
    state: State
    reason: str | None
    framing: Iterable[Requirement]
    verdict: Verdict | None
    clock: ClockReading


@dataclass(slots=True)
class _Showing:
    """The cue on the screen: since when, and whether it has been spoken since then."""

    id: str
    since_s: float
    spoken: bool = False


class CueDirector:
    """Chooses what to show and what to speak in one set."""

    def __init__(self, spec: StretchSpec) -> None:
        self._gates = {gate.id: gate for gate in spec.gates}
        self._showing: _Showing | None = None
        self._spoken_at: dict[str, float] = {}
        self._times_spoken: dict[str, int] = {}
        self._last: tuple[Cue, float] | None = None  # spoken, and when
        self._thanks_due = True  # the person can't see whether the clock runs: it is said
        self._running_since: float | None = None
        self._marks_passed: set[str] = set()
        self._mark: tuple[Cue, float] | None = None  # the time told last, and when

    def choose(self, now: Situation) -> tuple[Cue | None, Cue | None]:
        """The cue to show in this frame, and the one to begin speaking in it (mostly None)."""
        self._running_since = (self._running_since or now.t_s) if now.clock.running else None
        mark = self._time_mark(now.clock)
        if mark is not None:
            self._mark = (mark, now.t_s)
            self._note_spoken(mark, now.t_s)
            return mark, mark
        cue = self._what_is_true(now)
        if cue is None:
            self._showing = None
            told = self._mark is not None and now.t_s - self._mark[1] < _TIME_SHOWN_S
            return (self._mark[0] if self._mark and told else None), None
        if self._showing is None or self._showing.id != cue.id:
            self._showing = _Showing(cue.id, now.t_s)
        if not self._may_speak(cue, now.t_s - self._showing.since_s, now.t_s):
            return self._worded(cue, again=self._showing.spoken), None
        cue = self._worded(cue, again=False)
        self._showing.spoken = True
        self._note_spoken(cue, now.t_s)
        return cue, cue

    def _what_is_true(self, now: Situation) -> Cue | None:
        if now.clock.completed and now.clock.running:
            return None
        if now.state is State.NO_PERSON:
            return _NOBODY
        if now.state is State.NOT_FRAMED:
            missing = next(need for need in now.framing if not need.ready)
            return Cue(missing.id, CueKind.FRAMING, missing.fix)
        if now.verdict is not None and now.verdict.faults:
            fault = now.verdict.faults[0]
            kind = CueKind.BLOCKING if fault.severity is Severity.BLOCKING else CueKind.ADVICE
            return self._of_gate(fault.id, kind)
        if now.state is State.NOT_IN_POSITION and now.reason in self._gates:
            return self._of_gate(now.reason, CueKind.POSITION)
        if now.state is State.UNKNOWN and now.reason == SOMEBODY_ELSE:
            return _SOMEBODY_ELSE
        if now.state is State.UNKNOWN:
            return self._of_gate(now.reason, CueKind.POSITION) if now.reason in self._gates else _UNSURE
        if now.state is State.MOVING and now.verdict is not None and now.verdict.position is Answer.PASS:
            return _STILL
        if self._thanks_due and self._running_since is not None:
            return _HOLD if now.t_s - self._running_since >= _PRAISE_AFTER_S else None
        return None

    def _of_gate(self, gate_id: str, kind: CueKind) -> Cue:
        return Cue(gate_id, kind, self._gates[gate_id].cues[0])

    def _worded(self, cue: Cue, *, again: bool) -> Cue:
        """A gate's cue in its next words, or again in those in which it was spoken last."""
        if cue.id not in self._gates:
            return cue
        texts = self._gates[cue.id].cues
        times = self._times_spoken.get(cue.id, 0) - again
        return replace(cue, text=texts[times % len(texts)])

    def _may_speak(self, cue: Cue, lasted_s: float, t_s: float) -> bool:
        if lasted_s < _LASTS_S[cue.kind]:
            return False
        if (
            self._last is not None
            and t_s - self._last[1] < _BREATH_S
            and not _more_urgent(cue, self._last[0])
        ):
            return False
        spoken_at = self._spoken_at.get(cue.id)
        return spoken_at is None or t_s - spoken_at >= _COOLDOWN_S

    def _note_spoken(self, cue: Cue, t_s: float) -> None:
        self._last = (cue, t_s)
        self._spoken_at[cue.id] = t_s
        self._times_spoken[cue.id] = self._times_spoken.get(cue.id, 0) + 1
        if cue.kind in (CueKind.FRAMING, CueKind.BLOCKING, CueKind.POSITION):
            self._thanks_due = True
        elif cue.kind is CueKind.PRAISE:
            self._thanks_due = False

    def _time_mark(self, clock: ClockReading) -> Cue | None:
        """The time told in the frame in which it comes round; each mark once."""
        if not clock.running:
            return None
        left_s = clock.target_s - clock.valid_s
        marks = [(_HALF_WAY, clock.target_s / 2), (_TEN_LEFT, 10.0)]
        if clock.target_s / 2 <= marks[1][1]:
            marks.pop()  # half way of 20 s is ten seconds left: told once
        marks += [(Cue(f"left_{n}", CueKind.TIME, str(n)), float(n)) for n in _COUNTED_DOWN_S]
        marks.append((_DONE, 0.0))
        due = [cue for cue, at_s in marks if left_s <= at_s and cue.id not in self._marks_passed]
        self._marks_passed.update(cue.id for cue in due)
        return due[-1] if due else None


def _more_urgent(cue: Cue, than: Cue) -> bool:
    order = list(CueKind)
    return order.index(cue.kind) < order.index(than.kind)
