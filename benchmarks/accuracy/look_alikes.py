"""Which exercise is counted as which: every clip judged by every exercise.

Looks at every clip once, then judges it by each exercise that a camera judges. Prints what was counted, one
exercise of the clips a line, and then each clip that another exercise counted. A clip without a repetition or
a hold in its truth is a line of its own kind: "bridge, nothing".

    python benchmarks/accuracy/look_alikes.py [CLIPS] [--only 'bridge_*'] [--workers 2]
"""

import argparse
import fnmatch
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading
from posecoach.commands.console.tables import plain_table, table_console
from posecoach.evaluation.ground_truth.truth import Truth, load_truth, truth_path
from posecoach.files import listed
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.video import read_frames
from posecoach.vision.model.store import ensure_model

SAMPLES = Path(__file__).parents[2] / "sample_videos"


@dataclass(frozen=True, slots=True)
class Counted:
    """What an exercise counted in a clip, or in several.

    Attributes:
        seconds: Valid seconds.
        repetitions: None where the exercise is one hold.
    """

    seconds: float
    repetitions: int | None

    def __bool__(self) -> bool:
        return self.seconds > 0 if self.repetitions is None else self.repetitions > 0

    def __str__(self) -> str:
        if self.repetitions is None:
            return f"{self.seconds:.1f} s" if self.seconds else "-"
        return f"{self.repetitions} ({self.seconds:.1f} s)" if self.repetitions or self.seconds else "-"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Which exercise is counted as which.")
    parser.add_argument("clips", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--only", default="*", help="clips whose name is like this")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    clips = [clip for clip in listed(arguments.clips, ".mp4") if fnmatch.fnmatch(clip.stem, arguments.only)]
    model = ensure_model().path
    with ProcessPoolExecutor(arguments.workers, get_context("spawn")) as pool:
        counted = dict(zip(clips, pool.map(judged_by_all, clips, [model] * len(clips)), strict=True))
    truths = {clip: load_truth(truth_path(clip)) for clip in clips}
    print_matrix(truths, counted)
    print_others(truths, counted)


def judged(specs: Mapping[str, StretchSpec]) -> dict[str, StretchSpec]:
    """The exercises that a camera judges."""
    return {id_: spec for id_, spec in specs.items() if not spec.timed_only}


def judged_by_all(clip: Path, model: Path) -> dict[str, Counted]:
    """What each exercise counts in a clip."""
    with VideoPoseEstimator(model) as estimator:
        frames = [(estimator.estimate(frame.rgb, frame.t_s), frame.t_s) for frame in read_frames(clip)]
    found = {}
    for id_, spec in judged(load_specs()).items():
        coach = Coach(spec, SessionContext(load_phrases()))
        for seen, t_s in frames:
            coach.update(seen, t_s)
        found[id_] = counted_by(coach.finish())
    return found


def counted_by(clock: ClockReading) -> Counted:
    """What a clock counted."""
    return Counted(clock.valid_s, None if clock.repetitions is None else clock.repetitions.counted)


def kind(truth: Truth) -> str:
    """What a clip shows: an exercise, or none."""
    counts = truth.valid or any(one.counted for one in truth.repetitions or ())
    return truth.stretch if counts else f"{truth.stretch}, nothing"


def added(found: Sequence[Counted]) -> Counted:
    """The sum."""
    repetitions = [one.repetitions for one in found if one.repetitions is not None]
    return Counted(sum(one.seconds for one in found), sum(repetitions) if repetitions else None)


def print_matrix(truths: Mapping[Path, Truth], counted: Mapping[Path, Mapping[str, Counted]]) -> None:
    """What the clips show, a line each, against what is counted of them."""
    ids = list(judged(load_specs()))
    table = plain_table(
        "Counted by: seconds, or repetitions and the seconds held in them", "Shown", "Clips", *ids
    )
    for shown in sorted({kind(truth) for truth in truths.values()}):
        clips = [clip for clip, truth in truths.items() if kind(truth) == shown]
        table.add_row(
            shown, str(len(clips)), *(str(added([counted[clip][id_] for clip in clips])) for id_ in ids)
        )
    table_console().print(table)


def print_others(truths: Mapping[Path, Truth], counted: Mapping[Path, Mapping[str, Counted]]) -> None:
    """Each clip of which an exercise counted something that it doesn't show."""
    table = plain_table("Counted off the diagonal", "Clip", "Shown", "Counted by", "Counted")
    for clip, truth in truths.items():
        for id_, found in counted[clip].items():
            if found and kind(truth) != id_:
                table.add_row(clip.stem, kind(truth), id_, str(found))
    table_console().print(table)


if __name__ == "__main__":
    main()
