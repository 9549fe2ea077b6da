"""The one cue for now: which comes first, how long it must have been true, when it may come again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, ClockReading, Cue, CueKind, Requirement, Severity, State
from posecoach.coaching.judging.checker import Verdict
from posecoach.coaching.kinematics.timing import Since
from posecoach.coaching.reasons import Reason
from posecoach.coaching.speech.asked_gate import AskedGate
from posecoach.coaching.speech.marks import Marks, interrupts
from posecoach.coaching.speech.scheduler import SpeechScheduler
from posecoach.pose.landmarks import Side

_LASTS_S: Final = {  # how long a cue must be true before it is spoken
    CueKind.GUIDE: 1.5,  # a person who goes on unasked needs no word
    CueKind.FRAMING: 1.0,
    CueKind.BLOCKING: 0.3,  # on top of the spec's fault_after_s
    CueKind.POSITION: 2.0,  # going in takes a while, and needs no comment
    CueKind.ADVICE: 1.5,
    CueKind.PRAISE: 0.0,
}
# Before the same cue is spoken again; twice that before the third time, and so on: a person who can't do
# anything about it knows by then. Once the clock has run, the count starts again.
_COOLDOWN_S: Final = 8.0
_LONGEST_COOLDOWN_S: Final = 40.0
_PRAISE_AFTER_S: Final = 1.0  # the clock must have run for this long before it is confirmed
_SEEN_AFTER_S: Final = 0.4  # the person must have been in the picture for this long
_TIME_SHOWN_S: Final = 2.0  # how long an announced time stays on the screen
_GO: Final = "go"
_NOT_IN_PICTURE: Final = (State.NO_PERSON, State.NOT_FRAMED)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the cue of one frame is chosen from."""

    t_s: float
    state: State
    reason: str | None
    framing: Iterable[Requirement]
    verdict: Verdict | None
    clock: ClockReading


@dataclass(slots=True)
class _Showing:
    """The cue on the screen: since when it has been there, and whether it has been spoken meanwhile."""

    id: str
    since_s: float
    spoken: bool = False


