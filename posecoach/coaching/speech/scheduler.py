"""The speech scheduler: one cue is spoken at a time, and none late."""

import math
from typing import Final

from posecoach.coaching.feedback import Cue, CueKind
from posecoach.coaching.reasons import Reason

# Unhurried speech has 150 words a minute (Voice's default rate 1 in desktop browsers: 150-200).
_WORDS_PER_S: Final = 2.5
_INTERRUPTING: Final = (CueKind.SAFETY, CueKind.BLOCKING)  # too urgent to wait for the end of a sentence
NEVER_DEFERRED: Final = (Reason.ONE_PERSON, Reason.CAMERA_UPRIGHT)
"""Cues about what getting into place does not solve: they are spoken without delay."""
_BREATH_S: Final = 1.2  # engineering-set: from the end of one cue to the next


class SpeechScheduler:
    """Knows what is being spoken and until when; every cue of a session is scheduled here."""

    def __init__(self) -> None:
        self._speaking: CueKind | None = None
        self._until_s = -math.inf
        self._deferred_until_s: dict[CueKind, float] = {}

    def can_start(self, cue: Cue, t_s: float) -> bool:
        """Whether a cue may be spoken now: in silence, or because it is urgent enough to interrupt."""
        if cue.id not in NEVER_DEFERRED and self.is_deferred(cue.kind, t_s):
            return False
        return self.is_silent(t_s) or (cue.kind in _INTERRUPTING and self._speaking not in _INTERRUPTING)

    def is_silent(self, t_s: float) -> bool:
        """Whether nothing is being said."""
        return t_s >= self._until_s

    def start(self, cue: Cue, t_s: float) -> None:
        """Notes that a cue begins to be spoken."""
        self._speaking = cue.kind
        self._until_s = t_s + spoken_s(cue.text) + _BREATH_S

    def stop(self) -> None:
        """Notes that speech is cut off here."""
        self._until_s = -math.inf

    def defer(self, kind: CueKind, until_s: float) -> None:
        """Speaks no cue of this kind before then; replaces an earlier deferral of the kind."""
        self._deferred_until_s[kind] = until_s

    def is_deferred(self, kind: CueKind, t_s: float) -> bool:
        """Whether cues of this kind still have to wait."""
        return t_s < self._deferred_until_s.get(kind, -math.inf)


def spoken_s(text: str) -> float:
    """About how long it takes to say a text, seconds."""
    return len(text.split()) / _WORDS_PER_S
