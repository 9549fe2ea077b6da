"""What the coach costs a frame on top of MediaPipe.

Runs a bare MediaPipe loop and the full coach over the same frames in one process, in turns, so that
both see the same machine. Run it on an otherwise idle one:

    python benchmarks/timing/frame_cost.py [VIDEO] [--stretch ID]
"""

import argparse
import statistics
import time
from collections.abc import Sequence
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
LIMIT_MS = 3.0
# The engine settles its memory over the first frames.
WARM_UP_FRAMES = 10


class EngineClock:
    """Adds up the time spent inside MediaPipe's own call."""

    def __init__(self) -> None:
        self.spent_ms = 0.0
        detect = PoseLandmarker.detect

        def timed(landmarker: PoseLandmarker, *arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return detect(landmarker, *arguments, **options)
            finally:
                self.spent_ms += (time.perf_counter() - began) * 1000

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
    bare, full, own = [], [], []
    with (
        PoseLandmarker.create_from_options(options) as landmarker,
        VideoPoseEstimator(model) as estimator,
    ):
        for frame in read_frames(arguments.video):
            began = time.perf_counter()
            landmarker.detect(Image(ImageFormat.SRGB, frame.rgb))
            bare.append((time.perf_counter() - began) * 1000)

            clock.spent_ms = 0.0
            began = time.perf_counter()
            coach.update(estimator.estimate(frame.rgb, frame.t_s), frame.t_s)
            full.append((time.perf_counter() - began) * 1000)
            own.append(full[-1] - clock.spent_ms)

    print(f"{arguments.video.name}, {info.width}x{info.height}, {len(full)} frames, ms a frame")
    for name, times in (("bare MediaPipe", bare), ("full coach", full), ("of it, not MediaPipe", own)):
        print(f"  {name:22} median {_median(times):6.2f}   p95 {_p95(times):6.2f}")
    print(f"  full / bare, medians   {_median(full) / _median(bare):.3f}")
    verdict = "within" if _median(own) <= LIMIT_MS else "ABOVE"
    print(f"  own share {_median(own):.2f} ms is {verdict} the limit of {LIMIT_MS:g} ms")


def _median(times: Sequence[float]) -> float:
    return statistics.median(times[WARM_UP_FRAMES:])


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times[WARM_UP_FRAMES:], n=20)[-1]


if __name__ == "__main__":
    main()
