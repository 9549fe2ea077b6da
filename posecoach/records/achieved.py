"""How much of a set was done, in words: seconds of a hold, repetitions, or time that is not judged."""

from collections.abc import Iterable
from dataclasses import dataclass

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Repetition
from posecoach.records import words
from posecoach.translation import format_list, translate_plural
from posecoach.translation import translate as _


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a set achieved, against what it asked for.

    Attributes:
        valid_s: Seconds that counted; of repetitions, in the working position.
        target_s: Seconds asked for; of repetitions all dwells together, 0 where nothing is held.
        counted: Repetitions that count; None of a hold.
        wanted: Repetitions asked for; None of a hold.
        timed_only: Whether the time was counted without judging the form.
    """

    valid_s: float
    target_s: float
    counted: int | None = None
    wanted: int | None = None
    timed_only: bool = False

    @classmethod
    def by(cls, clock: ClockReading, spec: StretchSpec) -> "Achieved":
        """By the clock of a set."""
        repetitions = clock.repetitions
        if repetitions is None:
            return cls(clock.valid_s, clock.target_s, timed_only=spec.timed_only)
        return cls(clock.valid_s, clock.target_s, repetitions.counted, repetitions.target)

    @property
    def completed(self) -> bool:
        """Whether the target is reached."""
        if self.counted is not None and self.wanted is not None:
            return self.counted >= self.wanted
        return self.valid_s >= self.target_s

    @property
    def share(self) -> float:
        """How much of the target is reached, 0 to 1."""
        done, of = self.valid_s, self.target_s
        if self.counted is not None and self.wanted is not None:
            done, of = self.counted, self.wanted
        return min(1.0, done / of) if of > 0 else 0.0

    @property
    def text(self) -> str:
        """In words, e.g. "12 s of 20 s held well" or "6 of 8 repetitions, 18 s held"."""
        if self.counted is not None and self.wanted is not None:
            of_all = translate_plural(
                "{counted} of {count} repetition", "{counted} of {count} repetitions", self.wanted
            ).format(counted=self.counted, count=self.wanted)
            if self.target_s <= 0:
                return of_all
            return _("{repetitions}, {seconds} held").format(
                repetitions=of_all, seconds=words.seconds(self.valid_s)
            )
        text = (
            _("{seconds} of {target}, not judged")
            if self.timed_only
            else _("{seconds} of {target} held well")
        )
        return text.format(seconds=words.seconds(self.valid_s), target=words.seconds(self.target_s))


def in_total(sets: Iterable[Achieved]) -> str:
    """Several sets in words, e.g. "40 s held well, 14 repetitions and 1 min 00 s not judged"."""
    sets = list(sets)
    judged = [one for one in sets if not one.timed_only]
    counted = sum(one.counted or 0 for one in sets)
    held_s = sum(one.valid_s for one in judged)
    not_judged_s = sum(one.valid_s for one in sets if one.timed_only)
    held = _("{seconds} held well").format(seconds=words.seconds(held_s))
    not_judged = _("{seconds} not judged").format(seconds=words.seconds(not_judged_s))
    parts = [held] if held_s > 0 else []
    parts += [repetitions(counted)] if counted else []
    parts += [not_judged] if not_judged_s > 0 else []
    return format_list(parts or [held])


def outcome(one: Repetition, spec: StretchSpec | str | None, *, held: bool) -> str:
    """What became of a repetition, e.g. "held 3.4 s" or "not counted: hips not high enough".

    Args:
        one: The repetition.
        spec: Its exercise, or the id.
        held: Whether the working position is to be held, and not only passed through.
    """
    if one.reason is not None:
        return _("not counted: {reason}").format(reason=words.reason(one.reason, spec))
    return _("held {seconds}").format(seconds=words.seconds(one.held_s)) if held else _("counted")


def repetitions(count: int) -> str:
    """A number of repetitions, e.g. "1 repetition"."""
    return translate_plural("{count} repetition", "{count} repetitions", count).format(count=count)
