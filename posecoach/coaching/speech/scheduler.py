"""Who has the word: one thing is said at a time, and nothing is said late."""

import math
from typing import Final

from posecoach.coaching.feedback import Cue, CueKind
from posecoach.coaching.judging.single_person import ONE_PERSON

# Unhurried speech has 150 words a minute (Voice's default rate 1 in desktop browsers: 150-200).
_WORDS_PER_S: Final = 2.5
# What may not wait until the sentence is over.
_CUTS_IN: Final = (CueKind.SAFETY, CueKind.BLOCKING)
NEVER_HUSHED: Final = (ONE_PERSON,)
"""Cues that are told at once: nobody mends these on the way into place."""
_BREATH_S: Final = 1.2  # engineering-set: from the end of one cue to the next


class Floor:
    """The coach's voice as far as the core knows it: what is being said, and until when.

    All cues of a session ask here before they are spoken.
    """

    def __init__(self) -> None:
        self._speaking: CueKind | None = None
        self._until_s = -math.inf
        self._hushed_until_s: dict[CueKind, float] = {}

    def free_for(self, cue: Cue, t_s: float) -> bool:
        """Whether a cue may be spoken now: in silence, or because it can't wait."""
        if cue.id not in NEVER_HUSHED and self.hushed(cue.kind, t_s):
            return False
        return self.silent(t_s) or (cue.kind in _CUTS_IN and self._speaking not in _CUTS_IN)

    def silent(self, t_s: float) -> bool:
        """Whether nothing is being said."""
        return t_s >= self._until_s

    def take(self, cue: Cue, t_s: float) -> None:
        """Notes that a cue begins to be spoken."""
        self._speaking = cue.kind
        self._until_s = t_s + spoken_s(cue.text) + _BREATH_S

    def stop(self) -> None:
        """What is being said ends here."""
        self._until_s = -math.inf

    def hush(self, kind: CueKind, until_s: float) -> None:
        """Nothing of this kind is spoken until then."""
        self._hushed_until_s[kind] = until_s

    def hushed(self, kind: CueKind, t_s: float) -> bool:
        """Whether this kind is not to be spoken yet."""
        return t_s < self._hushed_until_s.get(kind, -math.inf)


def spoken_s(text: str) -> float:
    """About how long it takes to say a text, seconds."""
    return len(text.split()) / _WORDS_PER_S
