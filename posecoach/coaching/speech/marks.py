"""What is announced of the clock, each mark once: the seconds left of a hold, or a repetition's number."""

from typing import Final

from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Cue, CueKind, Repetition, RepetitionReading
from posecoach.coaching.reasons import Reason
from posecoach.pose.landmarks import Side

DONE: Final = "done"
_HALF_WAY_FROM_S: Final = 20.0
_COUNTED_DOWN_S: Final = (3, 2, 1)
# Of a repetition: these can't wait, because a moment later they are no longer true.
_AT_ONCE: Final = ("repetition", "back", "repetition_done")
_REPORTED: Final = (Reason.TOO_SHORT, Reason.TOO_FAST, Reason.NOT_SEEN)


def interrupts(mark: Cue) -> bool:
    """Whether an announcement may cut off what is being said: repetitions, the end and the count to it."""
    return mark.id == DONE or mark.id.startswith("left_") or mark.id in _AT_ONCE


class Marks:
    """Follows the clock of one set.

    Args:
        spec: The exercise.
        phrases: The language.
        leg: The leg that was asked for; None where the coach finds it.
    """

    def __init__(self, spec: StretchSpec, phrases: Phrases, leg: Side | None) -> None:
        self._spec = spec
        self._phrases = phrases
        self._leg = leg
        self._passed: set[str] = set()
        self._over = 0  # repetitions that have been announced
        self._at_top_s: float | None = None  # when the working position was reached that was announced last
        self._back_said = False

    def due(self, clock: ClockReading) -> Cue | None:
        """What to announce in this frame."""
        if clock.repetitions is not None:
            return self._of_repetitions(clock.repetitions)
        return self._of_time(clock)

    def _of_time(self, clock: ClockReading) -> Cue | None:
        if not clock.running:
            return None
        left_s = clock.target_s - clock.valid_s
        # Half way of 20 s is ten seconds left: announced once. In shorter holds it would only be chatter.
        marks = [("half_way", clock.target_s / 2)] if clock.target_s >= _HALF_WAY_FROM_S else []
        if clock.target_s > _HALF_WAY_FROM_S:
            marks.append(("ten_left", _HALF_WAY_FROM_S / 2))
        marks += [(f"left_{n}", float(n)) for n in _COUNTED_DOWN_S]
        marks.append((DONE, 0.0))
        due = [id_ for id_, at_s in marks if left_s <= at_s and id_ not in self._passed]
        self._passed.update(due)
        return self._cue(due[-1]) if due else None

    def _of_repetitions(self, now: RepetitionReading) -> Cue | None:
        if len(now.done) > self._over:
            self._over = len(now.done)
            return self._of_one(now.done[-1], now)
        if now.dwell_s is None or now.top_s is None:
            return None
        if now.top_s != self._at_top_s:
            self._at_top_s, self._back_said = now.top_s, False
            return self._cue("repetition", number=now.counted + 1)
        if now.held_s >= now.dwell_s and not self._back_said:
            self._back_said = True
            return Cue("back", CueKind.TIME, self._phrases.movement(self._spec).back)
        return None

    def _of_one(self, over: Repetition, now: RepetitionReading) -> Cue | None:
        """What to say of a repetition that is over."""
        if over.reason in _REPORTED:
            return self._cue(over.reason)
        if over.reason is not None:
            texts = self._phrases.of_gate(self._spec, over.reason)
            return Cue(over.reason, CueKind.POSITION, texts[0])
        if now.counted >= now.target:
            return self._cue(DONE)
        return self._cue("repetition_done", number=now.counted) if now.dwell_s is None else None

    def _cue(self, id_: str, number: int | None = None) -> Cue:
        more = {} if number is None else {"number": number}
        return self._phrases.cue(id_, CueKind.TIME, self._leg, times=0, **more)
