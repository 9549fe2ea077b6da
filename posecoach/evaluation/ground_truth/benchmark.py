"""The scores of many clips added up: error statistics, totals, and all of it as JSON."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

import numpy as np

from posecoach.coaching.feedback import Severity
from posecoach.evaluation.ground_truth.repetitions import RepetitionTotals, ScoredRepetition, add_up
from posecoach.evaluation.ground_truth.score import SCORED_MEASURES, AngleReading, ClipScore, Phase
from posecoach.records import words

SCHEMA_VERSION = 1

PHASE_WORDS = {Phase.HOLD: "in the hold", Phase.MOVING: "moving", Phase.OTHER: "otherwise"}

_PERCENTILE = 95
_DIGITS = 3  # a thousandth of a second or a degree is far below any error


@dataclass(frozen=True, slots=True)
class ErrorStats:
    """The errors of one measure in one phase, degrees.

    Attributes:
        stretch: The stretch's id; None for all stretches together.
        frames: Frames in which a person was found.
        known: Those in which the coach claimed to know the value; the errors below are of these.
        mean: Mean of measured minus true: the bias.
        mae: Mean absolute error.
        p95: 95% of the absolute errors are at most this large.
        within_budget: The share of errors within the stated error budget.
        within_two_budgets: The share of errors within twice the stated budget.
    """

    measure: str
    phase: Phase
    stretch: str | None
    frames: int
    known: int
    mean: float
    mae: float
    p95: float
    within_budget: float
    within_two_budgets: float

    @property
    def occasion(self) -> str:
        """The phase and the stretch in words."""
        phase = PHASE_WORDS[self.phase]
        return phase if self.stretch is None else f"{phase}, {words.stretch(self.stretch).lower()}"


@dataclass(frozen=True, slots=True)
class Worst:
    """The largest value of a figure, and the clip it comes from."""

    seconds: float
    clip: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals over all clips.

    Attributes:
        never_valid_clips: Clips that never show the stretch held well.
        never_valid_counted_s: The time counted in them nevertheless.
        worst_valid_difference: The clip whose valid hold time is furthest from the ground truth.
        latest_fault: The planted fault named longest after its onset; None if none was named.
        repetitions: Of the clips of repetitions; None if there are none.
    """

    clips: int
    truth_valid_s: float
    coach_valid_s: float
    false_valid_s: float
    false_paused_s: float
    worst_false_valid: Worst
    worst_false_paused: Worst
    worst_valid_difference: Worst
    never_valid_clips: int
    never_valid_counted_s: float
    planted: int
    found: int
    latest_fault: Worst | None
    false_blocking: int
    false_advice: int
    repetitions: RepetitionTotals | None = None


def total(clips: Sequence[ClipScore]) -> Totals:
    """Adds up the scores of at least one clip."""
    never_valid = [clip for clip in clips if not clip.truly_valid]
    repeated = [clip.repetitions for clip in clips if clip.repetitions is not None]
    late = [
        Worst(fault.late_s, clip.name) for clip in clips for fault in clip.planted if fault.late_s is not None
    ]
    return Totals(
        clips=len(clips),
        truth_valid_s=sum(clip.truth_valid_s for clip in clips),
        coach_valid_s=sum(clip.coach_valid_s for clip in clips),
        false_valid_s=sum(clip.false_valid_s for clip in clips),
        false_paused_s=sum(clip.false_paused_s for clip in clips),
        worst_false_valid=_worst(clips, lambda clip: clip.false_valid_s),
        worst_false_paused=_worst(clips, lambda clip: clip.false_paused_s),
        worst_valid_difference=_worst(clips, lambda clip: clip.coach_valid_s - clip.truth_valid_s),
        never_valid_clips=len(never_valid),
        never_valid_counted_s=sum(clip.false_valid_s for clip in never_valid),
        planted=sum(len(clip.planted) for clip in clips),
        found=len(late),
        latest_fault=max(late, key=lambda fault: fault.seconds, default=None),
        false_blocking=sum(clip.false_faults_of(Severity.BLOCKING) for clip in clips),
        false_advice=sum(clip.false_faults_of(Severity.ADVICE) for clip in clips),
        repetitions=add_up(list(chain.from_iterable(repeated))) if repeated else None,
    )


def error_stats(readings: Iterable[AngleReading]) -> list[ErrorStats]:
    """Statistics of every measure in every phase, and in the holds of each stretch if there are several.

    Leaves out groups without a known value.
    """
    found = []
    listed = list(readings)
    stretches = list(dict.fromkeys(reading.stretch for reading in listed))
    for measure in SCORED_MEASURES:
        for phase in Phase:
            group = [r for r in listed if r.measure == measure and r.phase is phase]
            found.append(_stats(measure, phase, None, group))
            if phase is Phase.HOLD and len(stretches) > 1:
                found += [
                    _stats(measure, phase, stretch, [r for r in group if r.stretch == stretch])
                    for stretch in stretches
                ]
    return [stats for stats in found if stats is not None]


def benchmark_json(clips: Sequence[ClipScore]) -> str:
    """Totals, errors and clips as JSON with a final line break."""
    readings = [reading for clip in clips for reading in clip.readings]
    found = {
        "schema_version": SCHEMA_VERSION,
        "totals": asdict(total(clips)),
        "errors": [asdict(stats) for stats in error_stats(readings)],
        "clips": [_clip_object(clip) for clip in clips],
    }
    return json.dumps(_rounded(found), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _worst(clips: Sequence[ClipScore], value: Callable[[ClipScore], float]) -> Worst:
    clip = max(clips, key=lambda clip: abs(value(clip)))
    return Worst(value(clip), clip.name)


def _stats(
    measure: str, phase: Phase, stretch: str | None, readings: Sequence[AngleReading]
) -> ErrorStats | None:
    known = np.array([(r.error, r.sigma) for r in readings if r.error is not None])
    if not known.size:
        return None
    error, budget = known.T
    size = np.abs(error)
    return ErrorStats(
        measure=measure,
        phase=phase,
        stretch=stretch,
        frames=len(readings),
        known=len(known),
        mean=float(error.mean()),
        mae=float(size.mean()),
        p95=float(np.percentile(size, _PERCENTILE)),
        within_budget=float((size <= budget).mean()),
        within_two_budgets=float((size <= 2 * budget).mean()),
    )


def _clip_object(clip: ClipScore) -> dict[str, Any]:
    return {
        "name": clip.name,
        "shows": clip.shows,
        "stretch": clip.stretch,
        "side": clip.side,
        "view": clip.view,
        "duration_s": clip.duration_s,
        "truth_valid_s": clip.truth_valid_s,
        "coach_valid_s": clip.coach_valid_s,
        "false_valid_s": clip.false_valid_s,
        "false_paused_s": clip.false_paused_s,
        "truly_valid": clip.truly_valid,
        "counted": clip.counted,
        "planted_faults": [asdict(fault) | {"late_s": fault.late_s} for fault in clip.planted],
        "false_faults": [asdict(fault) for fault in clip.false_faults],
        "unjudged_s": clip.unjudged,
        "repetitions": None if clip.repetitions is None else [_repetition(one) for one in clip.repetitions],
        "errors": [asdict(stats) for stats in error_stats(clip.readings)],
    }


def _repetition(one: ScoredRepetition) -> dict[str, Any]:
    return {
        "true": None if one.true is None else one.true.model_dump(),
        "coach": None if one.coach is None else asdict(one.coach),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
