"""Photos of one person with a rounded and a flat back: which reads rounder, and is only that one named?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, Feedback
from posecoach.coaching.kinematics.spine import SPINE_FLEXION
from posecoach.evaluation.labelled.tsv import HALF, LabelError, of_half, rows, wrong


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos of one person.

    Attributes:
        name: The pair's name.
        line: Its line in the table.
        rounded: The photo with the rounded back.
        flat: The photo with the flat back.
        clarity: How clear the difference is, in words.
        half: Which half of the material it belongs to; empty if the table doesn't say.
    """

    name: str
    line: int
    rounded: str
    flat: str
    clarity: str
    half: str


@dataclass(frozen=True, slots=True)
class BackReading:
    """A back as one exercise reads it.

    Attributes:
        flexion: Degrees; None if the coach does not claim to know.
        named: Whether it is beyond the exercise's limit for a rounded back.
        why_not: Why it is not known.
        gates_failed: How many gates the photo surely fails, other than those of the back.
    """

    flexion: float | None
    named: bool
    why_not: str | None
    gates_failed: int


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair, read by one exercise.

    Attributes:
        in_order: Whether the rounded back reads rounder; None unless both are known.
    """

    pair: Pair
    exercise: str
    rounded: BackReading
    flat: BackReading

    @property
    def in_order(self) -> bool | None:
        """Whether the rounded back reads rounder; None unless both are known."""
        if self.rounded.flexion is None or self.flat.flexion is None:
            return None
        return self.rounded.flexion > self.flat.flexion

    @property
    def missed(self) -> bool:
        """Whether anything of it is not as it should be."""
        return not self.in_order or not self.rounded.named or self.flat.named


@dataclass(frozen=True, slots=True)
class PairTotals:
    """How many pairs were read right.

    Attributes:
        measured: Those of which both backs are known.
        in_order: Those of them whose rounded back reads rounder.
        rounded_named: The rounded backs that were named.
        flat_named: The flat ones that were.
    """

    pairs: int
    measured: int
    in_order: int
    rounded_named: int
    flat_named: int


def reads_backs(spec: StretchSpec) -> bool:
    """Whether an exercise judges how far the back is bent."""
    return any(gate.measure == SPINE_FLEXION for gate in spec.gates)


def back_reading(answer: Feedback) -> BackReading:
    """The back in an answer to a photo, wherever the person is: many pairs show no exercise of ours."""
    read = answer.measures.get(SPINE_FLEXION)
    asked = [gate for gate in answer.gates if gate.measure == SPINE_FLEXION]
    failed = sum(gate.answer is Answer.FAIL for gate in answer.gates if gate not in asked)
    if read is None or not asked:
        return BackReading(None, False, answer.reason, failed)
    if not read.known or not math.isfinite(read.value):
        return BackReading(None, False, read.why_not, failed)
    return BackReading(read.value, any(gate.answer is Answer.FAIL for gate in asked), None, failed)


def judge_pair(pair: Pair, rounded: Mapping[str, BackReading], flat: Mapping[str, BackReading]) -> JudgedPair:
    """A pair by the exercise that reads both backs; of these the one of whose gates the photos fail fewest.

    Args:
        pair: The pair.
        rounded: The photo with the rounded back, by exercise; at least one.
        flat: The other one, by the same exercises.
    """

    def fit(exercise: str) -> tuple[bool, int]:
        one, other = rounded[exercise], flat[exercise]
        known = one.flexion is not None and other.flexion is not None
        return known, -one.gates_failed - other.gates_failed

    exercise = max(rounded, key=fit)
    return JudgedPair(pair, exercise, rounded[exercise], flat[exercise])


def pair_totals(judged: Sequence[JudgedPair]) -> PairTotals:
    """Adds up pairs."""
    return PairTotals(
        pairs=len(judged),
        measured=sum(one.in_order is not None for one in judged),
        in_order=sum(bool(one.in_order) for one in judged),
        rounded_named=sum(one.rounded.named for one in judged),
        flat_named=sum(one.flat.named for one in judged),
    )


def load_pairs(path: Path, half: str | None = None) -> list[Pair]:
    """Reads the pairs.

    Args:
        path: TSV with the columns ``pair``, ``rounded`` and ``flat`` (two photos), and perhaps ``clarity``
            and ``half``; others are ignored.
        half: Reads only the pairs of this half; all where None.

    Raises:
        LabelError: if the file can't be read or has an invalid entry.
    """
    pairs: dict[str, Pair] = {}
    for line, row in of_half(path, rows(path, ("pair", "rounded", "flat"), "pair"), half):
        name = row["pair"]
        if name in pairs:
            raise LabelError(f"{path}: line {line}: column pair: {name} is listed twice; remove one line")
        for column in ("rounded", "flat"):
            if not row[column]:
                raise wrong(path, line, column, "expected a photo's name", "")
        pairs[name] = Pair(name, line, row["rounded"], row["flat"], row.get("clarity", ""), row.get(HALF, ""))
    return list(pairs.values())
