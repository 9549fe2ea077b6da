"""Clips with labelled spans added up: by exercise and half of the material, and by class."""

from collections.abc import Sequence
from dataclasses import dataclass

from posecoach.evaluation.labelled.clips import JudgedClip
from posecoach.evaluation.labelled.flicker import Flicker, worst
from posecoach.evaluation.labelled.segments import Demand

ALL = "all"
"""The name of all halves together."""


@dataclass(frozen=True, slots=True)
class ClipTotals:
    """The totals of several clips by one exercise.

    Attributes:
        good_s: The scored seconds of the spans that must count; None where the exercise is one of
            repetitions, whose spans hold the way there and back as well.
        counted_s: How many of these seconds counted.
        debatable_s: The seconds that counted in debatable spans.
        false_s: The seconds that counted although they ought not to.
        good_spans: How many spans must count.
        missed_spans: How many of them were missed.
        repetitions: Those that counted in all; None where the exercise is one hold.
        false_repetitions: Those that counted although they ought not to.
        worst_flicker: In any span; None where there is none.
    """

    clips: int
    good_s: float | None
    counted_s: float | None
    debatable_s: float | None
    false_s: float | None
    good_spans: int
    missed_spans: int
    repetitions: int | None
    false_repetitions: int | None
    worst_flicker: Flicker | None


def total(clips: Sequence[JudgedClip]) -> ClipTotals:
    """Adds up clips that were judged by one exercise, at least one."""
    spans = [span for clip in clips for span in clip.spans]
    good = [span for span in spans if span.demand is Demand.COUNTS]
    false = [one for clip in clips for one in clip.false]
    counted = [clip.repetitions for clip in clips if clip.repetitions is not None]
    held = not counted
    return ClipTotals(
        clips=len(clips),
        good_s=sum(span.scored_s for span in good) if held else None,
        counted_s=sum(span.counted_s for span in good) if held else None,
        debatable_s=sum(span.counted_s for span in spans if span.demand is Demand.OPEN) if held else None,
        false_s=sum(one.length_s for one in false) if held else None,
        good_spans=len(good),
        missed_spans=sum(span.missed for span in good),
        repetitions=None if held else sum(counted),
        false_repetitions=None if held else len(false),
        worst_flicker=worst(span.flicker for span in spans if span.flicker is not None),
    )


def totals_by_exercise(clips: Sequence[JudgedClip]) -> dict[str, dict[str, ClipTotals]]:
    """The totals of each exercise by half, and of all halves together where there are several."""
    found: dict[str, dict[str, ClipTotals]] = {}
    for exercise in dict.fromkeys(clip.exercise for clip in clips):
        judged = [clip for clip in clips if clip.exercise == exercise]
        halves = dict.fromkeys(clip.half for clip in judged)
        by_half = {half: total([clip for clip in judged if clip.half == half]) for half in halves if half}
        found[exercise] = by_half if by_half and len(halves) == 1 else by_half | {ALL: total(judged)}
    return found


def held_in_all(clips: Sequence[JudgedClip]) -> tuple[float, float, float]:
    """Over all exercises that are one hold: good seconds that counted, good seconds, and false ones."""
    held = [clip for clip in clips if clip.repetitions is None]
    good = [span for clip in held for span in clip.good]
    return (
        sum(span.counted_s for span in good),
        sum(span.scored_s for span in good),
        sum(one.length_s for clip in held for one in clip.false),
    )


def counted_by_class(clips: Sequence[JudgedClip]) -> dict[str, dict[str, tuple[float, int | None]]]:
    """By class and exercise, the seconds that counted, and the repetitions; None where it is one hold."""
    found: dict[str, dict[str, tuple[float, int | None]]] = {}
    for clip in clips:
        for pose_class, seconds in clip.counted_by_class.items():
            row = found.setdefault(pose_class, {})
            before_s, before = row.get(clip.exercise, (0.0, None))
            by_class = clip.repetitions_by_class
            repetitions = None if by_class is None else (before or 0) + by_class[pose_class]
            row[clip.exercise] = (before_s + seconds, repetitions)
    return found
