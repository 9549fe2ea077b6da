"""How fast a whole video is judged, against a bare MediaPipe loop on the same cores.

The loop decodes the clip and looks at every frame once, one after the other, with the same model. The
analysis is all that `posecoach analyze` does, with a worker a core. Each number of cores gets a process of
its own that may use no more of them, and both take turns there. Run it on an otherwise idle Linux machine:

    python benchmarks/timing/video_speed.py [VIDEO] [--stretch ID]
"""

import argparse
import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode

from posecoach.analysis.video import analyze_video
from posecoach.catalog.exercises import find_spec
from posecoach.cores import usable_cores
from posecoach.vision.media.video import probe, read_frames
from posecoach.vision.model.store import ensure_model

SAMPLE = Path(__file__).parents[2] / "sample_videos" / "standing_good_ben.mp4"
ROUNDS = 2  # the faster one counts: what else runs only slows things down
LEAST_RATIO = {1: 0.9, 2: 1.8}  # by the number of cores
MOST_MB = 1200


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process measured.

    Attributes:
        bare: Of the loop.
        full: Of the analysis.
        peak_mb: The process's peak memory after the first analysis, MB.
    """

    bare: "Speed"
    full: "Speed"
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast the frames of a clip are looked at.

    Attributes:
        per_s: Frames a second.
        processor_ms: Time of the processor a frame, over all threads, ms.
    """

    per_s: float
    processor_ms: float

    def __str__(self) -> str:
        cores = self.per_s * self.processor_ms / 1000
        each = f"{self.processor_ms:5.1f} ms of the processor each"
        return f"{self.per_s:6.1f} frames a second, {each}: {cores:.2f} cores busy"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How fast a whole video is judged.")
    parser.add_argument("video", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--stretch", default="standing_hamstring")
    arguments = parser.parse_args()
    info = probe(arguments.video)
    print(f"{arguments.video.name}, {info.width}x{info.height}, {info.frames} frames")
    for cores, least in LEAST_RATIO.items():
        if cores > usable_cores():
            print(f"  {cores} cores: not there")
            continue
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            found = process.submit(measure, arguments.video, arguments.stretch, cores).result()
        ratio = found.full.per_s / found.bare.per_s
        speed = "within" if ratio >= least else "BELOW"
        memory = "within" if found.peak_mb <= MOST_MB else "ABOVE"
        print(f"  cores: {cores}")
        print(f"    bare MediaPipe {found.bare}")
        print(f"    whole analysis {found.full}")
        print(f"    whole / bare   {ratio:6.2f} is {speed} the limit of {least:g}")
        print(f"    peak memory    {found.peak_mb:6.0f} MB is {memory} the limit of {MOST_MB} MB")


def measure(video: Path, stretch: str, cores: int) -> Measured:
    """Measures on a few cores. Run it in a process of its own.

    Args:
        video: The clip.
        stretch: The exercise to judge it by.
        cores: How many cores to use, and how many workers.
    """
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    model, spec, frames = ensure_model().path, find_spec(stretch), probe(video).frames
    full, bare = [], []
    peak_mb = 0.0
    for _ in range(ROUNDS):
        full.append(_speed(frames, lambda: analyze_video(video, spec, model, workers=cores)))
        peak_mb = peak_mb or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        bare.append(_speed(frames, lambda: _look_at_all(video, model)))
    return Measured(_fastest(bare), _fastest(full), peak_mb)


def _fastest(speeds: list[Speed]) -> Speed:
    return max(speeds, key=lambda speed: speed.per_s)


def _speed(frames: int, work: Callable[[], object]) -> Speed:
    began, began_processor = time.perf_counter(), time.process_time()
    work()
    return Speed(
        frames / (time.perf_counter() - began), (time.process_time() - began_processor) * 1000 / frames
    )


def _look_at_all(video: Path, model: Path) -> None:
    options = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model), delegate=BaseOptions.Delegate.CPU),
        running_mode=RunningMode.IMAGE,
        output_segmentation_masks=True,
    )
    with PoseLandmarker.create_from_options(options) as landmarker:
        for frame in read_frames(video):
            landmarker.detect(Image(ImageFormat.SRGB, frame.rgb))


if __name__ == "__main__":
    main()