class CueDirector:
    """Chooses what to show and what to speak in one set.

    Args:
        spec: The stretch.
        phrases: The language.
        leg: The leg that was asked for; None where the coach finds it.
        scheduler: When cues may be spoken; shared by all sets of a session.
    """

    def __init__(
        self, spec: StretchSpec, phrases: Phrases, leg: Side | None, scheduler: SpeechScheduler
    ) -> None:
        self._spec = spec
        self._phrases = phrases
        self._leg = leg
        self._scheduler = scheduler
        self._gates = {gate.id for gate in spec.gates}
        self._asked = AskedGate([gate.id for gate in spec.gates])
        self._showing: _Showing | None = None
        self._spoken_at: dict[str, float] = {}
        self._times_spoken: dict[str, int] = {}
        self._times_unheeded: dict[str, int] = {}  # how often each was spoken since the clock last ran
        # The person can't see whether the clock runs, so it is confirmed aloud; repetitions are counted, and
        # of what is only timed nothing is called good.
        self._is_praised = spec.repetitions is None and not spec.timed_only
        self._praise_due = self._is_praised
        self._running = Since()
        self._in_picture = Since()
        self._framing_asked = False  # a framing cue was spoken: once it has helped, it is confirmed
        self._marks = Marks(spec, phrases, leg)
        self._mark: tuple[Cue, float] | None = None  # the time announced last, and when

    def choose(self, now: Situation) -> tuple[Cue | None, Cue | None]:
        """The cue to show in this frame, and the one to begin speaking in it (mostly None)."""
        running_s = self._running.update(now.t_s, now.clock.running)
        in_picture_s = self._in_picture.update(now.t_s, now.state not in _NOT_IN_PICTURE)
        if now.clock.running:
            self._times_unheeded.clear()
        asked = self._asked_gate(now)
        mark = self._marks.due(now.clock)
        if mark is not None:
            self._mark = (mark, now.t_s)
            if self._scheduler.is_silent(now.t_s) or interrupts(mark):
                self._note_spoken(mark, now.t_s)
                return mark, mark
            return mark, None
        cue = self._most_urgent(now, asked, running_s, in_picture_s)
        if cue is None:
            self._showing = None
            recent = self._mark is not None and now.t_s - self._mark[1] < _TIME_SHOWN_S
            return (self._mark[0] if self._mark and recent else None), None
        if self._showing is None or self._showing.id != cue.id:
            self._showing = _Showing(cue.id, now.t_s)
        if not self._may_speak(cue, now.t_s - self._showing.since_s, now.t_s):
            return self._worded(cue, again=self._showing.spoken), None
        cue = self._worded(cue, again=False)
        self._showing.spoken = True
        self._note_spoken(cue, now.t_s)
        return cue, cue

    def _asked_gate(self, now: Situation) -> str | None:
        """The position gate to ask for, in the states in which one is."""
        asks = now.state in (State.NOT_IN_POSITION, State.UNKNOWN) and now.reason in self._gates
        answers = {gate.id: gate.answer for gate in now.verdict.gates} if now.verdict else {}
        return self._asked.update(now.t_s, now.reason if asks else None, answers)

    def _most_urgent(
        self, now: Situation, asked: str | None, running_s: float | None, in_picture_s: float | None
    ) -> Cue | None:
        """The first cue that is true of the situation, in the order of urgency."""
        if now.clock.completed and now.clock.running:
            return None
        if now.state is State.NO_PERSON:
            missing = next((need.id for need in now.framing if not need.ready), "no_person")
            return self._general(missing, CueKind.FRAMING)
        if now.state is State.NOT_FRAMED:
            missing = next(need.id for need in now.framing if not need.ready)
            return self._general(missing, CueKind.FRAMING)
        if now.state is State.UNKNOWN and now.reason == Reason.TOO_FEW_PICTURES:
            return self._general(Reason.TOO_FEW_PICTURES, CueKind.FRAMING)
        if now.verdict is not None and now.verdict.faults:
            fault = now.verdict.faults[0]
            kind = CueKind.BLOCKING if fault.severity is Severity.BLOCKING else CueKind.ADVICE
            return self._of_gate(fault.id, kind)
        if self._framing_asked and in_picture_s is not None:
            return self._general("seen_well", CueKind.PRAISE) if in_picture_s >= _SEEN_AFTER_S else None
        if now.state is State.NOT_IN_POSITION and asked is not None:
            return self._of_gate(asked, CueKind.POSITION)
        if now.state is State.READY:
            return Cue(_GO, CueKind.GUIDE, self._phrases.movement(self._spec).go[0])
        if now.state is State.UNKNOWN and now.reason == Reason.SOMEBODY_ELSE:
            return self._general(Reason.SOMEBODY_ELSE, CueKind.FRAMING)
        if now.state is State.UNKNOWN and asked is not None:
            return self._of_gate(asked, CueKind.POSITION)
        if now.state is State.UNKNOWN:
            return self._general("not_sure", CueKind.FRAMING)
        passed = now.verdict is not None and now.verdict.position is Answer.PASS
        if now.state is State.MOVING and passed and not self._spec.timed_only:
            return self._general("hold_still", CueKind.POSITION)
        if self._praise_due and running_s is not None:
            return self._general("hold_that", CueKind.PRAISE) if running_s >= _PRAISE_AFTER_S else None
        return None

    def _general(self, id_: str, kind: CueKind) -> Cue:
        return self._phrases.cue(id_, kind, self._leg)

    def _of_gate(self, gate_id: str, kind: CueKind) -> Cue:
        return Cue(gate_id, kind, self._phrases.of_gate(self._spec, gate_id)[0])

    def _worded(self, cue: Cue, *, again: bool) -> Cue:
        """A cue in its next wording, or again in the one that was spoken last."""
        times = self._times_spoken.get(cue.id, 0) - again
        if cue.id == _GO:
            texts = self._phrases.movement(self._spec).go
        elif cue.id in self._gates:
            texts = self._phrases.of_gate(self._spec, cue.id)
        else:
            return self._phrases.cue(cue.id, cue.kind, self._leg, times=times)
        return Cue(cue.id, cue.kind, texts[times % len(texts)])

    def _may_speak(self, cue: Cue, lasted_s: float, t_s: float) -> bool:
        if lasted_s < _LASTS_S[cue.kind] or not self._scheduler.can_start(cue, t_s):
            return False
        spoken_at = self._spoken_at.get(cue.id)
        wait_s = _COOLDOWN_S * 2 ** max(0, self._times_unheeded.get(cue.id, 0) - 1)
        return spoken_at is None or t_s - spoken_at >= min(wait_s, _LONGEST_COOLDOWN_S)

    def _note_spoken(self, cue: Cue, t_s: float) -> None:
        self._scheduler.start(cue, t_s)
        self._spoken_at[cue.id] = t_s
        self._times_spoken[cue.id] = self._times_spoken.get(cue.id, 0) + 1
        self._times_unheeded[cue.id] = self._times_unheeded.get(cue.id, 0) + 1
        if cue.kind in (CueKind.FRAMING, CueKind.BLOCKING, CueKind.POSITION):
            self._praise_due = self._is_praised
        if cue.kind is CueKind.FRAMING:
            self._framing_asked = True
        elif cue.kind is CueKind.PRAISE:
            self._framing_asked = False
            self._praise_due = self._praise_due and cue.id != "hold_that"
