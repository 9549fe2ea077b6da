"""How much of a photo that is held still in front of a shaky, noisy camera the coach counts.

Every photo of real people that is labelled valid is played as a clip of a few seconds, as it is and in the
mirror, at three sizes. Nobody moves, so all of it ought to count, but for what the last reading lags. Clips
of real people with known truth are hard to come by; this is the next best.

    python benchmarks/accuracy/held_stills.py --photos DIR --labels FILE
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.kinematics.budgets import HINDSIGHT_S, READING_LAG_S
from posecoach.evaluation.labelled.labels import Label, load_labels
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.images import read_image
from posecoach.vision.model.store import ensure_model

FPS, LASTS_S = 25, 5.0
HEIGHTS = (None, 360, 240)  # px; None as it is
SHAKE_PX, TURN_DEG, NOISE = 4.0, 0.5, 4.0

Picture = NDArray[np.uint8]


def held(photo: Picture, seed: int) -> Iterator[tuple[float, Picture]]:
    """Frames of a photo in a hand that is not quite still, and their times."""
    height, width = photo.shape[:2]
    rng = np.random.default_rng(seed)
    phases = rng.uniform(0, 2 * np.pi, 4)
    for t_s in np.arange(0.0, LASTS_S, 1 / FPS):
        sway = np.sin(np.array([1.7, 4.1, 1.3, 1.0]) * t_s + phases)
        view = cv2.getRotationMatrix2D((width / 2, height / 2), TURN_DEG * sway[3], 1.0)
        view[:, 2] += SHAKE_PX * (sway[0] + sway[1] / 2), SHAKE_PX * sway[2]
        frame = cv2.warpAffine(photo, view, (width, height), borderMode=cv2.BORDER_REPLICATE)
        yield float(t_s), np.clip(frame + rng.normal(0, NOISE, frame.shape), 0, 255).astype(np.uint8)


def counted(photo: Picture, spec: StretchSpec, model: Path, seed: int) -> tuple[float, Counter[str]]:
    """Valid seconds, and how many frames were something else, by reason."""
    coach, reasons = Coach(spec, SessionContext(load_phrases())), Counter[str]()
    with VideoPoseEstimator(model) as estimator:
        for t_s, frame in held(photo, seed):
            answer = coach.update(estimator.estimate(frame, t_s), t_s)
            if answer.reason is not None:
                reasons[answer.reason] += 1
    return answer.clock.valid_s, reasons


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How much of a photo that is held still the coach counts.")
    parser.add_argument("--photos", type=Path, required=True, help="a folder of photos")
    parser.add_argument(
        "--labels", type=Path, required=True, help="their labels, as `posecoach evaluate` reads them"
    )
    arguments = parser.parse_args()
    model, specs = ensure_model().path, load_specs()
    full_s = LASTS_S - 1 / FPS - READING_LAG_S - HINDSIGHT_S
    valid_s: dict[str, list[float]] = defaultdict(list)
    for labelled in load_labels(arguments.labels, specs):
        photo = read_image(arguments.photos / labelled.file)
        for stretch in (stretch for stretch, label in labelled.labels.items() if label is Label.VALID):
            for seed, height in enumerate(HEIGHTS):
                scale = 1.0 if height is None else height / photo.shape[0]
                sized = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
                for mirror in (1, -1):
                    shown = np.ascontiguousarray(sized[:, ::mirror]).astype(np.uint8)
                    seconds, reasons = counted(shown, specs[stretch], model, seed)
                    valid_s[stretch].append(seconds)
                    turned = " in the mirror" if mirror < 0 else ""
                    listed = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common(3))
                    name = f"{labelled.file}, {shown.shape[0]} px{turned}"
                    print(f"{name}: {seconds:.1f} of {full_s:.1f} s ({listed})")
    for stretch, of_stretch in valid_s.items():
        print(f"{stretch:20} {sum(of_stretch):6.1f} of {full_s * len(of_stretch):.1f} s")


if __name__ == "__main__":
    main()
