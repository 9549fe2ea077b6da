"""Pictures of a stretch out of the sample videos: how it goes, and each fault beside good form."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.kinematics.motion import MOTIONS
from posecoach.evaluation.ground_truth.samples import Sample, default_folder, load_samples
from posecoach.evaluation.ground_truth.truth import TrueFault, Truth
from posecoach.vision.media.stills import picture_at


@dataclass(frozen=True, slots=True)
class FaultPair:
    """The same person in good form and with a fault.

    Attributes:
        fault: The fault's id.
        good: (h, w, 3) RGB.
        wrong: (h, w, 3) RGB.
    """

    fault: str
    good: NDArray[np.uint8]
    wrong: NDArray[np.uint8]


def demonstration(stretch: str) -> Path | None:
    """A sample video that shows an exercise done well throughout; None where there is no sample.

    Raises:
        TruthError: where a sample's truth file can't be used.
    """
    good = [
        sample.video
        for sample in _samples(default_folder())
        if sample.truth.stretch == stretch and _is_good(sample.truth)
    ]
    return min((video for video in good if "_good_" in video.name), default=None)


def _is_good(truth: Truth) -> bool:
    """Whether a clip is one hold without a fault, or repetitions that all count."""
    if truth.repetitions is not None:
        return bool(truth.repetitions) and all(one.counted for one in truth.repetitions) and not truth.faults
    return len(truth.valid) == 1 and not truth.faults


def fault_pairs(spec: StretchSpec) -> tuple[FaultPair, ...]:
    """Each fault that a sample shows, once, beside the same person in good form.

    A fault of movement, such as bouncing, is left out: a picture can't show it.

    Raises:
        TruthError: where a sample's truth file can't be used.
    """
    return _pairs(
        default_folder(), spec.id, frozenset(gate.id for gate in spec.gates if gate.measure in MOTIONS)
    )


@cache
def _pairs(folder: Path, stretch: str, left_out: frozenset[str]) -> tuple[FaultPair, ...]:
    pairs: dict[str, FaultPair] = {}
    for sample in _samples(folder):
        if sample.truth.stretch != stretch:
            continue
        for pair in _pairs_of(sample, known=left_out | pairs.keys()):
            pairs[pair.fault] = pair
    return tuple(pairs.values())


def _pairs_of(sample: Sample, known: frozenset[str]) -> Iterator[FaultPair]:
    good_times = [_middle(start_s, end_s) for start_s, end_s in sample.truth.valid]
    wanted = [fault for fault in sample.truth.faults if fault.id not in known]
    if not good_times or not wanted:
        return
    video = sample.video.read_bytes()
    for fault in wanted:
        good = picture_at(video, _apart_from(fault, sample, good_times))
        wrong = picture_at(video, _middle(fault.start_s, fault.end_s))
        if good is not None and wrong is not None:
            yield FaultPair(fault.id, good, wrong)


def _apart_from(fault: TrueFault, sample: Sample, good_times: list[float]) -> float:
    """A moment of good form: advice does not end a good span, so its beginning may be all that is left."""
    outside = [time for time in good_times if not fault.start_s <= time <= fault.end_s]
    if outside:
        return outside[0]
    return _middle(sample.truth.valid[0][0], fault.start_s)


def _middle(start_s: float, end_s: float) -> float:
    return (start_s + end_s) / 2


@cache
def _samples(folder: Path) -> tuple[Sample, ...]:
    return load_samples(folder)
