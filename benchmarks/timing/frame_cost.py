"""What the coach costs a frame on top of MediaPipe.

Runs a bare MediaPipe loop and the full coach over the same frames in one process, in turns, so that
both see the same machine. Run it on an otherwise idle one; on a busy one, times on the clock say little, and
those of the processor, over all threads, are up to twice as long as otherwise:

    python benchmarks/timing/frame_cost.py [VIDEO] [--stretch ID]
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode

from posecoach.catalog.exercises import find_spec
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.video import probe, read_frames
from posecoach.vision.model.store import ensure_model

SAMPLE = Path(__file__).parents[2] / "sample_videos" / "standing_good_ben.mp4"
# Of a bare look: 4 ms where that takes 27. In milliseconds it would be a limit on the machine as well.
LIMIT = 0.15
# The engine settles its memory over the first frames.
WARM_UP_FRAMES = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """Time on the clock, and that of the processor over all threads of the process, ms."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> "Cost":
        """Since some moment."""
        return cls(time.perf_counter() * 1000, time.process_time() * 1000)

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.clock + other.clock, self.processor + other.processor)

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.clock - other.clock, self.processor - other.processor)


class EngineClock:
    """Adds up the time spent inside MediaPipe's own call."""

    def __init__(self) -> None:
        self.spent = Cost(0.0, 0.0)
        detect = PoseLandmarker.detect

        def timed(landmarker: PoseLandmarker, *arguments: Any, **options: Any) -> Any:
            began = Cost.now()
            try:
                return detect(landmarker, *arguments, **options)
            finally:
                self.spent += Cost.now() - began

        PoseLandmarker.detect = timed


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="What the coach costs a frame on top of MediaPipe.")
    parser.add_argument("video", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--stretch", default="standing_hamstring")
    arguments = parser.parse_args()
    info = probe(arguments.video)
    model = ensure_model().path
    clock = EngineClock()
    options = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model), delegate=BaseOptions.Delegate.CPU),
        running_mode=RunningMode.IMAGE,
        output_segmentation_masks=True,
    )
    coach = Coach(find_spec(arguments.stretch), SessionContext(load_phrases()))
    bare: list[Cost] = []
    full: list[Cost] = []
    own: list[Cost] = []
    with (
        PoseLandmarker.create_from_options(options) as landmarker,
        VideoPoseEstimator(model) as estimator,
    ):
        for frame in read_frames(arguments.video):
            began = Cost.now()
            landmarker.detect(Image(ImageFormat.SRGB, frame.rgb))
            bare.append(Cost.now() - began)

            clock.spent = Cost(0.0, 0.0)
            began = Cost.now()
            coach.update(estimator.estimate(frame.rgb, frame.t_s), frame.t_s)
            full.append(Cost.now() - began)
            own.append(full[-1] - clock.spent)

    print(f"{arguments.video.name}, {info.width}x{info.height}, {len(full)} frames, ms a frame")
    for name, costs in (("bare MediaPipe", bare), ("full coach", full), ("of it, not MediaPipe", own)):
        processor = statistics.median(cost.processor for cost in _settled(costs))
        times = f"median {_median(costs):6.2f}   p95 {_p95(costs):6.2f}   processor, median {processor:6.2f}"
        print(f"  {name:22} {times}")
    print(f"  full / bare, medians   {_median(full) / _median(bare):.3f}")
    share = _median(own) / _median(bare)
    verdict = "within" if share <= LIMIT else "ABOVE"
    print(f"  own / bare, medians    {share:.3f}, {verdict} the limit of {LIMIT:g}")


def _settled(costs: Sequence[Cost]) -> Sequence[Cost]:
    return costs[WARM_UP_FRAMES:]


def _median(costs: Sequence[Cost]) -> float:
    return statistics.median(cost.clock for cost in _settled(costs))


def _p95(costs: Sequence[Cost]) -> float:
    return statistics.quantiles((cost.clock for cost in _settled(costs)), n=20)[-1]


if __name__ == "__main__":
    main()
