"""How well the spine is read on many bodies: errors, and whether it tells a rounded back from a flat one.

    python -m tools.render_samples.random_stills --out DIR --bodies 100
    python benchmarks/accuracy/backs.py DIR [--json FILE]

With ``--json`` what was read is written in the form of ``tests/data/backs.json``, on which the tests stand.
"""

import argparse
import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import numpy as np

from posecoach.catalog.exercises import find_spec
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.gate import Gate
from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.spine import SpineCalibration
from posecoach.coaching.still import judge_still
from posecoach.pose.landmarks import Side
from posecoach.vision.estimator import StillPoseEstimator
from posecoach.vision.media.images import read_image
from posecoach.vision.model.store import ensure_model

STRETCHES = {"standing": "standing_hamstring", "seated": "seated_hamstring"}
READ = ("back_bulge", "hip_flexion", "head_lift", "trunk_lean")
COLUMNS = ("posture", *READ, "true lumbar + thoracic flexion")
WHAT = (
    "Read off rendered people of random build, age and dress by MediaPipe full, cameras up to 20 degrees off "
    "the side: the bulge of the back upright, standing and sitting, and in held folds whose legs were read; "
    "in lengths of the trunk and degrees."
)
FLAT_DEG, ROUNDED_DEG, GOOD_DEG = 45.0, 85.0, 55.0
SEEN_FOR_S = 1.0


@dataclass
class Body:
    """What was read of one person.

    Attributes:
        upright: The pose with its judged side, and its measures, by posture.
        holds: Posture, measures, and how far the spine was truly bent.
    """

    upright: dict[str, tuple[PosedSide, dict[str, Measurement]]] = field(default_factory=dict)
    holds: list[tuple[str, dict[str, Measurement], float]] = field(default_factory=list)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How well the spine is read on many bodies.")
    parser.add_argument("stills", type=Path, help="a folder made by tools.render_samples.random_stills")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was read")
    arguments = parser.parse_args()
    bodies = [body for body in seen(arguments.stills) if body.upright.keys() == STRETCHES.keys()]
    for known in (*STRETCHES, None):
        bodies_read = [
            [(posture, true, flexion(body, known, read)) for posture, read, true in body.holds]
            for body in bodies
        ]
        report(f"seen {known}" if known else "never seen upright", bodies_read)
    if arguments.json:
        arguments.json.write_text(as_json(bodies), encoding="utf-8")


def seen(folder: Path) -> Iterable[Body]:
    """The bodies of a folder."""
    bodies: dict[str, Body] = defaultdict(Body)
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, dialect="excel-tab") if row["far_leg"] == "False"]
    with StillPoseEstimator(ensure_model().path) as estimator:
        for row in rows:
            # Who is upright is in no stretch: the order of the stills tells standing from sitting.
            body = bodies[row["body"]]
            shown = [name for name, stretch in STRETCHES.items() if row[stretch] in ("valid", "either")]
            at_rest = row["pose_class"] == "UPRIGHT"
            posture = (
                ("seated" if "standing" in body.upright else "standing") if at_rest else (*shown, None)[0]
            )
            seen = estimator.estimate(read_image(folder / "photos" / row["file"])) if posture else None
            if seen is None or seen.pose is None or posture is None:
                continue
            side = Side(row["side"])
            spec = find_spec(STRETCHES[posture])
            measures = dict(judge_still(seen, spec, load_phrases(), side).measures)
            if at_rest:
                body.upright[posture] = PosedSide(seen.pose, side), measures
            elif measures["knee_flexion"].known and all(measures[name].known for name in READ):
                body.holds.append((posture, measures, float(row["spine_flexion_deg"])))
    return bodies.values()


def flexion(body: Body, known: str | None, read: dict[str, Measurement]) -> Measurement:
    """What is read of a back, of a person seen upright in a posture or never."""
    back = SpineCalibration()
    if known:
        posed, measures = body.upright[known]
        for t_s in (0.0, SEEN_FOR_S):
            back.learn(posed, measures, t_s)
    back.interrupt()
    return back.spine_flexion(read, 0.0)


def report(name: str, bodies: list[list[tuple[str, float, Measurement]]]) -> None:
    """Prints errors and answers over all bodies."""
    (gate,) = (gate for gate in find_spec(STRETCHES["standing"]).gates if gate.id == "back_rounded")
    assert gate.blocks is not None
    readings = [(true, got) for of_body in bodies for _, true, got in of_body]
    true = np.array([true for true, _ in readings])
    errors = np.array([got.value for _, got in readings]) - true
    rounded = np.array([called_rounded(gate, got) for _, got in readings])
    paused = np.array(
        [
            got.sigma <= gate.blocks.within and got.value >= gate.blocks.beyond + got.sigma
            for _, got in readings
        ]
    )
    pairs = [
        (flat, round_)
        for of_body in bodies
        for posture in STRETCHES
        for flat, round_ in product(
            [got for where, true, got in of_body if where == posture and true <= FLAT_DEG],
            [got for where, true, got in of_body if where == posture and true >= ROUNDED_DEG],
        )
    ]
    in_order = sum(flat.value < round_.value for flat, round_ in pairs)
    apart = sum(called_rounded(gate, round_) and not called_rounded(gate, flat) for flat, round_ in pairs)
    print(f"{name}: {len(readings)} holds of {len(bodies)} bodies")
    for sigma in sorted({got.sigma for _, got in readings}):
        of_it = np.array([got.sigma == sigma for _, got in readings])
        print(f"  read to {sigma:g}: error {_rms(errors[of_it]):.1f} rms in {of_it.sum()}")
    print(f"  pairs of one body: {in_order} of {len(pairs)} in order, {apart} clearly apart")
    print(
        f"  called rounded: {rounded[true <= FLAT_DEG].mean():.1%} of the flat, "
        f"{rounded[true >= ROUNDED_DEG].mean():.1%} of the rounded"
    )
    print(
        f"  paused: {paused[true <= GOOD_DEG].sum()} of {(true <= GOOD_DEG).sum()} good, "
        f"{paused[true >= ROUNDED_DEG].mean():.1%} of the rounded"
    )


def called_rounded(gate: Gate, got: Measurement) -> bool:
    """Whether the coach would call the back in a still round."""
    return got.value >= gate.enter + gate.sure_beyond * got.sigma


def as_json(bodies: list[Body]) -> str:
    """A line for each body."""
    lines = [
        json.dumps(
            {
                "body": number,
                "upright": {
                    posture: _number(read["back_bulge"].value, 4)
                    for posture, (_, read) in body.upright.items()
                },
                "holds": [
                    [
                        posture,
                        *(_number(read[name].value, 4 if name == READ[0] else 1) for name in READ),
                        true,
                    ]
                    for posture, read, true in body.holds
                ],
            },
            separators=(",", ":"),
        )
        for number, body in enumerate(bodies)
    ]
    head = f'{{"what":{json.dumps(WHAT)},"columns":{json.dumps(COLUMNS)},"backs":['
    return head + "\n" + ",\n".join(lines) + "]}\n"


def _number(value: float, digits: int) -> float | None:
    return round(value, digits) if math.isfinite(value) else None


def _rms(errors: np.ndarray) -> float:
    return float(np.sqrt(np.mean(errors**2)))


if __name__ == "__main__":
    main()
