"""All that came of an evaluation, and the same as JSON."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from posecoach.evaluation.labelled.classes import ClassifiedStill, class_table
from posecoach.evaluation.labelled.clip_totals import totals_by_exercise
from posecoach.evaluation.labelled.clips import JudgedClip
from posecoach.evaluation.labelled.pairs import JudgedPair, pair_totals
from posecoach.evaluation.labelled.stills import (
    JointAngle,
    JudgedStill,
    angle_errors,
    angle_errors_by_class,
    tallies_by,
    tally,
)

SCHEMA_VERSION = 2

_DIGITS = 3  # a thousandth of a degree or a second is far below any error


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of photos, pairs of photos, and clips; each is empty where none were given.

    Attributes:
        stills: The photos by every exercise that they are labelled for.
        classes: The photos by every exercise.
        angles: Photos against joints placed by hand.
        pairs: Rounded and flat backs of one person.
        clips: The clips by every exercise.
    """

    stills: Sequence[JudgedStill] = ()
    classes: Sequence[ClassifiedStill] = ()
    angles: Sequence[JointAngle] = ()
    pairs: Sequence[JudgedPair] = ()
    clips: Sequence[JudgedClip] = ()


def evaluation_json(found: Evaluation) -> str:
    """Counts, errors, and every photo, pair and clip as JSON, with a final line break."""
    stills, angles = found.stills, found.angles
    content = {
        "schema_version": SCHEMA_VERSION,
        "overall": asdict(tally(stills)),
        "by_stretch": {name: asdict(counts) for name, counts in tallies_by(stills, "stretch").items()},
        "by_class": {name: asdict(counts) for name, counts in tallies_by(stills, "pose_class").items()},
        "misses": [asdict(still) | {"miss": still.miss} for still in stills if still.miss],
        "class_table": class_table(found.classes),
        "angle_errors": [asdict(errors) for errors in angle_errors(angles)],
        "angle_errors_by_class": {
            name: [asdict(errors) for errors in group]
            for name, group in angle_errors_by_class(angles).items()
        },
        "angles": [asdict(angle) for angle in angles],
        "stills": [asdict(still) for still in stills],
        "pair_totals": asdict(pair_totals(found.pairs)),
        "pairs": [_pair(pair) for pair in found.pairs],
        "clip_totals": {
            exercise: {half: asdict(totals) for half, totals in by_half.items()}
            for exercise, by_half in totals_by_exercise(found.clips).items()
        },
        "clips": [_clip(clip) for clip in found.clips],
    }
    return json.dumps(_rounded(content), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _pair(judged: JudgedPair) -> dict[str, Any]:
    pair = judged.pair
    return {
        "pair": pair.name,
        "half": pair.half,
        "clarity": pair.clarity,
        "exercise": judged.exercise,
        "in_order": judged.in_order,
        "rounded": {"file": pair.rounded} | asdict(judged.rounded),
        "flat": {"file": pair.flat} | asdict(judged.flat),
    }


def _clip(clip: JudgedClip) -> dict[str, Any]:
    spans = [asdict(span) | {"missed": span.missed} for span in clip.spans]
    return asdict(clip) | {"spans": spans, "repetitions": clip.repetitions}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
