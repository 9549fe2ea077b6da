"""Labelled spans of clips, and which of them must count for which exercise, from TSV files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from posecoach.evaluation.labelled.tsv import HALF, LabelError, number, of_half, rows, wrong
from posecoach.evaluation.spans import Span

EVERY = "*"
"""As an exercise: every one. As a form: any."""

_FROM_THE_SIDE = "side"
_BETWEEN_FORMS = "|"


class Demand(StrEnum):
    """What a labelled span asks of an exercise."""

    COUNTS = "counts"  # must count
    OPEN = "open"  # debatable: not scored
    NEVER = "never"  # must not count


@dataclass(frozen=True, slots=True)
class Segment:
    """A labelled span of a clip.

    Attributes:
        file: The clip's name in the folder of clips.
        line: Its line in the table.
        start_s: Its start, seconds.
        end_s: Its end, seconds.
        pose_class: What it shows, e.g. ``SEATED_HAM``.
        form: How well it is done, in words.
        view: Where the camera is; ``side`` where it sees the person from the side.
        half: Which half of the material it belongs to; empty if the table doesn't say.
    """

    file: str
    line: int
    start_s: float
    end_s: float
    pose_class: str
    form: str
    view: str
    half: str

    @property
    def span(self) -> Span:
        """From, to, seconds."""
        return self.start_s, self.end_s


@dataclass(frozen=True, slots=True)
class ClassRule:
    """Which spans of a class are right for an exercise.

    Attributes:
        pose_class: The class.
        exercise: The exercise's id, or ``EVERY``.
        good: How the forms begin that must count where they are seen from the side; from elsewhere they are
            debatable.
        open: What makes a form debatable, wherever in it that stands. It goes before ``good``.
    """

    pose_class: str
    exercise: str
    good: tuple[str, ...]
    open: tuple[str, ...]

    def demand(self, segment: Segment) -> Demand:
        """What a span of this class asks of this exercise."""
        if any(word == EVERY or word in segment.form for word in self.open):
            return Demand.OPEN
        if not any(word == EVERY or segment.form.startswith(word) for word in self.good):
            return Demand.NEVER
        return Demand.COUNTS if segment.view == _FROM_THE_SIDE else Demand.OPEN


def demand(segment: Segment, exercise: str, rules: Sequence[ClassRule]) -> Demand:
    """What a span asks of an exercise: by the exercise's own rule, else by the one of every exercise."""
    for wanted in (exercise, EVERY):
        for rule in rules:
            if (rule.pose_class, rule.exercise) == (segment.pose_class, wanted):
                return rule.demand(segment)
    return Demand.NEVER


def is_of(segment: Segment, exercise: str, rules: Sequence[ClassRule]) -> bool:
    """Whether a span's class is one that the rules name for the exercise itself."""
    return any((rule.pose_class, rule.exercise) == (segment.pose_class, exercise) for rule in rules)


def load_segments(path: Path, half: str | None = None) -> dict[str, tuple[Segment, ...]]:
    """Reads the labelled spans by clip, in the order of the file and of time.

    Args:
        path: TSV with the columns ``file``, ``t0``, ``t1``, ``class``, ``form`` and ``view``, and perhaps
            ``half``; others are ignored.
        half: Reads only the spans of this half; all where None.

    Raises:
        LabelError: if the file can't be read, has an invalid entry, or spans of a clip overlap.
    """
    found: dict[str, list[Segment]] = {}
    needed = ("file", "t0", "t1", "class", "form", "view")
    for line, row in of_half(path, rows(path, needed, "clip"), half):
        start_s, end_s = (number(path, line, name, row[name]) for name in ("t0", "t1"))
        if start_s < 0:
            raise wrong(path, line, "t0", "expected 0 or more", row["t0"])
        if end_s <= start_s:
            raise wrong(path, line, "t1", f"expected more than the t0 of {start_s:g}", row["t1"])
        if not row["class"]:
            raise wrong(path, line, "class", "expected a class", "")
        segment = Segment(
            row["file"], line, start_s, end_s, row["class"], row["form"], row["view"], row.get(HALF, "")
        )
        found.setdefault(segment.file, []).append(segment)
    for listed in found.values():
        listed.sort(key=lambda segment: segment.span)
        for one, other in pairwise(listed):
            if other.start_s < one.end_s:
                raise LabelError(
                    f"{path}: line {other.line}: column t0: expected no overlap with the span of line "
                    f"{one.line}, which ends at {one.end_s:g}, got {other.start_s:g}"
                )
    return {file: tuple(listed) for file, listed in found.items()}


def load_classes(path: Path, exercises: Collection[str]) -> list[ClassRule]:
    """Reads which classes are right for which exercise.

    Args:
        path: TSV with the columns ``class``, ``exercise``, ``good`` and ``open``. Each of the latter two
            holds words with ``|`` between them, ``*`` for any form, or nothing.
        exercises: The ids of all exercises.

    Raises:
        LabelError: if the file can't be read or has an invalid entry.
    """
    rules: list[ClassRule] = []
    for line, row in rows(path, ("class", "exercise", "good", "open"), "class"):
        exercise = row["exercise"]
        if exercise not in exercises and exercise != EVERY:
            raise wrong(
                path, line, "exercise", f"expected {EVERY} or one of {', '.join(exercises)}", exercise
            )
        if any((rule.pose_class, rule.exercise) == (row["class"], exercise) for rule in rules):
            raise LabelError(
                f"{path}: line {line}: column class: {row['class']} is listed twice for {exercise}; "
                "remove one line"
            )
        rules.append(ClassRule(row["class"], exercise, _forms(row["good"]), _forms(row["open"])))
    return rules


def scored_exercises(
    segments: Mapping[str, Sequence[Segment]], rules: Sequence[ClassRule], among: Collection[str]
) -> list[str]:
    """The exercises among those given whose class appears in a clip, in the order given."""
    classes = {segment.pose_class for listed in segments.values() for segment in listed}
    return [
        exercise
        for exercise in among
        if any(rule.exercise == exercise and rule.pose_class in classes for rule in rules)
    ]


def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(_BETWEEN_FORMS) if word.strip())
