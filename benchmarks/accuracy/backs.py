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


@dataclass(frozen=True)
class ReadHold:
    """A hold as the coach reads it.

    Attributes:
        true: How far the spine was truly bent.
        got: How far it is read to be.
        rounded: Whether a still would be called rounded.
        paused: Whether the clock would pause.
    """

    posture: str
    true: float
    got: Measurement
    rounded: bool
    paused: bool


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How well the spine is read on many bodies.")
    parser.add_argument("stills", type=Path, help="a folder made by tools.render_samples.random_stills")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was read")
    arguments = parser.parse_args()
    bodies = [body for body in seen(arguments.stills) if body.upright.keys() == STRETCHES.keys()]
    for known in (*STRETCHES, None):
        bodies_read = [[read_hold(body, known, *hold) for hold in body.holds] for body in bodies]
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


def read_hold(
    body: Body, known: str | None, posture: str, read: dict[str, Measurement], true: float
) -> ReadHold:
    """What is said of a hold, of a person seen upright in a posture or never."""
    back = SpineCalibration()
    if known:
        posed, measures = body.upright[known]
        for t_s in (0.0, SEEN_FOR_S):
            back.learn(posed, measures, t_s)
    back.interrupt()
    spec = find_spec(STRETCHES[posture])
    got = back.spine_flexion(read, 0.0, spec.posture)
    (gate,) = (gate for gate in spec.gates if gate.id == "back_rounded")
    assert gate.blocks is not None
    assert gate.stricter is not None
    limit = gate.enter - gate.stricter.amount(read)
    rounded = got.value >= limit + gate.sure_beyond * got.sigma
    paused = got.sigma <= gate.blocks.within and got.value >= gate.blocks.beyond + got.sigma
    return ReadHold(posture, true, got, rounded, paused)


def report(name: str, bodies: list[list[ReadHold]]) -> None:
    """Prints errors and answers over all bodies."""
    holds = [hold for of_body in bodies for hold in of_body]
    pairs = [
        (flat, round_)
        for of_body in bodies
        for flat, round_ in product(
            [hold for hold in of_body if hold.true <= FLAT_DEG],
            [hold for hold in of_body if hold.true >= ROUNDED_DEG],
        )
        if flat.posture == round_.posture
    ]
    in_order = sum(flat.got.value < round_.got.value for flat, round_ in pairs)
    apart = sum(round_.rounded and not flat.rounded for flat, round_ in pairs)
    print(f"{name}: {len(holds)} holds of {len(bodies)} bodies")
    for sigma in sorted({hold.got.sigma for hold in holds}):
        errors = np.array([hold.got.value - hold.true for hold in holds if hold.got.sigma == sigma])
        print(f"  read to {sigma:g}: error {_rms(errors):.1f} rms in {len(errors)}")
    print(f"  pairs of one body: {in_order} of {len(pairs)} in order, {apart} clearly apart")
    flat, good = ([hold for hold in holds if hold.true <= most] for most in (FLAT_DEG, GOOD_DEG))
    rounded = [hold for hold in holds if hold.true >= ROUNDED_DEG]
    print(
        f"  called rounded: {np.mean([hold.rounded for hold in flat]):.1%} of the flat, "
        f"{np.mean([hold.rounded for hold in rounded]):.1%} of the rounded"
    )
    print(
        f"  paused: {sum(hold.paused for hold in good)} of {len(good)} good, "
        f"{np.mean([hold.paused for hold in rounded]):.1%} of the rounded"
    )


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
